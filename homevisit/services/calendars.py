"""The school's calendar as it is stored, and which term a day belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from homevisit.domain import calendar as rules
from homevisit.domain.school import HolidayRule, School, SchoolYear, Term
from homevisit.ids import derived_id
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from datetime import date

    from homevisit.services.session import Session


@dataclass(frozen=True, slots=True)
class Calendar:
    """The terms of the school and where its holidays count."""

    terms: tuple[Term, ...]
    rule: HolidayRule

    def term_on(self, day: date) -> Term | None:
        """Return the term that a visit on `day` counts to, holidays included."""
        return rules.term_on(day, self.terms, self.rule)


def read_school(session: Session) -> School:
    """Return the school of this vault; an empty one before it is known."""
    found = records.find(session, Query("school"))
    return cast("School", found[0]) if found else School()


def read_calendar(session: Session) -> Calendar:
    """Return the terms, the oldest first, and the holiday rule."""
    terms = cast("tuple[Term, ...]", records.find(session, Query("term")))
    rules = records.find(session, Query("holiday_rule"))
    rule = cast("HolidayRule", rules[0]) if rules else HolidayRule()
    return Calendar(terms, rule)


def current_term(session: Session) -> Term | None:
    """Return the term that today counts to, if the calendar knows it."""
    return read_calendar(session).term_on(session.clock.today())


def calendar_edits(session: Session, start_year: int) -> list[RecordEdit]:
    """Return what adds a school year with its two terms at the usual dates.

    The dates are a proposal (domain.md, 10.7): every county has its own, and the school
    edits them. Nothing where the year is there already. Two colleagues who do this
    apart from each other make the same records.
    """
    years = cast("tuple[SchoolYear, ...]", records.find(session, Query("school_year")))
    if any(each.start_year == start_year for each in years):
        return []
    year = str(start_year)
    edits = [
        RecordEdit(
            "school_year",
            rules.usual_school_year(start_year),
            derived_id("school_year", year),
        )
    ]
    edits += [
        RecordEdit("term", values, derived_id("term", year, str(values["kind"])))
        for values in rules.usual_terms(start_year)
    ]
    if not records.find(session, Query("holiday_rule")):
        rule = {"winter_counts_to": "first", "summer_counts_to": "second"}
        edits.append(RecordEdit("holiday_rule", rule, derived_id("holiday_rule")))
    return edits


def set_up_calendar(session: Session, start_year: int) -> None:
    """Write a school year with its terms, if it is not there."""
    edits = calendar_edits(session, start_year)
    if edits:
        records.save(session, edits, label="calendar")


def keep_up_calendar(session: Session) -> None:
    """Add the present school year where a school is known and its year is missing."""
    if read_school(session).id:
        set_up_calendar(session, rules.school_year_of(session.clock.today()))
