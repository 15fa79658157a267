"""Both definitions of left-behind, validity on a day, and suggestions from facts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain import doubts_of, missing, read_record
from homevisit.domain.group_rules import (
    groups_on,
    is_single_parent,
    is_valid_on,
    overlaps,
    suggest_migrant,
    suggest_without_parents,
)
from homevisit.domain.left_behind import (
    LeftBehind,
    ParentFacts,
    derive,
    parent_facts,
    registry,
    state_council,
)

DAY = date(2026, 10, 9)
TEN = date(2016, 5, 3)
SIXTEEN = date(2010, 10, 9)
AWAY = {"is_away": True, "away_since": "2026-02", "guardianship_ability": "able"}
HOME = {"is_away": False, "guardianship_ability": "able"}
UNABLE = {"is_away": False, "guardianship_ability": "severe_illness"}
DEAD = {"member_health": "dead"}
JUST_LEFT = {"is_away": True, "away_since": "2026-09"}


def member(relation, values):
    return read_record("family_member", relation, {"relation": relation, **values})


def family(father=None, mother=None):
    found = {"father": father, "mother": mother}
    return [member(k, v) for k, v in found.items() if v is not None]


def determination(**values):
    start = {"student_id": "a", "group_code": "orphan"}
    return read_record("determination", "d", start | values)


@pytest.mark.parametrize(
    ("father", "mother", "expected"),
    [
        (AWAY, AWAY, LeftBehind(True, "2", "both_away")),
        (AWAY, HOME, LeftBehind(False, "1", "father_away")),
        (HOME, AWAY, LeftBehind(False, "1", "mother_away")),
        (AWAY, UNABLE, LeftBehind(True, "1", "one_away_other_unable")),
        (DEAD, AWAY, LeftBehind(True, "1", "one_away_other_unable")),
        (HOME, HOME, LeftBehind(False, "0", "")),
        (HOME, DEAD, LeftBehind(False, "0", "")),
        (JUST_LEFT, JUST_LEFT, LeftBehind(True, "0", "both_away")),
        (JUST_LEFT, AWAY, LeftBehind(True, "1", "both_away")),
        ({"is_away": True}, HOME, LeftBehind(False, "", "father_away")),
        (AWAY, {"is_away": False}, LeftBehind(None, "1", "father_away")),
        (AWAY, None, LeftBehind(None, "", "father_away")),
        (None, None, LeftBehind(None, "", "")),
    ],
)
def test_both_definitions_follow_from_the_facts(father, mother, expected):
    assert derive(family(father, mother), TEN, DAY) == expected


def test_the_definitions_disagree_and_say_so():
    assert derive(family(AWAY, HOME), TEN, DAY).definitions_disagree
    assert derive(family(JUST_LEFT, JUST_LEFT), TEN, DAY).definitions_disagree
    assert not derive(family(AWAY, AWAY), TEN, DAY).definitions_disagree
    assert not derive(family(AWAY, None), TEN, DAY).definitions_disagree


def test_at_sixteen_nobody_is_left_behind_by_the_rule_of_2016():
    assert derive(family(AWAY, AWAY), SIXTEEN, DAY).state_council is False
    assert derive(family(AWAY, AWAY), date(2010, 10, 10), DAY).state_council is True
    assert derive(family(AWAY, AWAY), SIXTEEN, DAY).registry == "2"


def test_without_a_birth_date_it_is_not_known():
    assert derive(family(AWAY, AWAY), None, DAY).state_council is None


def test_three_months_are_counted_to_the_day():
    exact = {"is_away": True, "away_since": "2026-07-09"}
    later = {"is_away": True, "away_since": "2026-07-10"}
    assert derive(family(exact, HOME), TEN, DAY).registry == "1"
    assert derive(family(later, HOME), TEN, DAY).registry == "0"


def test_the_natural_parent_counts_before_the_step_parent():
    members = [member("stepfather", HOME), *family(AWAY, AWAY)]
    assert derive(members, TEN, DAY).subtype == "both_away"
    assert derive(members[:1], TEN, DAY).registry == ""


def test_a_dead_parent_is_not_away():
    facts = parent_facts(member("father", DEAD | {"is_away": True}), DAY)
    assert facts == ParentFacts(away=False, months_away=None, is_gone=True)


PARENTS = st.builds(
    ParentFacts,
    away=st.sampled_from([None, False, True]),
    months_away=st.none() | st.integers(0, 30),
    able=st.sampled_from([None, False, True]),
)


@given(PARENTS, PARENTS)
def test_the_order_of_the_parents_does_not_matter(father, mother):
    assert registry(father, mother) == registry(mother, father)
    one = state_council(TEN, father, mother, DAY)
    assert one == state_council(TEN, mother, father, DAY)


@given(PARENTS, PARENTS)
def test_what_is_known_never_becomes_another_answer_by_knowing_more(father, mother):
    before = state_council(TEN, father, mother, DAY)
    for able in (True, False):
        more = ParentFacts(
            father.away if father.away is not None else able,
            father.months_away,
            father.able if father.able is not None else able,
        )
        if before is not None:
            assert state_council(TEN, more, mother, DAY) == before


@pytest.mark.parametrize(
    ("values", "valid"),
    [
        ({"valid_from": "2026-09-01"}, True),
        ({"valid_from": "2026-10-09", "valid_to": "2026-10-09"}, True),
        ({"valid_from": "2026-10-10"}, False),
        ({"valid_from": "2026-09-01", "valid_to": "2026-10-08"}, False),
        ({"valid_from": "", "valid_to": ""}, True),
        ({"valid_from": "2026-09-01", "state": "rejected"}, False),
        ({"valid_from": "2026-09-01", "state": "found"}, True),
    ],
)
def test_a_determination_holds_for_its_days(values, valid):
    assert is_valid_on(determination(**values), DAY) == valid


def test_a_student_is_in_several_groups_each_once():
    found = groups_on(
        [
            determination(group_code="left_behind"),
            determination(group_code="disabled"),
            determination(group_code="left_behind", valid_from="2026-01-01"),
            determination(group_code="orphan", valid_to="2026-01-01"),
            determination(group_code=""),
        ],
        DAY,
    )
    assert found == ("left_behind", "disabled")


def test_periods_of_one_group_may_overlap_by_mistake():
    first = determination(valid_from="2026-01-01", valid_to="2026-06-30")
    assert overlaps(first, determination(valid_from="2026-06-30"))
    assert overlaps(determination(valid_from="2026-06-30"), first)
    assert not overlaps(first, determination(valid_from="2026-07-01"))
    assert not overlaps(first, determination(group_code="disabled"))
    assert not overlaps(first, determination(state="rejected"))


@pytest.mark.parametrize(
    ("father", "mother", "suggestion"),
    [
        ("dead", "dead", "orphan"),
        ("dead", "missing", "orphan"),
        ("dead", "imprisoned", "de_facto_unattended"),
        ("drug_rehab", "lost_contact", "de_facto_unattended"),
        ("dead", "", ""),
        ("imprisoned", "", ""),
        ("dead", "somewhere", ""),
    ],
)
def test_the_cases_of_both_parents_suggest_a_group(father, mother, suggestion):
    assert suggest_without_parents(father, mother, TEN, DAY) == suggestion
    assert suggest_without_parents(mother, father, TEN, DAY) == suggestion
    assert not suggest_without_parents(father, mother, date(2008, 10, 9), DAY)


@pytest.mark.parametrize(
    ("born", "moved_in", "crossed", "expected"),
    [
        (TEN, "2026-04", True, True),
        (TEN, "2026-05", True, False),
        (TEN, "2026-04-09", True, True),
        (TEN, "2026-04", False, False),
        (SIXTEEN, "2020-01", True, False),
        (TEN, "", True, None),
        (TEN, "2020-01", None, None),
        (None, "2020-01", True, None),
    ],
)
def test_migrant_children_by_the_plan_of_2024(born, moved_in, crossed, expected):
    found = suggest_migrant(born, moved_in, crossed_county=crossed, on=DAY)
    assert found is expected


def test_the_school_decides_whether_divorce_counts():
    def single(reason, *, reformed=None, divorce_counts=None):
        return is_single_parent(
            reason, reformed=reformed, divorce_counts=divorce_counts
        )

    assert single("divorced")
    assert not single("divorced", divorce_counts=False)
    assert single("father_dead", divorce_counts=False)
    assert not single("father_dead", reformed=True)
    assert not single("")


def test_a_parent_away_for_work_makes_no_single_parent_family():
    one_away = derive(family(AWAY, HOME), TEN, DAY)
    assert one_away.registry == "1"
    assert not is_single_parent(one_away.subtype, reformed=None, divorce_counts=None)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"valid_from": "2026-10-09", "valid_to": "2026-10-08"}, "period_reversed"),
        ({"group_subtype": "both_away"}, "subtype_of_another_group"),
        ({"both_away": True, "one_away_other_unable": True}, "away_contradicts"),
        ({"disability_cert_no": "123"}, "certificate_form"),
        ({"valid_from": "2026"}, "date_unclear"),
        ({"valid_from": "2026-10"}, "date_without_day"),
        ({"moved_in": "Frühling"}, "date_unclear"),
        ({"carer_phone": "同上"}, "phone_form"),
        ({"income_sources": "wages"}, "unread"),
    ],
)
def test_what_contradicts_itself_is_doubted(values, code):
    assert code in [doubt.code for doubt in doubts_of(determination(**values))]


def test_a_determination_in_order_has_no_doubts():
    sound = determination(
        group_code="disabled",
        valid_from="2026-09-01",
        moved_in="2020-03",
        disability_cert_no="99010120120503001123",
        disability_category="2",
        disability_level="3",
    )
    assert doubts_of(sound) == ()
    assert "evidence_no" not in missing(sound)


def test_doubts_of_a_students_private_part():
    private = read_record(
        "student_private",
        "p",
        {"id_doc_no": "1234", "student_registry_no": "G1", "phone": "13800001234"},
    )
    assert [(d.field, d.code) for d in doubts_of(private)] == [
        ("id_doc_no", "id_length"),
        ("student_registry_no", "registry_form"),
    ]
    passport = read_record(
        "student_private", "p", {"id_doc_type": "A", "id_doc_no": "E12345678"}
    )
    assert doubts_of(passport) == ()
    relative = read_record("family_member", "m", {"id_doc_no": "12"})
    assert [d.code for d in doubts_of(relative)] == ["id_length"]
