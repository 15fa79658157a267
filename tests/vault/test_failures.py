"""Everything that can be wrong with a vault has its own sentence and harms nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from homevisit.errors import Problem
from homevisit.vault import create_vault, open_vault
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
from homevisit.vault.unlocking import WrongPasswordError
from tests.vault.conftest import CHEAP, OWNER, PASSWORD, notes, require_refused

ROOT = Path(__file__).parents[2]


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
        assert code == "vault_open_here"
        assert float(seconds) < 1
        assert notes(vault) == 40
    open_vault(kept.folder, PASSWORD, clock=clock).close()


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
