"""School years, terms and holidays: to which term a day counts.

A school year runs from 1 September to 31 August. Holidays lie between the terms; by
default the winter holiday counts to the first term and the summer to the second.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from homevisit.domain.dates import iso_day
from homevisit.text import N_, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homevisit.domain.school import HolidayRule, Term

FIRST, SECOND = "first", "second"
NEXT_FIRST = "next_first"
FIRST_MONTH = 9
_USUAL = {
    FIRST: ((0, 9, 1), (1, 1, 31)),
    SECOND: ((1, 2, 20), (1, 7, 10)),
}
_YEAR_NAME = N_("School year {start}–{end}")
_TERM_NAMES = {
    FIRST: N_("School year {start}–{end}, first term"),
    SECOND: N_("School year {start}–{end}, second term"),
}


def school_year_of(day: date) -> int:
    """Return the year in which the school year of a day began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def school_year_name(start_year: int) -> str:
    """Return a school year's name, such as 2026—2027学年."""
    return translate(_YEAR_NAME).format(start=start_year, end=start_year + 1)


def term_name(start_year: int, kind: str) -> str:
    """Return a term's name, such as 2026—2027学年第一学期."""
    name = _TERM_NAMES.get(kind, _YEAR_NAME)
    return translate(name).format(start=start_year, end=start_year + 1)


def usual_school_year(start_year: int) -> dict[str, Any]:
    """Return the values of a `school_year` record."""
    return {
        "start_year": start_year,
        "name": school_year_name(start_year),
        "start_date": date(start_year, FIRST_MONTH, 1).isoformat(),
        "end_date": date(start_year + 1, FIRST_MONTH - 1, 31).isoformat(),
    }


def usual_terms(start_year: int) -> list[dict[str, Any]]:
    """Return the values of two `term` records, at usual dates for editing."""
    return [
        {
            "school_year": start_year,
            "kind": kind,
            "name": term_name(start_year, kind),
            "start_date": date(start_year + begin[0], *begin[1:]).isoformat(),
            "end_date": date(start_year + end[0], *end[1:]).isoformat(),
        }
        for kind, (begin, end) in _USUAL.items()
    ]


def _span(term: Term) -> tuple[date, date] | None:
    start, end = iso_day(term.start_date), iso_day(term.end_date)
    return (start, end) if start and end and start <= end else None


def in_order(terms: Iterable[Term]) -> list[Term]:
    """Return the terms whose days are known, the oldest first."""
    return sorted((t for t in terms if _span(t)), key=lambda t: t.start_date)


def term_on(day: date, terms: Iterable[Term], rule: HolidayRule) -> Term | None:
    """Return the term that a day counts to, holidays included by the rule.

    None before the first term, and where the term it would count to is not known.
    """
    known = in_order(terms)
    text = day.isoformat()
    before = [term for term in known if term.start_date <= text]
    if not before:
        return None
    last = before[-1]
    if text <= last.end_date:
        return last
    return _after(last, known, day, rule)


def _after(
    last: Term, known: Sequence[Term], day: date, rule: HolidayRule
) -> Term | None:
    place = known.index(last) + 1
    following = known[place] if place < len(known) else None
    if last.kind == FIRST:
        moves_on = rule.winter_counts_to == SECOND
    else:
        moves_on = rule.summer_counts_to in {FIRST, NEXT_FIRST}
    if moves_on:
        return following
    too_late = school_year_of(day) != last.school_year
    return None if too_late else last


def is_in_term(day: date, term: Term) -> bool:
    """Say whether a day lies within a term, its first and last day included."""
    span = _span(term)
    return span is not None and span[0] <= day <= span[1]
