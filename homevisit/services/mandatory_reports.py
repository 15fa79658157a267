"""The mandatory report (强制报告): what was found, whom one told, until when.

The software reminds and records; it reports for nobody. A report is written as a draft
that never leaves the vault, signed once, and then stands; what follows are notes. It
belongs to the leaders' compartment, so the class does not learn who reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import care_numbers, report_limits
from homevisit.domain.kinds import KINDS
from homevisit.domain.record import facts_of
from homevisit.domain.report_limits import read_instant
from homevisit.errors import Problem
from homevisit.ids import derived_id, new_id
from homevisit.ledger import drafts
from homevisit.ledger.change import Note
from homevisit.ledger.queries import Query
from homevisit.services import concerns, letters, records
from homevisit.services.records import RecordEdit
from homevisit.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from homevisit.domain.care_passing import ReportLimit
    from homevisit.domain.care_records import Concern
    from homevisit.domain.care_school_records import (
        MandatoryReport,
        MandatoryReportNote,
    )
    from homevisit.domain.report_limits import Limit, LimitLine
    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND, NOTE, LIMIT = "mandatory_report", "mandatory_report_note", "report_limit"
NEEDED = ("found_at", "situations", "facts")
LIMIT_MINUTES = range(1, 60 * 24 * 30 + 1)
_CLOCKS_DIFFER = timedelta(minutes=5)


class ReportIncompleteError(Problem):
    """A report is signed once, so it has to say when, what, and under which words."""

    code = "report_incomplete"
    what = N_("When it was found, which situation it is, or the facts are missing.")
    safe = N_("The report is kept as a draft and was not signed.")
    todo = N_("Fill in what is marked, then sign; reporting itself does not wait.")


class NobodyToldError(Problem):
    """A note under a report says who was told, or what followed."""

    code = "report_nobody_told"
    what = N_("Neither who was told nor what followed is written down.")
    safe = N_("Nothing was added to the report.")
    todo = N_("Choose who was told, or write what followed, then save again.")


class LimitNumberError(Problem):
    """A limit is a number of minutes, and the law's own is nobody's to change."""

    code = "report_limit"
    what = N_("This limit cannot be set so.")
    safe = N_("The limits stay as they were.")
    todo = N_("Write minutes from 1 to 43200; what the law says cannot be changed.")


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A report that is being written: fields of `mandatory_report`, and who was told.

    `told` are fields of `mandatory_report_note`.
    """

    draft_id: str
    student_id: str
    values: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[Mapping[str, Any], ...] = ()
    saved_at: str = ""

    def filled(self, **values: Any) -> ReportForm:  # noqa: ANN401  fields of a report
        """Return the form with these answers changed."""
        return replace(self, values={**self.values, **values})


