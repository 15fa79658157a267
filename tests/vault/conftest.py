"""A vault of an invented teacher, made once and copied for each test."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from homevisit.clock import SetClock
from homevisit.vault import KdfParameters, create_vault, open_vault, surroundings

PASSWORD = "chuntian pingguo shubao"
OWNER = "程知夏"
MARKER = "石榴树下的家访记录"
CHEAP = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)


class Kept(NamedTuple):
    """A closed vault in a folder that belongs to one test."""

    folder: Path
    recovery_code: str

    def content(self) -> dict[str, bytes]:
        """Return every file but the lock, to compare before and after."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.name != "lock"
        }


def new_clock() -> SetClock:
    return SetClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


def fill(vault, rows=40):
    """Write a table of notes, each with the marker text."""
    with vault.db.transaction():
        vault.db.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
        vault.db.executemany(
            "INSERT INTO note (text) VALUES (?)",
            [(f"{MARKER} {number} " + "字" * 300,) for number in range(rows)],
        )


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


@pytest.fixture(autouse=True)
def _quiet_place(monkeypatch):
    """Let no warning depend on where the tests happen to run."""
    monkeypatch.setattr(surroundings, "read_mounts", lambda: "/dev/sda / ext4 rw 0 0")
    monkeypatch.setattr(surroundings, "free_bytes", lambda _folder: 10**12)


@pytest.fixture
def clock():
    return new_clock()


@pytest.fixture(scope="session")
def _template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "cheng.homevisit"
    made = create_vault(
        folder, owner_name=OWNER, password=PASSWORD, clock=new_clock(), kdf=CHEAP
    )
    with made.vault as vault:
        fill(vault)
    return Kept(folder, made.recovery_code)


@pytest.fixture
def kept(_template, tmp_path):
    """A closed vault with forty notes."""
    folder = tmp_path / _template.folder.name
    shutil.copytree(_template.folder, folder)
    return Kept(folder, _template.recovery_code)
