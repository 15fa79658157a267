"""The page of visits, made from what services list: rows, choices, a month."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from homevisit.domain.calendar import is_in_term
from homevisit.domain.dates import iso_day
from homevisit.services import calendars, school, visit_lists, words
from homevisit.services.visit_lists import DayMarks, VisitQuery
from homevisit.text import N_, _, run_on, translate, translate_count
from ui.desk import reviews
from ui.visits_rows import (
    PLAN,
    Choice,
    DayCell,
    MonthPage,
    VisitRow,
    VisitsChoices,
    VisitsFilter,
)
from ui.words import short_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.school import Term
    from homevisit.services.session import Session
    from homevisit.services.visit_lists import VisitBook, VisitLine, VisitList
    from homevisit.services.words import Words

PAGE = 200
WEEKDAYS = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)
_WEEKS = 6
_FINAL = ("finalised", "returned", "accepted")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The lines of all visits with the words that rows need; read after every save."""

    book: VisitBook
    words: Words
    classes: Mapping[str, str]
    staff: Mapping[str, str]
    terms: tuple[Term, ...]
    choices: VisitsChoices
    can_review: bool


@dataclass(frozen=True, slots=True)
class Found:
    """All that match, the counts beside the states, and the rows of the first page."""

    lines: tuple[VisitLine, ...]
    counts: Mapping[str, int]
    first: tuple[VisitRow, ...]


def read_shelf(session: Session) -> Shelf:
    """Read what the list is made from."""
    book = visit_lists.read_book(session)
    table = words.read_words(session)
    staff = school.staff_names(session)
    classes = school.class_names(session)
    return Shelf(
        book=book,
        words=table,
        classes=classes,
        staff=staff,
        terms=calendars.read_calendar(session).terms,
        choices=_choices(session, book, table, staff),
        can_review=reviews.may_review(session),
    )


def find(session: Session, shelf: Shelf, wanted: VisitsFilter) -> Found:
    """Return what matches, and the first page of it."""
    found: VisitList = visit_lists.find(session, shelf.book, _query(wanted))
    first = page(shelf, found.lines[:PAGE], wanted.state)
    return Found(found.lines, found.counts, first)


def page(
    shelf: Shelf, lines: Sequence[VisitLine], state: str = ""
) -> tuple[VisitRow, ...]:
    """Return the rows of some lines as they are shown under a state."""
    return tuple(_row(each, shelf, state) for each in lines)


def of_day(
    session: Session, shelf: Shelf, day: str, wanted: VisitsFilter
) -> tuple[VisitRow, ...]:
    """Return what is on one day."""
    return page(shelf, visit_lists.of_day(session, shelf.book, day, _query(wanted)))


def month(
    session: Session, shelf: Shelf, wanted: VisitsFilter, at: tuple[int, int]
) -> MonthPage:
    """Return six weeks around a month with what is on each day."""
    narrowed = visit_lists.narrowed(session, shelf.book, _query(wanted))
    marks = visit_lists.marks(narrowed)
    year, number = at
    days = list(Calendar().itermonthdates(year, number))
    last = days[-1].toordinal()
    while len(days) < 7 * _WEEKS:
        last += 1
        days.append(date.fromordinal(last))
    title = _("{month}/{year}").format(year=year, month=number)
    cells = tuple(_cell(each, shelf, marks, number) for each in days)
    return MonthPage(year, number, title, cells)


def _query(wanted: VisitsFilter) -> VisitQuery:
    return VisitQuery(**asdict(wanted))


def _choices(
    session: Session, book: VisitBook, table: Words, staff: Mapping[str, str]
) -> VisitsChoices:
    names = school.class_names(session)
    return VisitsChoices(
        classes=tuple(
            Choice(each.id, names.get(each.id, "")) for each in school.classes(session)
        ),
        groups=tuple(
            Choice(code, label)
            for code, label in table.offered("groups")
            if book.members.get(code)
        ),
        villages=tuple(Choice(each, each) for each in book.villages()),
        teachers=tuple(
            Choice(each, staff[each]) for each in book.teachers() if each in staff
        ),
    )


