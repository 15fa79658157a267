"""The three boxes in which a visit is signed: guardian, teachers, school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from reports.layout.signing import TYPED_NAME, SigningBox, SigningRow
from reports.layout.style import LEFT, RIGHT

if TYPE_CHECKING:
    from reports.visit_data import (
        GuardianSignature,
        Review,
        TeacherConfirmation,
        VisitSummary,
    )

_EDGES = (LEFT, 243.0, 396.5, RIGHT)
_GAP = "\u3000"


def signing_row(visit: VisitSummary) -> SigningRow:
    """Return the boxes side by side; what is missing is left for a pen."""
    return SigningRow(
        (
            _guardian_box(visit.guardian),
            _teachers_box(visit.teachers),
            _school_box(visit.review),
        )
    )


def _guardian_box(guardian: GuardianSignature) -> SigningBox:
    signed = f"{guardian.signed_at} {_('by hand')}" if guardian.strokes else ""
    reason = ""
    if guardian.reason_for_none and not guardian.strokes:
        reason = _("Not signed: {reason}").format(reason=guardian.reason_for_none)
    return SigningBox(
        _EDGES[0],
        _EDGES[1],
        _("Guardian's signature (read, and it is true)"),
        words=reason,
        strokes=guardian.strokes,
        foot=(_("Relation: {relation}").format(relation=guardian.relation), signed),
    )


def _teachers_box(teachers: TeacherConfirmation) -> SigningBox:
    confirmed = _("Confirmed with password") if teachers.confirmed_at else ""
    return SigningBox(
        _EDGES[1],
        _EDGES[2],
        _("Visiting teachers"),
        words=_GAP.join(teachers.names),
        style=TYPED_NAME,
        foot=(confirmed, teachers.confirmed_at),
    )


def _school_box(review: Review) -> SigningBox:
    date = review.reviewed_on or _("Date:            ")
    return SigningBox(
        _EDGES[2],
        _EDGES[3],
        _("Reviewed by the school"),
        words=review.remark,
        foot=(_("Reviewer: {name}").format(name=review.reviewer), date),
        seal=_("(seal)"),
    )
