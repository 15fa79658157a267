"""Backups are proved, complete and restorable; restoring writes over nothing."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from homevisit.vault import (
    backup,
    open_vault,
    proof,
    restore_backup,
    restore_with_recovery_code,
)
from homevisit.vault.backup import BackupPlaceMissingError
from homevisit.vault.cipher_file import DatabaseDamagedError
from homevisit.vault.manifest import (
    BackupDamagedError,
    NewerBackupError,
    NotABackupError,
)
from homevisit.vault.new_folder import FolderTakenError
from homevisit.vault.retention import to_keep
from homevisit.vault.unlocking import WrongPasswordError
from tests.vault.conftest import MARKER, PASSWORD, fill

OTHER = "huaishu liushu songjing"


def put_attachment(folder, content):
    name = hashlib.sha256(content).hexdigest()
    (folder / name).write_bytes(content)
    return name


def snapshot(folder):
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file()
    }


@pytest.fixture
def vault(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as opened:
        yield opened


def test_a_backup_holds_everything_and_restores_elsewhere(vault, clock, tmp_path):
    name = put_attachment(vault.attachments_folder, b"photo")
    receipt = vault.back_up()
    assert receipt.folder == vault.folder / "backup" / "20260302-0800"
    assert receipt.commit_seq == vault.db.commit_seq - 1  # then it was noted
    assert (receipt.attachments, receipt.damaged_attachments) == (1, 0)
    assert receipt.is_elsewhere is False
    before = snapshot(receipt.folder)
    into = tmp_path / "new laptop" / "restored.homevisit"
    with restore_backup(receipt.folder, into, PASSWORD, clock=clock) as restored:
        assert restored.id == vault.id
        assert restored.writer_id != vault.writer_id
        assert restored.signing_key == vault.signing_key
        assert restored.subkey("a") == vault.subkey("a")
        assert restored.warnings == ()
        query = "SELECT * FROM note ORDER BY id"
        assert restored.db.execute(query).fetchall() == (
            vault.db.execute(query).fetchall()
        )
        assert (restored.attachments_folder / name).read_bytes() == b"photo"
    assert snapshot(receipt.folder) == before
    with open_vault(into, PASSWORD, clock=clock) as restored:
        assert restored.warnings == ()


def test_a_backup_is_encrypted_and_private(vault):
    receipt = vault.back_up()
    for path in receipt.folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0
        if path.is_file():
            raw = path.read_bytes()
            assert not raw.startswith(b"SQLite format 3")
            assert MARKER.encode() not in raw


def test_restoring_needs_the_password_of_its_day(vault, clock, tmp_path):
    receipt = vault.back_up()
    vault.change_password(PASSWORD, OTHER)
    with pytest.raises(WrongPasswordError):
        restore_backup(receipt.folder, tmp_path / "a", OTHER, clock=clock)
    assert not (tmp_path / "a").exists()
    restore_backup(receipt.folder, tmp_path / "a", PASSWORD, clock=clock).close()


def test_a_backup_is_restored_with_the_code_on_paper(vault, kept, clock, tmp_path):
    receipt = vault.back_up()
    made = restore_with_recovery_code(
        receipt.folder, tmp_path / "a", kept.recovery_code, OTHER, clock=clock
    )
    made.vault.close()
    assert made.recovery_code != kept.recovery_code
    open_vault(tmp_path / "a", OTHER, clock=clock).close()
    with pytest.raises(WrongPasswordError):
        open_vault(tmp_path / "a", PASSWORD, clock=clock)


def test_restoring_never_writes_over_anything(vault, clock, tmp_path):
    receipt = vault.back_up()
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")
    with pytest.raises(FolderTakenError):
        restore_backup(receipt.folder, taken, PASSWORD, clock=clock)
    with pytest.raises(FolderTakenError):
        restore_backup(receipt.folder, vault.folder, PASSWORD, clock=clock)
    assert snapshot(taken) == {"letter.txt": b"mine"}


def test_a_backup_after_a_rotation_and_one_before_both_restore(vault, clock, tmp_path):
    before = vault.back_up()
    clock.advance(days=1)
    vault.rotate_key(PASSWORD)
    after = vault.back_up()
    assert [found.folder for found in vault.backups()] == [after.folder, before.folder]
    for number, receipt in enumerate((before, after)):
        into = tmp_path / str(number)
        with restore_backup(receipt.folder, into, PASSWORD, clock=clock) as restored:
            assert restored.db.execute("SELECT count(*) FROM note").fetchone() == (40,)


@pytest.mark.parametrize("name", ["data-1.db", "manifest", "vault.hdr"])
def test_a_missing_or_changed_part_is_refused(vault, clock, tmp_path, name):
    receipt = vault.back_up()
    path = receipt.folder / name
    whole = path.read_bytes()
    refusals = set()
    for place in range(0, len(whole), max(1, len(whole) // 7)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        refusals.add(_refusal(receipt.folder, tmp_path / "a", clock))
    path.write_bytes(whole[: len(whole) // 2])
    refusals.add(_refusal(receipt.folder, tmp_path / "a", clock))
    path.unlink()
    refusals.add(_refusal(receipt.folder, tmp_path / "a", clock))
    assert not (tmp_path / "a").exists()
    assert refusals <= {
        "backup_damaged",
        "not_a_backup",
        "not_a_vault",
        "key_file_damaged",
    }


def _refusal(folder, into, clock):
    from homevisit.errors import Problem

    with pytest.raises(Problem) as refused:
        restore_backup(folder, into, PASSWORD, clock=clock)
    return refused.value.code


def test_a_forged_manifest_is_refused(vault, clock, tmp_path):
    receipt = vault.back_up()
    path = receipt.folder / "manifest"
    value = json.loads(path.read_text())
    for change in ({"sha256": "00" * 32}, {"database": "../../data-1.db"}):
        path.write_text(json.dumps(value | change))
        with pytest.raises(BackupDamagedError):
            restore_backup(receipt.folder, tmp_path / "a", PASSWORD, clock=clock)
    path.write_text(json.dumps(value | {"format": 2}))
    with pytest.raises(NewerBackupError):
        restore_backup(receipt.folder, tmp_path / "a", PASSWORD, clock=clock)
    with pytest.raises(NotABackupError):
        restore_backup(tmp_path, tmp_path / "a", PASSWORD, clock=clock)


def test_a_damaged_page_makes_no_backup(kept, clock):
    """VACUUM INTO raises where SQLite's backup interface signs the damage anew."""
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        path = vault._session.path
        with vault.db.let_go():
            whole = path.read_bytes()
            place = 4096 * 5 + 100
            path.write_bytes(whole[:place] + b"\0\0\0" + whole[place + 3 :])
        with pytest.raises(DatabaseDamagedError):
            vault.back_up()
        assert list((kept.folder / "backup").iterdir()) == []