def _row(line: VisitLine, shelf: Shelf, state: str) -> VisitRow:
    table = shelf.words
    facts = (
        table.label("visit_forms", line.visit_form),
        table.label("visit_types", line.visit_type),
    )
    note, is_warning = _note(line, shelf)
    day = iso_day(line.day)
    return VisitRow(
        id=line.id,
        kind=line.kind,
        student_id=line.student_id,
        name=line.name,
        class_name=shelf.classes.get(line.class_id, ""),
        day=line.day,
        day_words=short_day(line.day, shelf.book.today) if line.day else "",
        weekday=translate(WEEKDAYS[day.weekday()]) if day else "",
        time=line.time,
        mark=_mark(line, shelf, state),
        village=line.village,
        teacher=shelf.staff.get(line.teacher_id, ""),
        facts="  ".join(each for each in facts if each),
        note=note,
        is_warning=is_warning,
        draft_id=line.draft_id,
        trip_id=line.trip_id,
        is_final=line.stage in _FINAL,
        is_met=line.outcome == "completed",
        waits_for_review=line.stage in {"finalised", "returned"},
        is_arranged=line.stage == "arranged",
    )


def _mark(line: VisitLine, shelf: Shelf, state: str) -> tuple[str, str, str]:
    """Return icon, word and colour of where a line stands."""
    if line.kind == PLAN:
        return _mark_of_plan(line, shelf)
    if line.stage not in _FINAL:
        return "file-pen-line", shelf.words.label("visit_stages", "open"), "t2"
    if state == visit_lists.REVIEW:
        icons = {"returned": ("undo-2", "orange"), "finalised": ("clock", "t2")}
        icon, colour = icons.get(line.stage, ("badge-check", "pine_t"))
        return icon, shelf.words.label("visit_stages", line.stage), colour
    if state == visit_lists.TO_FOLLOW:
        return _mark_of_follow_up(line, shelf)
    if line.outcome != "completed":
        return "circle-x", shelf.words.label("outcomes", line.outcome), "orange"
    return "circle-check", _("Visited"), "pine_t"


def _mark_of_plan(line: VisitLine, shelf: Shelf) -> tuple[str, str, str]:
    if line.is_late:
        return "clock-alert", _("Day has passed"), "red"
    word = shelf.words.label("visit_plan_states", line.stage)
    if line.day == shelf.book.today.isoformat():
        return "clock", _("Today"), "orange"
    return ("phone" if line.stage == "arranged" else "clock"), word, "pine_t"


def _mark_of_follow_up(line: VisitLine, shelf: Shelf) -> tuple[str, str, str]:
    if line.open_items:
        said = translate_count(
            "{count} item open", "{count} items open", line.open_items
        )
        return "flag", said, "orange"
    day = short_day(line.next_date, shelf.book.today)
    icon, colour = ("clock-alert", "red") if line.is_late else ("rotate-ccw", "pine_t")
    return icon, _("Return {day}").format(day=day), colour


def _note(line: VisitLine, shelf: Shelf) -> tuple[str, bool]:
    if line.clashes_with:
        return _("Another visit is planned for the same time"), True
    if line.tried:
        day = short_day(line.tried, shelf.book.today)
        outcome = shelf.words.label("outcomes", line.outcome)
        return _("{outcome} on {day}").format(outcome=outcome, day=day), True
    if line.remark:
        return line.remark, line.is_to_answer
    return "", False


def _cell(
    day: date, shelf: Shelf, marks: Mapping[str, DayMarks], month_number: int
) -> DayCell:
    iso = day.isoformat()
    found = marks.get(iso, DayMarks())
    note = _note_of_day(iso, shelf.terms)
    is_term = any(is_in_term(day, each) for each in shelf.terms)
    counts = (
        (found.planned, _("{count} planned")),
        (found.done, _("{count} visited")),
        (found.not_met, _("{count} not met")),
    )
    said = [words_.format(count=count) for count, words_ in counts if count]
    weekday = translate(WEEKDAYS[day.weekday()])
    spoken = [f"{iso} {weekday}", *said, note or ("" if is_term else _("Holidays"))]
    return DayCell(
        day=iso,
        number=day.day,
        is_in_month=day.month == month_number,
        is_today=day == shelf.book.today,
        is_free=not is_term,
        planned=found.planned,
        done=found.done,
        not_met=found.not_met,
        note=note,
        spoken=run_on(each for each in spoken if each),
    )


def _note_of_day(iso: str, terms: tuple[Term, ...]) -> str:
    if any(each.start_date == iso for each in terms):
        return _("Term begins")
    if any(each.end_date == iso for each in terms):
        return _("Term ends")
    return ""
