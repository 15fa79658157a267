"""What is planned next: the homes of the coming days, one for today, one too late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from homevisit.services import (
    calendars,
    campaign_reports,
    campaigns,
    reminders,
    school,
    term_days,
    visit_plans,
    visit_proposals,
)
from homevisit.services.visit_plans import PlannedTrip, Shared

if TYPE_CHECKING:
    from homevisit.services.session import Session

_CHILDREN = 11
_START, _MINUTES = "16:40", 50
_DAYS = (-2, 0, 1)
_GOING = 4
_SUMMED_UP = (
    "开学前后共走访两周，重点看了监护和上学路上的安全。没走到的家庭转入秋季走访。"
)
_EVENTS = ("absent", "results_fall", "illness")


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


def begin_campaigns(session: Session) -> dict[str, int]:
    """Begin two campaigns, one just ended, and note what happened to three children."""
    today = session.clock.today()

    def day(ahead: int) -> str:
        return (today + timedelta(days=ahead)).isoformat()

    colleagues = [each.id for each in school.staff(session)][:_GOING]
    begun = campaigns.begin(
        session,
        {
            "name": "万师访万家·秋季走访",
            "first_day": day(-45),
            "last_day": day(25),
            "scope": "all",
            "goal_percent": 100,
            "on_site_percent": 60,
            "min_households": 10,
        },
    )
    (campaign_id,) = begun.record_ids
    shared = campaigns.propose_villages(session, campaign_id, colleagues)
    campaigns.assign_villages(session, campaign_id, shared)
    ended = {
        "name": "特殊群体学生开学走访",
        "first_day": day(-80),
        "last_day": day(-46),
        "scope": "groups",
        "goal_percent": 100,
    }
    (ended_id,) = campaigns.begin(session, ended).record_ids
    campaign_reports.close(session, ended_id, _SUMMED_UP)
    term = calendars.read_calendar(session).term_on(today)
    if term:
        term_days.add(session, term.id, "parents_meeting", day(5))
        term_days.add(session, term.id, "exam_final", term.end_date)
    whom = [each.student_id for each in visit_proposals.candidates(session)]
    for at, event in enumerate(_EVENTS):
        reminders.note_event(session, [whom[-1 - at]], event, day(-2 - at))
    return {"campaigns": 2, "events": len(_EVENTS)}
