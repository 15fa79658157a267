from __future__ import annotations

from dataclasses import replace

from homevisit.services import (
    groups,
    records,
    students,
    today,
    visit_plans,
    visits,
)
from homevisit.services.visit_plans import PlannedTrip
from tests.services.test_visits import filled


def test_the_desk_says_week_coverage_and_who_waits(session, jiang, class_id):
    other = students.add_student(session, {"name": "袁知行", "class_id": class_id})
    yuan = other.record_ids[0]
    for student in (jiang, yuan):
        groups.determine(session, student, "left_behind", {})
    students.add_student(session, {"name": "喻书瑶", "class_id": class_id})
    visits.finalise_visit(session, filled(session, jiang))

    desk = today.read_today(session)

    assert (desk.week.number, desk.week.of) == (12, 22)
    assert (desk.in_groups.part, desk.in_groups.whole) == (1, 2)
    assert (desk.everybody.part, desk.everybody.whole) == (1, 3)
    assert desk.waiting == (yuan,)
    assert desk.days_since_copy is None


def test_holidays_have_no_week(session, clock):
    clock.advance(days=85)

    week = today.read_today(session).week

    assert (week.number, week.of) == (0, 0)
    assert "2026" in week.term


def test_overdue_promises_and_unfinished_forms_are_there(session, jiang):
    promise = {"description": "送一盏台灯", "due_date": "2026-11-18"}
    form = replace(filled(session, jiang), promises=(promise,))
    visits.finalise_visit(session, form)
    again = visits.begin_visit(session, jiang)
    visits.keep_draft(session, again)

    desk = today.read_today(session)

    (item,) = desk.overdue()
    assert item.days_left == -2
    assert [kept.draft_id for kept, _ in desk.drafts] == [again.draft_id]


def test_plans_of_the_coming_days_are_there_but_not_of_who_has_left(
    session, jiang, class_id
):
    other = students.add_student(session, {"name": "袁知行", "class_id": class_id})
    yuan = other.record_ids[0]
    days = {"2026-11-18": jiang, "2026-11-23": yuan, "2026-12-20": jiang}
    trips = [PlannedTrip((who,), day) for day, who in days.items()]
    visit_plans.plan(session, trips)

    desk = today.read_today(session)

    assert [each.planned_date for each in desk.planned] == ["2026-11-18", "2026-11-23"]
    assert desk.planned_days == {yuan: "2026-11-23", jiang: "2026-12-20"}
    left = {"roll_status": "transferred_out"}
    records.save(session, [records.edit("student", left, record_id=yuan)])
    desk = today.read_today(session)
    assert [each.planned_date for each in desk.planned] == ["2026-11-18"]
