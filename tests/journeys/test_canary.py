"""After create, import, visit, print, lock, crash and restart, no file tells anything.

Looked through: home, temporary, working and vault folders, in several encodings. What
the user exported on purpose and the list she was given are left aside.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.journeys import canary
from tests.journeys.canary import LATIN, STEM, needles, search, seen_in

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture
def root(tmp_path):
    import openpyxl

    place = tmp_path / "computer"
    for name in ("home", "tmp", "work", "given", "elsewhere"):
        (place / name).mkdir(parents=True)
    book = openpyxl.Workbook()
    for row in (
        ("姓名", "性别", "出生日期", "班级", "联系电话"),
        (canary.canary(8), "男", "2013-07-18", "七(2)班", canary.canary(9)),
    ):
        book.active.append(row)
    book.save(place / "given" / "roster.xlsx")
    return place


def live(root: Path, step: str) -> int:
    """Run one step of the journey in a process that has only `root` to write to."""
    home = str(root / "home")
    keep = {k: os.environ[k] for k in ("PATH", "SYSTEMROOT") if k in os.environ}
    environment = {
        **keep,
        "HOME": home,
        "USERPROFILE": home,
        "TMPDIR": str(root / "tmp"),
        "TEMP": str(root / "tmp"),
        "PYTHONPATH": str(HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    script = HERE / "tests" / "journeys" / "canary_child.py"
    done = subprocess.run(
        [sys.executable, str(script), str(root), step],
        cwd=root / "work",
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    said = done.stdout + done.stderr
    assert not seen_in(said, needles()), "a canary was printed"
    if done.returncode > 0:
        pytest.fail(said.decode(errors="replace")[-2000:])
    return done.returncode


def searched(root: Path) -> list[canary.Leak]:
    return search(root, leave_out=(root / "exports", root / "given"))


def test_no_file_tells_what_was_written(root):
    live(root, "create")
    assert searched(root) == []

    assert live(root, "crash") < 0
    assert searched(root) == []

    live(root, "restart")
    assert searched(root) == []
    exported = search(root / "exports")
    assert not any(leak.how == "file name" for leak in exported)


def test_a_planted_leak_is_found(root):
    live(root, "leak")

    (leak, *_more) = searched(root)

    assert leak.path.name == "autosave.bak"
    assert leak.how.startswith("utf-16-le")


@pytest.mark.parametrize("stem", [STEM, LATIN])
@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode().hex().encode(),
        lambda text: text.encode("utf-16-le").hex().upper().encode(),
        lambda text: base64.b64encode(text.encode()),
        lambda text: base64.b64encode(b"x" + text.encode() + b"yz"),
        lambda text: base64.b64encode(b"xy" + text.encode("gb18030") + b"z"),
        lambda text: b"junk" + zlib.compress(b"a" * 99 + text.encode()) + b"junk",
        lambda text: zlib.compress(text.encode("utf-16-le"), 9),
    ],
)
def test_the_search_reads_every_encoding(stem, written, tmp_path):
    (tmp_path / "some.file").write_bytes(b"\0\1" * 50 + written(stem) + b"\2" * 50)

    assert search(tmp_path)
