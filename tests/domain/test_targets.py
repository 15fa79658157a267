"""Targets: whom they are about, what counts, and what a class still owes."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain import doubts_of, missing, read_record
from homevisit.domain.indicators import RosterRow, VisitRow, roster_on
from homevisit.domain.record import to_values
from homevisit.domain.target_rules import in_scope, measure, visits_for

DAY = "2026-11-20"
YEAR = 2026
BASE = {
    "name": "每学期家访一次",
    "whom": "everyone",
    "what": "visit",
    "period": "term",
    "is_active": True,
}


def target(**values):
    return read_record("target", "t", {**BASE, **values})


def roll(*rows):
    return roster_on(rows, DAY)


def stay(who, class_id="c1", **values):
    return RosterRow(who, class_id, **values)


def visit(who, **values):
    facts = {"id": f"v{who}{len(values)}", "on_date": "2026-10-08", **values}
    return VisitRow(student_id=who, **facts)


SCHOOL = roll(
    stay("a", groups=frozenset({"left_behind", "disabled"}), grade_code="junior_1"),
    stay("b", grade_code="junior_1", boarding="boarder", joined="2026-09-01"),
    stay("c", grade_code="junior_1", boarding="day", joined="2025-09-01"),
    stay("d", "c2", grade_code="junior_2", groups=frozenset({"orphan"})),
)


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ({}, "abcd"),
        ({"whom": "any_group"}, "ad"),
        ({"whom": "groups", "groups": ["orphan", "disabled"]}, "ad"),
        ({"whom": "groups", "groups": ["single_parent"]}, ""),
        ({"whom": "groups"}, ""),
        ({"grades": ["junior_2"]}, "d"),
        ({"starting_grade": True}, "abc"),
        ({"class_size_from": 2}, "abc"),
        ({"class_size_to": 1}, "d"),
        ({"class_size_from": 4}, ""),
        ({"newness": "new"}, "b"),
        ({"newness": "others"}, "acd"),
        ({"boarding": "boarder"}, "b"),
    ],
)
def test_whom_a_target_is_about(rule, who):
    assert in_scope(target(**rule), SCHOOL, YEAR) == set(who)


@pytest.mark.parametrize(
    ("rule", "facts", "counts"),
    [
        ({}, {"is_on_site": False}, 1),
        ({}, {"is_completed": False}, 0),
        ({"on_site_only": True}, {"is_on_site": False}, 0),
        ({"visit_forms": ["phone"]}, {"form": "phone"}, 1),
        ({"visit_forms": ["phone"]}, {"form": "onsite_home"}, 0),
        ({"by_role": "leader"}, {"has_leader": True}, 1),
        ({"by_role": "leader"}, {}, 0),
        ({"by_role": "homeroom_teacher"}, {"teachers": frozenset({"zhou"})}, 1),
        ({"by_role": "homeroom_teacher"}, {"teachers": frozenset({"lu"})}, 0),
    ],
)
def test_which_visits_count(rule, facts, counts):
    found = visits_for(target(**rule), [visit("a", **facts)], frozenset({"zhou"}))
    assert found["a"] == counts


def test_siblings_on_one_trip_are_two_students():
    both = [visit("a", trip_id="t"), visit("b", trip_id="t")]
    times = visits_for(target(), both, frozenset())
    assert measure(target(), SCHOOL, times, YEAR).share.part == 2


def test_twice_a_year_is_not_once():
    rule = target(minimum=2)
    assert measure(rule, SCHOOL, {"a": 1, "b": 2}, YEAR).share.reached == {"b"}


def test_half_of_a_class_is_rounded_up_and_each_class_is_asked():
    found = measure(target(share_percent=50), SCHOOL, {"a": 1, "d": 1}, YEAR)
    assert found.still("c1") == 1
    assert found.short_classes == {"c1"}
    assert found.owed == {"b", "c"}
    assert not found.is_met
    enough = measure(target(share_percent=50), SCHOOL, dict.fromkeys("abd", 1), YEAR)
    assert (enough.is_met, enough.owed) == (True, frozenset())


def test_nobody_in_scope_is_not_a_target_met():
    found = measure(target(class_size_from=90), SCHOOL, {"a": 1}, YEAR)
    assert (found.is_empty, found.is_met, found.share.percent) == (True, False, None)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"class_size_from": 50, "class_size_to": 30}, "class_size_to"),
        ({"whom": "groups", "groups": []}, "groups"),
        ({"share_percent": 0}, "share_percent"),
        ({"share_percent": 130}, "share_percent"),
        ({"minimum": 0}, "minimum"),
        ({"what": "talk"}, "talk_kind"),
    ],
)
def test_what_nobody_can_meet_is_said_and_kept(values, field):
    record = target(**values)
    assert [each.field for each in doubts_of(record)] == [field]
    kept = to_values(record)
    assert {name: kept.get(name, []) for name in values} == values
    assert 1 <= record.share <= 100
    assert record.times >= 1


def test_a_sound_target_has_no_doubt():
    record = target(class_size_from=30, class_size_to=30, share_percent=50, minimum=2)
    assert doubts_of(record) == missing(record) == ()
    assert "talk_kind" in missing(target(what="talk"))


STAYS = st.lists(
    st.builds(
        stay,
        st.sampled_from("abcdef"),
        st.sampled_from(["c1", "c2"]),
        groups=st.sampled_from([frozenset(), frozenset({"orphan"})]),
    ),
    max_size=8,
)
RULES = st.builds(
    target,
    whom=st.sampled_from(["everyone", "any_group"]),
    minimum=st.integers(1, 3),
    share_percent=st.integers(1, 100),
    on_site_only=st.booleans(),
)
VISITS = st.lists(
    st.builds(
        visit,
        st.sampled_from("abcdefgh"),
        is_on_site=st.booleans(),
        is_completed=st.booleans(),
    ),
    max_size=20,
)


@given(STAYS, RULES, VISITS, VISITS, st.randoms())
def test_never_above_everybody_never_lower_by_a_visit_in_any_order(
    stays, rule, visits, more, chance: random.Random
):
    roster = roll(*stays)

    def stand(rows):
        return measure(rule, roster, visits_for(rule, rows, frozenset()), YEAR)

    found = stand(visits)
    assert found.share.part <= found.share.whole <= len(roster.rows)
    assert sum(each.whole for each in found.by_class.values()) == found.share.whole
    assert sum(each.part for each in found.by_class.values()) == found.share.part
    assert found.owed <= found.share.missing
    assert found.is_met == (not found.is_empty and not found.owed)
    mixed = [*visits, *more]
    chance.shuffle(mixed)
    assert stand([*visits, *more]) == stand(mixed)
    assert stand(mixed).share.reached >= found.share.reached
