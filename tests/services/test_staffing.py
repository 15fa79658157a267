"""Colleagues come, hold posts and leave; what has ended stays in the books."""

from __future__ import annotations

import pytest

from homevisit.services import records, school, staffing


def line(session, staff_id):
    return next(each for each in staffing.read_lines(session) if each.id == staff_id)


@pytest.fixture
def gu(session):
    return staffing.add(session, "顾明岚", "subject_teacher").record_ids[0]


def test_a_colleague_is_added_with_a_first_post(session, gu):
    added = line(session, gu)
    assert (added.name, added.is_here, added.is_owner) == ("顾明岚", True, False)
    assert [(each.role, each.from_date) for each in added.posts] == [
        ("subject_teacher", "2026-11-20")
    ]


def test_the_owner_is_listed_first_and_cannot_leave(session, gu):
    assert staffing.read_lines(session)[0].is_owner
    with pytest.raises(staffing.OwnVaultError):
        staffing.end_stay(session, session.person_id)
    assert line(session, session.person_id).is_here


def test_posts_are_added_and_ended_by_a_day(session, gu, class_id, clock):
    staffing.add_post(session, gu, "subject_teacher", class_id, "语文")
    written = staffing.end_post(session, gu, 0)
    posts = line(session, gu).posts
    assert [each.is_held for each in posts] == [False, True]
    assert posts[0].to_date == "2026-11-20"
    assert posts[1].subject == "语文"
    records.take_back(session, written.save_id)
    assert line(session, gu).posts[0].is_held


def test_who_leaves_takes_all_posts_along_and_can_come_back(session, gu, clock):
    staffing.end_stay(session, gu)
    left = line(session, gu)
    assert not left.is_here
    assert not any(each.is_held for each in left.posts)
    staffing.come_back(session, gu)
    assert line(session, gu).is_here


def test_keys_of_a_colleague_survive_a_new_name(session):
    own = session.person_id
    before = records.read(session, own).signing_key
    staffing.change(session, own, {"name": "周静宜"})
    assert school.staff_names(session)[own] == "周静宜"
    assert records.read(session, own).signing_key == before
