"""Who has a vault open: told by name and time, between two real processes."""

from __future__ import annotations

import errno
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from homevisit.vault import folder_lock, knock, open_vault
from homevisit.vault.folder_lock import (
    CannotLockError,
    FolderLock,
    VaultInUseError,
    VaultOpenElsewhereError,
    VaultOpenHereError,
)
from tests.vault.conftest import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from homevisit.clock import SystemClock
from homevisit.vault import open_vault
vault = open_vault(sys.argv[1], sys.argv[2], clock=SystemClock())
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_program(kept):
    """Another real process that has the vault open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, kept.folder, PASSWORD],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "open\n"
    yield process
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_another_process_is_named_with_its_time(kept, clock, other_program):
    with pytest.raises(VaultOpenHereError) as refused:
        open_vault(kept.folder, PASSWORD, clock=clock)
    told = json.loads((kept.folder / "lock").read_text("utf-8"))
    at = refused.value.facts["since"]
    assert at[:4].isdigit()
    assert at in refused.value.explain().what
    assert told["account"] in refused.value.explain().what


def test_a_killed_program_leaves_no_lock_though_its_note_stays(
    kept, clock, other_program
):
    other_program.send_signal(signal.SIGKILL)
    other_program.wait()
    assert (kept.folder / "lock").stat().st_size > 0
    open_vault(kept.folder, PASSWORD, clock=clock).close()
    assert (kept.folder / "lock").stat().st_size == 0


def test_another_computer_is_named(kept, clock, other_program, monkeypatch):
    monkeypatch.setattr(folder_lock.platform, "node", lambda: "another-computer")
    told = json.loads((kept.folder / "lock").read_text("utf-8"))
    with pytest.raises(VaultOpenElsewhereError) as refused:
        open_vault(kept.folder, PASSWORD, clock=clock)
    assert told["computer"] in refused.value.explain().what


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"computer": 1}', b"\xff\xfe", b'{"computer":"a","account":'],
)
def test_a_lock_without_a_plain_note_is_told_without_a_name(tmp_path, clock, content):
    path = tmp_path / "lock"
    lock = FolderLock.take(path, clock)
    path.write_bytes(content)
    with pytest.raises(VaultInUseError) as refused:
        FolderLock.take(path, clock)
    assert type(refused.value) is VaultInUseError
    lock.release()


def test_strange_names_are_cut_and_cannot_hide_anything(tmp_path, clock):
    path = tmp_path / "lock"
    lock = FolderLock.take(path, clock)
    note = {
        "computer": "{since}\u202e\n" + "x" * 500,
        "account": "a\x00b",
        "since": "2026-03-02T08:00:00Z",
    }
    path.write_text(json.dumps(note))
    with pytest.raises(VaultOpenElsewhereError) as refused:
        FolderLock.take(path, clock)
    said = str(refused.value)
    assert "\n" not in said
    assert "\u202e" not in said
    assert len(said) < 400
    lock.release()


def test_a_share_without_locks_is_refused_with_a_reason(tmp_path, clock, monkeypatch):
    def unsupported(_handle):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(folder_lock, "_try_lock", unsupported)
    with pytest.raises(CannotLockError):
        FolderLock.take(tmp_path / "lock", clock)


def test_a_knock_is_seen_in_the_files_time(tmp_path, clock):
    path = tmp_path / "lock"
    lock = FolderLock.take(path, clock)
    before = path.stat().st_mtime_ns
    time.sleep(0.02)
    knock(path)
    assert path.stat().st_mtime_ns > before
    lock.release()
    knock(tmp_path / "nothing")
