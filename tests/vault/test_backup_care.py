"""Backups that are listed, checked, set aside, stopped half-way, and looked into."""

from __future__ import annotations

import errno
import shutil

import pytest

from homevisit.vault import (
    BackupReason,
    Pace,
    attachments,
    find_backups,
    looking_into,
    open_vault,
    put_back,
    restore_backup,
    set_aside,
)
from homevisit.vault.backup import BackupPlaceLostError
from homevisit.vault.manifest import BackupDamagedError, NotABackupError
from homevisit.vault.opening import BackupIsNoVaultError
from homevisit.vault.storage_problems import DiskFullError
from homevisit.vault.unlocking import WrongPasswordError
from tests.vault.conftest import PASSWORD, notes
from tests.vault.test_backup import put_attachment, snapshot


class StoppedError(Exception):
    """What a person who cancels raises."""


def stop_after(count):
    def told(done, _total):
        if done >= count:
            raise StoppedError

    return Pace(told)


@pytest.fixture
def vault(kept, clock):
    with open_vault(kept.folder, PASSWORD, clock=clock) as opened:
        put_attachment(opened.attachments_folder, b"photo")
        yield opened


def test_the_vault_remembers_why_and_where_each_backup_was_made(vault, clock, tmp_path):
    vault.back_up(reason=BackupReason.BEFORE_IMPORT)
    clock.advance(days=1)
    vault.back_up(tmp_path)
    later, earlier = vault.backup_log()
    assert (earlier.reason, earlier.place) == ("before_import", "")
    assert later.reason == "by_hand"
    assert later.place.startswith(str(tmp_path))
    assert (later.made - earlier.made).days == 1
    assert later.byte_count > 0


def test_it_knows_whether_anything_was_written_since(vault, clock, tmp_path):
    assert vault.changed_since_backup
    vault.back_up()
    assert not vault.changed_since_backup
    clock.advance(days=1)
    vault.back_up(tmp_path)
    assert not vault.changed_since_backup
    vault.check_backup(vault.backups()[0].folder)
    assert not vault.changed_since_backup
    with vault.db.transaction():
        vault.db.execute("UPDATE note SET text = 'x' WHERE id = 1")
    assert vault.changed_since_backup


@pytest.mark.parametrize("steps", range(5))
def test_a_stopped_backup_leaves_nothing(vault, steps):
    before = snapshot(vault.folder / "backup")
    with pytest.raises(StoppedError):
        vault.back_up(pace=stop_after(steps))
    assert snapshot(vault.folder / "backup") == before
    assert list((vault.folder / "backup").iterdir()) == []
    assert vault.backup_log() == ()
    assert vault.back_up().attachments == 1


def test_sqlite_itself_is_stopped_in_mid_copy(vault):
    fill_more(vault)
    asked = []

    def told(done, _total):
        asked.append(done)
        if len(asked) == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        vault.back_up(pace=Pace(told))
    assert asked == [0, 0, 0]  # not one step of the backup was done
    assert notes(vault) > 40


def fill_more(vault):
    with vault.db.transaction():
        vault.db.executemany(
            "INSERT INTO note (text) VALUES (?)", [("字" * 900,) for _ in range(4000)]
        )


def test_progress_reaches_its_end(vault):
    told = []
    vault.back_up(pace=Pace(lambda *each: told.append(each)))
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)
    assert told == sorted(told)


def test_a_check_reads_everything_and_is_remembered(vault, clock):
    receipt = vault.back_up()
    clock.advance(hours=3)
    found = vault.check_backup(receipt.folder)
    assert (found.is_sound, found.is_proved, found.attachments) == (True, True, 1)
    assert vault.backup_log()[0].checked_at == "2026-03-02T11:00:00Z"


