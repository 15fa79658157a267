"""Scope, duties and progress of a campaign, on rows that can be counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain import campaign_rules as rules
from homevisit.domain.campaign_rules import Child, Duties
from homevisit.domain.campaigns import Campaign
from homevisit.domain.indicators import VisitRow

NOBODY = Duties({}, {}, {})
A = Child("a", "c1", "2026-09", groups=frozenset({"orphan"}), village="石桥村")
B = Child("b", "c1", "2025-09", is_in_first_grade=True, village="石桥村")
C = Child("c", "c2", "2026-08", groups=frozenset({"medical"}))
ALL = (A, B, C)


def campaign(**values):
    own = {"first_day": "2026-11-01", "last_day": "2026-11-30", "state": "open"}
    return Campaign(id="k", **{**own, **values})


def whom(made, listed=()):
    return "".join(each.id for each in rules.in_scope(made, ALL, frozenset(listed)))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"scope": "all"}, "abc"),
        ({"scope": "new"}, "ac"),
        ({"scope": "starting"}, "b"),
        ({"scope": "groups"}, "ac"),
        ({"scope": "groups", "groups": ("medical",)}, "c"),
        ({"scope": "list"}, "b"),
        ({"scope": "all", "class_ids": ("c1",)}, "ab"),
        ({}, ""),
        ({"scope": "of a newer version"}, ""),
    ],
)
def test_the_scope_says_whom_a_campaign_is_for(values, expected):
    assert whom(campaign(**values), {"b"}) == expected


def test_in_the_summer_the_new_students_are_those_who_come_in_autumn():
    days = {"first_day": "2026-07-11", "last_day": "2026-08-31"}
    assert whom(campaign(scope="new", **days)) == "ac"
    assert whom(campaign(scope="new", last_day="2027-06-30")) == "ac"
    assert whom(campaign(scope="new", last_day="2027-08-30")) == ""


def test_the_narrowest_word_says_who_goes():
    duties = Duties({"a": "s1"}, {"石桥村": "s2"}, {"c1": "s3", "c2": "s4"})
    assert [duties.who_goes(each) for each in ALL] == ["s1", "s2", "s4"]
    assert NOBODY.who_goes(A) == ""


@pytest.mark.parametrize(
    ("state", "day", "stage"),
    [
        ("open", "2026-10-31", "to_come"),
        ("open", "2026-11-01", "running"),
        ("open", "2026-11-30", "running"),
        ("open", "2026-12-01", "ended"),
        ("closed", "2026-11-10", "closed"),
        ("cancelled", "2026-12-01", "cancelled"),
    ],
)
def test_a_stage_follows_from_the_days(state, day, stage):
    assert rules.stage_on(campaign(state=state), date.fromisoformat(day)) == stage


def test_progress_counts_students_homes_and_trips_apart():
    home = {"village": "石桥村", "household": "h1"}
    children = [Child("a", "c1", **home), Child("b", "c2", **home), Child("c", "c2")]
    visits = [
        VisitRow("v1", "a", "2026-11-10", trip_id="t", teachers=frozenset({"s1"})),
        VisitRow("v2", "b", "2026-11-10", trip_id="t", is_on_site=False),
        VisitRow("v3", "x", "2026-11-10"),
        VisitRow("v4", "c", "2026-11-11", is_completed=False),
    ]
    duties = Duties({}, {"石桥村": "s1"}, {})
    plans = {"a": "2026-11-12", "c": "2026-11-19"}
    made = rules.progress(children, visits, plans, duties, "2026-11-20")
    whole = made.whole
    assert (whole.visited.part, whole.visited.whole) == (2, 3)
    assert whole.on_site.part == 1
    assert (whole.homes.part, whole.homes.whole) == (1, 2)
    assert (whole.planned, whole.overdue) == (frozenset(), frozenset("c"))
    assert (made.totals.trips, made.totals.students, made.totals.attempts) == (1, 2, 1)
    told = [
        (each.key, each.visited.part, each.visited.whole) for each in made.by_teacher
    ]
    assert told == [("s1", 2, 2), ("", 0, 1)]
    assert [each.key for each in made.by_village] == ["石桥村", ""]
    assert rules.homes_lacking(made.by_teacher[0], 10) == 9
    assert rules.homes_lacking(made.by_teacher[0], None) == 0


def test_an_empty_scope_is_seen_and_no_share_of_it_is_missing():
    made = rules.progress([], [], {}, NOBODY, "2026-11-20")
    assert made.is_empty
    assert made.whole.visited.percent is None
    assert rules.is_enough(0, 0, 100)


@pytest.mark.parametrize(
    ("part", "whole", "percent", "enough"),
    [(1, 3, 34, False), (1, 3, 33, True), (0, 5, None, True), (5, 5, 100, True)],
)
def test_a_share_is_compared_without_rounding(part, whole, percent, enough):
    assert rules.is_enough(part, whole, percent) is enough


def test_villages_are_shared_out_by_homes():
    sizes = {"上田村": 4, "石桥村": 3, "新塘村": 2}
    children = [Child(f"{v}{n}", village=v) for v in sizes for n in range(sizes[v])]
    found = rules.share_out([*children, Child("nowhere")], ["s1", "s2"])
    assert found == {"上田村": "s1", "石桥村": "s2", "新塘村": "s2"}
    assert rules.share_out(children, []) == {}


_VILLAGES = st.sampled_from(["", "上田村", "石桥村"])
_CHILDREN = st.lists(
    st.builds(
        Child,
        id=st.sampled_from("abcdefgh"),
        class_id=st.sampled_from(["c1", "c2"]),
        village=_VILLAGES,
        household=st.sampled_from(["", "h1", "h2"]),
    ),
    unique_by=lambda each: each.id,
)
_VISITS = st.lists(
    st.builds(
        VisitRow,
        id=st.uuids().map(str),
        student_id=st.sampled_from("abcdefghx"),
        on_date=st.just("2026-11-10"),
        is_completed=st.booleans(),
        is_on_site=st.booleans(),
    )
)


@given(_CHILDREN, _VISITS)
def test_parts_add_up_and_nothing_is_above_the_whole(children, visits):
    made = rules.progress(children, visits, {}, NOBODY, "2026-11-20")
    whole = made.whole
    for parts in (made.by_teacher, made.by_village, made.by_class):
        assert sum(each.visited.part for each in parts) == whole.visited.part
        assert sum(each.visited.whole for each in parts) == len(children)
    assert whole.on_site.reached <= whole.visited.reached <= whole.visited.due
    again = rules.progress(children[::-1], visits[::-1], {}, NOBODY, "2026-11-20")
    assert again == made
