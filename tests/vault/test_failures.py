"""Everything that can be wrong with a vault has its own sentence and harms nothing."""

from __future__ import annotations

import errno
import os
import random
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from homevisit.errors import Problem
from homevisit.vault import create_vault, durable, open_vault
from homevisit.vault.beat import WentBackInTimeError
from homevisit.vault.cipher_file import (
    DatabaseDamagedError,
    DatabaseMissingError,
    PlaintextFileError,
)
from homevisit.vault.folder_lock import VaultInUseError
from homevisit.vault.header import (
    KeyFileDamagedError,
    NewerFormatError,
    NotAVaultError,
)
from homevisit.vault.integrity import require_sound_pages
from homevisit.vault.storage_problems import (
    DiskFullError,
    ReadOnlyFolderError,
    StorageFailedError,
)
from homevisit.vault.unlocking import WrongPasswordError
from tests.vault.conftest import CHEAP, OWNER, PASSWORD

ROOT = Path(__file__).parents[2]


def notes(vault):
    return vault.db.execute("SELECT count(*) FROM note").fetchone()[0]


def require_refused(kept, clock, problem):
    """Open, see the problem with its three sentences, and find every byte as it was."""
    before = kept.content()
    with pytest.raises(problem) as refused:
        open_vault(kept.folder, PASSWORD, clock=clock)
    assert kept.content() == before
    told = refused.value.explain()
    assert all((told.what, told.safe, told.todo))
    return refused.value


def test_a_wrong_password(kept, clock):
    before = kept.content()
    with pytest.raises(WrongPasswordError):
        open_vault(kept.folder, "not the password", clock=clock)
    assert kept.content() == before
    open_vault(kept.folder, PASSWORD, clock=clock).close()


def test_a_folder_that_is_no_vault(tmp_path, clock):
    (tmp_path / "letter.txt").write_text("x")
    for place in (tmp_path, tmp_path / "letter.txt", tmp_path / "nowhere"):
        with pytest.raises(NotAVaultError):
            open_vault(place, PASSWORD, clock=clock)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.99])
def test_a_truncated_database(kept, clock, share):
    path = kept.folder / "data-1.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    require_refused(kept, clock, DatabaseDamagedError)


@pytest.mark.parametrize("pages_lost", [1, 3])
def test_a_database_truncated_between_pages(kept, clock, pages_lost):
    """The cipher's own check does not see this; the first read does."""
    path = kept.folder / "data-1.db"
    path.write_bytes(path.read_bytes()[: -4096 * pages_lost])
    require_refused(kept, clock, DatabaseDamagedError)


def unnoticed_flips(path, key, count):
    """Flip one random bit, `count` times over, and return the places nobody noticed.

    SQLCipher keeps the salt in the first 16 bytes; ours comes with the key, so those
    bytes mean nothing and the next write heals them.
    """
    whole = path.read_bytes()
    draw = random.Random(7)
    missed = []
    for _ in range(count):
        place, bit = draw.randrange(16, len(whole)), 1 << draw.randrange(8)
        changed = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
        path.write_bytes(changed)
        try:
            require_sound_pages(path, key)
            missed.append(place)
        except DatabaseDamagedError:
            assert path.read_bytes() == changed
    path.write_bytes(whole)
    return missed


def test_flipped_bits_anywhere_are_noticed(kept, clock, crash_runs):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        path, key = vault._session.data_path, vault._session.file_key.database
    assert unnoticed_flips(path, key, 10 * crash_runs) == []


def test_a_destroyed_salt_does_no_harm(kept, clock):
    path = kept.folder / "data-1.db"
    path.write_bytes(bytes(16) + path.read_bytes()[16:])
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert notes(vault) == 40


