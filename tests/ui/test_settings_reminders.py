"""The rules of reminders in the settings, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.services import reminders
from tests.ui.conftest import on_vault, settle
from tests.ui.settings_steps import open_section, undo, write
from tests.ui.test_accessible import nameless


@pytest.fixture
def view(desk, qtbot, thread):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.go_to_place("settings")
    settle(qtbot, thread)
    return open_section(desk.page("settings"), qtbot, thread, "reminders")


def rule(entered, qtbot, thread, code):
    found = on_vault(qtbot, thread, lambda: reminders.read_rules(entered.session))
    return next(each for each in found if each.code == code)


def test_a_rule_is_switched_off_and_back(view, desk, qtbot, thread, entered):
    box = view.switches["exams"].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert not rule(entered, qtbot, thread, "exams").is_on
    undo(desk, qtbot, thread)
    assert rule(entered, qtbot, thread, "exams").is_on
    qtbot.waitUntil(box.isChecked)


def test_a_number_is_changed_and_nonsense_stays_in_the_field(
    view, qtbot, thread, entered
):
    number = view.numbers["gap_special", "days"]
    assert number.edit.text() == "120"
    write(qtbot, thread, number.edit, "90")
    assert rule(entered, qtbot, thread, "gap_special").numbers["days"] == 90
    write(qtbot, thread, number.edit, "soon")
    assert rule(entered, qtbot, thread, "gap_special").numbers["days"] == 90
    assert number.edit.text() == "soon"


def test_every_rule_is_there_and_has_a_name(view):
    assert set(view.switches) == {each.code for each in reminders.rules.shipped_rules()}
    assert nameless(view) == []
