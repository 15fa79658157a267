"""The family in its order, and the home that children share."""

import pytest

from homevisit.services import families, records, student_files, students
from homevisit.services.pen import Pen
from homevisit.services.records import RecordEdit


def add_member(session, student_id, name, **values):
    known = {"student_id": student_id, "name": name, **values}
    # Who was written down first comes first; within a moment chance would decide.
    session.clock.advance(minutes=1)
    edit = records.edit("family_member", known, student_id=student_id)
    return records.save(session, [edit]).record_ids[0]


@pytest.fixture
def add(session, class_id):
    def add_student(name):
        values = {"name": name, "class_id": class_id}
        return students.add_student(session, values).record_ids[0]

    return add_student


def names(session, student_id):
    return [each.name for each in families.members_of(session, student_id)]


def siblings(session, student_id):
    file = student_files.read_file(session, student_id)
    return {each.name for each in file.siblings}


def test_guardians_come_first_in_the_order_they_are_moved_to(session, jiang):
    add_member(session, jiang, "江小宝")
    add_member(session, jiang, "江守田", is_guardian=True)
    last = add_member(session, jiang, "李秀英", is_guardian=True)
    assert names(session, jiang) == ["江守田", "李秀英", "江小宝"]
    moved = families.move_guardian(session, last, -1)
    assert names(session, jiang) == ["李秀英", "江守田", "江小宝"]
    records.take_back(session, moved.save_id)
    assert names(session, jiang) == ["江守田", "李秀英", "江小宝"]


def test_the_first_guardian_stays_first(session, jiang):
    first = add_member(session, jiang, "江守田", is_guardian=True)
    other = add_member(session, jiang, "江小宝")
    families.move_guardian(session, first, -1)
    assert families.move_guardian(session, other, -1).save_id is None
    assert names(session, jiang) == ["江守田", "江小宝"]


def test_who_is_set_aside_leaves_the_family_and_comes_back(session, jiang):
    member = add_member(session, jiang, "江守田")
    gone = records.archive(session, member, "")
    assert names(session, jiang) == []
    records.take_back(session, gone.save_id)
    assert names(session, jiang) == ["江守田"]


def test_two_children_share_a_home_and_a_third_joins_it(session, jiang, add):
    yuan, tian = add("江予宁"), add("江予平")
    families.share_home(session, jiang, yuan)
    families.share_home(session, tian, yuan)
    assert siblings(session, jiang) == {"江予宁", "江予平"}
    assert siblings(session, tian) == {"江予安", "江予宁"}


def test_who_joins_another_home_leaves_the_old_one(session, jiang, add):
    ning, ping, other = add("江予宁"), add("江予平"), add("田小禾")
    families.share_home(session, jiang, ning)
    families.share_home(session, other, ping)
    families.share_home(session, jiang, ping)
    assert siblings(session, ping) == {"江予安", "江予宁"}
    assert siblings(session, other) == set()


def test_leaving_a_home_is_one_save_that_can_be_taken_back(session, jiang, add):
    ning = add("江予宁")
    families.share_home(session, jiang, ning)
    left = families.leave_home(session, ning)
    assert siblings(session, jiang) == siblings(session, ning) == set()
    records.take_back(session, left.save_id)
    assert siblings(session, jiang) == {"江予宁"}
    assert siblings(session, ning) == {"江予安"}


def test_nothing_is_written_for_children_who_share_already(session, jiang, add):
    ning = add("江予宁")
    families.share_home(session, jiang, ning)
    assert families.share_home(session, ning, jiang).save_id is None
    assert families.share_home(session, jiang, jiang).save_id is None


def test_describing_the_home_of_an_only_child_makes_it_her_home(session, jiang):
    home_id = records.new_record_id(session)
    edit = RecordEdit("household", {"family_structure": "skipped"}, home_id, jiang, {})
    Pen(session).write([edit])
    file = student_files.read_file(session, jiang)
    assert file.household is not None
    assert file.household.student_ids == (jiang,)


def test_schoolmates_are_named_with_their_class(session, jiang):
    (found,) = families.schoolmates(session, [jiang, "0" * 32])
    assert (found.name, found.class_name) == ("江予安", "七(2)班")
