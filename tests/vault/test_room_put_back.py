"""A damaged room is put back from its own backup; the rest of the vault stays."""

from __future__ import annotations

import pytest

from homevisit.vault import open_vault, room_putting_back
from homevisit.vault.manifest import BackupDamagedError, NotABackupError
from homevisit.vault.room import NoRoomError, RoomDamagedError
from homevisit.vault.room_putting_back import RoomCopyOfOtherKeysError
from homevisit.vault.storage_problems import DiskFullError
from homevisit.vault.unlocking import WrongPasswordError
from tests.vault.conftest import PASSWORD, fill, notes
from tests.vault.test_room import room_files
from tests.vault.test_room_backup import add_note, harm_file


@pytest.fixture
def vault(kept, clock):
    """A vault whose room had twelve notes when it was closed, and has thirteen."""
    with open_vault(kept.folder, PASSWORD, clock=clock) as opened:
        room = opened.room.make(PASSWORD)
        fill(room, rows=12)
        room.close()
        clock.advance(days=1)
        room = opened.room.open(PASSWORD)
        add_note(room)
        room.close()
        yield opened


def test_a_damaged_room_is_what_its_backup_was(vault, kept, clock):
    harm_file(vault.folder)
    with pytest.raises(RoomDamagedError):
        vault.room.open(PASSWORD)
    newest, before = vault.room.copies()

    aside = vault.room.put_back(newest.folder, PASSWORD)

    assert aside.read_bytes()
    room = vault.room.open(PASSWORD)
    assert room.warnings == ()
    assert (notes(room), notes(vault)) == (13, 40)
    first_writer = room.writer_id
    vault.room.put_back(before.folder, PASSWORD)
    room = vault.room.open(PASSWORD)
    assert notes(room) == 12
    assert room.writer_id != first_writer
    add_note(room)
    vault.close()
    with open_vault(kept.folder, PASSWORD, clock=clock) as again:
        assert room_files(again.folder) == ["counselling-3.db"]
        assert notes(again.room.open(PASSWORD)) == 13
        assert again.back_up().room is not None


def test_what_is_no_backup_of_this_room_is_not_put_back(vault, tmp_path):
    newest, before = vault.room.copies()
    general = vault.back_up()
    with pytest.raises(WrongPasswordError):
        vault.room.put_back(newest.folder, "not the password")
    for folder in (tmp_path, general.folder):
        with pytest.raises(NotABackupError):
            vault.room.put_back(folder, PASSWORD)
    harm_file(newest.folder)
    with pytest.raises(BackupDamagedError):
        vault.room.put_back(newest.folder, PASSWORD)
    vault.rotate_key(PASSWORD)
    with pytest.raises(RoomCopyOfOtherKeysError):
        vault.room.put_back(before.folder, PASSWORD)
    assert notes(vault.room.open(PASSWORD)) == 13


@pytest.mark.parametrize("step", ["copy_file", "sign_on_as_new_writer", "sync_folder"])
def test_a_full_disk_leaves_the_room_that_was(vault, monkeypatch, step):
    def full(*_args):
        raise DiskFullError

    monkeypatch.setattr(room_putting_back, step, full)
    with pytest.raises(DiskFullError):
        vault.room.put_back(vault.room.copies()[1].folder, PASSWORD)
    assert room_files(vault.folder) == ["counselling-1.db"]
    assert notes(vault.room.open(PASSWORD)) == 13


def test_a_beat_that_could_not_be_written_only_warns(vault, monkeypatch):
    def full(*_args):
        raise DiskFullError

    monkeypatch.setattr(room_putting_back, "write_beat", full)
    vault.room.put_back(vault.room.copies()[1].folder, PASSWORD)
    room = vault.room.open(PASSWORD)
    assert [each.code for each in room.warnings] == ["beat_missing"]
    assert notes(room) == 12


def test_there_has_to_be_a_room(kept, clock, tmp_path):
    with (
        open_vault(kept.folder, PASSWORD, clock=clock) as vault,
        pytest.raises(NoRoomError),
    ):
        vault.room.put_back(tmp_path, PASSWORD)
