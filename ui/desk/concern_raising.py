"""Raising a concern: what the form offers, and what is raised of what was entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.services import (
    care_people,
    concerns,
    mandatory_reports,
    students,
    words,
)
from homevisit.services.concerns import ConcernEntry
from homevisit.text import N_, _, listed, translate
from ui.concern_rows import Raised, RaiseForm, SignGroup
from ui.desk.care_outside import accept_until
from ui.desk.care_signs import read_levels
from ui.desk.concern_contacts import contacts
from ui.desk.report_instants import as_instant
from ui.kit.choices import Option

if TYPE_CHECKING:
    from homevisit.domain.vocabulary import Vocabulary
    from homevisit.services.session import Session
    from ui.concern_rows import Raising
    from ui.desk.care_signs import LevelSigns

_PARTS = (
    ("emotion", N_("Mood")),
    ("behaviour", N_("Behaviour")),
    ("body", N_("Body")),
    ("farewell", N_("Farewell, preparing")),
)
HARM = "harm"
_SIGNS, _HARM_SIGNS = "care_signs", "care_harm_signs"
_PSYCHOLOGIST = frozenset({"psychologist"})
# By the post of who raises it, how she most likely learnt of it.
_BY_POST = ("homeroom_teacher", "subject_teacher")
_SUSPECTED, _AT_ONCE = 2, 4
DRAFT = "draft:"


def read_form(session: Session, subject: str) -> RaiseForm:
    """Return the form for `source:student:record`, any of them empty."""
    source, _colon, rest = subject.partition(":")
    student_id, _colon, _record = rest.partition(":")
    found = students.rows(session, (student_id,)) if student_id else ()
    table, levels = words.read_words(session), read_levels(session)
    who = found[0] if found else None
    return RaiseForm(
        student_id=who.student_id if who else "",
        name=who.name if who else "",
        about=who.class_name if who else "",
        subject=subject,
        source=_source(session, source),
        sources=_options(table.table("care_sources")),
        groups=_groups(table.table(_SIGNS), table.table(_HARM_SIGNS)),
        urgencies=_urgencies(levels),
        situations=_options(table.table("care_harm_situations")),
        fitting={
            each.code: each.facts["situation"]
            for each in table.table(_HARM_SIGNS).offered()
            if each.facts.get("situation")
        },
        contacts=contacts(session),
        reads=_reads(session),
        notices=_notices(session),
    )


def raise_it(session: Session, entered: Raising) -> Raised:
    """Raise a concern; with signs of harm a report is begun, too, with what was told.

    Raises the problems of `concerns.raise_concern`.
    """
    _source_code, _colon, rest = entered.subject.partition(":")
    _student, _colon, record_id = rest.partition(":")
    values: dict[str, Any] = {
        "source": entered.source,
        "source_id": record_id,
        "signs": list(entered.signs),
        "harm_signs": list(entered.harm_signs),
        "facts": entered.facts,
        "child_words": entered.child_words,
        "suggested_severity": int(entered.urgency) if entered.urgency else None,
        "done_already": entered.done_already,
    }
    raised = concerns.raise_concern(session, ConcernEntry(entered.student_id, values))
    report_id = ""
    if raised.needs_report:
        report_id = _begin_report(session, entered, raised.concern_id)
    found = students.rows(session, (entered.student_id,))
    return Raised(
        concern_id=raised.concern_id,
        number=raised.concern_no,
        name=found[0].name if found else "",
        lines=_what_now(session, entered, raised),
        report_id=report_id,
        remarks=raised.remarks,
    )


def _begin_report(session: Session, entered: Raising, concern_id: str) -> str:
    form = mandatory_reports.begin(session, entered.student_id, concern_id)
    known: dict[str, Any] = {}
    if entered.situations:
        known["situations"] = list(entered.situations)
    if found_at := as_instant(entered.discovered_at):
        known["found_at"] = found_at
    told = tuple(
        {"body": each.whom, "told_at": as_instant(each.at), "channel": each.way}
        for each in entered.told
    )
    form = mandatory_reports.ReportForm(
        form.draft_id, form.student_id, {**form.values, **known}, told
    )
    mandatory_reports.keep_draft(session, form)
    return f"{DRAFT}{form.draft_id}"


def _what_now(
    session: Session, entered: Raising, raised: concerns.Raised
) -> tuple[str, ...]:
    usual = _AT_ONCE if raised.is_urgent else _SUSPECTED
    severity = int(entered.urgency) if entered.urgency else usual
    scheme = read_levels(session).scheme
    until = accept_until(scheme, session.clock.now(), severity)
    said = [
        _("It is to be accepted until {time}; the limit is the school's own.").format(
            time=until.astimezone().strftime("%m-%d %H:%M")
        )
        if until
        else "",
        _("You see here when it is accepted, and by whom."),
        _(
            "The homeroom teacher reads what you wrote. What the psychologist writes"
            " about it stays with the psychologist."
        ),
        _(
            "It leaves this computer with your next file of changes. In a hurry tell"
            " the psychologist in person as well."
        ),
    ]
    return tuple(each for each in said if each)


def _source(session: Session, wanted: str) -> str:
    if wanted in {"visit", "talk"}:
        return wanted
    held = (
        post
        for post in _BY_POST
        if care_people.holds(session, session.person_id, {post})
    )
    return next(held, "other")


def _groups(signs: Vocabulary, harm: Vocabulary) -> tuple[SignGroup, ...]:
    known = {code for code, _label in _PARTS}
    by_part: dict[str, list[Any]] = {}
    for term in signs.offered():
        part = term.facts.get("part", "")
        # What a school added stands with what can be seen.
        by_part.setdefault(part if part in known else "behaviour", []).append(term)
    found = [
        SignGroup(
            code,
            translate(label),
            tuple(Option(term.code, term.label()) for term in by_part.get(code, ())),
            urgent=frozenset(
                term.code
                for term in by_part.get(code, ())
                if term.facts.get("urgent") == "yes"
            ),
        )
        for code, label in _PARTS
        if by_part.get(code)
    ]
    harmful = SignGroup(
        HARM, _("Signs of harm (to be reported)"), _options(harm), is_harm=True
    )
    return (*found, harmful)


def _options(table: Vocabulary) -> tuple[Option, ...]:
    return tuple(Option(each.code, each.label()) for each in table.offered())


def _urgencies(levels: LevelSigns) -> tuple[Option, ...]:
    """Return the neutral words of the levels, from the slightest to the gravest."""
    return tuple(
        Option(str(each.severity), each.neutral or each.label)
        for each in sorted(levels.scheme.levels, key=lambda each: each.severity or 0)
        if each.severity
    )


def _reads(session: Session) -> tuple[str, ...]:
    names = listed(each.name for each in care_people.holders(session, _PSYCHOLOGIST))
    first = _("Psychology teacher: all that you write")
    if names:
        first = _("Psychology teacher ({names}): all that you write").format(
            names=names
        )
    return (
        first,
        _("Homeroom teacher of the class: what you write here"),
        _("Student affairs, principal, leaders: what you write here"),
        _("Nobody else: not other teachers, not the family, not classmates"),
    )


def _notices(session: Session) -> tuple[str, ...]:
    if care_people.is_anybody(session, _PSYCHOLOGIST):
        return ()
    return (_("No psychology teacher is entered at this school yet."),)
