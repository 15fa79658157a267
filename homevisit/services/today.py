"""What one glance at the morning desk tells: the week, who waits, what is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from homevisit.domain import indicators
from homevisit.domain.calendar import term_name
from homevisit.domain.dates import iso_day
from homevisit.domain.promises import Ageing
from homevisit.domain.visit_rules import is_completed
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    follow_ups,
    groups,
    records,
    student_order,
    students,
    vaults,
    visit_lines,
    visit_plans,
    visits,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from homevisit.domain.indicators import Share
    from homevisit.domain.school import Term
    from homevisit.domain.visit_plans import VisitPlan
    from homevisit.domain.visits import Visit
    from homevisit.services.follow_ups import DueItem
    from homevisit.services.session import Session
    from homevisit.services.visits import VisitForm

_DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Week:
    """Where the school is in its term; both numbers are 0 in the holidays."""

    term: str
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Today:
    """The desk of one day.

    `in_groups` counts present students of special groups visited this term,
    `everybody` all present students. `waiting` are those of special groups who were
    not visited this term, the longest waiting first. `planned` are the visits of the
    next seven days and those whose day has passed, `planned_days` the day of everybody
    who is still to be visited as planned; `returned` (visit, student, remark) are one's
    own that the school wants added to.
    """

    week: Week
    in_groups: Share
    everybody: Share
    waiting: tuple[str, ...]
    due: tuple[DueItem, ...]
    drafts: tuple[tuple[VisitForm, str], ...]
    days_since_copy: int | None
    planned: tuple[VisitPlan, ...] = ()
    planned_days: Mapping[str, str] = field(default_factory=dict)
    returned: tuple[tuple[str, str, str], ...] = ()

    def overdue(self) -> tuple[DueItem, ...]:
        """Return what should have been done before today."""
        return tuple(each for each in self.due if each.ageing is Ageing.OVERDUE)


def read_today(session: Session) -> Today:
    """Return what today's page shows."""
    term = calendars.current_term(session)
    present = queries.ids_of(
        session.ledger.db, Query("student", states=students.PRESENT)
    )
    special = {
        student for found in groups.all_members(session).values() for student in found
    }.intersection(present)
    done = _visits_of(session, term)
    reached = {visit.student_id for visit in done if is_completed(visit)}
    waiting = sorted(special - reached)
    still_open = visit_plans.read_standing(session).still_open()
    here = set(present)
    plans = [each for each in still_open if each.student_id in here]
    soon = (session.clock.today() + timedelta(days=_DAYS_IN_WEEK)).isoformat()
    return Today(
        week=_week(term, session.clock.today()),
        in_groups=indicators.share(special, reached),
        everybody=indicators.share(present, reached),
        waiting=tuple(student_order.ordered(session, waiting, student_order.BY_VISIT)),
        due=follow_ups.open_items(session),
        drafts=visits.read_drafts(session),
        days_since_copy=vaults.days_since_copy_elsewhere(session),
        planned=tuple(each for each in plans if each.planned_date <= soon),
        planned_days={
            each.student_id: each.planned_date
            for each in reversed(plans)
            if each.planned_date >= session.clock.today().isoformat()
        },
        returned=visit_lines.to_answer(session),
    )


def _visits_of(session: Session, term: Term | None) -> tuple[Visit, ...]:
    if term is None:
        return ()
    query = Query("visit", term_id=term.id, states=("completed",))
    return cast("tuple[Visit, ...]", records.find(session, query))


def _week(term: Term | None, today: date) -> Week:
    if term is None:
        return Week("", 0, 0)
    name = term.name or term_name(term.school_year or 0, term.kind)
    start, end = iso_day(term.start_date), iso_day(term.end_date)
    if start is None or end is None or not start <= today <= end:
        return Week(name, 0, 0)
    # Weeks begin on Mondays; the days before the first Monday belong to week 1.
    before = start.weekday()
    return Week(
        name,
        ((today - start).days + before) // _DAYS_IN_WEEK + 1,
        ((end - start).days + before) // _DAYS_IN_WEEK + 1,
    )
