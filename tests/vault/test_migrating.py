"""Migrations: frozen, whole or not at all, backed up before, never backwards."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from homevisit.vault import migrating, open_vault, opening, restore_backup
from homevisit.vault.header import NewerFormatError
from homevisit.vault.migrating import (
    MIGRATIONS_FOLDER,
    Migration,
    read_migrations,
    schema_version,
)
from tests.vault.conftest import PASSWORD

FROZEN = Path(__file__).with_name("golden") / "migrations.sha256"
STEPS = read_migrations()
NEXT = Migration(
    len(STEPS) + 1,
    """
    -- A table; and a trigger, which has semicolons inside.
    CREATE TABLE added (a TEXT) STRICT;
    CREATE TRIGGER note_deleted AFTER DELETE ON note BEGIN
        INSERT INTO added (a) VALUES (old.text); DELETE FROM added WHERE a = '';
    END;
    INSERT INTO added (a) SELECT text FROM note;
    -- The end.
    """,
)
BROKEN = Migration(len(STEPS) + 2, "CREATE TABLE more (a);\nINSERT INTO nowhere (a);")


@pytest.fixture
def later(monkeypatch):
    """Open vaults with the program of a later day, which has further steps."""

    def add(*steps):
        monkeypatch.setattr(opening, "read_migrations", lambda: (*STEPS, *steps))

    return add


def test_released_steps_never_change():
    lines = FROZEN.read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        digest, name = line.split()
        content = (MIGRATIONS_FOLDER / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest, name


def test_a_new_vault_has_every_step(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert schema_version(vault.db) == len(STEPS)
        assert vault.backups() == ()


def test_an_existing_vault_is_backed_up_and_then_migrated(kept, clock, later, tmp_path):
    later(NEXT)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert schema_version(vault.db) == NEXT.number
        assert vault.db.execute("SELECT count(*) FROM added").fetchone() == (40,)
        (backup,) = vault.backups()
    later()
    with pytest.raises(NewerFormatError):
        open_vault(kept.folder, PASSWORD, clock=clock)
    with restore_backup(
        backup.folder, tmp_path / "a", PASSWORD, clock=clock
    ) as restored:
        assert schema_version(restored.db) == len(STEPS)
        assert restored.db.execute("SELECT count(*) FROM note").fetchone() == (40,)


def test_a_step_is_done_whole_or_not_at_all(kept, clock, later):
    later(NEXT, BROKEN)
    with pytest.raises(dbapi2.OperationalError):
        open_vault(kept.folder, PASSWORD, clock=clock)
    later(NEXT)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert schema_version(vault.db) == NEXT.number
        tables = vault.db.execute("SELECT name FROM sqlite_schema").fetchall()
        assert ("added",) in tables
        assert ("more",) not in tables


def test_no_backup_no_migration(kept, clock, later, monkeypatch):
    from homevisit.vault.storage_problems import DiskFullError

    def fail(*_, **_kinds):
        raise DiskFullError

    later(NEXT)
    monkeypatch.setattr(opening, "back_up", fail)
    before = kept.content()
    with pytest.raises(DiskFullError):
        open_vault(kept.folder, PASSWORD, clock=clock)
    assert kept.content() == before


def test_steps_are_named_and_numbered_without_gaps(tmp_path):
    for name, content in (("0001_a.sql", "SELECT 1;"), ("0002_b.sql", "SELECT 2;")):
        (tmp_path / name).write_text(content)
    assert [step.number for step in read_migrations(tmp_path)] == [1, 2]
    shutil.move(tmp_path / "0002_b.sql", tmp_path / "0003_b.sql")
    with pytest.raises(ValueError, match="gaps"):
        read_migrations(tmp_path)
    shutil.move(tmp_path / "0003_b.sql", tmp_path / "two.sql")
    with pytest.raises(ValueError, match="NNNN"):
        read_migrations(tmp_path)


def test_a_step_that_ends_in_mid_statement_is_our_defect():
    with pytest.raises(ValueError, match="mid-statement"):
        list(Migration(1, "SELECT 1;\nSELECT").statements())
    assert migrating.MIGRATIONS_FOLDER.is_dir()
