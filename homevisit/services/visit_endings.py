"""What comes after a visit is finalised: addenda by the author, the school's review."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homevisit.errors import Problem
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.records import MIN_REASON, ReasonMissingError
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.domain.visits import Visit, VisitAddendum, VisitReview
    from homevisit.services.records import Written
    from homevisit.services.session import Session


class NotFinalisedError(Problem):
    """Only a finalised visit takes additions and reviews."""

    code = "visit_not_finalised"
    what = N_("This visit has not been finalised yet.")
    safe = N_("Nothing was changed.")
    todo = N_("Finish the visit first; until then it can simply be edited.")


def add_addendum(
    session: Session,
    visit_id: str,
    content: str,
    reason: str,
    *,
    corrects_field: str = "",
) -> Written:
    """Add to, or correct, a finalised visit; both stay visible.

    Raises `ReasonMissingError` without a reason.
    """
    if len(reason.strip()) < MIN_REASON:
        raise ReasonMissingError
    visit = _finalised(session, visit_id)
    values = {
        "visit_id": visit_id,
        "student_id": visit.student_id,
        "corrects_field": corrects_field,
        "content": content,
        "reason": reason,
        "written_by": session.person_id,
        "written_on": session.clock.today().isoformat(),
        "written_at": records.instant(session),
    }
    edit = records.edit("visit_addendum", values, student_id=visit.student_id)
    return records.save(session, [edit], purpose="addendum", reason=reason)


def review_visit(
    session: Session, visit_id: str, *, accepted: bool, remark: str = ""
) -> Written:
    """Accept a visit or return it; returning needs a remark (`ReasonMissingError`)."""
    return review_visits(session, [visit_id], accepted=accepted, remark=remark)


def review_visits(
    session: Session, visit_ids: Sequence[str], *, accepted: bool, remark: str = ""
) -> Written:
    """Review several visits as one save; the same rules as for one."""
    if not accepted and len(remark.strip()) < MIN_REASON:
        raise ReasonMissingError
    edits = []
    for visit_id in visit_ids:
        visit = _finalised(session, visit_id)
        values = {
            "visit_id": visit_id,
            "student_id": visit.student_id,
            "decision": "accepted" if accepted else "returned",
            "remark": remark,
            "reviewer_id": session.person_id,
            "reviewed_on": session.clock.today().isoformat(),
            "reviewed_at": records.instant(session),
        }
        edits.append(records.edit("visit_review", values, student_id=visit.student_id))
    return records.save(session, edits, purpose="review")


def _finalised(session: Session, visit_id: str) -> Visit:
    visit = cast("Visit", records.read(session, visit_id, "visit"))
    if not records.is_locked(session, visit_id):
        raise NotFinalisedError
    return visit


def addenda_of(session: Session, visit: Visit) -> tuple[VisitAddendum, ...]:
    """Return what was added to a visit, the oldest first."""
    found = records.find(session, Query("visit_addendum", student_id=visit.student_id))
    own = [
        each
        for each in cast("tuple[VisitAddendum, ...]", found)
        if each.visit_id == visit.id
    ]
    return tuple(sorted(own, key=lambda each: each.written_at))


def reviews_of(session: Session, visit: Visit) -> tuple[VisitReview, ...]:
    """Return the school's reviews of a visit, the oldest first."""
    found = records.find(session, Query("visit_review", student_id=visit.student_id))
    own = [
        each
        for each in cast("tuple[VisitReview, ...]", found)
        if each.visit_id == visit.id
    ]
    return tuple(sorted(own, key=lambda each: each.reviewed_at))
