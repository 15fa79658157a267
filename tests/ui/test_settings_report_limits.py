"""Limits for mandatory reports in the settings, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.services import mandatory_reports
from tests.ui.conftest import on_vault, settle
from tests.ui.settings_steps import open_section, undo, write
from tests.ui.test_accessible import nameless


@pytest.fixture
def view(desk, qtbot, thread):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.go_to_place("settings")
    settle(qtbot, thread)
    return open_section(desk.page("settings"), qtbot, thread, "reports")


def limit(entered, qtbot, thread, code):
    found = on_vault(qtbot, thread, lambda: mandatory_reports.limits(entered.session))
    return next(each for each in found if each.code == code)


def test_a_limit_is_switched_and_timed_and_taken_back(
    view, desk, qtbot, thread, entered
):
    box = view.switches["ordinary"].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert limit(entered, qtbot, thread, "ordinary").is_on
    minutes = view.minutes["ordinary"]
    assert minutes.edit.text() == "1440"
    write(qtbot, thread, minutes.edit, "720")
    found = limit(entered, qtbot, thread, "ordinary")
    assert (found.minutes, found.is_on) == (720, True)
    undo(desk, qtbot, thread)
    assert limit(entered, qtbot, thread, "ordinary").minutes == 1440
    write(qtbot, thread, minutes.edit, "0")
    assert limit(entered, qtbot, thread, "ordinary").minutes == 1440
    assert minutes.edit.text() == "0"


def test_what_the_law_says_cannot_be_changed(view):
    assert "at_once" not in {*view.switches, *view.minutes}
    assert nameless(view) == []
