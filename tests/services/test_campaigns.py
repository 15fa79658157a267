"""A campaign over a real vault: begun, shared out, visited, counted, closed, undone."""

from __future__ import annotations

from datetime import date

import pytest

from homevisit.services import (
    calendars,
    campaign_people,
    campaign_reports,
    campaign_terms,
    campaigns,
    groups,
    records,
    students,
    term_snapshots,
    visit_plans,
    visits,
)
from homevisit.services.campaigns import CampaignUnclearError
from homevisit.services.records import ReasonMissingError
from homevisit.services.visit_plans import PlannedTrip, Shared
from tests.reports.reading import text_of, tight

AUTUMN = {
    "name": "万师访万家·秋季",
    "first_day": "2026-11-01",
    "last_day": "2026-11-30",
    "scope": "all",
}


@pytest.fixture(autouse=True)
def calendar(session):
    calendars.keep_up_calendar(session)


@pytest.fixture
def yu(session, class_id):
    values = {"name": "喻书瑶", "class_id": class_id, "roll_status": "enrolled"}
    address = {"home_address": "禾田镇上田村四组12号"}
    return students.add_student(session, values, address).record_ids[0]


@pytest.fixture(autouse=True)
def enrolled(session, jiang):
    edit = records.edit_of(session, jiang, {"roll_status": "enrolled"})
    records.save(session, [edit])


def begin(session, *whom, **values):
    written = campaigns.begin(session, {**AUTUMN, **values}, whom)
    return written.record_ids[0]


def hold(session, student_id, day="2026-11-18", form="onsite_home"):
    filled = visits.begin_visit(session, student_id).filled(
        visit_date=day,
        visit_form=form,
        purposes=["know_family"],
        interviewees=[{"name": "江守田"}],
        risks_found=["none"],
    )
    return visits.finalise_visit(session, filled).visit_ids[0]


def shares(session, campaign_id):
    whole = campaigns.follow(session, campaign_id).progress.whole
    return whole.visited.part, whole.visited.whole, whole.on_site.part


def test_visits_of_the_window_are_counted_whoever_thought_of_it(session, jiang, yu):
    campaign_id = begin(session)
    assert shares(session, campaign_id) == (0, 2, 0)
    hold(session, jiang, "2026-10-31")
    assert shares(session, campaign_id) == (0, 2, 0)
    hold(session, jiang)
    hold(session, yu, "2026-11-19", "phone")
    assert shares(session, campaign_id) == (2, 2, 1)
    closing = campaigns.closing(session, campaign_id)
    assert (closing.cut_off, closing.not_yet) == ("2026-11-20", ())


def test_a_plan_is_of_its_campaign_and_for_whom_the_campaign_says(session, jiang, yu):
    campaign_id = begin(session, scope="list")
    campaigns.set_listed(session, campaign_id, [jiang, yu], is_listed=True)
    campaigns.assign_students(session, campaign_id, [yu], "c" * 32)
    assert campaigns.who_goes(session, campaign_id)[yu] == "c" * 32
    trip = PlannedTrip((yu,), "2026-12-03", assignee_id="c" * 32)
    late = PlannedTrip((jiang,), "2026-11-10")
    shared = Shared(campaign_id=campaign_id)
    visit_plans.plan(session, [trip, late], shared)
    (plan,) = visit_plans.open_plans_of(session, yu)
    assert (plan.campaign_id, plan.assignee_id) == (campaign_id, "c" * 32)
    followed = campaigns.follow(session, campaign_id)
    whole = followed.progress.whole
    assert (whole.planned, whole.overdue) == ({yu}, {jiang})
    people = campaign_people.read(session, followed)
    assert [(each.name, each.planned_on) for each in people] == [
        ("江予安", "2026-11-10"),
        ("喻书瑶", "2026-12-03"),
    ]
    hold(session, jiang)
    last = campaign_people.read(session, campaigns.follow(session, campaign_id))[-1]
    assert (last.name, last.is_visited, last.is_on_site) == ("江予安", True, True)


def test_a_plan_in_the_holidays_counts_to_the_term_its_campaign_says(session, jiang):
    calendar = calendars.read_calendar(session)
    terms = calendar.terms
    assert calendar.term_on(date(2027, 2, 10)) != terms[-1]
    begin(
        session,
        first_day="2027-01-25",
        last_day="2027-02-20",
        term_id=terms[-1].id,
    )
    visit_plans.plan(session, [PlannedTrip((jiang,), "2027-02-10")])
    (plan,) = visit_plans.open_plans_of(session, jiang)
    assert plan.term_id == terms[-1].id


