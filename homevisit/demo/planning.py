"""What is planned next: the homes of the coming days, one for today, one too late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from homevisit.services import visit_plans, visit_proposals
from homevisit.services.visit_plans import PlannedTrip, Shared

if TYPE_CHECKING:
    from homevisit.services.session import Session

_CHILDREN = 11
_START, _MINUTES = "16:40", 50
_DAYS = (-2, 0, 1)


def plan_next_visits(session: Session) -> dict[str, int]:
    """Plan the homes that waited longest; the first two villages are agreed upon."""
    waiting = [each for each in visit_proposals.candidates(session) if each.is_special]
    whom = [each.student_id for each in waiting[:_CHILDREN]]
    proposed = visit_proposals.propose(session, whom, {})
    today = session.clock.today()
    trips = [
        PlannedTrip(
            each.student_ids,
            (today + timedelta(days=_DAYS[at])).isoformat()
            if at < len(_DAYS)
            else each.day,
            each.time,
            each.village,
        )
        for at, each in enumerate(
            visit_proposals.timed(proposed, start=_START, minutes=_MINUTES)
        )
    ]
    shared = Shared(visit_form="onsite_home")
    written = visit_plans.plan(session, trips, shared)
    visit_plans.mark_arranged(session, written.record_ids[1:3])
    return {"visit_plans": len(written.record_ids)}
