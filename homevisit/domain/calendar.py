"""School years, terms and holidays: to which term a day counts.

A school year runs from 1 September to 31 August. Holidays lie between the terms; by
default the winter holiday counts to the first term and the summer to the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from homevisit.domain.dates import DOUBTS, iso_day
from homevisit.domain.record import Doubt
from homevisit.text import N_, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day of something with a name, as they were typed."""

    name: str
    start_date: str
    end_date: str

    @property
    def days(self) -> tuple[date, date] | None:
        """Return the days where both can be read and are in order."""
        start, end = iso_day(self.start_date), iso_day(self.end_date)
        return (start, end) if start and end and start <= end else None


def span_doubts(span: Span, others: Iterable[Span]) -> tuple[Doubt, ...]:
    """Return why a span cannot stand in the calendar; nothing where it can.

    `others` are those it must not share a day with.
    """
    unread = [
        Doubt(field, "date_unclear", DOUBTS["date_unclear"])
        for field in ("start_date", "end_date")
        if iso_day(getattr(span, field)) is None
    ]
    if unread:
        return tuple(unread)
    if span.days is None:
        message = N_("The last day lies before the first day.")
        return (Doubt("end_date", "dates_reversed", message),)
    return tuple(_overlaps(span.days, others))


def _overlaps(days: tuple[date, date], others: Iterable[Span]) -> Iterator[Doubt]:
    message = N_("These days overlap with {name}.")
    for other in others:
        if other.days and days[0] <= other.days[1] and other.days[0] <= days[1]:
            is_earlier = other.days[0] <= days[0]
            field = "start_date" if is_earlier else "end_date"
            yield Doubt(field, "dates_overlap", message, {"name": other.name})
            return


def holidays(terms: Iterable[Term]) -> list[tuple[str, date, date]]:
    """Return the days between the terms: (the term before, first day, last day)."""
    known = in_order(terms)
    found = []
    for before, after in pairwise(known):
        first = date.fromisoformat(before.end_date) + timedelta(days=1)
        last = date.fromisoformat(after.start_date) - timedelta(days=1)
        if first <= last:
            found.append((before.id, first, last))
    return found
