"""Reminders on the page of the day: each says its rule, is planned or set aside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from homevisit.ledger.queries import Query
from homevisit.services import calendars, groups, records, reminders
from tests.ui.conftest import find_id, on_vault, settle


@pytest.fixture(autouse=True)
def _illness(entered, qtbot, thread):
    session = entered.session

    def prepare():
        calendars.set_up_calendar(session, 2026)
        who = find_id(session, "喻书瑶")
        reminders.note_event(session, [who], "illness")
        reminders.note_event(session, [who], "mood")
        groups.determine(session, who, "single_parent", {})

    on_vault(qtbot, thread, prepare)


@pytest.fixture
def card(desk, qtbot, thread):
    found = desk.page("today").view.reminders
    qtbot.waitUntil(lambda: bool(found._rows))
    return found


def texts(card):
    labels = card.findChildren(QLabel)
    return [each.text() for each in labels if each.isVisibleTo(card)]


def press(qtbot, card, name):
    found = card.findChildren(QPushButton)
    button = next(each for each in found if each.accessibleName() == name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_each_reminder_says_its_rule_whom_and_why(card):
    rules = [each.rule for each in card._rows]
    assert rules[:2] == ["event_mood", "event_illness"]
    said = texts(card)
    assert "Serious illness" in said
    assert "喻书瑶" in said
    assert "After this, a visit is to follow soon." in said


def test_masked_the_names_are_gone(card):
    card.show_masked(True)
    assert not any("喻书瑶" in each for each in texts(card))


def test_one_click_leads_to_planning_the_visit(card, desk, qtbot, thread):
    press(qtbot, card, "Plan visits: Serious illness")
    settle(qtbot, thread)
    plan = desk.page("plan").view
    qtbot.waitUntil(lambda: desk.stack.currentWidget() is plan)


def test_one_click_plans_the_talk(card, qtbot, thread, entered):
    press(qtbot, card, "Plan talks: Strong mood swing")
    settle(qtbot, thread)
    who = on_vault(qtbot, thread, lambda: find_id(entered.session, "喻书瑶"))
    asked = Query("talk", student_id=who)
    found = on_vault(qtbot, thread, lambda: records.find(entered.session, asked))
    assert [each.state for each in found] == ["planned"]


def test_it_is_set_aside_with_a_reason_by_keys_and_comes_back_by_undo(
    card, desk, qtbot, thread
):
    before = [each.rule for each in card._rows]
    press(qtbot, card, "Do not remind…: Serious illness")
    assert card.reason.hasFocus() or card.focusWidget() is card.reason
    qtbot.keyClicks(card.reason, "seen in hospital")
    qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "event_illness" not in [r.rule for r in card._rows])
    desk.toast._undo.click()
    qtbot.waitUntil(lambda: [each.rule for each in card._rows] == before)
