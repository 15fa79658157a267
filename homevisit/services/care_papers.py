"""Printing papers of care: each copy has its number, and is logged with a reason.

Prints of the counselling room are logged in the room, all others in the vault; what
was on the paper is in neither log.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from homevisit.ledger.queries import Query
from homevisit.services import care_paper_facts as told
from homevisit.services import care_room_papers as inside
from homevisit.services import records, viewings
from homevisit.services.care_paper_facts import PaperFacts
from homevisit.services.paper_forms import print_run
from homevisit.services.records import MIN_REASON, ReasonMissingError, RecordEdit
from homevisit.services.room import room_of

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from reports.document import Rendered
    from reports.visit_data import PrintRun


class Paper(StrEnum):
    """The papers there are; the value names the paper in the log."""

    REFERRAL = "referral"
    NOTICE = "guardian_notice"
    CONSENT = "consent"
    SCREENING_CONSENT = "screening_consent"
    REPORT = "mandatory_report"
    RECORD = "counselling_record"
    PLAN = "plan"
    HOTLINES = "hotlines"
    HOTLINE_POSTER = "hotline_poster"


# What a paper that is about a child shows, by kind of record.
_SHOWS = {
    Paper.REFERRAL: "care_step",
    Paper.RECORD: "counselling_note",
    Paper.PLAN: "care_file",
    Paper.NOTICE: "guardian_notice",
    Paper.REPORT: "mandatory_report",
}
OF_ROOM = frozenset({Paper.REFERRAL, Paper.RECORD, Paper.PLAN})
_WITH_REASON = OF_ROOM | {Paper.NOTICE, Paper.REPORT}


@dataclass(frozen=True, slots=True)
class Wish:
    """The paper that is wanted.

    The subject is the step of a referral, a notice, a student (or nobody) for consent,
    a report, a counselling note, a case for its plan, and nothing for the card.
    """

    paper: Paper
    subject_id: str = ""
    reason: str = ""
    with_name: bool = False


@dataclass(frozen=True, slots=True)
class _Made:
    rendered: Rendered
    student_id: str = ""
    case_id: str = ""


def needs_reason(paper: Paper) -> bool:
    """Whether a copy leaves only with a reason: it tells something about a child."""
    return paper in _WITH_REASON


def preview(session: Session, wish: Wish) -> Rendered:
    """Return the paper as it would be; no copy is counted.

    Raises `NoSuchRecordError`, and for papers of the room `RoomClosedError`.
    """
    return _make(session, wish).rendered


def note_look(session: Session, wish: Wish) -> None:
    """Write down that the owner has looked at what a confidential paper shows."""
    kind = _SHOWS.get(wish.paper)
    if kind is None:
        return
    where = room_of(session) if wish.paper in OF_ROOM else session
    found: Any = records.read(where, wish.subject_id, kind)
    looked = viewings.Looked(found.student_id, kind, wish.subject_id, "")
    viewings.note(where, looked)


def print_paper(session: Session, wish: Wish) -> Rendered:
    """Return the paper and log that a copy leaves.

    Raises `ReasonMissingError` besides what `preview` raises.
    """
    require_reason(wish)
    made = _make(session, wish)
    if wish.paper in OF_ROOM:
        room = room_of(session)
        records.save(room, [_room_log(room, wish, made)], label="export")
    else:
        records.save(session, [_log(session, wish)], label="export")
    return made.rendered


def require_reason(wish: Wish) -> None:
    """Raise `ReasonMissingError` where a reason is needed and missing."""
    if needs_reason(wish.paper) and len(wish.reason.strip()) < MIN_REASON:
        raise ReasonMissingError


def copies_of(session: Session, paper: Paper, subject_id: str) -> int:
    """Return how many copies of a paper have left, in the ledger that logs them."""
    if paper in OF_ROOM:
        found = records.find(room_of(session), Query("room_export", title=paper.value))
        return sum(subject_id in each.entry_ids for each in cast("Any", found))
    found = records.find(session, Query("export", title=paper.value))
    return sum(each.subject_id == subject_id for each in cast("Any", found))


def _make(session: Session, wish: Wish) -> _Made:
    run = print_run(session, wish.paper.value)
    number = copies_of(session, wish.paper, wish.subject_id) + 1
    run = replace(run, copy_number=number)
    facts = PaperFacts(session)
    if wish.paper in OF_ROOM:
        return _of_room(session, facts, wish, run)
    return _of_school(facts, wish, run)


def _of_room(session: Session, facts: PaperFacts, wish: Wish, run: PrintRun) -> _Made:
    from reports.care_files import render_counselling, render_plan
    from reports.care_letters import render_referral

    room = room_of(session)
    if wish.paper is Paper.REFERRAL:
        letter, student_id, case_id = inside.referral(room, facts, wish.subject_id)
        return _Made(render_referral(letter, run), student_id, case_id)
    if wish.paper is Paper.RECORD:
        note, student_id, case_id = inside.record(room, facts, wish.subject_id)
        return _Made(render_counselling(note, run), student_id, case_id)
    plan, student_id = inside.plan(
        room, facts, wish.subject_id, with_name=wish.with_name
    )
    return _Made(render_plan(plan, run), student_id, wish.subject_id)


def _of_school(facts: PaperFacts, wish: Wish, run: PrintRun) -> _Made:
    from reports.care_files import render_mandatory_report
    from reports.care_hotlines import CardSize, render_hotlines
    from reports.care_letters import render_consent, render_notice

    if wish.paper is Paper.NOTICE:
        notice, student_id = told.notice(facts, wish.subject_id)
        return _Made(render_notice(notice, run), student_id)
    if wish.paper is Paper.REPORT:
        report, student_id = told.report(facts, wish.subject_id)
        return _Made(render_mandatory_report(report, run), student_id)
    if wish.paper in {Paper.CONSENT, Paper.SCREENING_CONSENT}:
        is_screening = wish.paper is Paper.SCREENING_CONSENT
        form = told.consent(facts, wish.subject_id, is_screening=is_screening)
        return _Made(render_consent(form, run), wish.subject_id)
    size = CardSize.SMALL if wish.paper is Paper.HOTLINES else CardSize.A5
    return _Made(render_hotlines(told.card(facts.session), run, size))


def _room_log(room: Session, wish: Wish, made: _Made) -> RecordEdit:
    values = {
        "student_id": made.student_id,
        "case_id": made.case_id,
        "document": wish.paper.value,
        "entry_ids": [wish.subject_id],
        "reason": wish.reason.strip(),
        "exported_by": room.person_id,
        "exported_at": records.instant(room),
    }
    known = {name: value for name, value in values.items() if value}
    return records.edit("room_export", known, student_id=made.student_id)


def _log(session: Session, wish: Wish) -> RecordEdit:
    values = {
        "document": wish.paper.value,
        "subject_id": wish.subject_id,
        "copy_number": copies_of(session, wish.paper, wish.subject_id) + 1,
        "purpose": wish.reason.strip(),
        "exported_by": session.person_id,
        "exported_on": session.clock.today().isoformat(),
        "exported_at": records.instant(session),
    }
    return records.edit("export", {k: v for k, v in values.items() if v})
