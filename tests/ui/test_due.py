"""Who is due: told on today's page, found in the list by one click and by its box."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.services import due, targets
from tests.ui.conftest import on_vault, settle


def test_today_leads_to_those_the_targets_ask_for(desk, qtbot, thread, entered):
    desk.go_to_place("today")
    settle(qtbot, thread)
    expected = on_vault(qtbot, thread, lambda: due.students(entered.session))
    link = desk.page("today").view.by_targets
    assert link.text() == f"{len(expected)} due by the targets"
    QTest.keyClick(link, Qt.Key.Key_Space)
    settle(qtbot, thread)
    view = desk.page("students").view
    assert view.filters.filter.visited == "due"
    shown = {view.students.id_at(row) for row in range(view.students.rowCount())}
    assert shown == expected


def test_without_a_target_in_use_nothing_is_said(desk, qtbot, thread, entered):
    def switch_off():
        for each in targets.active(entered.session):
            targets.switch(entered.session, each.id, is_on=False)

    on_vault(qtbot, thread, switch_off)
    desk.go_to_place("today")
    desk.page("today").refresh()
    settle(qtbot, thread)
    assert desk.page("today").view.by_targets.isHidden()
