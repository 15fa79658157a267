"""Every indicator by its definition: persons, trips, households, talks; and shares."""

import random

from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain.indicators import (
    RosterRow,
    TalkRow,
    TalkTotals,
    VisitRow,
    VisitTotals,
    ever_on_roll,
    month_of,
    roster_on,
    share,
    shares,
    talk_totals,
    talked_with,
    trips_by,
    visit_totals,
    visited,
)

CUT_OFF = "2026-11-20"


def row(student_id, class_id="7-2", **facts):
    return RosterRow(student_id, class_id, **facts)


def visit(number, student_id, on_date="2026-10-10", **facts):
    return VisitRow(number, student_id, on_date, **facts)


def talk(number, student_id, kind="homeroom_teacher", state="done", **facts):
    return TalkRow(number, student_id, kind, state, "2026-10-10", **facts)


def test_the_roster_is_that_of_the_cut_off_day():
    rows = [
        row("stays"),
        row("came late", since="2026-11-21"),
        row("left", until="2026-11-20"),
        row("leaves tomorrow", until="2026-11-21"),
    ]
    assert roster_on(rows, CUT_OFF).students == {"stays", "leaves tomorrow"}
    assert roster_on(rows, "2026-11-01").students == {
        "stays",
        "left",
        "leaves tomorrow",
    }


def test_a_change_of_class_in_the_term_counts_in_the_class_of_the_day():
    rows = [
        row("a", "7-1", until="2026-10-15"),
        row("a", "7-2", since="2026-10-15"),
    ]
    assert roster_on(rows, "2026-10-14").rows["a"].class_id == "7-1"
    assert roster_on(rows, "2026-10-15").rows["a"].class_id == "7-2"
    assert roster_on(rows, CUT_OFF).by(lambda each: each.class_id) == {"7-2": {"a"}}


def test_who_was_ever_on_the_roll_counts_those_who_left_too():
    rows = [row("left", until="2026-10-01"), row("before", until="2026-09-01")]
    rows += [row("after", since="2027-02-01"), row("stays")]
    assert ever_on_roll(rows, "2026-09-01", "2027-01-31") == {"left", "stays"}


def test_siblings_on_one_trip_are_two_students_one_household_one_trip():
    visits = [
        visit("1", "a", trip_id="t", teachers=frozenset("wz")),
        visit("2", "b", trip_id="t", teachers=frozenset("wz"), has_leader=True),
        visit("3", "c", is_on_site=False, teachers=frozenset("w")),
        visit("4", "c", is_completed=False, teachers=frozenset("q")),
        visit("5", "d", is_completed=False),
    ]
    assert visit_totals(visits, {"a": "h", "b": "h", "c": ""}) == VisitTotals(
        visits=3,
        trips=2,
        on_site_trips=1,
        students=3,
        on_site_students=2,
        households=2,
        teachers=2,
        leader_trips=1,
        attempts=2,
    )


def test_on_site_and_any_form_are_told_apart():
    visits = [
        visit("1", "a"),
        visit("2", "a"),
        visit("3", "b", is_on_site=False),
        visit("4", "c", is_completed=False),
        visit("5", "elsewhere"),
    ]
    due = {"a", "b", "c", "d"}
    any_form = share(due, visited(visits))
    assert (any_form.part, any_form.whole, any_form.percent) == (2, 4, 50.0)
    assert any_form.missing == {"c", "d"}
    assert share(due, visited(visits, on_site=True)).reached == {"a"}


def test_there_is_no_percentage_of_nothing():
    assert share((), ("a",)).percent is None
    assert share("abc", "a").percent == 33.3


