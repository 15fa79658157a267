"""All visits of the school in one list: planned, done, not met, to follow up, begun.

The lines are read once and then filtered and counted as one types; what a visit says
in words is not read here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.ledger import search_rows
from homevisit.services import calendars, groups, student_order
from homevisit.services.visit_lines import (
    DONE,
    DRAFTS,
    NOT_MET,
    PLANNED,
    REVIEW,
    TO_FOLLOW,
    VisitLine,
    read_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homevisit.domain.school import Term
    from homevisit.services.session import Session

__all__ = ["DONE", "DRAFTS", "NOT_MET", "PLANNED", "REVIEW", "TO_FOLLOW", "VisitLine"]

STATES = (PLANNED, DONE, NOT_MET, TO_FOLLOW, DRAFTS, REVIEW)
WEEK, MONTH, TERM, ALL = "week", "month", "term", "all"
PERIODS = (WEEK, MONTH, TERM, ALL)
BY_DAY, BY_NAME, BY_CLASS, BY_VILLAGE = "day", "name", "class", "village"
_ON_A_DAY = frozenset({PLANNED, DONE, NOT_MET})
ORDERS = (BY_DAY, BY_NAME, BY_CLASS, BY_VILLAGE)


@dataclass(frozen=True, slots=True)
class VisitQuery:
    """What the list shows; an empty condition is none. `period` is one of `PERIODS`."""

    state: str = PLANNED
    typed: str = ""
    class_id: str = ""
    group: str = ""
    village: str = ""
    teacher_id: str = ""
    period: str = TERM
    order: str = BY_DAY


@dataclass(frozen=True, slots=True)
class VisitBook:
    """Every line as it stood when it was read, and what narrows the list."""

    lines: tuple[VisitLine, ...]
    today: date
    term: Term | None = None
    members: Mapping[str, set[str]] = field(default_factory=dict)

    def villages(self) -> tuple[str, ...]:
        """Return the villages that occur, those with most visits first."""
        counted = Counter(each.village for each in self.lines if each.village)
        return tuple(name for name, _count in counted.most_common())

    def teachers(self) -> tuple[str, ...]:
        """Return the ids of those who visit, who visits most first."""
        counted = Counter(each.teacher_id for each in self.lines if each.teacher_id)
        return tuple(each for each, _count in counted.most_common())


@dataclass(frozen=True, slots=True)
class VisitList:
    """What a query found, in order, and how many stand beside each state."""

    lines: tuple[VisitLine, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DayMarks:
    """What is on one day of the calendar, counted."""

    planned: int = 0
    done: int = 0
    not_met: int = 0


def read_book(session: Session) -> VisitBook:
    """Read everything that the list needs; again after every save."""
    return VisitBook(
        read_lines(session),
        session.clock.today(),
        calendars.current_term(session),
        groups.all_members(session),
    )


def find(session: Session, book: VisitBook, query: VisitQuery) -> VisitList:
    """Return the lines of a query in order, and the counts beside the states."""
    fitting = narrowed(session, book, query)
    in_period = [each for each in fitting if _is_within(each, book, query.period)]
    counts: Counter[str] = Counter()
    for line in in_period:
        counts.update(line.states)
    found = [each for each in in_period if query.state in each.states]
    return VisitList(tuple(_in_order(session, found, query)), counts)


def marks(lines: Iterable[VisitLine]) -> dict[str, DayMarks]:
    """Return what is on each day; drafts are not yet anything."""
    planned: Counter[str] = Counter()
    done: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for line in lines:
        for state, counted in ((PLANNED, planned), (DONE, done), (NOT_MET, missed)):
            if state in line.states:
                counted[line.day] += 1
    return {
        day: DayMarks(planned[day], done[day], missed[day])
        for day in {*planned, *done, *missed}
    }


def narrowed(session: Session, book: VisitBook, query: VisitQuery) -> list[VisitLine]:
    """Return what a query finds in all states and periods, in no order."""
    fitting = [each for each in book.lines if _fits(each, book, query)]
    typed = query.typed.strip()
    if not typed:
        return fitting
    named = set(search_rows.find_students(session.ledger.db, typed, limit=10_000))
    return [each for each in fitting if each.student_id in named]


def of_day(
    session: Session, book: VisitBook, day: str, query: VisitQuery
) -> Sequence[VisitLine]:
    """Return what is on a day, whatever its state, by time; the other filters hold."""
    lines = (
        each
        for each in narrowed(session, book, query)
        if each.day == day and each.states & _ON_A_DAY
    )
    return sorted(lines, key=lambda each: (each.time or "~", each.name, each.id))


def span_of(book: VisitBook, period: str) -> tuple[str, str]:
    """Return the first and last ISO day of a period; empty where it is open."""
    today = book.today
    if period == WEEK:
        monday = today - timedelta(days=today.weekday())
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if period == MONTH:
        first = today.replace(day=1)
        following = (first + timedelta(days=32)).replace(day=1)
        return first.isoformat(), (following - timedelta(days=1)).isoformat()
    if period == TERM and book.term and iso_day(book.term.start_date):
        return book.term.start_date, book.term.end_date
    return "", ""


def _fits(line: VisitLine, book: VisitBook, query: VisitQuery) -> bool:
    return all(
        not wanted or found == wanted
        for wanted, found in (
            (query.class_id, line.class_id),
            (query.village, line.village),
            (query.teacher_id, line.teacher_id),
        )
    ) and (not query.group or line.student_id in book.members.get(query.group, ()))


def _is_within(line: VisitLine, book: VisitBook, period: str) -> bool:
    """Say whether a line belongs to a period.

    A plan whose day has passed still stands, and what has no day is always there. A
    visit belongs to the term that it was counted to, holidays included.
    """
    if period == ALL or not line.day or (PLANNED in line.states and line.is_late):
        return True
    if period == TERM and book.term and line.term_id:
        return line.term_id == book.term.id
    first, last = span_of(book, period)
    return (not first or first <= line.day) and (not last or line.day <= last)


def _in_order(
    session: Session, lines: list[VisitLine], query: VisitQuery
) -> list[VisitLine]:
    if query.state == PLANNED:
        lines.sort(key=lambda each: (each.day, each.time or "~", each.name, each.id))
    else:
        lines.sort(key=lambda each: (each.day, each.time, each.id), reverse=True)
    if query.state == REVIEW:
        lines.sort(key=lambda each: not each.is_to_answer)
    if query.order == BY_VILLAGE:
        lines.sort(key=lambda each: (not each.village, each.village))
    elif query.order in {BY_NAME, BY_CLASS}:
        ids = list({each.student_id for each in lines})
        by = student_order.BY_NAME if query.order == BY_NAME else student_order.BY_CLASS
        place = {
            each: at for at, each in enumerate(student_order.ordered(session, ids, by))
        }
        lines.sort(key=lambda each: place.get(each.student_id, len(place)))
    return lines
