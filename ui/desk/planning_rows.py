"""The page of planning, made from what services propose."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.domain.visit_plans import TO_VISIT, VisitPlan, clashes
from homevisit.services import (
    calendars,
    campaigns,
    school,
    visit_plans,
    visit_proposals,
    words,
)
from homevisit.services.visit_plans import Shared
from homevisit.text import _, listed, translate
from ui.desk.visits_rows import WEEKDAYS
from ui.planning_rows import (
    CampaignChosen,
    CandidateRow,
    DayRow,
    Person,
    PlanningChoices,
    Proposal,
    TripRow,
)
from ui.words import days_ago, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from homevisit.services.session import Session
    from homevisit.services.visit_plans import PlannedTrip
    from homevisit.services.visit_proposals import Candidate, ProposedTrip
    from ui.planning_rows import Wishes


def read_choices(session: Session, campaign_id: str = "") -> PlanningChoices:
    """Return whom to plan for and what can be set, for a campaign or without one."""
    today = session.clock.today()
    table = words.read_words(session)
    return PlanningChoices(
        candidates=tuple(
            _candidate(each, today) for each in visit_proposals.candidates(session)
        ),
        people=tuple(Person(each.id, each.name) for each in school.staff(session)),
        forms=table.offered("visit_forms"),
        own_id=session.person_id,
        campaign=_campaign(session, campaign_id) if campaign_id else None,
    )


def _campaign(session: Session, campaign_id: str) -> CampaignChosen:
    found = campaigns.read(session, campaign_id)
    return CampaignChosen(found.id, found.name, found.first_day)


def propose(
    session: Session, wishes: Wishes, known: Mapping[str, CandidateRow]
) -> Proposal:
    """Return the days with their trips; `known` are the students who may be planned."""
    proposed, timed = _trips(session, wishes)
    who = wishes.assignee_id or session.person_id
    names = school.staff_names(session)
    collisions = _collisions(session, proposed, timed, who)
    rows = [
        TripRow(
            key=each.key,
            student_ids=each.student_ids,
            names=tuple(known[who].name for who in each.student_ids if who in known),
            village=each.home.village,
            is_village_read=each.home.is_read,
            day=each.day,
            time=timed[at].time,
            class_name=_class_name(each, known),
            clash=collisions.get(each.key, ""),
            goes=names.get(timed[at].assignee_id, ""),
        )
        for at, each in enumerate(proposed)
    ]
    return Proposal(
        lines=tuple(_by_day(session, rows)),
        trips=len(rows),
        students=sum(len(each.names) for each in rows),
    )


def _class_name(trip: ProposedTrip, known: Mapping[str, CandidateRow]) -> str:
    found = known.get(trip.student_ids[0])
    return found.class_name if found else ""


def plan(session: Session, wishes: Wishes) -> str | None:
    """Write what was proposed as one save."""
    _proposed, timed = _trips(session, wishes)
    shared = Shared(
        wishes.assignee_id, wishes.visit_form, wishes.remark, wishes.campaign_id
    )
    return visit_plans.plan(session, timed, shared).save_id


def _trips(
    session: Session, wishes: Wishes
) -> tuple[tuple[ProposedTrip, ...], tuple[PlannedTrip, ...]]:
    proposed = visit_proposals.propose(
        session, wishes.student_ids, dict(wishes.moved), since=wishes.since
    )
    timed = visit_proposals.timed(proposed, start=wishes.time, minutes=wishes.minutes)
    if not wishes.campaign_id or wishes.assignee_id:
        return proposed, timed
    # Nobody was chosen: each trip is for whom the campaign says.
    goes = campaigns.who_goes(session, wishes.campaign_id)
    return proposed, tuple(
        replace(each, assignee_id=goes.get(each.student_ids[0], "")) for each in timed
    )


def _candidate(each: Candidate, today: date) -> CandidateRow:
    last = iso_day(each.last_visit_on)
    if each.planned_for:
        day = short_day(each.planned_for, today)
        why = _("Planned for {day}").format(day=day)
    elif last is None:
        why = _("Never visited")
    else:
        why = days_ago((today - last).days)
    return CandidateRow(
        student_id=each.student_id,
        name=each.name,
        pinyin=without_tones(each.pinyin),
        class_name=each.class_name,
        village=each.home.village,
        is_village_read=each.home.is_read,
        why=why,
        is_pressing=not each.is_visited and not each.planned_for,
        is_planned=bool(each.planned_for),
    )


def without_tones(pinyin: str) -> str:
    """Return letters as they are typed."""
    apart = unicodedata.normalize("NFD", pinyin)
    return "".join(each for each in apart if not unicodedata.combining(each))


def _by_day(session: Session, rows: Sequence[TripRow]) -> Iterator[DayRow | TripRow]:
    today = session.clock.today()
    calendar = calendars.read_calendar(session)
    for day, found in groupby(rows, key=lambda each: each.day):
        trips = list(found)
        when = iso_day(day)
        weekday = translate(WEEKDAYS[when.weekday()]) if when else ""
        villages = dict.fromkeys(each.village for each in trips if each.village)
        term = calendar.term_on(when) if when else None
        is_term = term is not None and term.start_date <= day <= term.end_date
        yield DayRow(
            day=day,
            words=f"{short_day(day, today)}  {weekday}",
            villages=listed(villages),
            trips=len(trips),
            students=sum(len(each.names) for each in trips),
            note="" if is_term else _("Holidays"),
        )
        yield from trips


def _collisions(
    session: Session,
    proposed: Sequence[ProposedTrip],
    timed: Sequence[PlannedTrip],
    who: str,
) -> dict[str, str]:
    """Return, per proposed trip, that something else is planned at its time."""
    own = [
        VisitPlan(
            id=f"new:{each.key}",
            trip_id=each.key,
            state=TO_VISIT,
            planned_date=trip.day,
            planned_time=trip.time,
            assignee_id=trip.assignee_id or who,
        )
        for each, trip in zip(proposed, timed, strict=True)
    ]
    standing = visit_plans.read_standing(session).still_open()
    said = _("Another visit is planned for the same time")
    return {
        plan_id.removeprefix("new:"): said
        for plan_id in clashes([*own, *standing])
        if plan_id.startswith("new:")
    }
