"""Backups in the window: made, checked, removed and taken along, by keyboard."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from homevisit.services import backups, moving, students
from tests.ui.conftest import on_vault, settle
from tests.ui.test_accessible import nameless


@pytest.fixture
def page(desk, qtbot, thread):
    desk.ways.go("backup")
    settle(qtbot, thread)
    return desk.page("backup").view


def press(qtbot, thread, button):
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, thread)


def toast(desk):
    return desk.toast._text.text()


def test_a_vault_without_a_backup_says_so_and_makes_one_with_a_key(
    desk, page, qtbot, thread, folder
):
    assert desk.page_code == "backup"
    assert page.focusWidget() is page.make
    press(qtbot, thread, page.make)
    assert len(list((folder / "backup").iterdir())) == 1
    (row,) = page.list.backups.rows
    assert row.reason == "Made by hand"
    assert "proved" in toast(desk)
    assert "Everything" in page._today.text()


def test_the_card_of_today_leads_to_all_backups(desk, qtbot, thread):
    press(qtbot, thread, desk.page("today").view.copy.all)
    assert desk.page_code == "backup"


def test_a_copy_goes_to_the_folder_that_was_chosen(desk, page, qtbot, thread, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    page.cards.copy_requested.emit(str(stick))
    settle(qtbot, thread)
    assert len(list(stick.rglob("manifest"))) == 1
    assert "same disk" in toast(desk)
    assert str(stick) in page.list.backups.rows[0].place
    shutil.rmtree(stick)
    desk.page("backup").refresh()
    settle(qtbot, thread)
    assert page.list.backups.rows[0].place.startswith("Not connected")
    assert not page.check.isEnabled()


def test_a_backup_is_checked_and_its_damage_told(desk, page, qtbot, thread, folder):
    press(qtbot, thread, page.make)
    press(qtbot, thread, page.check)
    assert "whole" in toast(desk)
    assert page.list.backups.rows[0].checked.startswith("Checked 2026-11-20")
    (made,) = (folder / "backup").iterdir()
    next(made.glob("data-*.db")).write_bytes(b"x" * 5000)
    press(qtbot, thread, page.check)
    assert not desk.notice.isHidden()
    assert "damaged" in desk.notice.accessibleName()


def test_delete_removes_a_backup_and_undo_brings_it_back(
    desk, page, qtbot, thread, folder
):
    press(qtbot, thread, page.make)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    settle(qtbot, thread)
    assert page.list.backups.rows == ()
    press(qtbot, thread, desk.toast._undo)
    assert len(page.list.backups.rows) == 1
    assert [each.name[0] for each in (folder / "backup").iterdir()] == ["2"]


def test_a_cancelled_copy_leaves_nothing(desk, page, qtbot, thread, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    page.cards.copy_requested.emit(str(stick))
    assert not desk.task.isHidden()
    desk.task._cancel.click()
    settle(qtbot, thread)
    assert list(stick.rglob("manifest")) == []
    assert "Cancelled" in toast(desk)
    assert page.list.backups.rows == ()


def test_taking_along_marks_the_vault_until_somebody_stays(
    desk, page, qtbot, thread, tmp_path, entered
):
    stick = tmp_path / "stick"
    stick.mkdir()
    page.cards.move_requested.emit(str(stick))
    settle(qtbot, thread)
    assert len(list(stick.rglob(moving.README))) == 1
    assert page.cards._moved.isVisible()
    assert "2026-11-20" in page.cards._moved_line.text()
    press(qtbot, thread, page.cards.stay)
    assert not page.cards._moved.isVisible()
    session = entered.session
    assert on_vault(qtbot, thread, lambda: moving.moved_away_on(session)) == ""


def test_something_new_since_the_last_backup_is_said(
    desk, page, qtbot, thread, entered
):
    press(qtbot, thread, page.make)
    session = entered.session
    on_vault(qtbot, thread, lambda: students.add_student(session, {"name": "后来"}))
    desk.page("backup").refresh()
    settle(qtbot, thread)
    assert "something new" in page._today.text()


def test_the_keyboard_reaches_every_button(page, qtbot, thread):
    press(qtbot, thread, page.make)
    page.list.setFocus()
    seen = set()
    for _ in range(20):
        seen.add(page.window().focusWidget())
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    shown = [
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.isEnabled()
    ]
    assert [each.text() for each in shown if each not in seen] == []


def test_a_full_disk_is_explained_above_the_page(
    desk, page, qtbot, thread, monkeypatch
):
    def full(*_args, **_kinds):
        from homevisit.vault.storage_problems import DiskFullError

        raise DiskFullError

    monkeypatch.setattr(backups, "make", full)
    press(qtbot, thread, page.make)
    assert "full" in desk.notice.accessibleName()
    assert desk.task.isHidden()


@pytest.mark.parametrize("text", ["normal", "large"])
def test_it_fits_into_the_smallest_window(look, desk, page, qtbot, thread, text):
    look.use(theme="light", text=text)
    try:
        desk.resize(1180, 640)
        for code in ("backup", "restore"):
            desk.ways.go(code)
            settle(qtbot, thread)
            view = desk.page(code).view
            least = view.minimumSizeHint()
            assert (desk.width(), desk.height()) == (1180, 640)
            assert (code, least.width() <= view.width()) == (code, True)
            assert (code, least.height() <= view.height()) == (code, True)
    finally:
        look.use(theme="light", text="normal")


def test_a_stick_that_is_pulled_out_is_explained(
    desk, page, qtbot, thread, tmp_path, monkeypatch
):
    stick = tmp_path / "stick"
    stick.mkdir()
    real = backups.make

    def pulled(session, to, *, tell):
        def tell_and_pull(count, total):
            if count == 1:
                shutil.rmtree(stick)
            tell(count, total)

        return real(session, to, tell=tell_and_pull)

    monkeypatch.setattr(backups, "make", pulled)
    page.cards.copy_requested.emit(str(stick))
    settle(qtbot, thread)
    assert "went away" in desk.notice.accessibleName()
    assert page.list.backups.rows == ()
    page.cards.copy_requested.emit(str(stick))
    settle(qtbot, thread)
    assert "not there" in desk.notice.accessibleName()


def test_everything_that_takes_the_keyboard_has_a_name(desk, page, qtbot, thread):
    press(qtbot, thread, page.make)
    assert nameless(page) == []
    desk.ways.go("restore")
    settle(qtbot, thread)
    view = desk.page("restore").view
    assert nameless(view) == []
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert shown == [desk]
