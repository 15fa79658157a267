"""What campaigns are counted over, read once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain import campaign_rules as rules
from homevisit.domain import indicators
from homevisit.domain import visit_plans as plan_rules
from homevisit.domain.calendar import school_year_of
from homevisit.domain.campaign_rules import Child, Duties
from homevisit.domain.grades import grade_in
from homevisit.exchange.readers import is_within
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, school, school_rows, visit_proposals
from homevisit.services.school_rows import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from homevisit.domain.campaigns import Campaign
    from homevisit.domain.indicators import VisitRow
    from homevisit.services.session import Session

_ADVISER = "homeroom_teacher"


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """The school of a day, with the visits and open plans of all campaigns."""

    children: tuple[Child, ...]
    visits: tuple[VisitRow, ...]
    plans: tuple[tuple[str, str, str], ...]
    listed: Mapping[str, frozenset[str]]
    assigned: Mapping[str, Mapping[str, str]]
    advisers: Mapping[str, str]

    def children_of(self, campaign: Campaign) -> tuple[Child, ...]:
        """Return whom a campaign is for."""
        listed = self.listed.get(campaign.id, frozenset())
        return rules.in_scope(campaign, self.children, listed)

    def visits_of(self, campaign: Campaign) -> list[VisitRow]:
        """Return the visits in the window of a campaign."""
        first, last = campaign.first_day, campaign.last_day
        return [each for each in self.visits if first <= each.on_date <= last]

    def plans_of(self, campaign: Campaign) -> dict[str, str]:
        """Return the first day for which each child is planned.

        A plan counts by its day in the window, or outside of it as the campaign's own.
        """
        first, last = campaign.first_day, campaign.last_day
        found: dict[str, str] = {}
        for student_id, day, campaign_id in self.plans:
            if campaign_id == campaign.id or first <= day <= last:
                found[student_id] = min(day, found.get(student_id, day))
        return found

    def duties_of(self, campaign: Campaign) -> Duties:
        """Return who goes."""
        return Duties(
            self.assigned.get(campaign.id, {}),
            {each.village: each.staff_id for each in campaign.villages},
            self.advisers,
        )


def read(session: Session, today: date) -> CampaignFacts:
    """Return the facts up to a day."""
    listed: dict[str, set[str]] = {}
    assigned: dict[str, dict[str, str]] = {}
    rows = queries.columns(session.ledger.db, Query("campaign_student"), ("is_listed",))
    for _id, student_id, _day, _state, staff_id, campaign_id, on_list in rows:
        if on_list:
            listed.setdefault(campaign_id, set()).add(student_id)
        if staff_id:
            assigned.setdefault(campaign_id, {})[student_id] = staff_id
    windows = queries.headings(session.ledger.db, Query("campaign"))
    days = (day for _id, _student, day, _state in windows if day)
    since = min(days, default="9999-12-31")
    return CampaignFacts(
        _children(session, today),
        school_rows.visits(session, Period(since, today.isoformat())),
        tuple(_plans(session, since)),
        {each: frozenset(whom) for each, whom in listed.items()},
        assigned,
        _advisers(session, today),
    )


def _plans(session: Session, since: str) -> Iterator[tuple[str, str, str]]:
    query = Query("visit_plan", states=plan_rules.OPEN_STATES, since=since)
    rows = queries.columns(session.ledger.db, query, ("campaign_id",))
    for _id, student_id, day, *_columns, campaign_id in rows:
        yield student_id, day, campaign_id or ""


def _children(session: Session, today: date) -> tuple[Child, ...]:
    roster = indicators.roster_on(school_rows.roster(session, today), today.isoformat())
    homes = visit_proposals.homes(session)
    entered = queries.fields(session.ledger.db, "student", ("entry_ym",))
    first = _first_grades(session, today)
    nowhere = visit_proposals.Home()
    return tuple(
        Child(
            id=each,
            class_id=row.class_id,
            entered=entered.get(each, ("",))[0] or "",
            is_in_first_grade=row.class_id in first,
            groups=row.groups,
            village=homes.get(each, nowhere).village,
            household=row.household,
        )
        for each, row in sorted(roster.rows.items())
    )


def _first_grades(session: Session, today: date) -> frozenset[str]:
    own = calendars.read_school(session)
    year = school_year_of(today)
    return frozenset(
        each.id
        for each in school.classes(session)
        if each.entry_year
        and (grade := grade_in(each.stage, each.entry_year, year, own.system))
        and grade.year == 1
    )


def _advisers(session: Session, today: date) -> dict[str, str]:
    text = today.isoformat()
    return {
        post.class_id: each.id
        for each in school.staff(session)
        for post in each.roles
        if post.role == _ADVISER
        and post.class_id
        and is_within(text, post.from_date, post.to_date)
    }
