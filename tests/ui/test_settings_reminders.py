"""The rules of reminders in the settings, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from homevisit.services import calendars, reminders
from tests.ui.conftest import on_vault, settle, type_text
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


def test_an_exam_is_put_into_the_calendar_by_keyboard_and_taken_out(
    desk, qtbot, thread, entered
):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.go_to_place("settings")
    settle(qtbot, thread)
    pane = open_section(desk.page("settings"), qtbot, thread, "calendar")

    def terms():
        found = on_vault(
            qtbot, thread, lambda: calendars.read_calendar(entered.session).terms
        )
        return {each.id: each for each in found if each.id in pane.lines}

    first = min(terms().values(), key=lambda each: each.start_date)
    days = pane.lines[first.id].days
    days.more.setFocus()
    QTest.keyClick(days.more, Qt.Key.Key_Space)
    assert days.what.hasFocus()
    days.what.set_value("exam_final")
    QTest.keyClick(days.add, Qt.Key.Key_Space)
    assert days.on.hasFocus()
    assert nameless(pane) == []
    type_text(qtbot, days.on, first.end_date)
    QTest.keyClick(days.on, Qt.Key.Key_Return)
    settle(qtbot, thread)
    (exam,) = terms()[first.id].days
    assert (exam.what, exam.on) == ("exam_final", first.end_date)
    days = pane.lines[first.id].days
    assert days.more.hasFocus()
    (away,) = [
        each
        for each in days.findChildren(QAbstractButton)
        if "Take out" in each.accessibleName()
    ]
    assert first.end_date in away.accessibleName()
    QTest.keyClick(away, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert terms()[first.id].days == ()
    undo(desk, qtbot, thread)
    assert len(terms()[first.id].days) == 1
