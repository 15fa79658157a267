"""Classes are opened, named, handed over, closed and moved on, each undoable."""

from __future__ import annotations

import pytest

from homevisit.services import classes, records, school, staffing, students


def line(session, class_id):
    return next(each for each in classes.read_lines(session) if each.id == class_id)


def test_a_class_is_called_by_the_rule_until_it_has_its_own_name(session):
    class_id = classes.open_class(session, "junior", 2026, 3).record_ids[0]
    assert line(session, class_id).name == "七(3)班"

    written = classes.change(session, class_id, {"alias": "宏志班"})
    assert line(session, class_id).name == "宏志班"

    records.take_back(session, written.save_id)
    assert line(session, class_id).name == "七(3)班"


def test_the_same_class_is_not_opened_twice(session, class_id):
    with pytest.raises(classes.ClassExistsError):
        classes.open_class(session, "junior", 2026, 2)
    other = classes.open_class(session, "junior", 2026, 3).record_ids[0]
    with pytest.raises(classes.ClassExistsError):
        classes.change(session, other, {"class_no": 2})
    assert len(classes.read_lines(session)) == 2


def test_a_class_with_students_stays_open(session, class_id, jiang):
    with pytest.raises(classes.ClassNotEmptyError):
        classes.close(session, class_id)
    assert line(session, class_id).state == "active"
    assert line(session, class_id).students == 1


@pytest.mark.parametrize("status", ["suspended", "suspected_dropout", "home_teaching"])
def test_a_class_of_a_child_who_is_away_is_not_empty(status, session, class_id, jiang):
    edit = records.edit("student", {"roll_status": status}, record_id=jiang)
    records.save(session, [edit])
    with pytest.raises(classes.ClassNotEmptyError):
        classes.close(session, class_id)
    assert line(session, class_id).students == 1


def test_an_empty_class_is_closed_and_opened_again(session, class_id):
    classes.close(session, class_id)
    assert line(session, class_id).state == "dissolved"
    assert school.classes(session) == []
    classes.reopen(session, class_id)
    assert line(session, class_id).state == "active"


def test_the_homeroom_teacher_changes_and_the_books_remember(session, class_id, clock):
    owner = session.person_id
    gu = staffing.add(session, "顾明岚", "subject_teacher").record_ids[0]
    classes.set_homeroom_teacher(session, class_id, owner)
    clock.advance(days=40)

    written = classes.set_homeroom_teacher(session, class_id, gu)

    assert line(session, class_id).teacher == "顾明岚"
    ended = [
        each
        for each in records.read(session, owner).roles
        if each.class_id == class_id and each.to_date
    ]
    assert [each.to_date for each in ended] == ["2026-12-29"]
    earlier = staffing.earlier_holders(session, classes.HOMEROOM)
    assert earlier == {class_id: (("周静怡", "2026-11-20", "2026-12-29"),)}
    records.take_back(session, written.save_id)
    assert line(session, class_id).teacher == "周静怡"
    assert staffing.earlier_holders(session, classes.HOMEROOM) == {}


def test_a_class_can_be_without_a_homeroom_teacher(session, class_id, clock):
    classes.set_homeroom_teacher(session, class_id, session.person_id)
    clock.advance(days=1)
    classes.set_homeroom_teacher(session, class_id, "")
    assert line(session, class_id).teacher_id == ""


def test_september_is_shown_before_it_is_done_and_undone_as_one(session, class_id):
    leaving = classes.open_class(session, "junior", 2024, 1).record_ids[0]
    students.add_student(session, {"name": "袁知行", "class_id": leaving})
    year = classes.next_school_year(session)

    steps = classes.preview_promotion(session, year)

    shown = {each.class_id: each for each in steps}
    assert (shown[class_id].before, shown[class_id].after) == ("七(2)班", "八(2)班")
    assert (shown[leaving].before, shown[leaving].after) == ("九(1)班", "")
    assert shown[leaving].students == 1
    written = school.promote(session, year)
    assert line(session, class_id).name == shown[class_id].after
    assert line(session, leaving).state == "graduated"
    records.take_back(session, written.save_id)
    assert line(session, class_id).name == "七(2)班"
    assert line(session, leaving).students == 1
