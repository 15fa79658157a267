"""The school's review of a visit: who may give it, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import school, visit_endings, words
from homevisit.services.times import local_minute
from ui.rows import Review

if TYPE_CHECKING:
    from homevisit.domain.visits import Visit
    from homevisit.services.session import Session

REVIEWERS = frozenset({"student_affairs", "leader", "principal", "grade_head"})


def may_review(session: Session) -> bool:
    """Whether the vault's owner holds a post that reviews visits."""
    own = (each for each in school.staff(session) if each.id == session.person_id)
    return any(post.role in REVIEWERS for each in own for post in each.roles)


def reviews(session: Session, visit: Visit) -> tuple[Review, ...]:
    """Return what the school said about a visit, the oldest first."""
    staff = school.staff_names(session)
    table = words.Words()
    return tuple(
        Review(
            at=local_minute(each.reviewed_at),
            who=staff.get(each.reviewer_id, ""),
            decision=table.label("review_decisions", each.decision),
            remark=each.remark,
            is_accepted=each.decision == "accepted",
        )
        for each in visit_endings.reviews_of(session, visit)
    )


def give(session: Session, visit_id: str, *, accepted: bool, remark: str) -> str | None:
    """Write a review and return the save. Raises `ReasonMissingError`."""
    written = visit_endings.review_visit(
        session, visit_id, accepted=accepted, remark=remark
    )
    return written.save_id