def test_a_copy_that_disagrees_is_thrown_away(vault, monkeypatch):
    monkeypatch.setattr(proof, "check_structure", lambda *_: 1)
    with pytest.raises(proof.BackupFailedError):
        vault.back_up()
    assert list((vault.folder / "backup").iterdir()) == []


def test_a_damaged_attachment_is_counted_and_a_missing_one_told(vault, clock, tmp_path):
    put_attachment(vault.attachments_folder, b"good")
    name = put_attachment(vault.attachments_folder, b"bad")
    (vault.attachments_folder / name).write_bytes(b"changed")
    (vault.attachments_folder / "not an attachment.txt").write_bytes(b"x")
    receipt = vault.back_up()
    assert (receipt.attachments, receipt.damaged_attachments) == (2, 1)
    with restore_backup(
        receipt.folder, tmp_path / "a", PASSWORD, clock=clock
    ) as restored:
        assert [w.code for w in restored.warnings] == ["attachments_damaged"]
    assert vault.verify(deep=True).damaged_attachments == 1
    assert vault.verify().damaged_attachments == 0


def test_an_unreadable_attachment_does_not_stand_in_the_way(
    vault, monkeypatch, tmp_path
):
    put_attachment(vault.attachments_folder, b"good")
    bad = put_attachment(vault.attachments_folder, b"unreadable")
    real = Path.open

    def fail_on_bad(path, *args, **options):
        if path.name == bad:
            raise OSError(errno.EIO, "bad sector")
        return real(path, *args, **options)

    monkeypatch.setattr(Path, "open", fail_on_bad)
    receipt = vault.back_up(tmp_path)
    assert (receipt.attachments, receipt.damaged_attachments) == (1, 1)


