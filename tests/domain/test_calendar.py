"""Every day finds its term, and the holidays go where the school says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit import text
from homevisit.domain import missing, read_record
from homevisit.domain.calendar import (
    is_in_term,
    school_year_name,
    school_year_of,
    term_name,
    term_on,
    usual_school_year,
    usual_terms,
)

TERMS = [
    read_record("term", f"{year}-{values['kind']}", values)
    for year in (2026, 2025)
    for values in usual_terms(year)
]


def rule(**values):
    return read_record("holiday_rule", "h", values)


def term_id(day, **values):
    found = term_on(date.fromisoformat(day), TERMS, rule(**values))
    return found.id if found else None


@pytest.mark.parametrize(
    ("day", "year"),
    [("2026-08-31", 2025), ("2026-09-01", 2026), ("2027-01-01", 2026)],
)
def test_the_school_year_begins_on_the_first_of_september(day, year):
    assert school_year_of(date.fromisoformat(day)) == year


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-08-31", None),
        ("2025-09-01", "2025-first"),
        ("2026-01-31", "2025-first"),
        ("2026-02-10", "2025-first"),
        ("2026-02-20", "2025-second"),
        ("2026-07-10", "2025-second"),
        ("2026-08-31", "2025-second"),
        ("2026-09-01", "2026-first"),
        ("2027-08-31", "2026-second"),
        ("2027-09-01", None),
    ],
)
def test_the_winter_counts_to_the_first_term_and_the_summer_to_the_second(
    day, expected
):
    assert term_id(day) == expected


def test_the_rule_can_be_turned_round():
    winter = {"winter_counts_to": "second"}
    summer = {"summer_counts_to": "next_first"}
    assert term_id("2026-02-10", **winter) == "2025-second"
    assert term_id("2026-08-20", **winter) == "2025-second"
    assert term_id("2026-08-20", **summer) == "2026-first"
    assert term_id("2027-08-20", **summer) is None
    assert term_id("2026-02-10", **summer) == "2025-first"


@given(st.dates(date(2025, 9, 1), date(2027, 8, 31)))
def test_every_day_of_the_known_years_has_one_term_of_its_own_year(day):
    found = term_on(day, TERMS, rule())
    assert found is not None
    assert found.school_year == school_year_of(day)
    assert sum(is_in_term(day, term) for term in TERMS) <= 1


def test_terms_without_days_are_passed_over():
    broken = read_record("term", "t", {"start_date": "2026-09-01", "end_date": "?"})
    assert term_on(date(2026, 9, 2), [broken], rule()) is None
    assert not is_in_term(date(2026, 9, 2), broken)


def test_usual_records_lack_nothing():
    assert missing(read_record("school_year", "y", usual_school_year(2026))) == ()
    assert all(missing(term) == () for term in TERMS)


def test_names_in_english():
    text.use_language("en")
    assert school_year_name(2026) == "School year 2026–2027"
    assert term_name(2026, "second") == "School year 2026–2027, second term"
