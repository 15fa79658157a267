"""The counselling room is a second file that no accident mixes with the first."""

from __future__ import annotations

import shutil

import pytest

from homevisit.vault import open_vault, open_with_recovery_code
from homevisit.vault.beat import WentBackInTimeError
from homevisit.vault.cipher_file import DatabaseDamagedError, DatabaseMissingError
from homevisit.vault.room import NoRoomError, RoomExistsError
from homevisit.vault.storage_problems import DiskFullError
from homevisit.vault.unlocking import WrongPasswordError
from tests.vault.conftest import MARKER, PASSWORD, fill, notes

OTHER = "qiutian shiliu maojin"


@pytest.fixture
def vault(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as opened:
        yield opened


@pytest.fixture
def lived_in(kept, clock):
    """A closed vault with forty notes, whose room has twelve."""
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        fill(vault.room.make(PASSWORD), rows=12)
    return kept


def room_files(folder):
    return sorted(path.name for path in folder.glob("counselling-*.db"))


def test_it_is_a_file_of_its_own(vault, kept):
    assert not vault.room.is_made
    with pytest.raises(NoRoomError):
        vault.room.open(PASSWORD)

    room = vault.room.make(PASSWORD)
    fill(room, rows=12)

    assert vault.room.is_made
    assert (notes(room), notes(vault)) == (12, 40)
    assert room.writer_id != vault.writer_id
    assert room.signing_key == vault.signing_key
    assert MARKER.encode() not in (kept.folder / "counselling-1.db").read_bytes()
    with pytest.raises(RoomExistsError):
        vault.room.make(PASSWORD)


def test_it_is_closed_until_the_password_is_said_again(lived_in, clock):
    with open_vault(lived_in.folder, PASSWORD, clock=clock) as vault:
        before = lived_in.content()
        with pytest.raises(WrongPasswordError):
            vault.room.open("not the password")
        assert lived_in.content() == before
        room = vault.room.open(PASSWORD)
        assert notes(room) == 12
        assert vault.room.open(PASSWORD).db is room.db
        room.close()
        room.close()
        assert notes(vault) == 40
        assert notes(vault.room.open(PASSWORD)) == 12
    assert room_files(lived_in.folder) == ["counselling-1.db"]


def test_no_transaction_spans_the_two(vault, kept, clock):
    room = vault.room.make(PASSWORD)
    fill(room, rows=1)
    for one, other in ((vault, room), (room, vault)):
        with one.db.transaction():
            one.db.execute("DELETE FROM note WHERE id > 100")
            with pytest.raises(RuntimeError, match="spans"):
                other.db.transaction().__enter__()
    room.close()
    with vault.db.transaction():
        vault.db.execute("DELETE FROM note WHERE id = 1")
    assert notes(vault) == 39


def test_a_forgotten_transaction_is_undone_when_the_vault_closes(lived_in, clock):
    with open_vault(lived_in.folder, PASSWORD, clock=clock) as vault:
        room = vault.room.open(PASSWORD)
        room.db._connection.execute("BEGIN IMMEDIATE")
        room.db.execute("DELETE FROM note")
        vault.close()
        assert not room.db.is_open
    with open_vault(lived_in.folder, PASSWORD, clock=clock) as vault:
        assert notes(vault.room.open(PASSWORD)) == 12


@pytest.mark.parametrize(
    "step", ["make_first_file", "write_beat", "sync_folder", "save_header"]
)
def test_what_was_begun_is_no_room(kept, clock, monkeypatch, step):
    class Cut(BaseException):
        """The current went away."""

    def cut(*_args):
        raise Cut

    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        # Nothing is cleared away after a power cut, either.
        monkeypatch.setattr("homevisit.vault.room.drop_file", lambda _path: None)
        owner = type(vault._session) if step == "save_header" else None
        target = owner or "homevisit.vault.room"
        if owner:
            monkeypatch.setattr(target, step, cut)
        else:
            monkeypatch.setattr(f"{target}.{step}", cut)
        with pytest.raises(Cut):
            vault.room.make(PASSWORD)
        assert not vault.room.is_made
        monkeypatch.undo()
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert room_files(kept.folder) == []
        assert not vault.room.is_made
        fill(vault.room.make(PASSWORD), rows=3)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert notes(vault.room.open(PASSWORD)) == 3


@pytest.mark.parametrize("step", ["make_first_file", "write_beat"])
def test_a_full_disk_leaves_no_trace_of_a_room(kept, clock, monkeypatch, step):
    def full(*_args):
        raise DiskFullError

    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        monkeypatch.setattr(f"homevisit.vault.room.{step}", full)
        with pytest.raises(DiskFullError):
            vault.room.make(PASSWORD)
        assert not vault.room.is_made
        assert room_files(kept.folder) == []
        monkeypatch.undo()
        fill(vault.room.make(PASSWORD), rows=3)
        assert notes(vault) == 40


def test_an_older_key_file_does_not_cost_the_room(kept, clock):
    old = {
        name: (kept.folder / name).read_bytes()
        for name in ("vault.hdr", "vault.hdr.bak")
    }
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        fill(vault.room.make(PASSWORD), rows=3)
    new = {name: (kept.folder / name).read_bytes() for name in old}

    for name, content in old.items():
        (kept.folder / name).write_bytes(content)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert [each.code for each in vault.warnings] == ["key_file_is_older"]
        assert not vault.room.is_made
    assert room_files(kept.folder) == ["counselling-1.db"]

    for name, content in new.items():
        (kept.folder / name).write_bytes(content)
    with open_vault(kept.folder, PASSWORD, clock=clock) as vault:
        assert notes(vault.room.open(PASSWORD)) == 3


def test_a_room_put_back_in_time_is_noticed(lived_in, clock, tmp_path):
    path = lived_in.folder / "counselling-1.db"
    shutil.copyfile(path, tmp_path / "old.db")
    with open_vault(lived_in.folder, PASSWORD, clock=clock) as vault:
        room = vault.room.open(PASSWORD)
        for _ in range(3):
            with room.db.transaction():
                room.db.execute("INSERT INTO note (text) VALUES ('x')")
    shutil.copyfile(tmp_path / "old.db", path)
    with open_vault(lived_in.folder, PASSWORD, clock=clock) as vault:
        assert vault.warnings == ()
        with pytest.raises(WentBackInTimeError) as told:
            vault.room.open(PASSWORD)
        # The three, and the line that they were backed up.
        assert told.value.facts["missing"] == 4
        assert notes(vault.room.open(PASSWORD, accept_older=True)) == 12


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (lambda path: path.unlink(), DatabaseMissingError),
        (
            lambda path: path.write_bytes(path.read_bytes()[:-5000]),
            DatabaseDamagedError,
        ),
    ],
)
def test_a_broken_room_leaves_the_vault_in_use(lived_in, clock, harm, problem):
    harm(lived_in.folder / "counselling-1.db")
    with open_vault(lived_in.folder, PASSWORD, clock=clock) as vault:
        with pytest.raises(problem):
            vault.room.open(PASSWORD)
        assert notes(vault) == 40


def test_a_new_password_opens_the_room(lived_in, clock):
    with open_vault(lived_in.folder, PASSWORD, clock=clock) as vault:
        vault.change_password(PASSWORD, OTHER)
        with pytest.raises(WrongPasswordError):
            vault.room.open(PASSWORD)
        assert notes(vault.room.open(OTHER)) == 12
    made = open_with_recovery_code(
        lived_in.folder, lived_in.recovery_code, PASSWORD, clock=clock
    )
    with made.vault as vault:
        assert notes(vault.room.open(PASSWORD)) == 12
