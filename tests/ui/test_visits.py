"""The page of visits by the keyboard alone: list, month, moving, attempts, review."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from homevisit.services import records, visit_plans, visits
from homevisit.services.visit_plans import PlannedTrip
from tests.ui.conftest import find_id, on_vault, settle, type_text
from tests.ui.test_accessible import nameless
from ui.kit.visit_list import PAGE, VisitTableModel
from ui.visits_rows import VisitRow, actions_for

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _planned(entered, qtbot, thread):
    """袁知行 is planned for next week, 喻书瑶 was for last week."""
    session = entered.session

    def prepare():
        yuan, yu = find_id(session, "袁知行"), find_id(session, "喻书瑶")
        trips = [
            PlannedTrip((yuan,), "2026-11-24", "16:30", "石桥村"),
            PlannedTrip((yu,), "2026-11-12", "17:15", "石桥村"),
        ]
        visit_plans.plan(session, trips)

    on_vault(qtbot, thread, prepare)


@pytest.fixture
def page(desk, qtbot, thread):
    desk.rail.place_chosen.emit("visits")
    settle(qtbot, thread)
    return desk.page("visits").view


def names(page):
    model = page.visits
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def choose_state(page, qtbot, thread, code):
    page.filters.choose(state=code)
    settle(qtbot, thread)


def press(qtbot, thread, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.window().focusWidget(), key, modifier)
    settle(qtbot, thread)


def undo(desk, qtbot, thread):
    desk.toast._undo.setFocus()
    qtbot.keyClick(desk.toast._undo, Qt.Key.Key_Space)
    settle(qtbot, thread)


def test_what_is_planned_is_listed_late_first_with_counts(desk, page):
    assert desk.page_code == "visits"
    assert names(page) == ["喻书瑶", "袁知行"]
    texts = [button.text() for button in page.filters.states._buttons.values()]
    assert texts[:3] == ["Planned  2", "Visited  1", "Not met  0"]
    late = page.visits.row_at(0)
    assert late.mark[1:] == ("Day has passed", "red")
    assert page.focusWidget() is page.table


def test_a_row_is_read_aloud_whole_and_masked_where_asked(desk, page, qtbot):
    spoken = page.visits.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("袁知行", "11-24 Tue 16:30", "To visit", "石桥村", "周静怡"):
        assert part in spoken
    qtbot.keyClick(page.table, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: names(page) == ["喻**", "袁**"])


def test_search_by_initials_narrows_and_escape_brings_all_back(page, qtbot, thread):
    press(qtbot, thread, page, Qt.Key.Key_F, CONTROL)
    type_text(qtbot, page.filters.search, "yzx")
    settle(qtbot, thread)
    assert names(page) == ["袁知行"]
    press(qtbot, thread, page, Qt.Key.Key_Escape)
    assert len(names(page)) == 2


def test_nothing_found_offers_all_again(page, qtbot, thread):
    page.filters.choose(typed="zzz")
    settle(qtbot, thread)
    assert page._body.currentIndex() == 1
    page.nothing.button.setFocus()
    press(qtbot, thread, page, Qt.Key.Key_Space)
    assert len(names(page)) == 2


def test_arrows_choose_a_state_and_enter_opens_the_visit(desk, page, qtbot, thread):
    page.filters.states.setFocus()
    press(qtbot, thread, page, Qt.Key.Key_Right)
    assert names(page) == ["江予安"]
    page.table.setFocus()
    press(qtbot, thread, page, Qt.Key.Key_Return)
    assert desk.page_code == "visit"
    qtbot.keyClick(desk, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: desk.page_code == "visits")
    settle(qtbot, thread)


def test_a_plan_is_written_with_one_key_and_done_when_finalised(
    desk, page, entered, qtbot, thread
):
    press(qtbot, thread, page, Qt.Key.Key_N, CONTROL)
    assert desk.page_code == "visit"
    session = entered.session

    def finish():
        form = visits.begin_visit(session, find_id(session, "喻书瑶"))
        answers = {
            "interviewees": [{"name": "喻守成"}],
            "purposes": ["know_family"],
            "risks_found": ["none"],
        }
        visits.finalise_visit(session, form.filled(**answers))

    on_vault(qtbot, thread, finish)
    desk.rail.place_chosen.emit("visits")
    settle(qtbot, thread)
    assert names(page) == ["袁知行"]


def test_a_plan_moves_to_another_day_with_a_reason_and_back(desk, page, qtbot, thread):
    press(qtbot, thread, page, Qt.Key.Key_D, CONTROL)
    strip = page.deeds.strip
    assert strip.day.hasFocus()
    type_text(qtbot, strip.day, "11-27")
    press(qtbot, thread, page, Qt.Key.Key_Return)
    assert "why" in strip.reason.accessibleDescription()
    assert names(page) == ["喻书瑶", "袁知行"]
    strip.reason.setFocus()
    type_text(qtbot, strip.reason, "下雨")
    press(qtbot, thread, page, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    days = {page.visits.row_at(at).name: page.visits.row_at(at).day for at in (0, 1)}
    assert days == {"喻书瑶": "2026-11-27", "袁知行": "2026-11-24"}
    undo(desk, qtbot, thread)
    assert page.visits.row_at(0).day == "2026-11-12"


def test_escape_leaves_the_question_and_changes_nothing(page, qtbot, thread):
    press(qtbot, thread, page, Qt.Key.Key_D, CONTROL)
    press(qtbot, thread, page, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    assert page.visits.row_at(0).day == "2026-11-12"


def test_several_plans_are_cancelled_at_once_and_brought_back(
    desk, page, qtbot, thread
):
    press(qtbot, thread, page, Qt.Key.Key_Down, SHIFT)
    assert page.deeds._count.text() == "2 chosen"
    press(qtbot, thread, page, Qt.Key.Key_Delete)
    type_text(qtbot, page.deeds.strip.reason, "放假了")
    press(qtbot, thread, page, Qt.Key.Key_Return)
    assert names(page) == []
    undo(desk, qtbot, thread)
    assert len(names(page)) == 2


def test_nobody_at_home_is_one_click_and_a_reason(page, qtbot, thread):
    button = page.deeds._buttons["not_home"]
    button.setFocus()
    press(qtbot, thread, page, Qt.Key.Key_Space)
    type_text(qtbot, page.deeds.strip.reason, "门锁着")
    press(qtbot, thread, page, Qt.Key.Key_Return)
    assert "Nobody at home" in page.visits.row_at(0).note
    choose_state(page, qtbot, thread, "not_met")
    assert names(page) == ["喻书瑶"]
    choose_state(page, qtbot, thread, "done")
    assert names(page) == ["江予安"]


def test_agreeing_is_one_click_and_can_be_undone(desk, page, qtbot, thread):
    button = page.deeds._buttons["arranged"]
    button.setFocus()
    press(qtbot, thread, page, Qt.Key.Key_Space)
    assert page.visits.row_at(0).is_arranged
    assert not button.isVisible()
    undo(desk, qtbot, thread)
    assert not page.visits.row_at(0).is_arranged


def make_reviewer(session):
    post = {"role": "leader", "class_id": ""}
    edit = records.edit("staff", {"roles": [post]}, record_id=session.person_id)
    records.save(session, [edit])


def test_only_a_reviewer_accepts_or_returns(desk, page, entered, clock, qtbot, thread):
    choose_state(page, qtbot, thread, "review")
    assert names(page) == ["江予安"]
    assert not page.deeds._buttons["accept"].isVisible()
    on_vault(qtbot, thread, lambda: make_reviewer(entered.session))
    desk.ways.note_saved()
    settle(qtbot, thread)
    page.table.setFocus()
    press(qtbot, thread, page, Qt.Key.Key_Backspace, CONTROL)
    type_text(qtbot, page.deeds.strip.reason, "请补充约定")
    press(qtbot, thread, page, Qt.Key.Key_Return)
    row = page.visits.row_at(0)
    assert (row.note, row.is_warning) == ("请补充约定", True)
    clock.advance(minutes=1)
    press(qtbot, thread, page, Qt.Key.Key_Return, CONTROL)
    assert names(page) == []
    undo(desk, qtbot, thread)
    assert names(page) == ["江予安"]


def test_the_month_goes_by_days_and_pages_and_enter_opens_the_day(
    desk, page, qtbot, thread
):
    press(qtbot, thread, page, Qt.Key.Key_M, CONTROL)
    grid = page.month.grid
    assert page.mode == "month"
    assert grid.hasFocus()
    assert grid.day == "2026-11-20"
    cells = {cell.day: cell for cell in grid.month.page.cells}
    assert cells["2026-11-20"].is_today
    assert (cells["2026-11-24"].planned, cells["2026-11-12"].planned) == (1, 1)
    for _step in range(4):
        press(qtbot, thread, page, Qt.Key.Key_Right)
    assert grid.day == "2026-11-24"
    assert [row.name for row in page.month.list.day.rows] == ["袁知行"]
    press(qtbot, thread, page, Qt.Key.Key_Return)
    assert page.month.list.hasFocus()
    press(qtbot, thread, page, Qt.Key.Key_Return)
    assert desk.page_code == "file"


def test_page_keys_turn_the_month_and_the_edge_leads_on(page, qtbot, thread):
    page.show_mode("month")
    settle(qtbot, thread)
    page.month.grid.setFocus()
    press(qtbot, thread, page, Qt.Key.Key_PageUp)
    assert page.month.grid.day == "2026-10-20"
    cells = {cell.day: cell for cell in page.month.grid.month.page.cells}
    assert cells["2026-10-18"].done == 1
    press(qtbot, thread, page, Qt.Key.Key_PageDown)
    assert page.month.grid.day == "2026-11-20"
    for _step in range(3):
        press(qtbot, thread, page, Qt.Key.Key_Down)
    assert page.month.grid.day == "2026-12-11"
    assert page.month._title.text() == "12/2026"


def test_the_model_keeps_its_contract_and_asks_for_pages_once():
    def row(number):
        return VisitRow(f"visit:{number}", "visit", str(number), f"学生{number}")

    model, asked = VisitTableModel(), []
    tester = QAbstractItemModelTester(model)
    model.page_wanted.connect(asked.append)
    model.show(PAGE + 5, tuple(row(n) for n in range(PAGE)))
    last = model.index(PAGE + 4, 0)
    assert (last.data(), last.data(), asked) == ("", "", [1])
    model.put_page(1, tuple(row(n) for n in range(PAGE, PAGE + 5)))
    assert last.data() == f"学生{PAGE + 4}"
    assert tester.model() is model


def test_what_can_be_done_depends_on_all_chosen_rows():
    plan = VisitRow("plan:1", "plan", "1", "甲", trip_id="t")
    sister = VisitRow("plan:2", "plan", "2", "乙", trip_id="t")
    other = VisitRow("plan:3", "plan", "3", "丙", trip_id="u")
    done = VisitRow("visit:1", "visit", "1", "甲", is_final=True, waits_for_review=True)
    assert actions_for([plan], can_review=False)[0] == "write"
    assert "not_home" in actions_for([plan, sister], can_review=False)
    assert "not_home" not in actions_for([plan, other], can_review=False)
    assert actions_for([plan, done], can_review=True) == ()
    assert "accept" in actions_for([done, done], can_review=True)
    assert "accept" not in actions_for([done], can_review=False)
    assert actions_for([], can_review=True) == ()


def test_everything_that_can_be_used_has_a_name(desk, page, qtbot, thread):
    press(qtbot, thread, page, Qt.Key.Key_D, CONTROL)
    assert nameless(page) == []
    desk.ways.go("plan")
    settle(qtbot, thread)
    assert nameless(desk.page("plan").view) == []


def test_tab_goes_from_the_filters_over_the_list_to_the_deeds(page, qtbot):
    filters = page.filters
    order = [filters.search]
    while (here := order[-1].nextInFocusChain()) is not filters.search:
        order.append(here)
    village, _everything, _said = filters._boxes["village"]
    path = (
        village,
        filters.periods,
        page.plan,
        page.table,
        page.deeds._buttons["move"],
    )
    places = [order.index(each) for each in path]
    assert places == sorted(places)
