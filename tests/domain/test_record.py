"""Records are read from anything, lose nothing, and say what they still need."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from homevisit.domain import (
    KINDS,
    Compartment,
    IndexColumns,
    facts_of,
    index_columns,
    missing,
    read_record,
    searchable_text,
    to_values,
)
from homevisit.domain.record import is_empty

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_any_json_is_read_and_given_back(kind, data):
    names = [*facts_of(KINDS[kind]), "colour_of_a_newer_version", "id", "unread"]
    values = data.draw(st.dictionaries(st.sampled_from(names), JSON, max_size=6))
    record = read_record(kind, "r1", values)
    assert record.id == "r1"
    again = to_values(record)
    for name, value in values.items():
        if not is_empty(value):
            assert again[name] == value
    assert read_record(kind, "r1", again) == record


def test_a_value_that_does_not_fit_is_kept_raw_and_the_rest_is_read():
    record = read_record("student", "s", {"name": "江小满", "birth_date": 20120503})
    assert record.name == "江小满"
    assert record.birth_date == ""
    assert record.unread == {"birth_date": 20120503}


def test_a_kind_of_a_newer_version_is_kept_whole():
    record = read_record("hologram", "h", {"depth": 3})
    assert to_values(record) == {"depth": 3}
    assert index_columns("hologram", {"student_id": "s1"}).student_id == "s1"


def test_a_record_cannot_be_changed():
    record = read_record("student", "s", {"name": "江小满"})
    with pytest.raises(ValidationError, match="frozen"):
        record.name = "江大满"


def test_index_columns_of_a_visit():
    values = {
        "student_id": "s",
        "class_id": "c",
        "term_id": "t",
        "visit_date": "2026-10-09",
        "outcome": "completed",
        "state": "finalised",
        "lead_teacher_id": "w",
        "visit_no": "2026-001",
    }
    assert index_columns("visit", values) == IndexColumns(
        "s", "c", "t", "2026-10-09", "completed", "w", "2026-001"
    )
    assert index_columns("visit", values | {"state": "open"}).state == "open"
    assert index_columns("visit", {"visit_date": 5}).on_date == ""


def test_missing_names_required_fields_in_the_order_of_the_form():
    assert missing(read_record("school_class", "c", {"entry_year": 2024})) == (
        "stage",
        "class_no",
        "state",
    )


def test_an_unread_value_is_doubtful_but_not_missing():
    record = read_record("student", "s", {"birth_date": 20120503})
    assert "birth_date" not in missing(record)


@pytest.mark.parametrize(
    ("kind", "values", "needed"),
    [
        ("student", {"roll_status": "graduated"}, "left_on"),
        ("student_private", {"id_doc_type": "1"}, "id_doc_no"),
        ("family_member", {"is_away": True}, "away_since"),
        ("family_member", {"relation": "entrusted_carer"}, "entrusted_since"),
        ("visit", {"outcome": "completed"}, "interviewees"),
        ("visit", {"risks_found": ["guardianship"]}, "risk_note"),
        ("visit", {"parent_sign": "declined"}, "parent_unsigned_reason"),
        ("visit_review", {"decision": "returned"}, "remark"),
        ("follow_up", {"state": "solved"}, "result"),
        ("consent", {"answer": "withdrawn"}, "withdrawn_on"),
        ("determination", {"group_code": "orphan"}, "evidence_no"),
        ("determination", {"group_code": "disabled"}, "disability_cert_no"),
    ],
)
def test_conditional_fields_are_needed_when_their_condition_holds(kind, values, needed):
    assert needed in missing(read_record(kind, "x", values))
    assert needed not in missing(
        read_record(kind, "x", {})
        if needed != "id_doc_no"
        else read_record(kind, "x", {"id_doc_type": "Z"})
    )


def test_the_roster_part_of_a_student_holds_nothing_sensitive():
    for kind in KINDS.values():
        if kind.COMPARTMENT in {Compartment.CLASS_ROSTER, Compartment.SCHOOL}:
            assert all(facts.sensitivity <= 1 for facts in facts_of(kind).values())


def test_what_is_off_by_default_says_why_and_is_never_required():
    off = [
        facts
        for kind in KINDS.values()
        for facts in facts_of(kind).values()
        if not facts.on_by_default
    ]
    assert len(off) >= 12
    assert all(facts.why and facts.need != "required" for facts in off)


def test_links_lead_to_kinds_that_exist_or_are_announced():
    later = {"aid"}
    for kind in KINDS.values():
        for facts in facts_of(kind).values():
            assert not facts.of_kind or facts.of_kind in set(KINDS) | later


def test_searchable_text_holds_words_and_no_keys():
    visit = read_record("visit", "v", {"at_home": "爱读书", "trip_id": "0192"})
    assert searchable_text(visit) == "爱读书"


def test_ten_thousand_students_are_read_within_a_second():
    values = {
        "name": "江小满",
        "sex": "1",
        "birth_date": "2014-05-03",
        "class_id": "0" * 32,
        "class_seat_no": "07",
        "roll_status": "enrolled",
        "boarding": "day",
        "needs_care": True,
    }
    read_record("student", "warm", values)
    start = time.process_time()
    for number in range(10_000):
        read_record("student", str(number), values)
    assert time.process_time() - start < 1.0