@dataclass(frozen=True, slots=True)
class ReportClock:
    """How long ago it was found, and how each limit stands.

    `remark` is a sentence where the time of finding cannot be right.
    """

    found_at: datetime | None
    lines: tuple[LimitLine, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A signed report, what followed, and its clock."""

    report: MandatoryReport
    notes: tuple[MandatoryReportNote, ...]
    clock: ReportClock


def begin(session: Session, student_id: str, concern_id: str = "") -> ReportForm:
    """Return a form with what is known: found now, by oneself, the facts as raised."""
    values: dict[str, Any] = {
        "found_at": records.instant(session),
        "found_by": session.person_id,
    }
    if concern_id:
        raised = cast("Concern", records.read(session, concern_id, concerns.KIND))
        values |= {
            "concern_id": concern_id,
            "found_at": raised.raised_at,
            "found_by": raised.raised_by,
            "situations": list(concerns.situations_for(raised.harm_signs)),
            "facts": "\n".join(t for t in (raised.facts, raised.child_words) if t),
        }
    return ReportForm(new_id(session.clock), student_id, values)


def keep_draft(session: Session, form: ReportForm) -> str:
    """Write down what is typed and return the time stamp to show; nobody gets it."""
    body = {"values": dict(form.values), "told": [dict(each) for each in form.told]}
    kept = drafts.Draft(form.draft_id, KIND, form.student_id, None, body)
    return drafts.keep_draft(session.ledger, kept)


def read_drafts(session: Session) -> tuple[ReportForm, ...]:
    """Return reports that were begun and not signed, the latest first."""
    return tuple(
        ReportForm(
            each.id,
            each.student_id or "",
            each.body.get("values", {}),
            tuple(each.body.get("told", ())),
            each.saved_at,
        )
        for each in drafts.read_drafts(session.ledger.db)
        if each.kind == KIND
    )


def drop_draft(session: Session, draft_id: str) -> None:
    """Give up a report that was begun; the user asked for it."""
    drafts.erase_draft(session.ledger.db, draft_id)


def missing(form: ReportForm) -> tuple[str, ...]:
    """Return the fields that have to be filled before it can be signed."""
    return tuple(
        name
        for name in NEEDED
        if not form.values.get(name)
        or (name == "found_at" and not read_instant(str(form.values[name])))
    )


def sign(session: Session, form: ReportForm) -> Written:
    """Sign a report with what was told so far, as one save, for good.

    Raises `ReportIncompleteError`, or `NoSuchRecordError` for an unknown child.
    """
    if missing(form):
        raise ReportIncompleteError
    student = records.read(session, form.student_id, "student")
    report_id = derived_id(KIND, form.draft_id)
    records.refuse_locked(session, [report_id])
    child = {
        "student_id": student.id,
        "class_id": getattr(student, "class_id", ""),
    }
    now = records.instant(session)
    values = {
        "found_by": session.person_id,
        **_known(KIND, form.values),
        **child,
        "report_no": care_numbers.report_no(report_id, now),
        "signed_by": session.person_id,
        "signed_at": now,
    }
    edits = [RecordEdit(KIND, values, report_id, student.id)]
    edits += [_told(session, {**child, "report_id": report_id}, t) for t in form.told]
    # The purpose of a save travels with its head to everybody; the label does not.
    written = records.write(
        session,
        edits,
        purpose="save",
        note=Note(label=KIND),
        draft_id=form.draft_id,
    )
    letters.post_due(session)
    return written


def note(session: Session, report_id: str, values: Mapping[str, Any]) -> Written:
    """Add who was told, or what followed, under a signed report.

    Raises `NobodyToldError`, or `NoSuchRecordError`.
    """
    report = cast("MandatoryReport", records.read(session, report_id, KIND))
    child = {
        "student_id": report.student_id,
        "class_id": report.class_id,
        "report_id": report_id,
    }
    written = records.save(session, [_told(session, child, values)], label=NOTE)
    letters.post_due(session)
    return written


def lines(session: Session) -> tuple[ReportLine, ...]:
    """Return the signed reports known here, the latest first."""
    found = cast(
        "tuple[MandatoryReport, ...]", records.find(session, Query(KIND), "newest")
    )
    return tuple(line_of(session, each.id) for each in found)


def line_of(session: Session, report_id: str) -> ReportLine:
    """Return one signed report; raises `NoSuchRecordError`."""
    report = cast("MandatoryReport", records.read(session, report_id, KIND))
    query = Query(NOTE, title=report_id)
    notes = cast("tuple[MandatoryReportNote, ...]", records.find(session, query))
    return ReportLine(report, notes, _clock(session, report.found_at, notes))


def clock_of(session: Session, form: ReportForm) -> ReportClock:
    """Return the clock of a report that is still being written."""
    told = tuple(
        cast("MandatoryReportNote", records.as_record(NOTE, "", _known(NOTE, each)))
        for each in form.told
    )
    return _clock(session, str(form.values.get("found_at") or ""), told)


def limits(session: Session) -> tuple[Limit, ...]:
    """Return the limits as they apply here, those that are off included."""
    found = cast("tuple[ReportLimit, ...]", records.find(session, Query(LIMIT)))
    return report_limits.with_changes(found)


def set_limit(
    session: Session,
    code: str,
    *,
    is_on: bool | None = None,
    minutes: int | None = None,
) -> Written:
    """Set one limit for the school; what is not said stays.

    Raises `LimitNumberError`.
    """
    known = {each.code: each for each in report_limits.shipped()}
    if code not in known or known[code].is_law:
        raise LimitNumberError
    if minutes is not None and minutes not in LIMIT_MINUTES:
        raise LimitNumberError
    said = {"is_on": is_on, "minutes": minutes}
    values = {name: value for name, value in said.items() if value is not None}
    edit = RecordEdit(LIMIT, {"code": code, **values}, derived_id(LIMIT, code))
    return records.save(session, [edit], label=LIMIT)


def _told(
    session: Session, under: Mapping[str, Any], values: Mapping[str, Any]
) -> RecordEdit:
    said = _known(NOTE, values)
    if not said.get("body") and not said.get("remark"):
        raise NobodyToldError
    now = records.instant(session)
    full = {
        "told_at": now,
        **said,
        **under,
        "noted_by": session.person_id,
        "noted_at": now,
    }
    return records.edit(NOTE, full, student_id=str(under["student_id"]))


def _known(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    names = facts_of(KINDS[kind])
    plain = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in values.items()
        if name in names
    }
    return {name: each for name, each in plain.items() if each not in ("", None, [])}


def _clock(
    session: Session, found: str, notes: tuple[MandatoryReportNote, ...]
) -> ReportClock:
    now = session.clock.now()
    found_at = read_instant(found)
    if found_at is None:
        return ReportClock(
            None, remark=_("When it was found is not known yet, so nothing is counted.")
        )
    remark = ""
    if found_at > now + _CLOCKS_DIFFER:
        remark = _(
            "The time of finding lies in the future; the report or this computer's"
            " clock is wrong, so do not wait for the limits."
        )
    return ReportClock(
        found_at, report_limits.lines(limits(session), found_at, notes, now), remark
    )
