"""Killed at any moment, a vault opens with everything that was acknowledged."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from homevisit.vault import open_vault, restore_backup
from tests.vault.conftest import PASSWORD, fill

ROOT = Path(__file__).parents[2]
SHARE_OF_RUNS = 5
FIRST_STEP_SECONDS = 0.2
_HAS_NOTES = "SELECT 1 FROM sqlite_schema WHERE name = 'note'"


def killed(work, folder, draw, *, wait_for=None):
    """Let the child work, kill it somewhere in a step, and return what it said.

    The moment is drawn from the length of a step as just measured, so that it falls
    inside one on any machine. With `wait_for` 0 it falls into the first step.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.vault.crash_child", work, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout.readline() == "ready\n"
    start = time.perf_counter()
    steps = draw.choice((1, 1, 2)) if wait_for is None else wait_for
    said = [child.stdout.readline() for _ in range(steps)]
    step = (time.perf_counter() - start) / len(said) if said else FIRST_STEP_SECONDS
    time.sleep(draw.uniform(0, 1.5 * step))
    child.kill()
    rest, _ = child.communicate()
    return [int(word) for word in ("".join(said) + rest).split("\n")[:-1]]


@pytest.mark.crash
def test_killed_while_saving_headers(kept, clock, crash_runs):
    draw = random.Random(1)
    for _ in range(max(2, crash_runs // SHARE_OF_RUNS)):
        said = killed("headers", kept.folder, draw)
        with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
            found = vault._session.header.generation
            assert vault.warnings == ()
        assert max(said) <= found
        assert found <= max(said) + 1
        assert (kept.folder / "vault.hdr.bak").read_bytes() == (
            (kept.folder / "vault.hdr").read_bytes()
        )
        assert list(kept.folder.glob(".*")) == []


@pytest.mark.crash
def test_killed_while_backing_up(kept, clock, tmp_path, crash_runs):
    draw, restored = random.Random(2), 0
    clock.advance(days=1000)
    for number in range(max(2, crash_runs // SHARE_OF_RUNS)):
        killed("backups", kept.folder, draw)
        with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
            backups = vault.backups()
            assert len(list((kept.folder / "backup").iterdir())) == len(backups)
            assert vault.db.execute("SELECT count(*) FROM note").fetchone() == (40,)
        assert backups
        for backup in backups[:2]:
            into = tmp_path / f"{number}-{backup.folder.name}"
            with restore_backup(backup.folder, into, PASSWORD, clock=clock) as copy:
                assert copy.db.execute("SELECT count(*) FROM note").fetchone() == (40,)
            restored += 1
    assert restored > 0


@pytest.mark.crash
def test_killed_while_rotating_keys(kept, clock, crash_runs):
    draw = random.Random(3)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        subkey = vault.subkey("a")
    for _ in range(max(2, crash_runs // SHARE_OF_RUNS)):
        said = killed("rotations", kept.folder, draw)
        with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
            found = vault._session.header.file("data").n
            assert max(said) <= found <= max(said) + 1
            assert vault.db.execute("SELECT count(*) FROM note").fetchone() == (40,)
            assert vault.subkey("a") == subkey
            # A kill between header and beat costs the beat its key, and no more.
            assert {warning.code for warning in vault.warnings} <= {"beat_missing"}
            assert list(vault._session.layout.databases("data")) == [found]


@pytest.mark.crash
def test_killed_while_the_room_is_made_written_and_rotated(
    kept, clock, tmp_path, crash_runs
):
    draw = random.Random(4)
    folder, before = kept.folder, 0
    for number in range(max(3, crash_runs // SHARE_OF_RUNS)):
        if number % 3 == 0:
            # From the start again: a room can be made only once.
            folder, before = tmp_path / f"{number}.homevisit", 0
            shutil.copytree(kept.folder, folder)
        said = killed("room", folder, draw, wait_for=number % 3)
        with open_vault(folder, PASSWORD, clock=clock) as vault:
            assert vault.db.execute("SELECT count(*) FROM note").fetchone() == (40,)
            layout = vault._session.layout
            entries = {each.file_id: each.n for each in vault._session.header.files}
            for file_id in ("data", "counselling"):
                wanted = [entries[file_id]] if file_id in entries else []
                assert list(layout.databases(file_id)) == wanted
            if not vault.room.is_made:
                assert not said
                continue
            room = vault.room.open(PASSWORD)
            assert {each.code for each in room.warnings} <= {"beat_missing"}
            if not room.db.execute(_HAS_NOTES).fetchone():
                fill(room, rows=1)
            found = room.db.execute("SELECT count(*) FROM note").fetchone()[0]
            assert found >= max([before, *said])
            before = found
