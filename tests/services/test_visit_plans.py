"""Planning by village, moving, cancelling, and what a visit does to its plan."""

from __future__ import annotations

from datetime import date

import pytest

from homevisit.services import (
    calendars,
    records,
    student_files,
    students,
    today,
    visit_endings,
    visit_lists,
    visit_plans,
    visit_proposals,
    visits,
)
from homevisit.services.records import LockedRecordError, ReasonMissingError
from homevisit.services.visit_lists import VisitQuery
from homevisit.services.visit_plans import DayMissingError, PlannedTrip, Shared
from tests.services.test_visits import filled

ALL = {"period": visit_lists.ALL}


def enrol(session, class_id, name, address):
    written = students.add_student(
        session, {"name": name, "class_id": class_id}, {"home_address": address}
    )
    return written.record_ids[0]


@pytest.fixture
def yuan(session, class_id):
    return enrol(session, class_id, "袁知行", "禾田镇上田村四组12号")


@pytest.fixture
def yu(session, class_id):
    return enrol(session, class_id, "喻书瑶", "石桥村一组")


def lines(session, state, **query):
    book = visit_lists.read_book(session)
    found = visit_lists.find(session, book, VisitQuery(state, **query))
    return [(each.name, each.day) for each in found.lines]


def planned(session, *whom, day="2026-11-24", time=""):
    written = visit_plans.plan(session, [PlannedTrip(whom, day, time, "石桥村")])
    return written.record_ids


def test_homes_of_one_village_share_a_day_and_the_next_village_the_next(
    session, jiang, yuan, yu
):
    found = visit_proposals.propose(session, [yuan, jiang, yu], {})
    told = [(each.home.village, each.day, each.home.is_read) for each in found]
    assert told == [
        ("石桥村", "2026-11-21", True),
        ("石桥村", "2026-11-21", True),
        ("上田村", "2026-11-22", True),
    ]


def test_the_files_own_word_for_the_village_wins(session, jiang):
    private = records.private_id(jiang)
    found = records.of_students(session, "student_private", [jiang])[jiang][0]
    edit = records.edit(
        "student_private",
        {"home_village": "新桥社区"},
        record_id=found.id or private,
        student_id=jiang,
    )
    records.save(session, [edit])
    home = visit_proposals.homes(session)[jiang]
    assert (home.village, home.is_read) == ("新桥社区", False)


def test_siblings_are_one_trip_and_each_has_a_plan(session, jiang, yu):
    student_files.join_household(session, (jiang, yu), "石桥村三组")
    (trip,) = visit_proposals.propose(session, [jiang, yu], {})
    assert set(trip.student_ids) == {jiang, yu}
    ids = visit_plans.plan(
        session, visit_proposals.timed([trip], start="16:30", minutes=45)
    ).record_ids
    plans = visit_plans.read_plans(session, ids)
    assert len({each.trip_id for each in plans}) == 1
    assert {each.planned_time for each in plans} == {"16:30"}


def test_a_village_somebody_goes_to_soon_keeps_that_day(session, jiang, yu, yuan):
    planned(session, jiang, day="2026-11-26")
    found = visit_proposals.propose(session, [yu, yuan], {})
    days = {each.home.village: each.day for each in found}
    assert days == {"石桥村": "2026-11-26", "上田村": "2026-11-21"}


def test_a_day_that_a_person_chose_stays(session, jiang, yu):
    (first, *_rest) = visit_proposals.propose(session, [jiang, yu], {})
    found = visit_proposals.propose(session, [jiang, yu], {first.key: "2026-12-01"})
    assert {each.key: each.day for each in found}[first.key] == "2026-12-01"


def test_trips_of_a_day_follow_each_other_and_past_midnight_have_no_time(
    session, jiang, yuan, yu
):
    found = visit_proposals.propose(
        session, [yuan, jiang, yu], dict.fromkeys((yuan, jiang, yu), "2026-11-21")
    )
    times = [
        each.time for each in visit_proposals.timed(found, start="22:50", minutes=40)
    ]
    assert times == ["22:50", "23:30", ""]
    untimed = visit_proposals.timed(found, start="later", minutes=40)
    assert {each.time for each in untimed} == {""}


def test_who_was_not_visited_this_term_comes_first(session, jiang, yuan, yu):
    visits.finalise_visit(session, filled(session, jiang))
    planned(session, yuan)
    order = [each.name for each in visit_proposals.candidates(session)]
    assert order == ["喻书瑶", "袁知行", "江予安"]


def test_a_planning_is_one_save_with_what_all_share_and_one_undo(session, jiang, yuan):
    trips = [
        PlannedTrip((jiang,), "2026-11-24", "16:30", "石桥村"),
        PlannedTrip((yuan,), "2026-11-25", "17:10", "上田村"),
    ]
    shared = Shared(visit_form="onsite_home", remark="带助学金表")
    written = visit_plans.plan(session, trips, shared)
    plans = visit_plans.read_plans(session, written.record_ids)
    assert [each.planned_date for each in plans] == ["2026-11-24", "2026-11-25"]
    assert {each.remark for each in plans} == {"带助学金表"}
    assert {each.assignee_id for each in plans} == {session.person_id}
    assert all(each.term_id and each.class_id for each in plans)
    records.take_back(session, written.save_id)
    assert lines(session, "planned", **ALL) == []


def test_a_planning_without_a_day_writes_nothing(session, jiang):
    trips = [PlannedTrip((jiang,), "2026-11-24"), PlannedTrip((jiang,), "soon")]
    with pytest.raises(DayMissingError):
        visit_plans.plan(session, trips)
    assert lines(session, "planned", **ALL) == []


