"""The matrix of a real vault: who is there, in which order, and what a cell says."""

import pytest

from homevisit.domain.talk_matrix import Cell, CellState
from homevisit.services import calendars, groups, matrix, records, school, students
from homevisit.services.matrix import Filter


def add(session, class_id, name, **values):
    facts = {"name": name, "class_id": class_id, "roll_status": "enrolled"}
    return students.add_student(session, {**facts, **values}, {}).record_ids[0]


@pytest.fixture
def talked(session):
    term = calendars.current_term(session)

    def write(who, kind, state, day, **values):
        facts = {
            "student_id": who,
            "talk_kind": kind,
            "state": state,
            "on_date": day,
            "term_id": term.id,
        }
        edit = records.edit("talk", {**facts, **values}, student_id=who)
        return records.save(session, [edit])

    return write


def test_a_line_per_student_on_the_roll_in_the_order_of_the_class(
    session, class_id, talked
):
    second = school.add_class(session, "junior", 2026, 3)
    ten = add(session, class_id, "江予安", class_seat_no="10")
    two = add(session, class_id, "袁知行", class_seat_no="2")
    other = add(session, second, "喻书瑶", class_seat_no="1")
    add(session, class_id, "杨砚舟", roll_status="transferred_out")
    talked(two, "homeroom_teacher", "done", "2026-10-08")
    talked(two, "homeroom_teacher", "closed", "2026-11-02")
    talked(ten, "leader", "planned", "2026-11-10")
    talked(other, "peer", "booked", "2026-11-30")
    page = matrix.read(session)
    assert [each.student_id for each in page.students] == [two, ten, other]
    assert [each.class_name for each in page.students] == [
        "七(2)班",
        "七(2)班",
        "七(3)班",
    ]
    cell = page.matrix.cell
    assert cell(two, "homeroom_teacher") == Cell(CellState.DONE, 2, "2026-11-02")
    assert cell(ten, "leader") == Cell(CellState.OVERDUE, 0, "2026-11-10")
    assert cell(other, "peer") == Cell(CellState.PLANNED, 0, "2026-11-30")
    assert cell(ten, "parent") == Cell()
    assert page.matrix.totals["leader"] == {CellState.OVERDUE: 1, CellState.NONE: 2}


def test_class_group_and_state_narrow_it(session, class_id, talked):
    second = school.add_class(session, "junior", 2026, 3)
    one, two = add(session, class_id, "江予安"), add(session, class_id, "袁知行")
    other = add(session, second, "喻书瑶")
    groups.determine(session, two, "left_behind", {"valid_from": "2026-09-05"})
    talked(one, "parent", "done", "2026-10-08")

    def shown(**wanted):
        page = matrix.read(session, Filter(**wanted))
        return {each.student_id for each in page.students}

    assert shown(class_id=second) == {other}
    assert shown(group="left_behind") == {two}
    assert shown(kind="parent", state="none") == {two, other}
    assert shown(state="done") == {one}
    page = matrix.read(session, Filter(kind="parent", state="none"))
    assert page.matrix.totals["parent"] == {CellState.DONE: 1, CellState.NONE: 2}
    assert page.shown_totals()["parent"] == {CellState.NONE: 2}


def test_talks_of_another_term_or_of_nobody_are_not_in_it(session, class_id, talked):
    who = add(session, class_id, "江予安")
    talked(who, "peer", "done", "2026-05-08", term_id="another term")
    talked(who, "leader", "cancelled", "2026-11-08")
    assert matrix.read(session).matrix.cell(who, "peer") == Cell()
    assert matrix.read(session).matrix.cell(who, "leader") == Cell()
    before = matrix.read(session, Filter(term_id="another term"))
    assert before.matrix.cell(who, "peer").state is CellState.DONE


def test_without_a_calendar_nothing_counts(session, class_id, clock):
    who = add(session, class_id, "江予安")
    clock.advance(days=900)
    page = matrix.read(session)
    assert (page.term_id, page.matrix.cell(who, "peer")) == ("", Cell())