def test_a_check_finds_a_flipped_byte_and_a_lost_photo(vault):
    receipt = vault.back_up()
    (photo,) = (receipt.folder / "att").iterdir()
    photo.unlink()
    assert vault.check_backup(receipt.folder).damaged_attachments == 1
    assert vault.backup_log()[0].checked_at == ""
    data = receipt.folder / "data-1.db"
    content = bytearray(data.read_bytes())
    content[len(content) // 2] ^= 1
    data.write_bytes(content)
    with pytest.raises(BackupDamagedError):
        vault.check_backup(receipt.folder)


def test_a_check_tells_a_backup_of_older_keys_and_of_another_vault(vault, tmp_path):
    receipt = vault.back_up()
    vault.rotate_key(PASSWORD)
    assert not vault.check_backup(receipt.folder).is_proved
    with pytest.raises(NotABackupError):
        vault.check_backup(tmp_path)


def test_a_backup_is_set_aside_until_the_next_opening(vault, kept, clock):
    first = vault.back_up()
    aside = set_aside(first.folder)
    assert vault.backups() == ()
    put_back(aside)
    assert [each.folder for each in vault.backups()] == [first.folder]
    set_aside(first.folder)
    vault.close()
    with open_vault(kept.folder, PASSWORD, clock=clock) as again:
        assert list((again.folder / "backup").iterdir()) == []


def test_a_backup_on_a_stick_is_set_aside_until_the_next_one_there(
    vault, clock, tmp_path
):
    first = vault.back_up(tmp_path)
    place = first.folder.parent
    (place / ".photos.removed").mkdir()
    aside = set_aside(first.folder)
    clock.advance(minutes=5)
    vault.back_up()
    assert aside.is_dir()
    second = vault.back_up(tmp_path)
    assert not aside.exists()
    assert {each.name for each in place.iterdir()} == {
        ".photos.removed",
        second.folder.name,
    }


@pytest.mark.parametrize("name", ["att", ".", "20260302-9"])
def test_only_backups_are_set_aside(vault, name):
    with pytest.raises(NotABackupError):
        set_aside(vault.folder / name)
    assert vault.attachments_folder.is_dir()


def test_backups_are_found_wherever_somebody_points(vault, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = vault.back_up(stick).folder
    own = vault.back_up().folder
    for chosen in (stick, copy.parent, copy):
        assert [each.folder for each in find_backups(chosen)] == [copy]
    assert [each.folder for each in find_backups(vault.folder)] == [own]
    assert find_backups(tmp_path / "nowhere") == ()


def test_a_backup_is_never_opened_to_write_in(vault, clock):
    folder = vault.back_up().folder
    before = snapshot(folder)
    with pytest.raises(BackupIsNoVaultError):
        open_vault(folder, PASSWORD, clock=clock)
    assert snapshot(folder) == before


def test_looking_into_a_backup_changes_nothing_and_leaves_nothing(
    vault, clock, tmp_path
):
    receipt = vault.back_up()
    with vault.db.transaction():
        vault.db.execute("DELETE FROM note")
    before = snapshot(receipt.folder)
    beside = tmp_path / "beside"
    beside.mkdir()
    with looking_into(receipt.folder, PASSWORD, beside=beside, clock=clock) as seen:
        assert seen.vault_id == vault.id
        assert seen.attachments == 1
        assert seen.db.execute("SELECT count(*) FROM note").fetchone() == (40,)
        assert len(list(beside.iterdir())) == 1
    assert list(beside.iterdir()) == []
    assert snapshot(receipt.folder) == before


def test_the_recovery_code_looks_in_as_well(vault, kept, clock, tmp_path):
    folder = vault.back_up().folder
    with looking_into(
        folder, kept.recovery_code, by_code=True, beside=tmp_path, clock=clock
    ) as seen:
        assert seen.owner_name


def test_looking_refuses_a_wrong_password_and_a_damaged_backup(vault, clock, tmp_path):
    beside = tmp_path / "beside"
    beside.mkdir()
    receipt = vault.back_up()

    def look(password=PASSWORD):
        with looking_into(receipt.folder, password, beside=beside, clock=clock):
            raise AssertionError("it must not open")

    with pytest.raises(WrongPasswordError):
        look("another password")
    data = receipt.folder / "data-1.db"
    data.write_bytes(data.read_bytes()[:-4096])
    with pytest.raises(BackupDamagedError):
        look()
    assert list(beside.iterdir()) == []


def test_a_stopped_restore_leaves_nothing(vault, clock, tmp_path):
    receipt = vault.back_up()
    into = tmp_path / "new" / "again.homevisit"
    into.parent.mkdir()
    for steps in range(4):
        with pytest.raises(StoppedError):
            restore_backup(
                receipt.folder, into, PASSWORD, clock=clock, pace=stop_after(steps)
            )
        assert list(into.parent.iterdir()) == []


@pytest.mark.parametrize("steps", range(5))
def test_a_stick_that_is_pulled_out_is_told_and_the_vault_goes_on(
    vault, clock, tmp_path, steps
):
    """The folder vanishes at any moment of the copy."""
    stick = tmp_path / "stick"
    stick.mkdir()

    def told(done, _total):
        if done == steps:
            shutil.rmtree(stick)

    with pytest.raises(BackupPlaceLostError):
        vault.back_up(stick, pace=Pace(told))
    assert vault.backup_log() == ()
    assert vault.back_up().attachments == 1


def test_a_full_stick_is_told_and_left_clean(vault, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()

    def full(_path, _content):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(attachments, "write_new", full)
    with pytest.raises(DiskFullError):
        vault.back_up(stick)
    (place,) = stick.iterdir()
    assert list(place.iterdir()) == []
