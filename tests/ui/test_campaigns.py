"""The page of campaigns by keyboard: begun, changed, shared out, planned, closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.services import campaign_reports, campaigns, visit_plans
from homevisit.services.paper_forms import prints_of
from tests.reports.reading import text_of
from tests.ui.conftest import on_vault, settle, type_text
from tests.ui.settings_steps import undo, write
from tests.ui.test_accessible import nameless
from ui.planning_rows import TripRow


@pytest.fixture
def page(desk, qtbot, thread):
    with qtbot.waitActive(desk):
        desk.activateWindow()
    desk.ways.go("campaigns")
    settle(qtbot, thread)
    found = desk.page("campaigns")
    assert desk.stack.currentWidget() is found.view
    return found


@pytest.fixture
def begun(page, qtbot, thread):
    press(page.view.new, qtbot, thread)
    return page.view.pane


def press(button, qtbot, thread):
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, thread)


def stored(entered, qtbot, thread):
    found = on_vault(qtbot, thread, lambda: campaigns.follow_all(entered.session))
    return found[0] if found else None


def test_a_campaign_is_begun_named_and_taken_back(
    page, begun, desk, qtbot, thread, entered
):
    write(qtbot, thread, begun.fields["name"].edit, "Autumn")
    assert stored(entered, qtbot, thread).campaign.name == "Autumn"
    assert [line.words for line in page.view.list.lines] == ["Autumn"]
    assert begun.heading.text() == "Autumn"
    undo(desk, qtbot, thread)
    assert stored(entered, qtbot, thread).campaign.name == "Visits from 2026-11-20"


def test_days_that_are_reversed_are_refused_beside_the_field(
    begun, qtbot, thread, entered
):
    write(qtbot, thread, begun.fields["last_day"].edit, "2026-11-01")
    assert stored(entered, qtbot, thread).campaign.last_day == "2026-12-20"
    assert begun.fields["last_day"].edit.value == "2026-11-01"


def test_numbers_can_be_changed_and_left_out(begun, qtbot, thread, entered):
    write(qtbot, thread, begun.fields["on_site_percent"].edit, "60")
    write(qtbot, thread, begun.fields["goal_percent"].edit, "")
    own = stored(entered, qtbot, thread).campaign
    assert (own.goal_percent, own.on_site_percent) == (None, 60)


def test_an_empty_scope_is_kept_and_said(begun, qtbot, thread, entered):
    begun.scope.committed.emit("groups")
    settle(qtbot, thread)
    begun.groups.committed.emit(["martyr_child"])
    settle(qtbot, thread)
    assert "Nobody is in the scope" in begun._figures.text()
    assert stored(entered, qtbot, thread).progress.is_empty


def test_villages_are_shared_out_and_one_is_changed(begun, qtbot, thread, entered):
    press(begun.share, qtbot, thread)
    found = stored(entered, qtbot, thread).campaign.villages
    assert {each.staff_id for each in found} == {entered.session.person_id}
    village = found[0].village
    begun.villages.boxes[village].chosen.emit("")
    settle(qtbot, thread)
    left = stored(entered, qtbot, thread).campaign.villages
    assert village not in {each.village for each in left}


def test_who_is_left_is_planned_and_the_campaign_closed(
    begun, desk, qtbot, thread, entered
):
    write(qtbot, thread, begun.fields["summary"].area, "all met")
    press(begun.closing.close_it, qtbot, thread)
    own = stored(entered, qtbot, thread).campaign
    assert (own.state, own.summary) == ("closed", "all met")
    assert not begun.plan.isEnabled()
    undo(desk, qtbot, thread)
    assert begun.plan.isEnabled()
    press(begun.plan, qtbot, thread)
    assert desk.stack.currentWidget() is desk.page("plan").view


def test_everything_has_a_name_with_a_campaign_and_without(page, qtbot, thread):
    assert nameless(page.view) == []
    press(page.view.new, qtbot, thread)
    assert nameless(page.view) == []


def test_a_list_is_made_by_name_given_to_a_colleague_and_planned(
    page, begun, desk, qtbot, thread, entered
):
    begun.scope.committed.emit("list")
    settle(qtbot, thread)
    assert begun.students.picker.isVisibleTo(begun)
    for name in ("江予安", "喻书瑶"):
        type_text(qtbot, begun.students.picker.search, name)
        begun.students.picker._soon.timeout.emit()
        begun.students.picker._soon.stop()
        settle(qtbot, thread)
        QTest.keyClick(begun.students.picker.search, Qt.Key.Key_Return)
        settle(qtbot, thread)
    people = begun.students.list.people
    assert {each.name for each in people.rows} == {"江予安", "喻书瑶"}
    page.show_masked(True)
    assert "江予安" not in {people.index(at).data() for at in (0, 1)}
    begun.students.list.setFocus()
    QTest.keyClick(
        begun.students.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier
    )
    begun.students.who.set_value(entered.session.person_id)
    press(begun.students.assign, qtbot, thread)
    followed = stored(entered, qtbot, thread)
    assert set(followed.duties.of_student.values()) == {entered.session.person_id}
    press(begun.students.plan, qtbot, thread)
    planning = desk.page("plan").view
    assert planning.wishes.campaign_id == followed.campaign.id
    assert (planning.who.currentText(), planning.wishes.assignee_id) == (
        "As the campaign says",
        "",
    )
    trips = [each for each in planning.days.days.lines if isinstance(each, TripRow)]
    assert {each.goes for each in trips} == {"周静怡"}
    QTest.keyClick(planning, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, thread)
    plans = on_vault(
        qtbot, thread, lambda: visit_plans.read_standing(entered.session).plans
    )
    mine = [each for each in plans if each.campaign_id == followed.campaign.id]
    assert len(mine) == 2
    assert len(stored(entered, qtbot, thread).progress.whole.planned) == 2


def test_a_campaign_is_cancelled_with_a_reason_and_opened_again(
    begun, desk, qtbot, thread, entered
):
    closing = begun.closing
    press(closing.cancel, qtbot, thread)
    assert closing.reason.hasFocus()
    assert not closing.send.isEnabled()
    QTest.keyClick(closing.reason, Qt.Key.Key_Escape)
    assert closing.cancel.hasFocus()
    press(closing.cancel, qtbot, thread)
    type_text(qtbot, closing.reason, "snow")
    QTest.keyClick(closing.reason, Qt.Key.Key_Return)
    settle(qtbot, thread)
    own = stored(entered, qtbot, thread).campaign
    assert (own.state, own.cancelled_because) == ("cancelled", "snow")
    assert closing._why.text() == "Cancelled: snow"
    press(closing.open_again, qtbot, thread)
    assert stored(entered, qtbot, thread).campaign.state == "open"


def test_the_closing_report_is_looked_at_and_each_saved_copy_is_counted(
    page, begun, desk, qtbot, thread, entered, tmp_path
):
    write(qtbot, thread, begun.closing.summary.area, "all met")
    press(begun.closing.close_it, qtbot, thread)
    press(begun.closing.report, qtbot, thread)
    qtbot.waitUntil(lambda: desk.page_code == "campaign_report", timeout=3000)
    report = desk.page("campaign_report")
    qtbot.waitUntil(lambda: report.view.pages.page_count == 1, timeout=3000)
    assert "stays as it was" in report.view.said.text()
    assert nameless(report.view) == []

    def copies():
        return on_vault(
            qtbot,
            thread,
            lambda: prints_of(entered.session, campaign_reports.DOCUMENT),
        )

    assert copies() == 0
    path = tmp_path / "report.pdf"
    report.view.file_requested.emit(str(path))
    qtbot.waitUntil(path.exists, timeout=3000)
    settle(qtbot, thread)
    assert copies() == 1
    assert "allmet" in text_of(path.read_bytes())
    desk.ways.go_back()
    settle(qtbot, thread)
    assert page.subject == report.subject
