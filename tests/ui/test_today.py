"""The desk of one day by keyboard: who waits, what is due, drafts, the last copy."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from homevisit.services import (
    calendars,
    groups,
    records,
    visit_endings,
    visit_plans,
    visits,
)
from homevisit.services.visit_plans import PlannedTrip
from tests.ui.conftest import find_id, on_vault, settle
from ui.kit.checks import CheckBox
from ui.rows import DraftRow

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _waiting(entered, qtbot, thread):
    """喻书瑶 is in a special group too, and was never visited."""
    session = entered.session

    def prepare():
        calendars.set_up_calendar(session, 2026)
        who = find_id(session, "喻书瑶")
        groups.determine(session, who, "single_parent", {"valid_from": "2026-09-05"})

    on_vault(qtbot, thread, prepare)


@pytest.fixture
def page(desk):
    return desk.page("today").view


def names(page):
    model = page.waiting.waiting
    return [model.index(at).data() for at in range(model.rowCount())]


def press(qtbot, parent, text):
    found = (b for b in parent.findChildren(QPushButton) if b.text() == text)
    button = next(found)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_the_day_is_the_page_after_unlocking_and_tells_week_and_shares(desk, page):
    assert desk.stack.currentWidget() is page
    assert desk.header._title.text().endswith("周静怡")
    assert page._progress._week.text().startswith("Week ")
    assert "/ 5" in page._progress.everybody._whole.text()
    assert page.focusWidget() is page.waiting


def test_who_waits_opens_with_enter_and_back_returns_to_the_day(
    desk, page, qtbot, thread
):
    assert "喻书瑶" in names(page)
    page.waiting.setCurrentIndex(
        page.waiting.waiting.index(names(page).index("喻书瑶"))
    )
    spoken = page.waiting.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Never visited" in spoken
    qtbot.keyClick(page.waiting, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert desk.stack.currentWidget() is desk.page("file").view
    assert desk.page("file").shown.name == "喻书瑶"
    qtbot.keyClick(desk, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: desk.stack.currentWidget() is page)


def test_a_visit_begins_with_one_key(desk, page, qtbot, thread):
    qtbot.keyClick(page.waiting, Qt.Key.Key_N, CONTROL)
    settle(qtbot, thread)
    assert desk.stack.currentWidget() is desk.page("visit").view


def test_a_due_item_is_ticked_off_and_taken_back(desk, page, qtbot, thread):
    assert page.due._late.text() == "1 overdue"
    tick = page.due.findChild(CheckBox)
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert page.due._late.text() == ""
    undo = desk.toast._undo
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert page.due._late.text() == "1 overdue"


def test_a_draft_of_before_is_offered_looked_at_and_continued(
    desk, page, entered, qtbot, thread
):
    session = entered.session

    def crash():
        form = visits.begin_visit(session, find_id(session, "袁知行"))
        visits.keep_draft(session, form.filled(at_home="喂鸡"))

    on_vault(qtbot, thread, crash)
    qtbot.keyClick(page.waiting, Qt.Key.Key_1, CONTROL)
    qtbot.waitUntil(page.drafts.isVisible)
    press(qtbot, page.drafts, "Open the file")
    settle(qtbot, thread)
    assert desk.page("file").shown.name == "袁知行"
    desk.rail.place_chosen.emit("today")
    settle(qtbot, thread)
    press(qtbot, page.drafts, "Continue writing")
    settle(qtbot, thread)
    assert desk.page("visit").view.values["at_home"] == "喂鸡"


def test_few_drafts_are_shown_and_the_rest_on_request(page, qtbot):
    rows = tuple(DraftRow(str(n), str(n), f"生{n}", "x", "09:00") for n in range(5))
    page.show_drafts(rows)
    press(qtbot, page.drafts, "2 more drafts")
    found = page.drafts.findChildren(QPushButton)
    shown = [b for b in found if b.text() == "Give it up" and not b.isHidden()]
    assert len(shown) >= 5


def test_a_missing_copy_is_said_and_made_into_a_chosen_folder(
    desk, page, tmp_path, qtbot, thread
):
    assert "no copy on another disk" in page.copy._line.text()
    stick = tmp_path / "stick"
    stick.mkdir()
    asked = page.copy._on_clicked()
    asked.fileSelected.emit(str(stick))
    asked.close()
    assert not page.copy.button.isEnabled()
    settle(qtbot, thread)
    assert page.copy.button.isEnabled()
    assert list(stick.iterdir())
    assert "copy is made" in desk.toast._text.text()


def test_nobody_waiting_leads_to_all_students(desk, page, entered, qtbot, thread):
    session = entered.session

    def leave():
        for name in ("江予安", "喻书瑶"):
            who = find_id(session, name)
            edit = records.edit("student", {"roll_status": "graduated"}, record_id=who)
            records.save(session, [edit])

    on_vault(qtbot, thread, leave)
    desk.rail.place_chosen.emit("today")
    settle(qtbot, thread)
    assert page._body.currentIndex() == 1
    page._button.setFocus()
    qtbot.keyClick(page._button, Qt.Key.Key_Space)
    assert desk.stack.currentWidget() is desk.page("students").view


def test_masking_hides_names_on_the_desk(desk, page, qtbot):
    qtbot.keyClick(page.waiting, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "喻**" in names(page))
    shown = [b.text() for b in page.due.findChildren(QPushButton)]
    assert "江予安" not in [
        b.text() for b in page.due.findChildren(QPushButton) if b.isVisible()
    ]
    assert "江**" in shown


def plan(session, name, day, time="16:40"):
    trip = PlannedTrip((find_id(session, name),), day, time, "石桥村")
    visit_plans.plan(session, [trip])


def test_the_next_visit_is_written_with_one_click(desk, page, entered, qtbot, thread):
    session = entered.session
    assert not page.coming.isVisible()

    def prepare():
        plan(session, "田", "2026-12-20")
        plan(session, "喻书瑶", "2026-11-18")
        plan(session, "袁知行", "2026-11-20")
        plan(session, "江予安", "2026-11-30")

    on_vault(qtbot, thread, prepare)
    desk.ways.note_saved()
    settle(qtbot, thread)
    assert page.coming.isVisible()
    assert [row.names for row in page.coming._rows] == [("袁知行",), ("喻书瑶",)]
    assert page.coming._late.text() == "1 whose day has passed"
    model = page.waiting.waiting
    said = [model.index(at).data(SPOKEN) for at in range(model.rowCount())]
    assert any("喻书瑶" in each and "Never visited" in each for each in said)
    assert page._progress.groups._foot.text() == "1 not yet visited"
    press(qtbot, page.coming, "Write the visit")
    settle(qtbot, thread)
    assert desk.page_code == "visit"
    assert "袁知行" in desk.page("visit").title.strong


def test_what_the_school_returned_is_on_the_desk_until_it_is_answered(
    desk, page, entered, clock, qtbot, thread
):
    session = entered.session

    def give_back():
        visit = visits.last_visit(session, find_id(session, "江予安"))
        visit_endings.review_visit(
            session, visit.id, accepted=False, remark="请补充约定。"
        )
        return visit.id

    visit_id = on_vault(qtbot, thread, give_back)
    desk.ways.note_saved()
    settle(qtbot, thread)
    (row,) = page.returned._rows
    assert (row.name, row.remark) == ("江予安", "请补充约定。")
    press(qtbot, page.returned, "Look and add")
    settle(qtbot, thread)
    assert desk.page_code == "visit"
    clock.advance(minutes=1)
    on_vault(
        qtbot,
        thread,
        lambda: visit_endings.add_addendum(session, visit_id, "每周视频。", "补充"),
    )
    desk.rail.place_chosen.emit("today")
    settle(qtbot, thread)
    assert not page.returned.isVisible()


def test_who_waits_and_is_planned_says_for_which_day(
    desk, page, entered, qtbot, thread
):
    on_vault(qtbot, thread, lambda: plan(entered.session, "喻书瑶", "2026-11-30"))
    desk.ways.note_saved()
    settle(qtbot, thread)
    at = names(page).index("喻书瑶")
    said = page.waiting.waiting.index(at).data(SPOKEN)
    assert "Planned for 11-30" in said
    assert page._progress.groups._foot.text().endswith("1 of them planned")
