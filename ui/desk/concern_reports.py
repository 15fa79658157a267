"""Mandatory reports as their page shows them: drafts, signed ones, and their clocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from homevisit.domain.report_limits import LimitState
from homevisit.services import mandatory_reports, school, students, words
from homevisit.services.records import NoSuchRecordError
from homevisit.services.times import local_minute
from homevisit.text import (
    N_,
    _,
    labelled,
    run_on,
    sentences,
    translate,
    translate_count,
)
from ui.concern_rows import (
    LimitRow,
    ReportChoices,
    ReportLine,
    ReportSheet,
    Told,
)
from ui.desk.concern_contacts import contacts
from ui.desk.concern_raising import DRAFT
from ui.desk.countdowns import countdown
from ui.desk.report_instants import as_instant
from ui.kit.choices import Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.care_school_records import MandatoryReportNote
    from homevisit.services.mandatory_reports import ReportClock, ReportForm
    from homevisit.services.records import Written
    from homevisit.services.session import Session

_LACKING = {
    "found_at": N_("Discovered on"),
    "situations": N_("Situation"),
    "facts": N_("Facts"),
}
_STANDS = {
    LimitState.TOLD: N_("told in time"),
    LimitState.TOLD_LATE: N_("told after the limit"),
}
_MET = frozenset(_STANDS)


def read_lines(session: Session) -> tuple[tuple[ReportLine, ...], tuple[str, ...]]:
    """Return the reports, the open ones first, and what must be said about them."""
    drafts = mandatory_reports.read_drafts(session)
    signed = mandatory_reports.lines(session)
    ids = [each.student_id for each in drafts]
    ids += [each.report.student_id for each in signed]
    names = {each.student_id: each.name for each in students.rows(session, tuple(ids))}
    lines = [
        ReportLine(
            f"{DRAFT}{each.draft_id}",
            names.get(each.student_id, ""),
            _("not signed"),
            is_signed=False,
        )
        for each in drafts
    ]
    lines += [
        ReportLine(
            each.report.id,
            names.get(each.report.student_id, ""),
            local_minute(each.report.signed_at)[5:10],
            is_signed=True,
        )
        for each in signed
    ]
    clocks = [mandatory_reports.clock_of(session, each) for each in drafts]
    clocks += [each.clock for each in signed]
    late = sum(_is_late(each) for each in clocks)
    said = translate_count(
        "For {count} report somebody has still to be told.",
        "For {count} reports somebody has still to be told.",
        late,
    )
    return tuple(lines), ((said,) if late else ())


def read_choices(session: Session) -> ReportChoices:
    """Return what can be chosen in a report."""
    table = words.read_words(session)

    def offered(name: str) -> tuple[Option, ...]:
        terms = table.table(name).offered()
        return tuple(Option(each.code, each.label()) for each in terms)

    return ReportChoices(
        offered("care_harm_situations"), contacts(session), offered("care_channels")
    )


def read_sheet(session: Session, key: str) -> ReportSheet:
    """Return a draft or a signed report; raises `NoSuchRecordError`."""
    if key.startswith(DRAFT):
        return _draft_sheet(session, find_draft(session, key))
    return _signed_sheet(session, key)


def find_draft(session: Session, key: str) -> ReportForm:
    """Return a report that is being written; raises `NoSuchRecordError`."""
    wanted = key.removeprefix(DRAFT)
    for each in mandatory_reports.read_drafts(session):
        if each.draft_id == wanted:
            return each
    raise NoSuchRecordError


def begin(session: Session, student_id: str) -> str:
    """Begin a report about a child and return its key."""
    form = mandatory_reports.begin(session, student_id)
    mandatory_reports.keep_draft(session, form)
    return f"{DRAFT}{form.draft_id}"


def keep(session: Session, key: str, written: Mapping[str, Any]) -> ReportSheet:
    """Keep what is written so far, and return how it stands now."""
    form = _filled(find_draft(session, key), written)
    mandatory_reports.keep_draft(session, form)
    return _draft_sheet(session, form)


def sign(session: Session, key: str, written: Mapping[str, Any]) -> Written:
    """Sign a report for good. Raises `ReportIncompleteError`."""
    form = _filled(find_draft(session, key), written)
    mandatory_reports.keep_draft(session, form)
    return mandatory_reports.sign(session, form)


def tell(session: Session, report_id: str, body: str) -> Written:
    """Add to a signed report that a body was told just now, by telephone."""
    return mandatory_reports.note(
        session, report_id, {"body": body, "channel": "phone"}
    )


def note(session: Session, report_id: str, remark: str) -> Written:
    """Add what followed to a signed report."""
    return mandatory_reports.note(session, report_id, {"remark": remark})


def _filled(form: ReportForm, written: Mapping[str, Any]) -> ReportForm:
    told: Sequence[Told] = written["told"]
    return replace(
        form.filled(
            found_at=as_instant(written["discovered_at"]),
            situations=list(written["situations"]),
            facts=written["facts"],
            protection=written["protection"],
        ),
        told=tuple(
            {"body": each.whom, "told_at": as_instant(each.at), "channel": each.way}
            for each in told
        ),
    )


def _draft_sheet(session: Session, form: ReportForm) -> ReportSheet:
    values, (name, about) = form.values, _who(session, form.student_id)
    clock = mandatory_reports.clock_of(session, form)
    return ReportSheet(
        id=f"{DRAFT}{form.draft_id}",
        student_id=form.student_id,
        name=name,
        about=about,
        discovered_at=local_minute(str(values.get("found_at") or "")),
        situations=tuple(values.get("situations") or ()),
        facts=str(values.get("facts") or ""),
        protection=str(values.get("protection") or ""),
        told=tuple(
            Told(
                str(each.get("body", "")),
                local_minute(str(each.get("told_at", ""))),
                str(each.get("channel", "")),
            )
            for each in form.told
        ),
        limits=_limits(session, clock),
        remark=clock.remark,
        lacking=tuple(
            translate(_LACKING[name]) for name in mandatory_reports.missing(form)
        ),
    )


def _signed_sheet(session: Session, report_id: str) -> ReportSheet:
    line = mandatory_reports.line_of(session, report_id)
    report, names = line.report, school.staff_names(session)
    name, about = _who(session, report.student_id)
    who = names.get(report.signed_by, "")
    signed = _("Signed {time}").format(time=local_minute(report.signed_at))
    return ReportSheet(
        id=report.id,
        student_id=report.student_id,
        name=name,
        about=about,
        discovered_at=local_minute(report.found_at),
        situations=report.situations,
        facts=report.facts,
        protection=report.protection,
        told=tuple(
            Told(each.body, local_minute(each.told_at), each.channel, each.receipt_no)
            for each in line.notes
            if each.body
        ),
        limits=_limits(session, line.clock),
        remark=line.clock.remark,
        is_signed=True,
        signed=run_on((report.report_no, signed, who)),
        notes=tuple(_note(each, names) for each in line.notes if each.remark),
    )


def _who(session: Session, student_id: str) -> tuple[str, str]:
    found = students.rows(session, (student_id,))
    return (found[0].name, found[0].class_name) if found else ("", "")


def _note(each: MandatoryReportNote, names: Mapping[str, str]) -> tuple[str, str]:
    at = local_minute(each.noted_at or each.told_at)
    receipt = labelled(_("Receipt number"), each.receipt_no) if each.receipt_no else ""
    return (
        run_on((at, names.get(each.noted_by, ""))),
        sentences(each.remark, receipt),
    )


def _is_late(clock: ReportClock) -> bool:
    return any(each.state is LimitState.LATE for each in clock.lines)


def _limits(session: Session, clock: ReportClock) -> tuple[LimitRow, ...]:
    now = session.clock.now()
    found = []
    for line in clock.lines:
        if line.state in _MET:
            stands = translate(_STANDS[line.state])
        elif line.limit.is_law:
            stands = _("at once")
        else:
            left = countdown(line.due_at.isoformat(), now)
            stands = left.words if left else ""
        found.append(
            LimitRow(
                line.limit.label,
                stands,
                is_late=line.state is LimitState.LATE,
                is_met=line.state in _MET,
            )
        )
    return tuple(found)
