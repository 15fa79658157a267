"""The guardian's word under a finalised visit: a signature, or the reason for none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from homevisit.canonical import write_json
from homevisit.domain.signatures import SIGNED, VisitSignature
from homevisit.errors import Problem
from homevisit.ledger.queries import Query
from homevisit.services import records, words
from homevisit.services.print_codes import contents
from homevisit.services.print_material import gather
from homevisit.services.records import MIN_REASON, ReasonMissingError
from homevisit.services.visit_endings import NotFinalisedError
from homevisit.services.visit_prints import VisitPrinter
from homevisit.text import N_
from reports.visit_data import VisitSection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.domain.families import FamilyMember
    from homevisit.domain.visits import Visit
    from homevisit.services.print_material import Material
    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from reports.visit_data import VisitSummary

__all__ = ["SIGNED", "VisitSignature"]

# What the guardian reads and signs: no signs of risk, no photos, no counselling.
SHOWN = (VisitSection.FACTS, VisitSection.OBSERVATIONS, VisitSection.AGREEMENTS)
REASONS = "unsigned_reasons"
OTHER_REASON = "other"
_DIGITS = 4
_LEAST_INK = 0.03  # of the pad's width; less is a touch by accident
_MOST_POINTS = 6000

Strokes = tuple[tuple[tuple[float, float], ...], ...]


class NoSignatureError(Problem):
    """The pad is empty, or was only touched."""

    code = "no_signature"
    what = N_("There is no signature on the pad yet.")
    safe = N_("Nothing was saved, and the visit is as it was.")
    todo = N_("Sign on the pad, or choose why it is not signed now.")


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody of the family who can sign; the relation is a code."""

    name: str
    relation: str = ""
    member_id: str = ""


def signers(session: Session, visit_id: str) -> tuple[Signer, ...]:
    """Return who was spoken with, then the other guardians on file."""
    (material,) = gather(session, (visit_id,))
    met = zip(material.visit.interviewees, material.spoken, strict=True)
    found = [Signer(who.name, who.relation, row.member_id) for row, who in met]
    known = records.of_students(
        session, "family_member", [material.visit.student_id]
    ).get(material.visit.student_id, [])
    found += [
        Signer(each.name, each.relation, each.id)
        for each in cast("list[FamilyMember]", known)
        if each.is_guardian
    ]
    by_name: dict[str, Signer] = {}
    for each in found:
        if each.name:
            by_name.setdefault(each.name, each)
    return tuple(by_name.values())


def sign(
    session: Session, visit_id: str, signer: Signer, strokes: Sequence[Any]
) -> Written:
    """Keep a signature: points (x, y) as shares of the width of the pad.

    Raises `NotFinalisedError`, and `NoSignatureError` for a pad without ink.
    """
    written = _tidy(strokes)
    if _length(written) < _LEAST_INK:
        raise NoSignatureError
    drawn = [[list(point) for point in stroke] for stroke in written]
    return _keep(session, visit_id, signer, {"answer": SIGNED, "strokes": drawn})


def leave_unsigned(
    session: Session, visit_id: str, signer: Signer, reason: str, note: str = ""
) -> Written:
    """Keep why it is not signed; no reason, or another one unsaid, is refused.

    Raises `NotFinalisedError` and `ReasonMissingError`.
    """
    term = words.read_words(session).table(REASONS).term(reason)
    unsaid = reason == OTHER_REASON and len(note.strip()) < MIN_REASON
    if term is None or unsaid:
        raise ReasonMissingError
    answer = term.facts.get("answer", "pending")
    values = {"answer": answer, "reason": reason, "reason_note": note.strip()}
    return _keep(session, visit_id, signer, values)


def signatures_of(session: Session, visit: Visit) -> tuple[VisitSignature, ...]:
    """Return all answers of the guardians to one visit, the oldest first."""
    found = records.find(session, Query("visit_signature", student_id=visit.student_id))
    own = [
        each
        for each in cast("tuple[VisitSignature, ...]", found)
        if each.visit_id == visit.id
    ]
    return tuple(sorted(own, key=lambda each: (each.signed_at, each.id)))


def others_of_trip(session: Session, visit: Visit) -> tuple[Visit, ...]:
    """Return the siblings' finalised visits of the same trip: each is signed alone."""
    day = visit.visit_date
    if not (day and visit.trip_id):
        return ()
    found = cast(
        "tuple[Visit, ...]",
        records.find(session, Query("visit", since=day, until=day)),
    )
    return tuple(
        each
        for each in found
        if each.trip_id == visit.trip_id and each.id != visit.id and each.finalised_at
    )


def is_of_what_stands(session: Session, signature: VisitSignature) -> bool:
    """Whether what was signed is word for word what the visit says now."""
    (material,) = gather(session, (signature.visit_id,))
    return signature.content_hash == content_hash(material)


def shown_to_guardian(session: Session, visit_id: str) -> VisitSummary:
    """Return a visit in the words of its print, without what guardians are not shown.

    Raises `NoSuchRecordError`.
    """
    (material,) = gather(session, (visit_id,))
    sections = frozenset({*SHOWN, VisitSection.ADDENDA})
    return VisitPrinter(session).summary(material, sections)


def content_hash(material: Material) -> str:
    """Return the digest of what a guardian is shown of a visit, without additions."""
    shown = [contents(material, section) for section in SHOWN]
    return hashlib.sha256(write_json(shown)).hexdigest()


def _keep(
    session: Session, visit_id: str, signer: Signer, answer: dict[str, Any]
) -> Written:
    (material,) = gather(session, (visit_id,))
    visit = material.visit
    if not records.is_locked(session, visit_id):
        raise NotFinalisedError
    values = {
        "visit_id": visit_id,
        "student_id": visit.student_id,
        **answer,
        "member_id": signer.member_id,
        "signer_name": signer.name,
        "signer_relation": signer.relation,
        "content_hash": content_hash(material),
        "signed_addenda": [each.id for each in material.addenda],
        "witnessed_by": session.person_id,
        "signed_on": session.clock.today().isoformat(),
        "signed_at": records.instant(session),
    }
    edit = records.edit(
        "visit_signature",
        {name: value for name, value in values.items() if value},
        student_id=visit.student_id,
    )
    return records.save(session, [edit], purpose="signature")


def _tidy(strokes: Sequence[Any]) -> Strokes:
    """Return the strokes inside the pad, rounded, with no point twice in a row."""
    left = _MOST_POINTS
    kept = []
    for stroke in strokes:
        points: list[tuple[float, float]] = []
        for x, y in stroke:
            point = (_inside(x), _inside(y))
            if left and point not in points[-1:]:
                points.append(point)
                left -= 1
        if points:
            kept.append(tuple(points))
    return tuple(kept)


def _inside(share: float) -> float:
    return round(min(1.0, max(0.0, float(share))), _DIGITS)


def _length(strokes: Strokes) -> float:
    return sum(
        abs(x - was_x) + abs(y - was_y)
        for stroke in strokes
        for (was_x, was_y), (x, y) in pairwise(stroke)
    )