def test_only_open_campaigns_of_a_list_take_students_and_one_can_go_on(session, jiang):
    begin(session)
    listed = begin(session, jiang, scope="list")
    assert [each.id for each in campaigns.with_lists(session)] == [listed]
    campaigns.cancel(session, listed, "停课")
    assert campaigns.with_lists(session) == ()
    campaigns.reopen(session, listed)
    again = campaigns.read(session, listed)
    assert (again.state, again.cancelled_because) == ("open", "")
    assert [each.id for each in campaigns.with_lists(session)] == [listed]


def test_a_list_and_groups_and_an_empty_scope(session, jiang, yu):
    listed = begin(session, jiang, scope="list")
    assert shares(session, listed) == (0, 1, 0)
    written = campaigns.set_listed(session, listed, [yu], is_listed=True)
    assert shares(session, listed) == (0, 2, 0)
    records.take_back(session, written.save_id)
    campaigns.set_listed(session, listed, [jiang], is_listed=False)
    assert campaigns.follow(session, listed).progress.is_empty
    special = begin(session, scope="groups", groups=["left_behind"])
    assert campaigns.follow(session, special).progress.is_empty
    groups.determine(session, yu, "left_behind", {})
    assert shares(session, special) == (0, 1, 0)


def test_villages_and_students_are_shared_out_each_in_one_save(session, jiang, yu):
    campaign_id = begin(session, min_households=2)
    proposed = campaigns.propose_villages(session, campaign_id, ["s1", "s2"])
    assert set(proposed) == {"上田村", "石桥村"}
    assert set(proposed.values()) == {"s1", "s2"}
    campaigns.assign_villages(session, campaign_id, {"上田村": "s1", "石桥村": "s2"})
    own = campaigns.assign_students(session, campaign_id, [jiang], "s1")
    lines = campaigns.follow(session, campaign_id).progress.by_teacher
    assert [(each.key, each.visited.whole) for each in lines] == [("s1", 2)]
    records.take_back(session, own.save_id)
    hold(session, yu)
    lines = campaigns.follow(session, campaign_id).progress.by_teacher
    assert [(each.key, each.homes.part) for each in lines] == [("s1", 1), ("s2", 0)]
    assert campaigns.closing(session, campaign_id).lacking == {"s1": 1, "s2": 2}
    campaigns.assign_villages(session, campaign_id, {"石桥村": ""})
    kept = campaigns.read(session, campaign_id).villages
    assert [(each.village, each.staff_id) for each in kept] == [("上田村", "s1")]


def test_the_class_teacher_goes_where_nobody_else_was_said(session, jiang, class_id):
    campaign_id = begin(session)
    assert campaigns.follow(session, campaign_id).progress.by_teacher[0].key == ""
    post = {"roles": [{"role": "homeroom_teacher", "class_id": class_id}]}
    records.save(session, [records.edit_of(session, session.person_id, post)])
    lines = campaigns.follow(session, campaign_id).progress.by_teacher
    assert [each.key for each in lines] == [session.person_id]


def test_planned_and_overdue_are_told_apart(session, jiang, yu, clock):
    campaign_id = begin(session)
    trips = [PlannedTrip((jiang,), "2026-11-21"), PlannedTrip((yu,), "2026-11-24")]
    visit_plans.plan(session, trips)
    clock.advance(days=2)
    whole = campaigns.follow(session, campaign_id).progress.whole
    assert (whole.overdue, whole.planned) == (frozenset({jiang}), frozenset({yu}))
    hold(session, jiang, "2026-11-22")
    whole = campaigns.follow(session, campaign_id).progress.whole
    assert (whole.overdue, whole.planned) == (frozenset(), frozenset({yu}))


def test_goals_are_compared_in_the_closing_report(session, jiang, yu):
    campaign_id = begin(session, goal_percent=100, on_site_percent=50)
    hold(session, jiang)
    first = campaigns.closing(session, campaign_id)
    assert (first.is_reached, first.is_on_site_reached) == (False, True)
    assert first.not_yet == (yu,)
    hold(session, yu, form="phone")
    assert campaigns.closing(session, campaign_id).is_reached


