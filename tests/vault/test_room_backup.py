"""The room's own backups, the one that a vault's backup carries, and its new keys."""

from __future__ import annotations

import errno
import shutil

import pytest

from homevisit.vault import (
    open_vault,
    proof,
    restore_backup,
    restore_with_recovery_code,
    rotation,
)
from homevisit.vault.backup_place import list_backups
from homevisit.vault.cipher_file import DatabaseDamagedError, open_cipher_file
from homevisit.vault.room_copy import RoomCopyAloneError
from homevisit.vault.storage_problems import DiskFullError
from tests.vault.conftest import PASSWORD, fill, notes
from tests.vault.test_room import OTHER, room_files


@pytest.fixture
def vault(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as opened:
        yield opened


@pytest.fixture
def room(vault):
    """An open room with twelve notes."""
    made = vault.room.make(PASSWORD)
    fill(made, rows=12)
    return made


def copies(vault):
    return list_backups(vault.folder / "backup-room")


def add_note(room):
    with room.db.transaction():
        room.db.execute("INSERT INTO note (text) VALUES ('x')")


def test_closing_backs_up_what_is_new(vault, room, clock):
    room.close()
    assert [each.database for each in copies(vault)] == ["counselling-1.db"]

    clock.advance(days=1)
    vault.room.open(PASSWORD).close()
    assert len(copies(vault)) == 1, "nothing was new"

    again = vault.room.open(PASSWORD)
    add_note(again)
    vault.close()
    assert len(copies(vault)) == 2
    assert again.backup_problem is None


def test_they_expire_like_the_others(vault, room, clock):
    for _ in range(40):
        add_note(room)
        room.close()
        clock.advance(days=1)
        room = vault.room.open(PASSWORD)
    kept = [each.made_at.date() for each in copies(vault)]
    assert len(kept) < 10
    assert [(kept[0] - day).days for day in kept[:3]] == [0, 1, 2]


def test_a_backup_that_fails_does_not_keep_the_room_open(vault, room, monkeypatch):
    monkeypatch.setattr(proof, "check_structure", lambda *_: 1)
    room.close()
    assert not room.db.is_open
    assert room.backup_problem.code == "backup_failed"
    assert copies(vault) == ()
    assert list((vault.folder / "backup-room").iterdir()) == []
    monkeypatch.undo()
    assert notes(vault.room.open(PASSWORD)) == 12


@pytest.mark.parametrize("is_open", [True, False])
def test_one_folder_brings_both_back(vault, room, clock, tmp_path, is_open):
    writer = room.writer_id
    if not is_open:
        room.close()
    made = vault.back_up()
    assert made.room.commit_seq > 0
    assert vault.check_backup(made.folder).is_sound
    vault.close()

    with restore_backup(made.folder, tmp_path / "new", PASSWORD, clock=clock) as copy:
        assert copy.warnings == ()
        assert notes(copy) == 40
        restored = copy.room.open(PASSWORD)
        assert notes(restored) == 12
        assert restored.warnings == ()
        assert restored.writer_id not in {writer, copy.writer_id}
        add_note(restored)
    with open_vault(tmp_path / "new", PASSWORD, clock=clock) as copy:
        assert notes(copy.room.open(PASSWORD)) == 13


def test_the_code_on_paper_brings_both_back(vault, room, kept, clock, tmp_path):
    made = vault.back_up()
    vault.close()
    again = restore_with_recovery_code(
        made.folder, tmp_path / "new", kept.recovery_code, OTHER, clock=clock
    )
    with again.vault as copy:
        assert notes(copy.room.open(OTHER)) == 12


def harm_file(folder):
    path = folder / "counselling-1.db"
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def lose_file(folder):
    (folder / "counselling-1.db").unlink()


def lose_list(folder):
    (folder / "manifest-room").unlink()


@pytest.mark.parametrize("harm", [harm_file, lose_file, lose_list])
def test_a_backup_without_a_whole_room_brings_back_the_rest(
    vault, room, clock, tmp_path, harm
):
    made = vault.back_up()
    harm(made.folder)
    if harm is not lose_list:
        assert not vault.check_backup(made.folder).is_sound
    vault.close()

    with restore_backup(made.folder, tmp_path / "new", PASSWORD, clock=clock) as copy:
        assert [each.code for each in copy.warnings] == ["room_not_restored"]
        assert notes(copy) == 40
        assert not copy.room.is_made
        assert room_files(copy.folder) == []
        fill(copy.room.make(PASSWORD), rows=2)
    with open_vault(tmp_path / "new", PASSWORD, clock=clock) as copy:
        assert notes(copy.room.open(PASSWORD)) == 2


def test_a_disk_that_fills_while_restoring_leaves_nothing(
    vault, room, clock, tmp_path, monkeypatch
):
    made = vault.back_up()
    vault.close()
    copy = shutil.copyfile

    def full(source, target):
        if "counselling" in str(source):
            raise OSError(errno.ENOSPC, "full")
        return copy(source, target)

    monkeypatch.setattr(proof.shutil, "copyfile", full)
    with pytest.raises(DiskFullError):
        restore_backup(made.folder, tmp_path / "new", PASSWORD, clock=clock)
    assert not (tmp_path / "new").exists()


def test_a_damaged_copy_gives_way_to_the_one_before(vault, room, clock):
    room.close()
    clock.advance(days=1)
    again = vault.room.open(PASSWORD)
    add_note(again)
    again.close()
    newest, before = copies(vault)
    harm_file(newest.folder)

    assert vault.back_up().room.made_at == before.made_at


def test_a_backup_of_the_room_alone_says_so(vault, room, clock, tmp_path):
    room.close()
    (found,) = copies(vault)
    with pytest.raises(RoomCopyAloneError):
        restore_backup(found.folder, tmp_path / "new", PASSWORD, clock=clock)


def test_a_vault_without_a_room_carries_none(vault):
    made = vault.back_up()
    assert made.room is None
    assert not (made.folder / "manifest-room").exists()


@pytest.mark.parametrize("is_open", [True, False])
def test_new_keys_are_new_for_the_room(vault, room, clock, tmp_path, is_open):
    old_key = room._room.file_key.database
    if not is_open:
        room.close()

    vault.rotate_key(PASSWORD)

    assert room_files(vault.folder) == ["counselling-2.db"]
    assert (vault._session.room is not None) is is_open
    room.close()
    with pytest.raises(DatabaseDamagedError):
        open_cipher_file(vault.folder / "counselling-2.db", old_key)
    opened = vault.room.open(PASSWORD)
    assert notes(opened) == 12
    assert opened.warnings == ()
    opened.close()
    made = vault.back_up()
    assert made.room is not None
    vault.close()
    with restore_backup(made.folder, tmp_path / "new", PASSWORD, clock=clock) as copy:
        assert notes(copy.room.open(PASSWORD)) == 12


def test_new_keys_for_both_files_or_for_neither(vault, room, monkeypatch):
    real = rotation.make_empty_file

    def full(path):
        if "counselling" in path.name:
            raise DiskFullError
        real(path)

    monkeypatch.setattr(rotation, "make_empty_file", full)
    with pytest.raises(DiskFullError):
        vault.rotate_key(PASSWORD)
    monkeypatch.undo()
    assert room_files(vault.folder) == ["counselling-1.db"]
    assert sorted(path.name for path in vault.folder.glob("data-*.db")) == ["data-1.db"]
    add_note(room)
    assert (notes(room), notes(vault)) == (13, 40)


def test_a_check_of_the_vault_checks_the_open_room(vault, room):
    assert vault.verify(deep=True).is_sound
    assert (notes(room), notes(vault)) == (12, 40)
    room.close()
    path = vault.folder / "counselling-1.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert vault.verify(deep=True).is_sound, "its key is not in hand"
    with pytest.raises(DatabaseDamagedError):
        vault.room.open(PASSWORD)
