"""The life of a visit, its numbers, and how promises age."""

from __future__ import annotations

from datetime import date

import pytest

from homevisit.domain import doubts_of, missing, read_record
from homevisit.domain.promises import Ageing, ageing, by_urgency, days_left
from homevisit.domain.visit_rules import (
    Stage,
    is_on_site,
    may_be_edited,
    may_be_reviewed,
    minutes_between,
    next_ordinal,
    next_visit_no,
    stage_of,
)
from homevisit.domain.vocabulary import vocabulary

TODAY = date(2026, 10, 9)
SCHOOL = read_record("school", "s", {})


def visit(record_id="v", **values):
    start = {"outcome": "completed", "visit_form": "onsite_home", "student_id": "a"}
    return read_record("visit", record_id, start | values)


def review(decision, at, *, of="v"):
    values = {"visit_id": of, "decision": decision, "reviewed_at": at}
    return read_record("visit_review", f"r{at}", values)


def item(record_id="f", **values):
    return read_record("follow_up", record_id, values)


def test_a_visit_is_open_then_finalised_then_reviewed():
    assert stage_of(visit()) is Stage.OPEN
    assert stage_of(visit(state="open"), [review("accepted", "1")]) is Stage.OPEN
    locked = visit(state="finalised")
    assert stage_of(locked) is Stage.FINALISED
    assert stage_of(locked, [review("accepted", "1", of="w")]) is Stage.FINALISED
    assert stage_of(locked, [review("", "1")]) is Stage.FINALISED
    assert stage_of(locked, [review("returned", "1")]) is Stage.RETURNED
    both = [review("accepted", "2"), review("returned", "1")]
    assert stage_of(locked, both) is stage_of(locked, both[::-1]) is Stage.ACCEPTED


def test_only_an_open_visit_is_edited_and_only_a_waiting_one_reviewed():
    assert may_be_edited(visit(state="open"))
    assert not may_be_edited(visit(state="finalised"))
    assert [stage for stage in Stage if may_be_reviewed(stage)] == [
        Stage.FINALISED,
        Stage.RETURNED,
    ]
    assert [str(stage) for stage in Stage] == [
        term.code for term in vocabulary("visit_stages").terms
    ]


def test_forms_count_on_site_as_the_table_and_the_school_say():
    for term in vocabulary("visit_forms").terms:
        always = term.facts["on_site"]
        assert is_on_site(term.code, SCHOOL) == (always != "no")
    strict = read_record(
        "school",
        "s",
        {"near_visit_is_on_site": False, "workplace_visit_is_on_site": False},
    )
    for term in vocabulary("visit_forms").terms:
        assert is_on_site(term.code, strict) == (term.facts["on_site"] == "yes")


def test_a_visit_to_nobody_needs_no_purpose_and_no_answer_about_risk():
    met = missing(visit())
    assert {"purposes", "risks_found", "interviewees"} <= set(met)
    away = missing(visit(outcome="not_home"))
    assert not {"purposes", "risks_found", "interviewees"} & set(away)
    assert "risks_found" in missing(visit(outcome=""))


def test_the_ordinal_counts_completed_visits_of_the_school_year():
    earlier = [
        visit(visit_date="2026-08-31"),
        visit(visit_date="2026-09-02"),
        visit(visit_date="2026-09-09", outcome="not_home"),
        visit(visit_date="2026-10-09"),
        visit(visit_date="2026-11-01"),
        visit(visit_date="2026-08-20", school_year=2026),
    ]
    assert next_ordinal(TODAY, earlier) == 4
    assert next_ordinal(TODAY, []) == 1


@pytest.mark.parametrize(
    ("taken", "number"),
    [
        ([], "2026-001"),
        (["2026-001", "2026-007", "2025-099", "2026-x", "旧1"], "2026-008"),
        (["2026-999"], "2026-1000"),
    ],
)
def test_visit_numbers_go_on(taken, number):
    assert next_visit_no(2026, taken) == number


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("19:00", "20:30", 90),
        ("19:00", "19:00", 0),
        ("20:00", "19:00", None),
        ("", "19:00", None),
        ("25:00", "26:00", None),
        ("19:5", "20:00", None),
        ("²:00", "20:00", None),
    ],
)
def test_minutes_between_two_times(start, end, minutes):
    assert minutes_between(start, end) == minutes


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"risks_found": ["none", "safety"]}, "risk_contradicts"),
        ({"start_time": "20:00", "end_time": "19:00"}, "times_reversed"),
        (
            {"visit_date": "2026-10-09", "next_date": "2026-10-08"},
            "return_before_visit",
        ),
        ({"visit_date": "2026-10-09", "school_year": 2024}, "school_year_differs"),
        ({"visit_date": "2026-10-10"}, "date_future"),
        ({"start_time": "7 Uhr"}, "time_form"),
        ({"visit_form": "pigeon"}, "code_unknown"),
        ({"finalised_at": "gestern"}, "date_unclear"),
        ({"minutes": "viele"}, "unread"),
    ],
)
def test_what_contradicts_itself_is_doubted(values, code):
    assert code in [d.code for d in doubts_of(visit(**values), today=TODAY)]


def test_a_visit_in_order_has_no_doubts():
    sound = visit(
        visit_date="2026-10-09",
        school_year=2026,
        start_time="19:00",
        end_time="20:30",
        risks_found=["none"],
        next_date="2026-11-09",
        finalised_at="2026-10-09T12:30:00Z",
        visit_type="a type the school added",
    )
    assert doubts_of(sound, today=TODAY) == ()


@pytest.mark.parametrize(
    ("due", "state", "expected", "left"),
    [
        ("2026-10-08", "open", Ageing.OVERDUE, -1),
        ("2026-10-09", "open", Ageing.SOON, 0),
        ("2026-10-12", "doing", Ageing.SOON, 3),
        ("2026-10-13", "open", Ageing.LATER, 4),
        ("", "open", Ageing.UNDATED, None),
        ("bald", "open", Ageing.UNDATED, None),
        ("2026-10-08", "solved", Ageing.DONE, -1),
        ("2026-10-08", "escalated", Ageing.OVERDUE, -1),
    ],
)
def test_promises_age(due, state, expected, left):
    promise = item(due_date=due, state=state)
    assert ageing(promise, TODAY) is expected
    assert days_left(promise, TODAY) == left


def test_the_most_pressing_promise_comes_first():
    items = [
        item("later", due_date="2026-12-01"),
        item("done", due_date="2026-01-01", state="solved"),
        item("late", due_date="2026-10-01"),
        item("undated"),
        item("latest", due_date="2026-09-01"),
        item("soon", due_date="2026-10-10"),
    ]
    order = [each.id for each in by_urgency(items, TODAY)]
    assert order == ["latest", "late", "soon", "later", "undated", "done"]


def test_how_soon_is_soon_can_be_chosen():
    assert ageing(item(due_date="2026-10-15"), TODAY, soon_days=7) is Ageing.SOON
