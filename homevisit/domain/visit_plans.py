"""The visit that is planned: whom, when, who goes; and what became of it.

Only what a person decides is written: to visit, arranged, cancelled. That a plan is
done follows from the finalised visits, so that it is the same in every vault, whoever
wrote the visit and whether or not it began from the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

from homevisit.domain.dates import iso_day
from homevisit.domain.fields import choice, day, key, link, note, text, time_of_day
from homevisit.domain.record import (
    CONDITIONAL,
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    Compartment,
    IndexedBy,
    Record,
)
from homevisit.domain.visit_rules import COMPLETED
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TO_VISIT, ARRANGED, CANCELLED = "to_visit", "arranged", "cancelled"
OPEN_STATES = (TO_VISIT, ARRANGED)
# A visit up to a week before its day still is the planned one; an earlier call is not.
EARLY = timedelta(days=7)


class VisitPlan(Record):
    """One planned visit to one student's family; siblings on one trip share `trip_id`.

    `village` is what the way was grouped by on the day of planning.
    """

    KIND = "visit_plan"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(
        on_date="planned_date", author_id="assignee_id", title="planned_time"
    )

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    term_id: Annotated[str, link(N_("Term"), "term", OPTIONAL, S0)] = ""
    trip_id: Annotated[str, key(N_("Trip"), OPTIONAL, S0)] = ""
    state: Annotated[
        str, choice(N_("State of the plan"), "visit_plan_states", REQUIRED, S0)
    ] = ""
    planned_date: Annotated[str, day(N_("Planned for"), REQUIRED, S0)] = ""
    planned_time: Annotated[str, time_of_day(N_("Planned time"), OPTIONAL, S0)] = ""
    visit_form: Annotated[
        str, choice(N_("Form of the visit"), "visit_forms", OPTIONAL, S0)
    ] = ""
    assignee_id: Annotated[str, link(N_("Who goes"), "staff", REQUIRED, S0)] = ""
    village: Annotated[str, text(N_("Village or neighbourhood"), OPTIONAL, S1)] = ""
    campaign_id: Annotated[str, link(N_("Campaign"), "campaign", OPTIONAL, S0)] = ""
    remark: Annotated[str, note(N_("Note for the way"), OPTIONAL, S1)] = ""
    reason: Annotated[
        str, text(N_("Why it was moved or cancelled"), CONDITIONAL, S1)
    ] = ""
    moved_from: Annotated[str, day(N_("Was planned for"), OPTIONAL, S0)] = ""
    planned_on: Annotated[str, day(N_("Planned on"), OPTIONAL, S0)] = ""
    planned_by: Annotated[str, link(N_("Planned by"), "staff", OPTIONAL, S0)] = ""

    def also_missing(self) -> tuple[str, ...]:
        return ("reason",) if self.state == CANCELLED else ()


class Planned(Protocol):
    """What is asked of a plan to say whether it was carried out."""

    @property
    def id(self) -> str: ...
    @property
    def student_id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def planned_date(self) -> str: ...
    @property
    def planned_time(self) -> str: ...
    @property
    def planned_on(self) -> str: ...


AnyPlan = TypeVar("AnyPlan", bound=Planned)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan without the rest of its record, for thousands at a time."""

    id: str
    student_id: str
    planned_date: str
    state: str
    planned_time: str = ""
    planned_on: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A finalised visit as plans look at it."""

    id: str
    student_id: str
    day: str
    outcome: str


def fulfilled(plans: Iterable[Planned], visits: Iterable[Held]) -> dict[str, str]:
    """Return, per plan that was carried out, the completed visit that did it.

    The plans of a child in the order of their days take the child's completed visits in
    the order of theirs; each visit does one plan, at most a week before its day.
    """
    free: dict[str, list[Held]] = {}
    for visit in sorted(visits, key=lambda each: (each.day, each.id)):
        if visit.outcome == COMPLETED and visit.day:
            free.setdefault(visit.student_id, []).append(visit)
    found = {}
    for plan in in_order(plans):
        if plan.state == CANCELLED:
            continue
        since = counts_since(plan)
        mine = free.get(plan.student_id, [])
        taken = next((each for each in mine if each.day >= since), None)
        if taken is not None:
            mine.remove(taken)
            found[plan.id] = taken.id
    return found


def attempts(plan: VisitPlan, visits: Iterable[Held]) -> tuple[Held, ...]:
    """Return the visits since the plan was made that met nobody, the oldest first."""
    since = counts_since(plan)
    mine = (each for each in visits if each.student_id == plan.student_id)
    missed = (each for each in mine if each.outcome != COMPLETED and each.day >= since)
    return tuple(sorted(missed, key=lambda each: (each.day, each.id)))


def counts_since(plan: Planned) -> str:
    """Return the first day on which a visit counts as the planned one."""
    planned = iso_day(plan.planned_date)
    early = (planned - EARLY).isoformat() if planned else ""
    return max(early, plan.planned_on)


def in_order(plans: Iterable[AnyPlan]) -> list[AnyPlan]:
    """Return the plans in the order of day and time; those without a time come last."""
    return sorted(plans, key=lambda p: (p.planned_date, p.planned_time or "~", p.id))


def clashes(plans: Iterable[VisitPlan]) -> Mapping[str, str]:
    """Return, per plan at a time at which the same person has another trip, that plan.

    It is said and not forbidden: two short visits next door may well be meant.
    """
    at: dict[tuple[str, str, str], VisitPlan] = {}
    found = {}
    for plan in in_order(plans):
        if plan.state not in OPEN_STATES or not plan.planned_time:
            continue
        place = (plan.assignee_id, plan.planned_date, plan.planned_time)
        other = at.setdefault(place, plan)
        if other is not plan and (other.trip_id or other.id) != plan.trip_id:
            found[plan.id] = other.id
            found.setdefault(other.id, plan.id)
    return found
