"""Planning by the keyboard alone: whom, moved from day to day, one save, one undo."""

import pytest
from PySide6.QtCore import Qt

from homevisit.services import student_files, visit_plans
from homevisit.services.visit_plans import PlannedTrip
from tests.ui.conftest import find_id, on_vault, settle, type_text
from ui.planning_rows import DayRow, TripRow

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(desk, qtbot, thread):
    desk.rail.place_chosen.emit("visits")
    settle(qtbot, thread)
    view = desk.page("visits").view
    qtbot.keyClick(
        view.table, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier
    )
    settle(qtbot, thread)
    assert desk.page_code == "plan"
    return desk.page("plan").view


def people(page):
    model = page.people.people
    return [model.index(at).data() for at in range(model.rowCount())]


def trips(page):
    found = (each for each in page.days.days.lines if isinstance(each, TripRow))
    return [(each.names, each.day, each.time) for each in found]


def press(qtbot, thread, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.window().focusWidget(), key, modifier)
    settle(qtbot, thread)


def tick(qtbot, thread, page, name):
    page.people.setFocus()
    at = people(page).index(name)
    page.people.setCurrentIndex(page.people.people.index(at))
    press(qtbot, thread, page, Qt.Key.Key_Space)


def test_who_was_not_visited_comes_first_and_the_list_has_the_keyboard(page):
    assert people(page)[-1] == "江予安"
    assert page.people.hasFocus()
    assert page.people.people.rows[0].why == "Never visited"
    assert not page.save.isEnabled()


def test_a_planning_from_first_key_to_undo(desk, page, qtbot, thread):
    tick(qtbot, thread, page, "袁知行")
    tick(qtbot, thread, page, "喻书瑶")
    assert {(day, time) for _who, day, time in trips(page)} == {
        ("2026-11-21", "16:30"),
        ("2026-11-21", "17:15"),
    }
    head = page.days.days.lines[0]
    assert isinstance(head, DayRow)
    assert (head.villages, head.trips, head.students) == ("石桥村", 2, 2)
    page.days.setFocus()
    key = page.days.current_key()
    press(qtbot, thread, page, Qt.Key.Key_Down, ALT)
    assert sorted(day for _who, day, _time in trips(page)) == [
        "2026-11-21",
        "2026-11-22",
    ]
    assert page.days.current_key() == key
    assert page.save.text() == "Plan 2 trips to 2 children"
    press(qtbot, thread, page, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, thread)
    assert desk.page_code == "visits"
    listed = desk.page("visits").view
    assert listed.visits.rowCount() == 2
    desk.toast._undo.setFocus()
    qtbot.keyClick(desk.toast._undo, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert listed.visits.rowCount() == 0


def test_a_trip_is_dragged_onto_another_day(page, qtbot, thread):
    tick(qtbot, thread, page, "袁知行")
    tick(qtbot, thread, page, "喻书瑶")
    page.days.setFocus()
    press(qtbot, thread, page, Qt.Key.Key_Down, ALT)
    model = page.days.days
    lines = model.lines
    heads = [at for at, each in enumerate(lines) if isinstance(each, DayRow)]
    data = model.mimeData([model.index(len(lines) - 1)])
    target = model.index(heads[0])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, target)
    settle(qtbot, thread)
    assert {day for _who, day, _time in trips(page)} == {"2026-11-21"}


def test_no_trip_is_moved_into_the_past(page, qtbot, thread):
    tick(qtbot, thread, page, "袁知行")
    page.days.setFocus()
    for _step in range(3):
        press(qtbot, thread, page, Qt.Key.Key_Up, ALT)
    assert [day for _who, day, _time in trips(page)] == ["2026-11-20"]


def test_del_leaves_a_trip_out_and_unticks_its_children(page, qtbot, thread):
    tick(qtbot, thread, page, "袁知行")
    page.days.setFocus()
    press(qtbot, thread, page, Qt.Key.Key_Delete)
    assert trips(page) == []
    assert not page.people.people.ticked


def test_siblings_stand_on_one_line(desk, page, entered, qtbot, thread):
    session = entered.session

    def join():
        both = (find_id(session, "袁知行"), find_id(session, "喻书瑶"))
        student_files.join_household(session, both, "石桥村三组")
        return both

    both = on_vault(qtbot, thread, join)
    desk.ways.go("plan", ",".join(both))
    settle(qtbot, thread)
    assert [set(who) for who, _day, _time in trips(page)] == [{"袁知行", "喻书瑶"}]
    assert page.days.hasFocus()


def test_everybody_shown_is_ticked_with_one_key_after_a_search(page, qtbot, thread):
    press(qtbot, thread, page, Qt.Key.Key_F, CONTROL)
    type_text(qtbot, page.search, "yu")
    settle(qtbot, thread)
    assert set(people(page)) == {"袁知行", "喻书瑶"}
    press(qtbot, thread, page, Qt.Key.Key_Down)
    press(qtbot, thread, page, Qt.Key.Key_A, CONTROL)
    assert len(page.people.people.ticked) == len(people(page))
    press(qtbot, thread, page, Qt.Key.Key_A, CONTROL)
    assert not page.people.people.ticked


def test_two_plans_at_one_time_are_said_and_not_forbidden(page, entered, qtbot, thread):
    session = entered.session

    def occupy():
        who = find_id(session, "田")
        trip = PlannedTrip((who,), "2026-11-21", "16:30", "上田村")
        visit_plans.plan(session, [trip])

    on_vault(qtbot, thread, occupy)
    tick(qtbot, thread, page, "袁知行")
    page.days.setFocus()
    while trips(page)[0][1] != "2026-11-21":
        press(qtbot, thread, page, Qt.Key.Key_Up, ALT)
    found = [each for each in page.days.days.lines if isinstance(each, TripRow)]
    assert "same time" in found[0].clash
    assert page.save.isEnabled()


def test_time_person_and_note_hold_for_all(desk, page, qtbot, thread):
    tick(qtbot, thread, page, "袁知行")
    page.time.setFocus()
    page.time.selectAll()
    type_text(qtbot, page.time, "0900")
    settle(qtbot, thread)
    page.remark.setFocus()
    type_text(qtbot, page.remark, "带助学金表")
    press(qtbot, thread, page, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, thread)
    row = desk.page("visits").view.visits.row_at(0)
    assert (row.time, row.note, row.teacher) == ("09:00", "带助学金表", "周静怡")


def test_masking_hides_names_in_both_lists(desk, page, qtbot, thread):
    tick(qtbot, thread, page, "袁知行")
    qtbot.keyClick(page.people, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "袁**" in people(page))
    spoken = page.days.days.index(1).data()
    assert "袁**" in spoken
    assert "袁知行" not in spoken


def test_days_are_proposed_from_the_day_that_is_typed(page, qtbot, thread):
    tick(qtbot, thread, page, "袁知行")
    page.since.setFocus()
    page.since.selectAll()
    type_text(qtbot, page.since, "12-05")
    settle(qtbot, thread)
    assert [day for _who, day, _time in trips(page)] == ["2026-12-05"]
    page.since.selectAll()
    type_text(qtbot, page.since, "someday")
    settle(qtbot, thread)
    assert [day for _who, day, _time in trips(page)] == ["2026-11-21"]
