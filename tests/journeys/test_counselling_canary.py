"""What counsellors write is in the vault of a teacher neither open nor decrypted.

A case goes its way between a teacher, a psychologist and a principal, through files of
changes; a canary stands in every field of every counselling record. Then the raw bytes
of all files are searched, and each vault once more as its owner could read it.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.canary import Leak, needles, search, seen_in
from tests.journeys.staffroom_child import SECRET, SHARED

HERE = Path(__file__).resolve().parents[2]
CHILD = HERE / "tests" / "journeys" / "staffroom_child.py"
SHARE_OF_RUNS = 30
LONGEST_LIFE = 2.5
ALL = (*SECRET, *SHARED)


def new_computer(place: Path) -> Path:
    for name in ("home", "tmp", "work", "elsewhere"):
        (place / name).mkdir(parents=True)
    return place


def begin(root: Path, step: str) -> subprocess.Popen:
    """Start a step in a process that has only `root` to write to."""
    home = str(root / "home")
    keep = {k: os.environ[k] for k in ("PATH", "SYSTEMROOT") if k in os.environ}
    own = {"HOME": home, "USERPROFILE": home}
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(root / "tmp"))
    python = {"PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(root), step],
        cwd=root / "work",
        env={**keep, **own, **temporary, **python},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run(root: Path, step: str) -> bytes:
    child = begin(root, step)
    said, wrong = child.communicate(timeout=120)
    assert not seen_in(said + wrong, needles(ALL)), "a canary was printed"
    if child.returncode > 0:
        pytest.fail(wrong.decode(errors="replace")[-2000:])
    return said


def searched(root: Path) -> list[Leak]:
    """Search everything but the sheet that she was given."""
    return search(root, leave_out=(root / "given",), stems=ALL)


def test_nothing_of_the_room_reaches_a_teacher(tmp_path):
    root = new_computer(tmp_path / "computer")
    run(root, "live")
    assert searched(root) == []

    said = json.loads(run(root, "inspect"))

    assert said["hint"]
    assert said["duty"]
    assert said["draft"]
    assert said["shared with the teacher"]
    assert said["not in the room"] == []
    for who in ("teacher", "principal", "psychologist"):
        assert said[who] == [], who
    planted = set(said["planted"])
    assert {"tables: utf-8", "pages: utf-8"} <= planted
    assert {"names: xuequediyuduhanjiang", "names: xqdydhj", "index: 雪雀"} <= planted
    assert searched(root) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030"])
def test_a_planted_file_is_found(tmp_path, encoding):
    (tmp_path / "autosave.bak").write_bytes(SECRET[0].encode(encoding))
    (leak, *_more) = search(tmp_path, stems=ALL)
    assert leak.how.startswith(encoding)


def test_no_moment_of_a_kill_leaves_a_word(tmp_path, crash_runs):
    draw = random.Random(5)
    for number in range(crash_runs // SHARE_OF_RUNS):
        root = new_computer(tmp_path / str(number))
        child = begin(root, "live")
        try:
            child.communicate(timeout=draw.uniform(0.5, LONGEST_LIFE))
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
        assert searched(root) == []