def test_the_finalised_visit_makes_its_plan_done(session, jiang):
    planned(session, jiang, day="2026-11-21")
    assert lines(session, "planned") == [("江予安", "2026-11-21")]
    visits.finalise_visit(session, filled(session, jiang))
    assert lines(session, "planned") == []
    assert lines(session, "done") == [("江予安", "2026-11-20")]


def test_moving_needs_a_reason_keeps_the_old_day_and_takes_the_siblings_along(
    session, jiang, yu
):
    first, second = planned(session, jiang, yu, time="16:30")
    move = {"day": "2026-11-28", "time": ""}
    with pytest.raises(ReasonMissingError):
        visit_plans.reschedule(session, [first], reason=" ", **move)
    written = visit_plans.reschedule(session, [first], reason="下雨", **move)
    for each in visit_plans.read_plans(session, [first, second]):
        assert (each.planned_date, each.moved_from) == ("2026-11-28", "2026-11-24")
        assert (each.planned_time, each.reason) == ("16:30", "下雨")
    records.take_back(session, written.save_id)
    found = visit_plans.read_plans(session, [first, second])
    assert {each.planned_date for each in found} == {"2026-11-24"}


def test_a_trip_moved_into_another_term_belongs_to_that_term(session, jiang):
    (plan_id,) = planned(session, jiang)
    (before,) = visit_plans.read_plans(session, [plan_id])
    visit_plans.reschedule(session, [plan_id], day="2027-03-20", time="", reason="下雪")
    (after,) = visit_plans.read_plans(session, [plan_id])
    term = calendars.read_calendar(session).term_on(date(2027, 3, 20))
    assert after.term_id == term.id != before.term_id


def test_cancelling_needs_a_reason_and_is_undone(session, jiang):
    ids = planned(session, jiang)
    with pytest.raises(ReasonMissingError):
        visit_plans.cancel(session, ids, "")
    written = visit_plans.cancel(session, ids, "家长外出")
    assert lines(session, "planned", **ALL) == []
    records.take_back(session, written.save_id)
    assert lines(session, "planned", **ALL) == [("江予安", "2026-11-24")]


def test_nobody_at_home_is_a_locked_visit_that_never_counts(session, jiang, yu):
    values = {"name": "江守田", "relation": "paternal_grandfather", "is_guardian": True}
    member = records.edit("family_member", values, student_id=jiang)
    records.save(session, [member])
    assert visits.begin_visit(session, jiang).values["interviewees"]
    planned(session, jiang, yu, day="2026-11-20")
    with pytest.raises(ReasonMissingError):
        visit_plans.note_attempt(session, [jiang], visit_plans.NOT_HOME, "")
    made = visit_plans.note_attempt(
        session, [jiang, yu], visit_plans.NOT_HOME, "全家去外婆家"
    )
    assert len(made.visit_ids) == 2
    assert made.open_ids == ()
    for each in made.visit_ids:
        assert records.read(session, each).interviewees == ()
    with pytest.raises(LockedRecordError):
        visits.open_form(session, made.visit_ids[0])
    assert len(lines(session, "not_met")) == 2
    assert len(lines(session, "planned")) == 2
    assert lines(session, "done") == []
    assert today.read_today(session).everybody.part == 0


def test_the_plan_remembers_what_was_tried(session, jiang):
    planned(session, jiang, day="2026-11-20")
    visit_plans.note_attempt(session, [jiang], visit_plans.DECLINED, "电话里说不方便")
    book = visit_lists.read_book(session)
    (line,) = visit_lists.find(session, book, VisitQuery("planned")).lines
    assert (line.tried, line.outcome) == ("2026-11-20", "declined")


def test_arranged_is_a_state_of_an_open_plan(session, jiang):
    ids = planned(session, jiang)
    visit_plans.mark_arranged(session, ids)
    (plan,) = visit_plans.read_plans(session, ids)
    assert plan.state == "arranged"
    assert lines(session, "planned", **ALL) == [("江予安", "2026-11-24")]


def test_several_visits_are_accepted_as_one_save(session, jiang, yuan):
    ids = [
        visits.finalise_visit(session, filled(session, each)).visit_ids[0]
        for each in (jiang, yuan)
    ]
    assert len(lines(session, "review")) == 2
    written = visit_endings.review_visits(session, ids, accepted=True)
    assert lines(session, "review") == []
    records.take_back(session, written.save_id)
    assert len(lines(session, "review")) == 2


def test_a_visit_begins_as_it_was_planned_with_the_siblings(session, jiang, yu, yuan):
    trip = PlannedTrip((jiang, yu), "2026-11-24", "16:30", "石桥村")
    shared = Shared(assignee_id="colleague", visit_form="onsite_near")
    visit_plans.plan(session, [trip], shared)
    form = visit_plans.begin_planned(session, yu)
    assert form.values["visit_form"] == "onsite_near"
    assert form.values["lead_teacher_id"] == "colleague"
    assert form.siblings == (jiang,)
    other = visit_plans.begin_planned(session, yuan)
    assert other.values["lead_teacher_id"] == session.person_id
    assert other.siblings == ()


def test_a_plan_of_next_month_does_not_change_a_visit_of_today(session, jiang):
    trip = PlannedTrip((jiang,), "2026-12-24")
    visit_plans.plan(session, [trip], Shared(visit_form="phone"))
    form = visit_plans.begin_planned(session, jiang)
    assert form.values["visit_form"] == "onsite_home"