def test_attachments_are_linked_where_a_copy_would_waste_room(vault):
    name = put_attachment(vault.attachments_folder, b"photo")
    receipt = vault.back_up()
    copy = receipt.folder / "att" / name
    assert copy.samefile(vault.attachments_folder / name)


def test_the_age_of_the_copy_on_another_disk_is_known(
    vault, clock, tmp_path, monkeypatch
):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert vault.days_since_copy_elsewhere() is None
    assert vault.back_up(stick).is_elsewhere is False
    assert vault.days_since_copy_elsewhere() is None
    monkeypatch.setattr(backup, "same_disk", lambda *_: False)
    clock.advance(minutes=1)
    receipt = vault.back_up(stick)
    assert receipt.is_elsewhere is True
    assert receipt.folder.parent.parent == stick
    assert vault.days_since_copy_elsewhere() == 0
    clock.advance(days=9, hours=5)
    assert vault.days_since_copy_elsewhere() == 9
    assert vault.backups() == ()


def test_a_disk_that_is_not_there_is_said(vault, tmp_path):
    with pytest.raises(BackupPlaceMissingError):
        vault.back_up(tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def test_old_backups_leave_as_promised(vault, clock):
    for _ in range(8):
        vault.back_up()
        clock.advance(days=2)
    kept = [found.made_at.date().isoformat() for found in vault.backups()]
    assert kept == ["2026-03-16", "2026-03-14", "2026-03-12", "2026-03-08"]


def test_retention_keeps_days_weeks_and_months():
    start = datetime(2024, 1, 1, 8, tzinfo=UTC)
    made = [start + timedelta(hours=12 * i) for i in range(2 * 800)]
    kept = to_keep(made)
    assert max(made) in kept
    assert len({at.date() for at in kept}) == len(kept)
    assert len(kept) <= 3 + 4 + 12
    assert len({(at.year, at.month) for at in kept}) == 12


def test_backups_within_one_minute_do_not_collide(vault):
    names = [vault.back_up().folder.name for _ in range(2)]
    assert names == ["20260302-0800", "20260302-0800-2"]


def test_every_backup_made_while_writing_restores_row_by_row(vault, clock, tmp_path):
    """A restore drill after each of several rounds of changes."""
    fill_rows = "INSERT INTO note (text) VALUES (?)"
    for number in range(4):
        with vault.db.transaction():
            vault.db.executemany(fill_rows, [(f"{number} {i}",) for i in range(50)])
            vault.db.execute("DELETE FROM note WHERE id % 7 = ?", (number,))
        receipt = vault.back_up()
        query = "SELECT * FROM note ORDER BY id"
        with restore_backup(
            receipt.folder, tmp_path / str(number), PASSWORD, clock=clock
        ) as restored:
            found = restored.db.execute(query).fetchall()
        assert found == vault.db.execute(query).fetchall()
        clock.advance(days=1)


def test_a_restored_vault_makes_its_own_backups(vault, clock, tmp_path):
    receipt = vault.back_up()
    away = tmp_path / "away"
    shutil.copytree(receipt.folder, away / "20260302-0800")
    into = tmp_path / "b"
    with restore_backup(
        away / "20260302-0800", into, PASSWORD, clock=clock
    ) as restored:
        assert restored.back_up().folder.parent == into / "backup"


def test_a_vault_of_a_second_table_is_backed_up_with_its_rows(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        with vault.db.transaction():
            vault.db.execute("DROP TABLE note")
        fill(vault, rows=3)
        receipt = vault.back_up()
    manifest = json.loads((receipt.folder / "manifest").read_text())
    assert manifest["contents"]["rows"]["note"] == 3