def test_groups_overlap_and_do_not_add_up():
    rows = [
        row("a", groups=frozenset({"left_behind", "single_parent"})),
        row("b", groups=frozenset({"left_behind"})),
        row("c"),
    ]
    roster = roster_on(rows, CUT_OFF)
    groups = {code: roster.of_groups([code]) for code in ("left_behind", "disabled")}
    groups["single_parent"] = roster.of_groups(["single_parent"])
    found = shares(groups, visited([visit("1", "a")]))
    assert {code: (s.part, s.whole) for code, s in found.items()} == {
        "left_behind": (1, 2),
        "disabled": (0, 0),
        "single_parent": (1, 1),
    }
    either = roster.of_groups(["left_behind", "single_parent"])
    assert len(either) == 2 < sum(len(s.due) for s in found.values())


def test_empty_rows_are_there():
    assert visit_totals((), {}) == VisitTotals()
    assert trips_by((), month_of, ["2026-09", "2026-10"]) == {
        "2026-09": 0,
        "2026-10": 0,
    }
    assert set(talk_totals(()).values()) == {TalkTotals()}
    assert len(talk_totals(())) == 6


def test_trips_are_counted_by_month_once_each():
    visits = [
        visit("1", "a", trip_id="t"),
        visit("2", "b", trip_id="t"),
        visit("3", "c", "2026-11-02"),
        visit("4", "d", "2026-11-03", is_completed=False),
    ]
    found = trips_by(visits, month_of, ["2026-09", "2026-10", "2026-11"])
    assert found == {"2026-09": 0, "2026-10": 1, "2026-11": 1}


def test_a_group_talk_is_one_talk_with_several_students():
    talks = [
        talk("1", "a", session_id="s"),
        talk("2", "b", session_id="s"),
        talk("3", "b"),
        talk("4", "c", state="planned"),
        talk("5", "c", state="cancelled"),
        talk("6", "c", "peer", state="closed"),
    ]
    found = talk_totals(talks)
    assert found["homeroom_teacher"] == TalkTotals(talks=2, students=2)
    assert found["peer"] == TalkTotals(1, 1)
    assert talked_with(talks, "homeroom_teacher") == {"a", "b"}


VISITS = st.lists(
    st.builds(
        visit,
        st.uuids().map(str),
        st.sampled_from("abcdef"),
        st.sampled_from(["2026-09-10", "2026-10-10", "2026-11-10"]),
        trip_id=st.sampled_from(["", "t", "u"]),
        is_completed=st.booleans(),
        is_on_site=st.booleans(),
        teachers=st.frozensets(st.sampled_from("wxyz"), max_size=2),
    ),
    max_size=12,
)
DUE = st.sets(st.sampled_from("abcdefgh"))


@given(VISITS, DUE)
def test_coverage_is_never_above_the_whole(visits, due):
    any_form = share(due, visited(visits))
    on_site = share(due, visited(visits, on_site=True))
    assert on_site.reached <= any_form.reached <= any_form.due
    assert any_form.percent is None or 0 <= any_form.percent <= 100
    assert any_form.reached | any_form.missing == any_form.due


@given(VISITS, st.randoms())
def test_the_order_of_entry_does_not_matter(visits, chance: random.Random):
    shuffled = list(visits)
    chance.shuffle(shuffled)
    homes = {"a": "h", "b": "h"}
    assert visit_totals(visits, homes) == visit_totals(shuffled, homes)
    assert visited(visits) == visited(shuffled)


@given(VISITS, VISITS)
def test_one_visit_more_never_lowers_a_number(visits, more):
    before, after = visit_totals(visits, {}), visit_totals([*visits, *more], {})
    for name in ("visits", "trips", "students", "households", "teachers"):
        assert getattr(before, name) <= getattr(after, name)
    assert visited(visits) <= visited([*visits, *more])


@given(VISITS)
def test_numbers_keep_their_order_and_sums(visits):
    found = visit_totals(visits, {"a": "h", "b": "h"})
    assert found.households <= found.students <= found.visits
    assert found.on_site_trips <= found.trips <= found.visits
    one_month_each = [v for v in visits if not v.trip_id]
    by_month = trips_by(one_month_each, month_of, [])
    assert sum(by_month.values()) == visit_totals(one_month_each, {}).trips