def test_a_flipped_bit_is_told_and_left_alone(kept, clock):
    path = kept.folder / "data-1.db"
    whole = path.read_bytes()
    for place in (16, 100, 4000, 4090, 4096 * 3 + 7, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        require_refused(kept, clock, DatabaseDamagedError)
    path.write_bytes(whole)
    open_vault(kept.folder, PASSWORD, clock=clock).close()


def test_a_missing_database(kept, clock):
    (kept.folder / "data-1.db").unlink()
    require_refused(kept, clock, DatabaseMissingError)
    assert not (kept.folder / "data-1.db").exists()


def test_an_unencrypted_database_is_not_even_opened(kept, clock):
    plain = b"SQLite format 3\0" + bytes(4080)
    (kept.folder / "data-1.db").write_bytes(plain)
    require_refused(kept, clock, PlaintextFileError)


def test_the_database_of_another_vault(kept, clock, tmp_path):
    other = tmp_path / "other.homevisit"
    create_vault(
        other, owner_name=OWNER, password=PASSWORD, clock=clock, kdf=CHEAP
    ).vault.close()
    (kept.folder / "data-1.db").write_bytes((other / "data-1.db").read_bytes())
    require_refused(kept, clock, DatabaseDamagedError)


def test_one_of_two_key_files_is_enough(kept, clock):
    whole = (kept.folder / "vault.hdr").read_bytes()
    for content in (b"", whole[:-1], b"\xff" * 2000, whole[:300]):
        (kept.folder / "vault.hdr").write_bytes(content)
        with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
            assert [warning.code for warning in vault.warnings] == ["key_file_repaired"]
        assert (kept.folder / "vault.hdr").read_bytes() == whole
        (kept.folder / "vault.hdr.bak").write_bytes(content)
        with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
            assert vault.warnings == ()
        assert (kept.folder / "vault.hdr.bak").read_bytes() == whole


def test_both_key_files_damaged(kept, clock):
    for name in ("vault.hdr", "vault.hdr.bak"):
        path = kept.folder / name
        path.write_bytes(path.read_bytes()[:-1])
    require_refused(kept, clock, KeyFileDamagedError)


def test_a_newer_schema(kept, clock):
    vault = open_vault(kept.folder, PASSWORD, clock=clock)
    with vault, vault.db.transaction():
        vault.db.execute("PRAGMA user_version=999")
    require_refused(kept, clock, NewerFormatError)


def test_a_database_that_went_back_in_time(kept, clock):
    old = (kept.folder / "data-1.db").read_bytes()
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        for _ in range(3):
            with vault.db.transaction():
                vault.db.execute("INSERT INTO note (text) VALUES ('x')")
    (kept.folder / "data-1.db").write_bytes(old)
    assert require_refused(kept, clock, WentBackInTimeError).facts == {"missing": 3}
    with open_vault(kept.folder, PASSWORD, clock=clock, accept_older=True) as vault:
        assert notes(vault) == 40
    open_vault(kept.folder, PASSWORD, clock=clock).close()


def test_a_lost_journal_after_a_crash(kept, clock, tmp_path):
    """SQLite itself finds nothing wrong when `-wal` is gone; the beat does."""
    crashed = crashed_copy(kept, clock, tmp_path)
    (crashed.folder / "data-1.db-wal").unlink()
    assert require_refused(crashed, clock, WentBackInTimeError).facts == {"missing": 1}


def test_a_journal_after_a_crash_is_taken_up(kept, clock, tmp_path):
    crashed = crashed_copy(kept, clock, tmp_path)
    with open_vault(crashed.folder, PASSWORD, clock=clock) as vault:
        assert notes(vault) == 41
        assert vault.warnings == ()


def crashed_copy(kept, clock, tmp_path):
    """Return a copy of the files as a crash leaves them: a commit in the journal."""
    folder = tmp_path / "crashed.homevisit"
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        with vault.db.transaction():
            vault.db.execute("INSERT INTO note (text) VALUES ('in the journal')")
        # A beat that counts the commit, before any checkpoint.
        vault._session.write_beat(vault.db.commit_seq)
        subprocess.run(["cp", "-r", kept.folder, folder], check=True)
    return kept._replace(folder=folder)


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff\xfe", b"[" * 4000])
def test_a_missing_or_damaged_beat_is_a_warning(kept, clock, content):
    path = kept.folder / "beat"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert [warning.code for warning in vault.warnings] == ["beat_missing"]
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert vault.warnings == ()


def test_an_older_key_file_is_a_warning(kept, clock):
    old = (kept.folder / "vault.hdr").read_bytes()
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        vault.change_password(PASSWORD, "huaishu liushu songjing")
    for name in ("vault.hdr", "vault.hdr.bak"):
        (kept.folder / name).write_bytes(old)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert [warning.code for warning in vault.warnings] == ["key_file_is_older"]


def test_a_clock_before_the_last_save_is_a_warning(kept, clock):
    clock.advance(days=-1)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert [warning.code for warning in vault.warnings] == ["clock_is_behind"]
        with vault.db.transaction():
            vault.db.execute("INSERT INTO note (text) VALUES ('x')")
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert vault.warnings == ()


SECOND_PROGRAM = """
import sys, time
from homevisit.clock import SystemClock
from homevisit.errors import Problem
from homevisit.vault import open_vault
start = time.perf_counter()
try:
    open_vault(sys.argv[1], sys.argv[2], clock=SystemClock())
except Problem as problem:
    print(problem.code, time.perf_counter() - start)
"""


def test_a_second_program_is_refused_at_once(kept, clock):
    """Also after this process has read its own database file, which drops SQLite's."""
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        with (kept.folder / "data-1.db").open("rb") as file:
            file.read(16)
        with pytest.raises(VaultInUseError):
            open_vault(kept.folder, PASSWORD, clock=clock)
        done = subprocess.run(
            [sys.executable, "-c", SECOND_PROGRAM, kept.folder, PASSWORD],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        code, seconds = done.stdout.split()
        assert code == "vault_in_use"
        assert float(seconds) < 1
        assert notes(vault) == 40
    open_vault(kept.folder, PASSWORD, clock=clock).close()


@pytest.fixture
def unprivileged(tmp_path):
    """Run the test as somebody whom permissions bind, if root runs it."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield lambda _folder: None
        return
    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_uid == 0 and above.name.startswith(("pytest", "test")):
            above.chmod(above.stat().st_mode | 0o055)
    nobody = 65534

    def become(folder):
        for path in (folder, *folder.rglob("*")):
            os.chown(path, nobody, nobody)
        os.seteuid(nobody)

    yield become
    os.seteuid(0)


def test_a_read_only_folder(kept, clock, unprivileged):
    (kept.folder / "lock").unlink()
    unprivileged(kept.folder)
    kept.folder.chmod(0o500)
    try:
        require_refused(kept, clock, ReadOnlyFolderError)
        with pytest.raises(ReadOnlyFolderError):
            create_vault(
                kept.folder / "new",
                owner_name=OWNER,
                password=PASSWORD,
                clock=clock,
                kdf=CHEAP,
            )
    finally:
        kept.folder.chmod(0o700)
    open_vault(kept.folder, PASSWORD, clock=clock).close()


def test_read_only_files(kept, clock, unprivileged):
    unprivileged(kept.folder)
    for path in kept.folder.rglob("*"):
        if path.is_file() and path.name != "lock":
            path.chmod(stat.S_IRUSR)
    require_refused(kept, clock, ReadOnlyFolderError)


def test_a_full_disk_during_a_transaction_loses_nothing(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        (pages,) = vault.db.execute("PRAGMA page_count").fetchone()
        limit = vault.db._connection.execute
        limit(f"PRAGMA max_page_count={pages + 2}")
        seq = vault.db.commit_seq

        def write_too_much():
            with vault.db.transaction():
                vault.db.execute("INSERT INTO note (text) VALUES (?)", ("x" * 90_000,))

        with pytest.raises(DiskFullError):
            write_too_much()
        assert not vault.db.in_transaction
        assert vault.db.commit_seq == seq
        assert notes(vault) == 40
        limit("PRAGMA max_page_count=100000")
        write_too_much()
        assert notes(vault) == 41
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert vault.verify(deep=True).is_sound
        assert notes(vault) == 41


class FailingDisk:
    """The `os` of the file layer, whose n-th call of one kind fails."""

    def __init__(self, name, at_call, number):
        self._name, self._left, self._number = name, at_call, number
        self.has_failed = False

    def __getattr__(self, name):
        real = getattr(os, name)
        if name != self._name:
            return real

        def call(*args, **options):
            self._left -= 1
            if self._left == 0:
                self.has_failed = True
                raise OSError(self._number, "failing on purpose")
            return real(*args, **options)

        return call


NEW_PASSWORD = "huaishu liushu songjing"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "close", "replace"])
@pytest.mark.parametrize("at_call", [1, 2, 3])
def test_a_failing_disk_during_a_change_of_password(
    kept, clock, monkeypatch, name, at_call, number
):
    """What was said is true: an error means the old password, silence the new one."""
    disk = FailingDisk(name, at_call, number)
    vault = open_vault(kept.folder, PASSWORD, clock=clock)
    monkeypatch.setattr(durable, "os", disk)
    try:
        vault.change_password(PASSWORD, NEW_PASSWORD)
        good, bad = NEW_PASSWORD, PASSWORD
    except (DiskFullError, StorageFailedError):
        good, bad = PASSWORD, NEW_PASSWORD
    monkeypatch.setattr(durable, "os", os)
    vault.close()
    assert disk.has_failed
    with pytest.raises(WrongPasswordError):
        open_vault(kept.folder, bad, clock=clock)
    with open_vault(kept.folder, good, clock=clock) as vault:
        assert notes(vault) == 40
    leftovers = [path.name for path in kept.folder.glob(".*")]
    assert leftovers == []


@pytest.mark.parametrize("at_call", range(1, 5))
def test_a_full_disk_while_a_vault_is_made_leaves_nothing(
    tmp_path, clock, monkeypatch, at_call
):
    monkeypatch.setattr(durable, "os", FailingDisk("fsync", at_call, errno.ENOSPC))
    folder = tmp_path / "new.homevisit"
    try:
        create_vault(
            folder, owner_name=OWNER, password=PASSWORD, clock=clock, kdf=CHEAP
        ).vault.close()
    except DiskFullError:
        assert list(tmp_path.iterdir()) == []
    else:
        open_vault(folder, PASSWORD, clock=clock).close()


@pytest.mark.parametrize("at_call", [1, 2, 3])
def test_a_full_disk_during_a_backup_leaves_no_half_backup(
    kept, clock, monkeypatch, at_call
):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        monkeypatch.setattr(durable, "os", FailingDisk("fsync", at_call, errno.ENOSPC))
        with pytest.raises(DiskFullError):
            vault.back_up()
        assert list((kept.folder / "backup").iterdir()) == []
        vault.back_up()


@pytest.mark.parametrize("at_call", [1, 2, 3, 4, 5])
def test_a_full_disk_during_a_rotation(kept, clock, monkeypatch, at_call):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        monkeypatch.setattr(durable, "os", FailingDisk("fsync", at_call, errno.ENOSPC))
        n = 2
        try:
            vault.rotate_key(PASSWORD)
        except DiskFullError:
            n = 1
        monkeypatch.setattr(durable, "os", os)
        with vault.db.transaction():
            vault.db.execute("INSERT INTO note (text) VALUES ('after')")
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert notes(vault) == 41
        assert vault._session.data_path.name == f"data-{n}.db"
        assert list(vault._session.layout.databases("data")) == [n]


def test_a_held_file_is_waited_for(tmp_path, monkeypatch):
    """Windows: another program may hold the target for a moment."""
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    held_until = time.monotonic() + 0.2
    real = os.replace

    def replace(*paths):
        if time.monotonic() < held_until:
            raise PermissionError
        real(*paths)

    monkeypatch.setattr(os, "replace", replace)
    durable.replace_patiently(source, target, patience=2)
    assert target.read_bytes() == b"new"
    held_until = time.monotonic() + 60
    with pytest.raises(PermissionError):
        durable.replace_patiently(target, source, patience=0.1)


def damage(vault):
    """Change three bytes in each of the last pages, which hold the notes."""
    path = vault._session.data_path
    with vault.db.let_go():
        raw = bytearray(path.read_bytes())
        for place in range(len(raw) - 5 * 4096 + 100, len(raw), 4096):
            raw[place : place + 3] = b"\0\0\0"
        path.write_bytes(raw)


def test_a_damaged_page_met_while_reading_is_told(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        damage(vault)
        with pytest.raises(DatabaseDamagedError):
            vault.db.execute("SELECT * FROM note").fetchall()
    require_refused(kept, clock, DatabaseDamagedError)


def test_verify_counts_what_it_finds(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        seq = vault.db.commit_seq
        assert vault.verify().commit_seq == seq
        assert vault.verify(deep=True).is_sound
        damage(vault)
        findings = vault.verify()
        assert findings.damaged_pages >= 1
        assert not findings.is_sound


def test_a_week_without_a_deep_check_brings_one(kept, clock, monkeypatch):
    from homevisit.vault import verifying

    clock.advance(days=6)
    calls = []
    real = verifying.check_structure
    monkeypatch.setattr(
        verifying, "check_structure", lambda *a: calls.append(1) or real(*a)
    )
    open_vault(kept.folder, PASSWORD, clock=clock).close()
    assert calls == []
    clock.advance(days=2)
    open_vault(kept.folder, PASSWORD, clock=clock).close()
    open_vault(kept.folder, PASSWORD, clock=clock).close()
    assert calls == [1]
    monkeypatch.setattr(verifying, "check_structure", lambda *_: 1)
    clock.advance(days=8)
    with pytest.raises(DatabaseDamagedError):
        open_vault(kept.folder, PASSWORD, clock=clock)


def all_problems(kind=Problem):
    for found in kind.__subclasses__():
        if found.__module__.startswith("homevisit.vault"):
            yield found
        yield from all_problems(found)


def test_every_problem_says_three_sentences_under_a_code_of_its_own():
    found = list(all_problems())
    own = [problem for problem in found if "code" in vars(problem)]
    assert len({problem.code for problem in own}) == len(own) >= 30
    for problem in found:
        for sentence in (problem.what, problem.safe, problem.todo):
            assert sentence.endswith("."), problem
            assert sentence[0].isupper() or sentence[0] == "{", problem
