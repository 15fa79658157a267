"""Noting on the file what happened to a child, by keyboard, and taking it back."""

import pytest
from PySide6.QtCore import Qt

from homevisit.services import reminders
from tests.ui.conftest import find_id, on_vault, settle, type_text
from tests.ui.test_accessible import nameless


@pytest.fixture
def child(entered, qtbot, thread):
    return on_vault(qtbot, thread, lambda: find_id(entered.session, "江予安"))


@pytest.fixture
def page(desk, qtbot, thread, child):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.ways.open_student(child)
    settle(qtbot, thread)
    return desk.page("file").view


@pytest.fixture
def strip(page, qtbot, thread):
    page.header.note_event.setFocus()
    qtbot.keyClick(page.header.note_event, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert page.event_strip.isVisible()
    assert page.event_strip.what.hasFocus()
    return page.event_strip


def noted(entered, qtbot, thread, child):
    found = on_vault(qtbot, thread, lambda: reminders.events_of(entered.session, child))
    return [(each.event, each.happened_on, each.remark) for each in found]


def test_an_event_is_noted_shown_reminds_and_is_taken_back(
    page, strip, desk, qtbot, thread, entered, child
):
    assert nameless(strip) == []
    strip.what.set_value("illness")
    type_text(qtbot, strip.remark, "in hospital")
    qtbot.keyClick(strip.remark, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert noted(entered, qtbot, thread, child) == [
        ("illness", "2026-11-20", "in hospital")
    ]
    assert strip.isHidden()
    model = page.overview.timeline
    rows = [model.item(at) for at in range(model.rowCount())]
    (entry,) = [each for each in rows if getattr(each, "icon", "") == "bell"]
    assert entry.title == "Event: Serious illness"
    rules = on_vault(qtbot, thread, lambda: reminders.read(entered.session))
    assert ("event_illness", child) in {(e.rule, e.student_id) for e in rules}
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, thread)
    assert noted(entered, qtbot, thread, child) == []


def test_what_is_missing_is_said_and_escape_notes_nothing(
    strip, qtbot, thread, entered, child
):
    qtbot.keyClick(strip.yes, Qt.Key.Key_Space)
    assert strip.what.hasFocus()
    strip.what.set_value("mood")
    strip.day.set_value("2026-11-21")
    qtbot.keyClick(strip.yes, Qt.Key.Key_Space)
    assert strip.day.hasFocus()
    qtbot.keyClick(strip.day, Qt.Key.Key_Escape)
    assert strip.isHidden()
    settle(qtbot, thread)
    assert noted(entered, qtbot, thread, child) == []


def test_a_remark_outlives_leaving_the_file_and_is_no_other_childs(
    page, strip, desk, qtbot, thread, entered, child
):
    type_text(qtbot, strip.remark, "half a sentence")
    other = on_vault(qtbot, thread, lambda: find_id(entered.session, "袁知行"))
    desk.ways.open_student(other)
    settle(qtbot, thread)
    assert strip.remark.text() == ""
    desk.ways.open_student(child)
    settle(qtbot, thread)
    assert strip.remark.text() == "half a sentence"
    assert strip.isVisible()
    strip.what.set_value("mood")
    qtbot.keyClick(strip.yes, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert noted(entered, qtbot, thread, child) == [
        ("mood", "2026-11-20", "half a sentence")
    ]
