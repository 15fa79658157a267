"""A finalised visit as its guardian sees it: the words of its print, in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import records, visit_endings, visit_signatures, words
from homevisit.services.times import local_minute
from homevisit.services.visit_signatures import Signer
from homevisit.text import _, listed, translate_count
from ui.signing_rows import SignatureLine, SignerChoice, SummaryPart, VisitShown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from homevisit.services.session import Session
    from homevisit.services.visit_signatures import VisitSignature
    from homevisit.services.words import Words
    from reports.visit_data import Choice, Promise, VisitSummary
    from ui.signing_rows import Strokes

NOBODY = SignerChoice("", "", "")


def read(session: Session, visit_id: str) -> VisitShown:
    """Return what is shown. Raises `NoSuchRecordError`."""
    summary = visit_signatures.shown_to_guardian(session, visit_id)
    table = words.read_words(session)
    signers = _signers(session, visit_id, table)
    context = (summary.class_name, summary.visit_date, summary.form)
    return VisitShown(
        visit_id=visit_id,
        student_name=summary.student,
        context="  ".join(each for each in context if each),
        parts=_parts(summary),
        people=(summary.student, *(each.name for each in signers)),
        signers=signers,
        reasons=table.offered(visit_signatures.REASONS),
        signature=signature(session, visit_id, table),
        siblings=_siblings(session, visit_id),
    )


def signature(session: Session, visit_id: str, table: Words) -> SignatureLine | None:
    """Return the guardian's latest answer, if there is one."""
    visit: Any = records.read(session, visit_id, "visit")
    found = visit_signatures.signatures_of(session, visit)
    if not found:
        return None
    last = found[-1]
    return SignatureLine(
        _said(last, table),
        last.is_signed,
        last.strokes,
        _warning(session, visit, last) if last.is_signed else "",
    )


def sign(session: Session, visit_id: str, who: SignerChoice, strokes: Strokes) -> None:
    """Keep a signature. Raises the problems of `visit_signatures.sign`."""
    visit_signatures.sign(session, visit_id, _signer(who), strokes)


def leave_unsigned(
    session: Session, visit_id: str, who: SignerChoice, why: tuple[str, str]
) -> None:
    """Keep why it is not signed: a reason's code and words of one's own."""
    reason, note = why
    visit_signatures.leave_unsigned(session, visit_id, _signer(who), reason, note)


def _signer(who: SignerChoice) -> Signer:
    return Signer(who.name, who.relation, who.member_id)


def _signers(session: Session, visit_id: str, table: Words) -> tuple[SignerChoice, ...]:
    return tuple(
        SignerChoice(
            str(at),
            f"{table.label('relations', each.relation)} {each.name}".strip(),
            each.name,
            each.relation,
            each.member_id,
        )
        for at, each in enumerate(visit_signatures.signers(session, visit_id))
    )


def _siblings(session: Session, visit_id: str) -> tuple[tuple[str, str], ...]:
    visit: Any = records.read(session, visit_id, "visit")
    found = visit_signatures.others_of_trip(session, visit)
    return tuple((each.id, _name(session, each.student_id)) for each in found)


def _name(session: Session, student_id: str) -> str:
    return str(records.values_if_known(session, student_id).get("name") or "")


def _said(found: VisitSignature, table: Words) -> str:
    relation = table.label("relations", found.signer_relation)
    who = f"{relation} {found.signer_name}".strip()
    at = local_minute(found.signed_at)
    if found.is_signed:
        return _("Signed on the screen by {who}, {at}").format(who=who, at=at)
    reason = table.label(visit_signatures.REASONS, found.reason)
    why = "：".join(each for each in (reason, found.reason_note) if each)
    said = _("Not signed: {reason}").format(reason=why)
    return f"{said}  {at}"


def _warning(session: Session, visit: Any, found: VisitSignature) -> str:  # noqa: ANN401  a visit record
    if not visit_signatures.is_of_what_stands(session, found):
        return _("Something was corrected after the signature.")
    every = visit_endings.addenda_of(session, visit)
    later = sum(each.id not in found.signed_addenda for each in every)
    if not later:
        return ""
    return translate_count(
        "{count} addition is later than the signature.",
        "{count} additions are later than the signature.",
        later,
    )


def _parts(summary: VisitSummary) -> tuple[SummaryPart, ...]:
    parts = (
        (_("Student and visit"), _facts(summary)),
        (_("Seen and heard"), _observed(summary)),
        (_("Agreed together"), _agreed(summary)),
        (_("Added later"), tuple((a.written_at, a.text) for a in summary.addenda)),
    )
    filled = (
        (title, tuple(line for line in lines if line[1])) for title, lines in parts
    )
    return tuple(SummaryPart(title, lines) for title, lines in filled if lines)


def _facts(summary: VisitSummary) -> tuple[tuple[str, str], ...]:
    when = "  ".join(each for each in (summary.visit_date, summary.time_span) if each)
    return (
        (_("Visit time"), when),
        (_("Form of visit"), summary.form),
        (_("Place"), summary.place),
        (_("Lead teacher"), summary.lead_teacher),
        (_("Companions"), summary.companions),
        (_("Talked with"), summary.interviewees),
        (_("Purpose"), _ticked(summary.purposes)),
    )


def _observed(summary: VisitSummary) -> tuple[tuple[str, str], ...]:
    places = (_ticked(summary.study_places), summary.study_environment)
    more = (
        (each.label, "\n".join(filter(None, (_ticked(each.choices), each.text))))
        for each in summary.more_observations
    )
    return (
        (_("Family situation"), summary.family_situation),
        (_("Study environment"), "\n".join(filter(None, places))),
        (_("At home"), summary.at_home),
        (_("The child's words"), summary.child_words),
        (_("At school"), summary.at_school),
        (_("Guardian's opinion"), summary.guardian_opinion),
        *more,
    )


def _agreed(summary: VisitSummary) -> tuple[tuple[str, str], ...]:
    return (
        (_("Family"), _promised(summary.home_promises)),
        (_("School"), _promised(summary.school_promises)),
        (_("Policies explained"), _ticked(summary.policies)),
        (_("Next visit"), summary.next_visit),
        (_("Guardian's satisfaction"), _ticked(summary.satisfaction)),
    )


def _ticked(choices: Iterable[Choice]) -> str:
    return listed(each.words for each in choices if each.chosen)


def _promised(promises: Iterable[Promise]) -> str:
    return "\n".join(
        "  ".join(part for part in (each.what, each.who, each.when) if part)
        for each in promises
    )
