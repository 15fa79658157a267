"""Backups, restores and moving, as the verbs that the window asks for."""

from __future__ import annotations

import shutil

import pytest

from homevisit.errors import Problem
from homevisit.services import backups, moving, restores, students, vaults
from homevisit.services.backups import BackupReason
from homevisit.services.restores import Secret
from homevisit.vault import proof
from homevisit.vault.manifest import BackupDamagedError
from homevisit.vault.new_folder import FolderTakenError
from homevisit.vault.unlocking import WrongPasswordError
from tests.services.conftest import PASSWORD

NEW = "wu ge xin de ci"


def add(session, name):
    return students.add_student(session, {"name": name})


def test_the_overview_joins_what_lies_here_with_what_was_taken_away(
    session, clock, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.make(session, reason=BackupReason.BEFORE_IMPORT)
    clock.advance(days=1)
    away = backups.make(session, stick)
    backups.check(session, away.folder)
    seen = backups.overview(session)
    assert [each.reason for each in seen.kept] == ["by_hand", "before_import"]
    assert [each.is_there for each in seen.kept] == [True, True]
    assert seen.kept[0].checked_at == clock.now()
    assert seen.kept[1].checked_at is None
    shutil.rmtree(stick)
    gone, here = backups.overview(session).kept
    assert (gone.is_there, here.is_there) == (False, True)


def test_the_daily_backup_is_made_once_a_day_and_only_for_something_new(session, clock):
    assert backups.make_daily(session) is not None
    assert backups.make_daily(session) is None
    clock.advance(days=1)
    assert not backups.is_due(session)
    add(session, "后来")
    assert backups.make_daily(session).folder.name.startswith("20261121")
    assert backups.overview(session).kept[0].reason == "daily"
    assert not backups.is_due(session)


def test_a_backup_of_a_day_to_come_does_not_stop_the_daily_one(session, clock):
    clock.advance(days=400)
    add(session, "一年以后")
    assert backups.make_daily(session) is not None
    clock.advance(days=-400)
    add(session, "钟表调回来")
    assert backups.make_daily(session) is not None


def test_a_removed_backup_comes_back(session):
    made = backups.make(session)
    aside = backups.remove(made.folder)
    assert backups.overview(session).kept == ()
    backups.put_back(aside)
    assert backups.overview(session).kept[0].folder == made.folder


def test_looking_tells_what_is_in_it_and_what_it_lacks(session, clock, tmp_path):
    add(session, "江予安")
    made = backups.make(session)
    add(session, "袁知行")
    beside = tmp_path / "beside"
    seen = restores.look(
        made.folder, Secret(PASSWORD), beside=beside, clock=clock, present=session
    )
    assert (seen.owner, seen.school) == ("周静怡", "禾田镇中心学校")
    assert (seen.students, seen.visits) == (1, 0)
    assert seen.saved_on == "2026-11-20"
    assert seen.lacking.students == 1
    assert seen.lacking.saves == 1
    assert list(beside.iterdir()) == []


def test_looking_without_a_vault_in_use_compares_with_nothing(session, clock, tmp_path):
    made = backups.make(session)
    seen = restores.look(made.folder, Secret(PASSWORD), beside=tmp_path, clock=clock)
    assert seen.lacking is None


def test_nothing_is_lacking_right_after_a_backup(session, clock, tmp_path):
    made = backups.make(session)
    seen = restores.look(
        made.folder, Secret(PASSWORD), beside=tmp_path, clock=clock, present=session
    )
    assert seen.lacking.is_nothing


def test_a_restore_lies_beside_the_vault_and_writes_as_somebody_new(
    session, clock, tmp_path
):
    add(session, "江予安")
    made = backups.make(session)
    into = restores.free_folder(tmp_path, session.vault.folder.name, "20261120")
    told = []
    opened = restores.restore(
        made.folder,
        into,
        Secret(PASSWORD),
        clock=clock,
        tell=lambda *each: told.append(each),
    )
    with opened.session.vault as restored:
        assert into.name == "zhou-20261120.homevisit"
        assert restored.writer_id != session.vault.writer_id
        assert opened.recovery_code == ""
        assert students.find_ids(opened.session, students.StudentQuery())
    assert told[-1][0] == told[-1][1]
    assert restores.free_folder(tmp_path, "zhou.homevisit", "20261120") == (
        tmp_path / "zhou-20261120-2.homevisit"
    )
    with pytest.raises(FolderTakenError):
        restores.restore(made.folder, into, Secret(PASSWORD), clock=clock)


def test_the_code_on_paper_restores_with_a_new_password(session, clock, tmp_path):
    code = vaults.renew_recovery_code(session, PASSWORD)
    made = backups.make(session)
    into = tmp_path / "again.homevisit"
    opened = restores.restore(made.folder, into, Secret(code, NEW), clock=clock)
    assert opened.recovery_code not in {"", code}
    opened.session.close()
    vaults.unlock(into, NEW, clock=clock).close()


def test_wrong_password_and_damage_restore_nothing(session, clock, tmp_path):
    made = backups.make(session)
    into = tmp_path / "new" / "again.homevisit"
    with pytest.raises(WrongPasswordError):
        restores.restore(made.folder, into, Secret("falsch"), clock=clock)
    (made.folder / "data-1.db").write_bytes(b"x" * 8192)
    with pytest.raises(BackupDamagedError):
        restores.restore(made.folder, into, Secret(PASSWORD), clock=clock)
    assert not into.parent.exists()


def test_a_full_disk_while_restoring_leaves_nothing(
    session, clock, tmp_path, monkeypatch
):
    made = backups.make(session)

    def full(*_):
        raise OSError(28, "full")

    monkeypatch.setattr(proof.shutil, "copyfile", full)
    into = tmp_path / "new" / "again.homevisit"
    with pytest.raises(Problem) as told:
        restores.restore(made.folder, into, Secret(PASSWORD), clock=clock)
    assert told.value.code == "disk_full"
    assert list(into.parent.iterdir()) == []


def test_moving_marks_the_old_vault_and_not_the_new_one(session, clock, tmp_path):
    add(session, "江予安")
    stick = tmp_path / "stick"
    stick.mkdir()
    made = moving.take_along(session, stick)
    note = (made.folder.parent / moving.README).read_text("utf-8-sig")
    assert "READ ME" in moving.README
    assert "周静怡" not in note
    assert "江予安" not in note
    assert moving.moved_away_on(session) == "2026-11-20"
    there = restores.restore(
        made.folder, tmp_path / "new.homevisit", Secret(PASSWORD), clock=clock
    )
    assert moving.moved_away_on(there.session) == ""
    assert there.session.vault.warnings == ()
    there.session.close()
    folder = session.vault.folder
    session.close()
    again = vaults.unlock(folder, PASSWORD, clock=clock)
    assert again.vault.warnings[0].code == "vault_moved_away"
    assert "2026-11-20" in str(again.vault.warnings[0])
    moving.stay(again)
    again.close()
    stayed = vaults.unlock(folder, PASSWORD, clock=clock)
    assert "vault_moved_away" not in {each.code for each in stayed.vault.warnings}
    stayed.close()


def test_a_copy_that_failed_marks_nothing(session, tmp_path):
    with pytest.raises(Problem):
        moving.take_along(session, tmp_path / "no stick")
    assert moving.moved_away_on(session) == ""


def test_a_vault_restored_from_an_older_move_is_not_marked(session, clock, tmp_path):
    """A backup of the old vault, made after it was taken away, carries the mark."""
    stick = tmp_path / "stick"
    stick.mkdir()
    moving.take_along(session, stick)
    made = backups.make(session)
    into = tmp_path / "new.homevisit"
    opened = restores.restore(made.folder, into, Secret(PASSWORD), clock=clock)
    assert moving.moved_away_on(opened.session) == ""
    opened.session.close()
