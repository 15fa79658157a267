"""When a plan is done, which plans collide, and where an address lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain.villages import village_of
from homevisit.domain.visit_plans import (
    CANCELLED,
    TO_VISIT,
    Held,
    VisitPlan,
    attempts,
    clashes,
    fulfilled,
)


def plan(number, day, **more):
    values = {"student_id": "s", "planned_on": "2026-11-01", "state": TO_VISIT}
    return VisitPlan(id=f"p{number}", planned_date=day, **{**values, **more})


def held(number, day, outcome="completed", student="s"):
    return Held(f"v{number}", student, day, outcome)


def test_the_first_visit_does_the_first_plan_and_the_second_waits():
    plans = [plan(2, "2026-12-05"), plan(1, "2026-11-10")]
    assert fulfilled(plans, [held(1, "2026-11-11")]) == {"p1": "v1"}
    both = [held(2, "2026-12-04"), held(1, "2026-11-11")]
    assert fulfilled(plans, both) == {"p1": "v1", "p2": "v2"}


@pytest.mark.parametrize(
    "visit",
    [
        held(1, "2026-11-12"),  # more than a week before its day
        held(1, "2026-10-31"),  # before it was planned
        held(1, "2026-11-20", outcome="not_home"),
        held(1, "2026-11-20", student="another"),
    ],
)
def test_what_does_not_carry_out_a_plan(visit):
    assert fulfilled([plan(1, "2026-11-20")], [visit]) == {}


def test_a_week_early_counts_and_a_late_visit_too():
    for day in ("2026-11-13", "2026-12-24"):
        assert fulfilled([plan(1, "2026-11-20")], [held(1, day)]) == {"p1": "v1"}


def test_a_cancelled_plan_takes_no_visit():
    plans = [plan(1, "2026-11-10", state=CANCELLED), plan(2, "2026-11-12")]
    assert fulfilled(plans, [held(1, "2026-11-11")]) == {"p2": "v1"}


def test_attempts_since_planning_are_remembered():
    tried = [held(2, "2026-11-19", "declined"), held(1, "2026-11-15", "not_home")]
    others = [held(3, "2026-10-15", "not_home"), held(4, "2026-11-18")]
    found = attempts(plan(1, "2026-11-20"), [*tried, *others])
    assert [each.id for each in found] == ["v1", "v2"]


@given(st.permutations(range(6)), st.permutations(range(5)))
def test_the_order_of_records_does_not_matter(plan_order, visit_order):
    plans = [plan(n, f"2026-11-{10 + n * 3}") for n in range(6)]
    visits = [held(n, f"2026-11-{8 + n * 4:02d}") for n in range(5)]
    expected = fulfilled(plans, visits)
    shuffled = [plans[n] for n in plan_order], [visits[n] for n in visit_order]
    assert fulfilled(*shuffled) == expected
    assert len(set(expected.values())) == len(expected)


def test_two_trips_of_one_person_at_one_time_clash_and_siblings_do_not():
    shared = {"planned_time": "16:30", "assignee_id": "zhou"}
    plans = [
        plan(1, "2026-11-20", trip_id="t", **shared),
        plan(2, "2026-11-20", trip_id="t", student_id="sister", **shared),
        plan(3, "2026-11-20", trip_id="u", student_id="other", **shared),
        plan(4, "2026-11-20", trip_id="w", planned_time="16:30", assignee_id="he"),
        plan(5, "2026-11-21", trip_id="x", **shared),
    ]
    assert clashes(plans) == {"p3": "p1", "p1": "p3"}


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("石桥村三组", "石桥村"),
        ("禾田镇上田村四组12号", "上田村"),
        ("贵州省毕节市织金县柳溪镇麦田沟村5组", "麦田沟村"),
        ("清河里社区3组", "清河里社区"),
        ("大市村四组", "大市村"),
        ("柳溪镇石榴路1号", "石榴路"),
        ("幸福小区3栋2单元", "幸福小区"),
        ("柳溪镇", "柳溪镇"),
        ("", ""),
    ],
)
def test_the_village_is_found_in_an_address(address, village):
    assert village_of(address) == village