def test_an_ended_campaign_keeps_its_numbers_when_a_child_leaves(
    session, jiang, yu, clock
):
    campaign_id = begin(session)
    hold(session, jiang)
    clock.advance(days=20)
    before = campaigns.closing(session, campaign_id)
    gone = {"roll_status": "transferred_out", "left_on": "2026-12-05"}
    records.save(session, [records.edit_of(session, jiang, gone)])
    assert campaigns.closing(session, campaign_id) == before
    assert before.cut_off == "2026-11-30"
    assert before.followed.stage == "ended"


def test_the_report_stays_as_it_was_closed_and_names_nobody_of_special_groups(
    session, jiang, yu
):
    campaign_id = begin(session, goal_percent=100, on_site_percent=60)
    hold(session, jiang)
    closed = campaign_reports.close(session, campaign_id, "共走访一户")
    first = campaign_reports.read(session, campaign_id)
    assert (first.whole.visited, first.whole.on_site) == ((1, 2), (1, 2))
    assert first.summary == "共走访一户"
    assert [each.names for each in first.not_yet] == [("喻**",)]
    assert len(first.goals) == 2
    hold(session, yu)
    assert campaign_reports.read(session, campaign_id) == first
    words = tight(text_of(campaign_reports.print_report(session, campaign_id).pdf))
    assert "喻书瑶" not in words
    assert "1/2" in words
    records.take_back(session, closed.save_id)
    assert campaign_reports.read(session, campaign_id).whole.visited == (2, 2)
    campaigns.change(session, campaign_id, {"scope": "groups", "groups": ["orphan"]})
    groups.determine(session, yu, "orphan", {"valid_from": "2026-09-01"})
    campaigns.change(session, campaign_id, {"first_day": "2026-11-19"})
    (left,) = campaign_reports.read(session, campaign_id).not_yet
    assert (left.count, left.names) == (1, ())


def test_a_report_that_is_kept_is_no_term_summary(session, jiang):
    campaign_id = begin(session)
    campaign_reports.close(session, campaign_id)
    assert term_snapshots.kept(session) == ()


def test_closing_and_cancelling_are_kept_and_can_be_undone(session, clock):
    campaign_id = begin(session)
    closed = campaign_reports.close(session, campaign_id, "共走访两户")
    assert campaigns.follow(session, campaign_id).stage == "closed"
    records.take_back(session, closed.save_id)
    assert campaigns.follow(session, campaign_id).stage == "running"
    with pytest.raises(ReasonMissingError):
        campaigns.cancel(session, campaign_id, "")
    campaigns.cancel(session, campaign_id, "连日大雨，改期")
    (only,) = campaigns.follow_all(session)
    assert only.stage == "cancelled"


@pytest.mark.parametrize(
    "values",
    [
        {"name": " "},
        {"first_day": ""},
        {"last_day": "2026-10-31"},
        {"last_day": "2026-11-31"},
    ],
)
def test_a_campaign_without_name_or_days_is_refused_with_a_sentence(session, values):
    with pytest.raises(CampaignUnclearError):
        begin(session, **values)
    campaign_id = begin(session)
    with pytest.raises(CampaignUnclearError):
        campaigns.change(session, campaign_id, values)
    campaigns.change(session, campaign_id, {"name": "冬季家访"})
    assert campaigns.read(session, campaign_id).name == "冬季家访"


def test_holiday_visits_count_to_the_term_that_the_campaign_says(session, jiang, clock):
    first, second = calendars.read_calendar(session).terms
    holiday = date(2027, 2, 5)
    assert campaign_terms.term_id_on(session, holiday) == first.id
    days = {"first_day": "2027-01-20", "last_day": "2027-02-25"}
    campaign_id = begin(session, term_id=second.id, **days)
    assert campaign_terms.term_id_on(session, holiday) == second.id
    assert campaign_terms.term_id_on(session, date(2027, 1, 25)) == first.id
    clock.advance(days=78)
    visit_id = hold(session, jiang, "2027-02-05")
    assert records.read(session, visit_id).term_id == second.id
    campaigns.cancel(session, campaign_id, "改期")
    assert records.read(session, visit_id).term_id == second.id
    assert campaign_terms.term_id_on(session, holiday) == first.id


def test_lists_go_to_the_class_only():
    assert records.KINDS["campaign"].COMPARTMENT == "school"
    assert records.KINDS["campaign_student"].COMPARTMENT == "class-file"
