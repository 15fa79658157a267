"""The main path: make, write, lock, open again; keys that do what they promise."""

from __future__ import annotations

import ast
import os
import pickle
import stat
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from homevisit import vault as vault_package
from homevisit.vault import create_vault, open_vault
from homevisit.vault.database import WriteOutsideTransactionError
from homevisit.vault.new_folder import FolderTakenError
from homevisit.vault.sealing import (
    CannotOpenSealedError,
    open_sealed,
    seal_to,
    verify_signature,
)
from tests.vault.conftest import CHEAP, MARKER, OWNER, PASSWORD


@pytest.fixture
def vault(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as opened:
        yield opened


def test_what_was_written_is_there_after_locking(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert vault.owner_name == OWNER
        assert vault.warnings == ()
        assert vault.db.execute("SELECT count(*) FROM note").fetchone() == (40,)


def test_the_password_is_normalised(tmp_path, clock):
    full_width = "春风十里不如你\uff11\uff12\uff13\uff14\uff15"
    folder = tmp_path / "a.homevisit"
    made = create_vault(
        folder, owner_name=OWNER, password=full_width, clock=clock, kdf=CHEAP
    )
    made.vault.close()
    open_vault(folder, "春风十里不如你12345", clock=clock).close()


def test_a_closed_vault_is_only_its_own_files(kept):
    found = {path.name for path in kept.folder.iterdir()}
    assert found == {
        "vault.hdr",
        "vault.hdr.bak",
        "data-1.db",
        "beat",
        "att",
        "backup",
        "lock",
    }


def test_every_file_is_private(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock):
        for path in (kept.folder, *kept.folder.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_nothing_of_the_content_is_readable_on_disk(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        with vault.db.transaction():
            vault.db.execute("UPDATE note SET text = text || 'x'")
            vault.db.execute("CREATE INDEX note_by_text ON note (text)")
        during = kept.content()
    for content in (during, kept.content()):
        assert "data-1.db" in content
        for name, raw in content.items():
            assert not raw.startswith(b"SQLite format 3"), name
            assert MARKER.encode() not in raw, name
            assert MARKER.encode("utf-16-le") not in raw, name
    assert "data-1.db-wal" in during


def test_plain_sqlite_cannot_read_the_file(kept):
    plain = dbapi2.connect(str(kept.folder / "data-1.db"))
    with pytest.raises(dbapi2.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_schema")
    plain.close()


def test_a_vault_is_never_made_over_something(tmp_path, kept, clock):
    before = kept.content()
    with pytest.raises(FolderTakenError):
        create_vault(
            kept.folder, owner_name=OWNER, password=PASSWORD, clock=clock, kdf=CHEAP
        )
    assert kept.content() == before
    assert [path.name for path in tmp_path.iterdir()] == [kept.folder.name]


def test_a_vault_may_be_made_in_an_empty_folder(tmp_path, clock):
    folder = tmp_path / "empty"
    folder.mkdir()
    create_vault(
        folder, owner_name=OWNER, password=PASSWORD, clock=clock, kdf=CHEAP
    ).vault.close()
    open_vault(folder, PASSWORD, clock=clock).close()


def test_a_commit_is_counted_and_a_failure_is_not(vault):
    start = vault.db.commit_seq
    with vault.db.transaction():
        vault.db.execute("INSERT INTO note (text) VALUES ('one')")

    def fail():
        with vault.db.transaction():
            vault.db.execute("INSERT INTO note (text) VALUES ('two')")
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail()
    assert vault.db.commit_seq == start + 1
    assert vault.db.execute("SELECT count(*) FROM note").fetchone() == (41,)


def test_nothing_is_written_outside_a_transaction(vault):
    start = vault.db.commit_seq
    with pytest.raises(WriteOutsideTransactionError):
        vault.db.execute("DELETE FROM note")
    with pytest.raises(WriteOutsideTransactionError):
        vault.db.executemany("DELETE FROM note WHERE id = ?", [(1,)])
    for refused in (
        "WITH gone AS (SELECT 1) DELETE FROM note",
        "WITH new AS (SELECT 1) INSERT OR IGNORE INTO note SELECT *, 'x' FROM new",
        "  update note SET text = ''",
        "PRAGMA user_version=9",
        "PRAGMA user_version(9)",
        "BEGIN",
        "VACUUM",
        "/* SELECT */ DELETE FROM note",
        "-- SELECT\nDELETE FROM note",
    ):
        with pytest.raises(WriteOutsideTransactionError):
            vault.db.execute(refused)
    for read in (
        "WITH all_of AS (SELECT * FROM note) SELECT count(*) FROM all_of",
        "PRAGMA table_info(note)",
        "\n select 1",
    ):
        assert vault.db.execute(read).fetchall()
    assert vault.db.commit_seq == start
    assert vault.db.execute("SELECT count(*) FROM note").fetchone() == (40,)


def test_transactions_do_not_nest_and_the_outer_one_is_undone(vault):
    def nest():
        with vault.db.transaction():
            vault.db.execute("DELETE FROM note")
            with vault.db.transaction():
                pass

    with pytest.raises(RuntimeError):
        nest()
    assert vault.db.execute("SELECT count(*) FROM note").fetchone() == (40,)


def test_a_broken_constraint_is_a_defect_not_a_problem(vault):
    with pytest.raises(dbapi2.IntegrityError), vault.db.transaction():
        vault.db.execute("INSERT INTO note (id) VALUES (1)")


def test_the_database_belongs_to_its_thread(vault):
    seen = []

    def read():
        try:
            vault.db.execute("SELECT 1")
        except dbapi2.ProgrammingError as error:
            seen.append(error)

    other = threading.Thread(target=read)
    other.start()
    other.join()
    assert len(seen) == 1


def test_rows_come_in_every_way_of_fetching(vault):
    wanted = [(1,), (2,), (3,)]
    query = "SELECT id FROM note ORDER BY id LIMIT 3"
    assert list(vault.db.execute(query)) == wanted
    assert vault.db.execute(query).fetchall() == wanted
    assert vault.db.execute(query).fetchmany(2) == wanted[:2]


def test_closing_twice_does_no_harm(kept, clock):
    vault = open_vault(kept.folder, PASSWORD, clock=clock)
    vault.close()
    vault.close()


def test_signatures_verify_only_for_their_message_and_key(vault):
    signature = vault.sign(b"promise")
    assert verify_signature(vault.signing_key, signature, b"promise")
    assert not verify_signature(vault.signing_key, signature, b"promises")
    assert not verify_signature(bytes(32), signature, b"promise")
    assert not verify_signature(b"short", signature, b"promise")


def test_what_is_sealed_to_a_person_only_that_person_opens(vault):
    sealed = seal_to(vault.sealing_key, b"letter", b"test")
    assert vault.open_sealed(sealed, b"test") == b"letter"
    for changed, info in (
        (sealed, b"other use"),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), b"test"),
        (b"\x02" + sealed[1:], b"test"),
        (sealed[:20], b"test"),
        (b"", b"test"),
    ):
        with pytest.raises(CannotOpenSealedError):
            vault.open_sealed(changed, info)
    with pytest.raises(CannotOpenSealedError):
        open_sealed(os.urandom(32), sealed, b"test")


def test_subkeys_last_and_differ(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        first, other = vault.subkey("chain"), vault.subkey("search")
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert vault.subkey("chain") == first
    assert first != other
    assert len(first) == 32


def test_secrets_stay_out_of_repr_and_pickle(vault):
    session = vault._session
    for thing in (session, session.file_key, session.person, vault):
        assert session.file_key.database.hex() not in repr(thing)
        assert "0x" in repr(thing) or repr(thing).startswith("<")
    for thing in (session.file_key, session.person):
        with pytest.raises(TypeError):
            pickle.dumps(thing)


def test_settling_empties_the_journal(vault):
    with vault.db.transaction():
        vault.db.execute("UPDATE note SET text = 'x'")
    wal = vault.folder / "data-1.db-wal"
    assert wal.stat().st_size > 0
    vault.settle()
    assert wal.stat().st_size == 0


def test_settling_again_without_a_commit_writes_nothing(vault):
    beat = vault.folder / "beat"
    before = beat.stat().st_mtime_ns, beat.stat().st_ino
    vault.settle()
    assert (beat.stat().st_mtime_ns, beat.stat().st_ino) == before
    with vault.db.transaction():
        vault.db.execute("UPDATE note SET text = 'x'")
    vault.settle()
    assert beat.stat().st_ino != before[1]


def test_only_the_file_layer_opens_files():
    """Reading a byte of an open database drops its lock; so few may read at all."""
    allowed = {
        "attachments": "attachments only",
        "beat": "the beat",
        "cipher_file": "before SQLite has the file",
        "durable": "new files",
        "folder_lock": "the lock",
        "header_file": "the header",
        "manifest": "a manifest",
        "migrating": "our own SQL",
        "passphrase": "a word list",
        "passwords": "a word list",
        "proof": "a finished copy, to hash or copy it",
        "room_copy": "a list of what the room holds, to copy it",
        "surroundings": "the mount table",
    }
    readers = set()
    for path in Path(vault_package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node, "attr", getattr(node, "id", ""))
            if name in {"open", "read_bytes", "read_text", "copyfile", "copy"}:
                readers.add(path.stem)
    assert readers == set(allowed)


def test_settling_waits_for_a_result_that_is_being_read(vault):
    with vault.db.transaction():
        vault.db.execute("UPDATE note SET text = 'x'")
    rows = vault.db.execute("SELECT * FROM note")
    rows.fetchone()
    vault.settle()
    assert len(rows.fetchall()) == 39
    vault.settle()
    assert (vault.folder / "data-1.db-wal").stat().st_size == 0
