"""Narrowing the list, filters with a name, and deeds for several students at once."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from homevisit.services import (
    groups,
    lists,
    records,
    saved_filters,
    school,
    student_deeds,
    students,
    visits,
)
from homevisit.services.students import StudentQuery
from tests.services.test_visits import filled


def found(session, **query):
    return set(students.find_ids(session, StudentQuery(**query)))


def add(session, name, class_id, **values):
    known = {"name": name, "class_id": class_id, **values}
    return students.add_student(session, known).record_ids[0]


def visit(session, student_id, on):
    visits.finalise_visit(session, filled(session, student_id, visit_date=on))


@pytest.fixture
def four(session, jiang, class_id):
    """Visited this month, 41 and 72 days ago (in this term), and never."""
    late, older = add(session, "袁知行", class_id), add(session, "喻书瑶", class_id)
    never = add(session, "陆星野", class_id, boarding="boarder")
    for student, on in (
        (jiang, "2026-11-05"),
        (late, "2026-10-10"),
        (older, "2026-09-09"),
    ):
        visit(session, student, on)
    return jiang, late, older, never


@pytest.mark.parametrize(
    ("visited", "who"),
    [
        ("never", {3}),
        ("this_month", {0}),
        ("over_30", {1, 2, 3}),
        ("over_60", {2, 3}),
        ("over_90", {3}),
        ("", {0, 1, 2, 3}),
    ],
)
def test_the_age_of_the_last_visit_narrows_the_list(session, four, visited, who):
    assert found(session, visited=visited) == {four[at] for at in who}


def test_filters_are_joined_by_and(session, four):
    groups.determine(session, four[3], "left_behind", {})
    groups.determine(session, four[0], "left_behind", {})
    assert found(session, boarding="boarder") == {four[3]}
    assert found(session, groups=("left_behind",), visited="over_60") == {four[3]}
    assert found(session, groups=("left_behind",), boarding="day") == {four[0]}


def test_what_is_overdue_and_what_is_to_check_is_found(session, four):
    item = {"description": "给父亲打电话", "due_date": "2026-11-19"}
    student_deeds.add_follow_up(session, four[:1], item)
    student_deeds.add_follow_up(session, four[1:2], {**item, "due_date": "2026-11-21"})
    assert found(session, overdue=True) == {four[0]}
    assert found(session, to_check=True) == set()
    records.save(
        session,
        [records.edit("student", {"birth_date": "2062-01-01"}, record_id=four[2])],
    )
    assert found(session, to_check=True) == {four[2]}
    (row,) = students.rows(session, [four[2]])
    assert row.needs_check


def test_the_number_of_present_students_needs_no_list(session, four):
    gone = {"roll_status": "transferred_out"}
    records.save(session, [records.edit("student", gone, record_id=four[1])])
    assert students.count_present(session) == len(found(session)) == 3


def test_a_filter_is_kept_renewed_dropped_and_put_back(session):
    first = StudentQuery(groups=("left_behind",), visited="over_60")
    saved_filters.keep(session, " 久未  家访 ", first)
    saved_filters.keep(session, "住校", StudentQuery(boarding="boarder"))
    names = [each.name for each in saved_filters.read(session)]
    assert names == ["久未 家访", "住校"]
    saved_filters.keep(session, "久未 家访", StudentQuery(visited="over_90"))
    renewed = {each.name: each.query for each in saved_filters.read(session)}
    assert renewed["久未 家访"] == StudentQuery(visited="over_90")
    before = saved_filters.drop(session, "住校")
    assert len(saved_filters.read(session)) == 1
    saved_filters.put_back(session, before)
    assert saved_filters.read(session) == before
    with pytest.raises(saved_filters.FilterNameMissingError):
        saved_filters.keep(session, "  ", first)


def test_a_deed_for_many_is_one_save_and_one_undo(session, four, class_id):
    groups.determine(session, four[0], "left_behind", {})
    done = student_deeds.add_to_group(session, four, "left_behind")
    assert len(done.record_ids) == 3
    assert len(found(session, groups=("left_behind",))) == 4
    records.take_back(session, done.save_id)
    assert found(session, groups=("left_behind",)) == {four[0]}


def test_a_move_empties_the_number_and_is_taken_back_whole(session, four, class_id):
    other = school.add_class(session, "junior", 2026, 3)
    there = add(session, "叶听澜", other, class_seat_no="05")
    done = student_deeds.move_to_class(session, (*four, there), other)
    rows = {each.student_id: each for each in students.rows(session, (*four, there))}
    assert {each.class_id for each in rows.values()} == {other}
    assert (rows[four[0]].seat_no, rows[there].seat_no) == ("", "05")
    records.take_back(session, done.save_id)
    (row,) = students.rows(session, [four[0]])
    assert (row.class_id, row.seat_no) == (class_id, "08")


def test_nothing_to_do_writes_nothing(session, four, class_id):
    assert student_deeds.move_to_class(session, four, class_id).save_id is None


def test_the_chosen_are_exported_in_their_order(session, four):
    made = lists.export_these(session, [four[2], four[0]], purpose="家长会")
    sheet = load_workbook(io.BytesIO(made)).active
    names = [cell.value for cell in next(iter(sheet.iter_cols(3, 3)))]
    assert names[-2:] == ["喻书瑶", "江予安"]
