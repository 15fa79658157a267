"""What a case waits for: limits of the scheme, an owner for each, wrong clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from homevisit.domain import care_steps as steps
from homevisit.domain import read_record
from homevisit.domain.care_clocks import (
    Clock,
    Owner,
    Pressing,
    clocks,
    first_clock,
    observed_until,
    owner_of,
)
from homevisit.domain.care_flow import fold
from homevisit.domain.clock_trust import clock_trust
from tests.domain.care_play import EAST, START, Play, concern, followed, watch

DAY = 24 * 60


def kinds(case, at):
    return {each.kind for each in clocks(case, at)}


@pytest.mark.parametrize(
    ("values", "minutes"),
    [
        ({"suggested_severity": 4}, 30),
        ({"suggested_severity": 2}, 3 * DAY),
        ({"suggested_severity": 1}, 7 * DAY),
        ({}, 3 * DAY),
        ({"signs": ["talks_of_death"], "suggested_severity": 1}, 30),
        ({"harm_signs": ["wounds"]}, 30),
    ],
)
def test_a_concern_is_taken_up_in_the_time_of_its_urgency(values, minutes):
    (found,) = clocks(fold([concern(**values)], ()), watch())
    assert found.kind == "accept"
    assert found.due_at == START + timedelta(minutes=minutes)


def test_end_of_day_is_midnight_where_the_user_is():
    (found,) = clocks(fold([concern(suggested_severity=3)], ()), watch())
    assert found.due_at.astimezone(EAST) == datetime(2026, 3, 3, tzinfo=EAST)


def test_the_first_interview_by_suspected_level_then_the_cycle_of_the_level():
    play = Play()
    play.write(steps.ACCEPT, minutes=0)
    raised = [concern(suggested_severity=3)]
    case = fold(raised, play.acts)
    assert first_clock(case, watch()).kind == "interview"
    assert first_clock(case, watch()).due_at == START + timedelta(hours=24)
    play.write(steps.INTERVIEW, 1, minutes=60)
    case = fold(raised, play.acts)
    assert kinds(case, watch(60)) == {"follow_up", "panel"}
    found = {each.kind: each.due_at for each in clocks(case, watch(60))}
    assert found["follow_up"] == START + timedelta(minutes=60, days=30)


def test_a_grave_level_is_told_and_discussed_until_it_was():
    play = followed(severity=4)
    assert kinds(play.case(), watch(60)) == {
        "follow_up",
        "panel",
        "principal",
        "guardian_notice",
    }
    assert first_clock(play.case(), watch(60)).kind == "principal"
    play.write(steps.ESCALATION)
    play.write(steps.GUARDIAN_NOTICE)
    play.write(steps.PANEL, 4, members=("a", "p"))
    assert kinds(play.case(), watch(60)) == {"follow_up"}


def test_an_incident_is_told_to_the_education_office_within_hours():
    play = followed(severity=4)
    play.write(steps.FOLLOW_UP, incident=True, minutes=100)
    found = {each.kind: each for each in clocks(play.case(), watch(100))}
    assert found["education_office"].due_at == START + timedelta(minutes=100, hours=2)
    play.write(steps.ESCALATION, body="education", minutes=150)
    assert "education_office" not in kinds(play.case(), watch(150))


def test_a_day_that_was_set_holds_if_it_is_earlier_than_the_cycle():
    play = followed(severity=2)
    play.write(steps.FOLLOW_UP, next_on="2026-03-05", minutes=100)
    found = first_clock(play.case(), watch(100))
    assert found.due_at.astimezone(EAST) == datetime(2026, 3, 6, tzinfo=EAST)
    play.write(steps.FOLLOW_UP, next_on="2026-09-01", minutes=200)
    found = {each.kind: each.due_at for each in clocks(play.case(), watch(200))}
    assert found["follow_up"] == START + timedelta(minutes=200, days=14)


def test_a_referral_waits_for_its_answer_and_a_leave_for_contact():
    play = followed()
    one = play.write(steps.REFERRAL, next_on="2026-03-20")
    two = play.write(steps.REFERRAL)
    waiting = [each for each in clocks(play.case(), watch(50)) if each.step_id]
    assert {each.step_id for each in waiting} == {one.id, two.id}
    play.write(steps.REFERRAL_FEEDBACK, referral_id=two.id)
    play.write(steps.LEAVE, minutes=100)
    found = {each.kind: each for each in clocks(play.case(), watch(100))}
    assert set(found) == {"referral_feedback", "leave_contact"}
    assert found["referral_feedback"].step_id == one.id
    assert found["leave_contact"].due_at == START + timedelta(minutes=100, days=30)


def test_a_closing_is_observed_and_then_confirmed():
    play = followed(severity=2)
    play.write(steps.PROPOSE_CLOSURE, minutes=100)
    assert observed_until(play.case(), watch(100)) == "2026-05-01"
    assert "observation" in kinds(play.case(), watch(100))
    after = watch(100 + 62 * DAY)
    assert "confirm_closure" in kinds(play.case(), after)
    play.write(steps.PROPOSE_CLOSURE, closure="false_alarm", minutes=200)
    assert observed_until(play.case(), watch(200)) == ""
    assert "confirm_closure" in kinds(play.case(), watch(200))


def test_what_was_observed_before_the_level_was_fixed_does_not_count():
    play = followed(severity=2)
    play.write(steps.PROPOSE_CLOSURE, observed_from="2025-09-01", minutes=100)
    assert observed_until(play.case(), watch(100)) == "2026-05-01"


def test_a_scheme_without_any_limit_still_leaves_a_clock():
    bare = read_record(
        "level_scheme",
        "s",
        {
            "levels": [{"severity": 2, "label": "黄"}],
            "limits": [
                {"event": event, "severity": 9, "days": 1}
                for event in ("accept", "interview", "follow_up", "panel")
            ],
        },
    )
    play = Play()
    for case in (fold([concern()], ()), followed(severity=0).case()):
        assert first_clock(case, watch(scheme=bare)).due_at <= START + timedelta(
            days=31
        )
    play.write(steps.ACCEPT)
    assert first_clock(play.case(), watch(scheme=bare)).kind == "follow_up"


def test_late_soon_fine():
    case = fold([concern(suggested_severity=2)], ())
    states = [
        first_clock(case, watch(hours * 60)).state for hours in (0, 47, 48, 72, 73)
    ]
    assert states == ["fine", "fine", "soon", "soon", "late"]
    clock = first_clock(case, watch())
    assert clock.elapsed(START + timedelta(hours=36)) == 0.5
    assert clock.elapsed(START - timedelta(hours=36)) == 0.0
    assert clock.elapsed(START + timedelta(days=36)) == 1.0
    at_once = Clock("accept", Owner("principal"), START, START, Pressing.SOON)
    assert at_once.elapsed(START) == 1.0


@pytest.mark.parametrize("raised_at", ["2029-03-02T00:00:00Z", "", "gestern"])
def test_what_would_never_be_late_is_pressing_at_once(raised_at):
    case = fold([concern(suggested_severity=2, raised_at=raised_at)], ())
    assert first_clock(case, watch()).state == Pressing.SOON
    assert first_clock(case, watch(30 * DAY)).state == Pressing.SOON


def test_a_start_in_the_future_counts_from_now():
    case = fold([concern(raised_at="2029-03-02T01:00:00Z")], ())
    found = first_clock(case, watch())
    assert found.started_at == START
    assert found.due_at == START + timedelta(days=3)
    odd = fold([concern(raised_at="neulich")], ())
    assert first_clock(odd, watch()).due_at == START + timedelta(days=3)


@pytest.mark.parametrize(
    ("posts", "role", "person", "said"),
    [
        ({"psychologist": ("a", "b")}, "psychologist", "a", ""),
        ({"psychologist": ("b",)}, "psychologist", "b", "no longer"),
        (
            {"student_affairs": ("s",), "principal": ("p",)},
            "student_affairs",
            "s",
            "no psy",
        ),
        ({"principal": ("p",)}, "principal", "p", "neither"),
        ({"leader": ("l",)}, "principal", "l", "neither"),
        ({}, "principal", "", "neither"),
    ],
)
def test_every_clock_has_an_owner_even_without_a_psychologist(
    posts, role, person, said
):
    found = owner_of(followed().case(), watch(posts=posts).posts)
    assert (found.role, found.person_id) == (role, person)
    assert said in found.message


def test_the_next_midnight_keeps_to_the_calendar_over_a_change_of_clocks():
    at = replace(watch(), now=datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    end = at.end_of(at.now)
    assert end.astimezone(EAST) == datetime(2026, 3, 4, tzinfo=EAST)


@pytest.mark.parametrize(
    ("ahead", "kind", "days"),
    [
        (timedelta(), "fine", None),
        (timedelta(days=100), "fine", None),
        (timedelta(days=3 * 365), "ahead", 1095),
        (-timedelta(minutes=5), "fine", None),
        (-timedelta(hours=5), "behind", None),
        (-timedelta(days=3 * 365), "behind", 1095),
    ],
)
def test_a_clock_that_looks_wrong_is_said(ahead, kind, days):
    found = clock_trust(START + ahead, START)
    assert (found.kind, found.facts.get("days")) == (kind, days)
    assert bool(found.message) == (kind != "fine")
    assert clock_trust(START, None).kind == "fine"
