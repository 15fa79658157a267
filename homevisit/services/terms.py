"""Moving the days of school years and terms; what cannot be right waits as a draft.

A visit keeps the term it was finalised in, so nothing here moves what is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from homevisit.domain.calendar import Span, span_doubts
from homevisit.ids import derived_id
from homevisit.ledger import drafts
from homevisit.ledger.change import Note
from homevisit.ledger.drafts import Draft
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from homevisit.domain.record import Doubt
    from homevisit.domain.school import SchoolYear, Term
    from homevisit.services.records import Written
    from homevisit.services.session import Session

_DRAFT = "calendar"
_KINDS = ("school_year", "term")


@dataclass(frozen=True, slots=True)
class Dated:
    """A school year or term with its days as they are shown.

    `doubts` say why the days are not in use yet; those that are stay in `stored`.
    """

    id: str
    kind: str
    start_year: int
    span: Span
    stored: Span
    term_kind: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of new days: written, or kept as a draft for what `doubts` say."""

    written: Written | None
    doubts: tuple[Doubt, ...] = ()


def read_dated(session: Session) -> tuple[Dated, ...]:
    """Return all school years and terms, with the days that wait as drafts."""
    waiting = {
        each.record_id: each.body
        for each in drafts.read_drafts(session.ledger.db)
        if each.kind == _DRAFT
    }
    stored = _stored(session)
    found = []
    for each in stored:
        body = waiting.get(each.id)
        if body is None:
            found.append(each)
            continue
        days = (str(body.get("start_date", "")), str(body.get("end_date", "")))
        span = Span(each.stored.name, *days)
        doubts = span_doubts(span, _others(stored, each))
        found.append(_shown(each, span, doubts))
    return tuple(found)


def move(session: Session, record_id: str, start_date: str, end_date: str) -> Moved:
    """Give a school year or term other days.

    Days that are reversed, overlap others of their kind, or are no days are kept as a
    draft and change nothing. What waited for these days to move is part of the save.
    """
    stored = _stored(session)
    wanted = next((each for each in stored if each.id == record_id), None)
    if wanted is None:
        raise records.NoSuchRecordError
    span = Span(wanted.stored.name, start_date.strip(), end_date.strip())
    doubts = span_doubts(span, _others(stored, wanted))
    if doubts:
        _keep(session, wanted, span)
        return Moved(None, doubts)
    moved = replace(wanted, span=span)
    return Moved(_write(session, [moved, *_settled(session, moved)]))


def add_year(session: Session, start_year: int) -> Written:
    """Add a school year with two terms at the usual dates; nothing where it is."""
    return records.save(
        session, calendars.calendar_edits(session, start_year), label="calendar"
    )


def change_rule(session: Session, holiday: str, counts_to: str) -> Written:
    """Say to which term the visits of the `winter` or `summer` holiday count."""
    known = calendars.read_calendar(session).rule
    edit = RecordEdit(
        "holiday_rule",
        {f"{holiday}_counts_to": counts_to},
        known.id or derived_id("holiday_rule"),
    )
    return records.save(session, [edit], label="calendar")


def _stored(session: Session) -> list[Dated]:
    years = cast("tuple[SchoolYear, ...]", records.find(session, Query("school_year")))
    terms = cast("tuple[Term, ...]", records.find(session, Query("term")))
    found = []
    for year in years:
        span = Span(year.name, year.start_date, year.end_date)
        found.append(Dated(year.id, "school_year", year.start_year or 0, span, span))
    for term in terms:
        span = Span(term.name, term.start_date, term.end_date)
        start = term.school_year or 0
        found.append(Dated(term.id, "term", start, span, span, term.kind))
    return sorted(found, key=lambda each: (-each.start_year, each.kind, each.term_kind))


def _others(stored: list[Dated], wanted: Dated) -> list[Span]:
    return [
        each.stored
        for each in stored
        if each.kind == wanted.kind and each.id != wanted.id
    ]


def _shown(stored: Dated, span: Span, doubts: tuple[Doubt, ...]) -> Dated:
    return Dated(
        stored.id,
        stored.kind,
        stored.start_year,
        span,
        stored.stored,
        stored.term_kind,
        doubts,
    )


def _keep(session: Session, wanted: Dated, span: Span) -> None:
    body = {"start_date": span.start_date, "end_date": span.end_date}
    draft = Draft(_draft_id(wanted.id), _DRAFT, None, wanted.id, body)
    drafts.keep_draft(session.ledger, draft)


def _write(session: Session, moved: list[Dated]) -> Written:
    """Write all days as one save; the drafts of them are done with."""
    edits = [
        RecordEdit(
            each.kind,
            {"start_date": each.span.start_date, "end_date": each.span.end_date},
            each.id,
        )
        for each in moved
    ]
    first, *others = (_draft_id(each.id) for each in moved)
    note = Note("", "calendar")
    written = records.write(session, edits, purpose="save", note=note, draft_id=first)
    for each in others:
        drafts.erase_draft(session.ledger.db, each)
    return written


def _settled(session: Session, moved: Dated) -> list[Dated]:
    """Return what waited only because other days were in its way."""
    shown = read_dated(session)
    in_use = {each.id: (each.kind, each.stored) for each in shown}
    in_use[moved.id] = (moved.kind, moved.span)
    found = []
    for each in shown:
        if each.id == moved.id or each.span == each.stored:
            continue
        others = [
            span
            for other, (kind, span) in in_use.items()
            if kind == each.kind and other != each.id
        ]
        if not span_doubts(each.span, others):
            in_use[each.id] = (each.kind, each.span)
            found.append(each)
    return found


def _draft_id(record_id: str) -> str:
    return derived_id(_DRAFT, record_id)
