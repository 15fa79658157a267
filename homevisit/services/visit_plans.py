"""Planning visits: written, moved and cancelled trip by trip; done by being visited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import visit_plans as rules
from homevisit.domain.dates import iso_day
from homevisit.errors import Problem
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import campaign_terms, records, visits
from homevisit.services.records import MIN_REASON, ReasonMissingError, RecordEdit
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from homevisit.domain.visit_plans import Held, VisitPlan
    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from homevisit.services.visit_form import VisitForm
    from homevisit.services.visits import Finalised

KIND = "visit_plan"
NOT_HOME, DECLINED = "not_home", "declined"


class DayMissingError(Problem):
    """A plan needs a day."""

    code = "plan_day_missing"
    what = N_("The day of the visit could not be read.")
    safe = N_("Nothing was changed.")
    todo = N_("Write the day as year, month and day, such as 2026-11-20.")


@dataclass(frozen=True, slots=True)
class PlannedTrip:
    """One way to one home: one child or several of a household, when, in which village.

    `day` is an ISO day; `time` is `HH:MM` or empty. Who goes is said here where it is
    not the same for all trips.
    """

    student_ids: tuple[str, ...]
    day: str
    time: str = ""
    village: str = ""
    assignee_id: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is the same for all trips of one planning; without `assignee_id` oneself."""

    assignee_id: str = ""
    visit_form: str = ""
    remark: str = ""
    campaign_id: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Every plan, the visit that carried it out, and what was tried in vain."""

    plans: tuple[VisitPlan, ...]
    done: Mapping[str, str]
    tried: Mapping[str, tuple[Held, ...]]

    def still_open(self) -> tuple[VisitPlan, ...]:
        """Return what is still to be visited, in the order of day and time."""
        return tuple(
            each
            for each in self.plans
            if each.state in rules.OPEN_STATES and each.id not in self.done
        )


def plan(
    session: Session, trips: Sequence[PlannedTrip], shared: Shared | None = None
) -> Written:
    """Write the trips as one save. Raises `DayMissingError` where one has no day."""
    given = shared or Shared()
    if any(iso_day(each.day) is None for each in trips):
        raise DayMissingError
    classes = queries.fields(session.ledger.db, "student", ("class_id",))
    days = {each.day: iso_day(each.day) for each in trips}
    terms = {
        text: campaign_terms.term_id_on(session, day)
        for text, day in days.items()
        if day
    }
    edits = []
    for trip in trips:
        common = {**_common(session, trip, given), "term_id": terms[trip.day]}
        for student_id in trip.student_ids:
            (class_id,) = classes.get(student_id, ("",))
            own = {"student_id": student_id, "class_id": class_id or ""}
            values = {name: each for name, each in (common | own).items() if each}
            edits.append(records.edit(KIND, values, student_id=student_id))
    return records.save(session, edits, label="visit_plan")


def _common(session: Session, trip: PlannedTrip, given: Shared) -> dict[str, str]:
    """Return what the plans of all children of one trip say."""
    return {
        "trip_id": records.new_record_id(session),
        "state": rules.TO_VISIT,
        "planned_date": trip.day,
        "planned_time": trip.time,
        "village": trip.village,
        "assignee_id": trip.assignee_id or given.assignee_id or session.person_id,
        "visit_form": given.visit_form,
        "campaign_id": given.campaign_id,
        "remark": given.remark,
        "planned_on": session.clock.today().isoformat(),
        "planned_by": session.person_id,
    }


def reschedule(
    session: Session, plan_ids: Sequence[str], *, day: str, time: str, reason: str
) -> Written:
    """Move the trips of these plans to a day, each keeping its time unless one is said.

    Raises `DayMissingError` without a day and `ReasonMissingError` without a reason.
    """
    to = iso_day(day)
    if to is None:
        raise DayMissingError
    _need(reason)
    term_id = campaign_terms.term_id_on(session, to)

    def moved(each: VisitPlan) -> dict[str, Any]:
        values = {"planned_date": day, "term_id": term_id, "reason": reason}
        if day != each.planned_date:
            values["moved_from"] = each.planned_date
        return {**values, "planned_time": time} if time else values

    return _change(session, plan_ids, moved, reason)


def cancel(session: Session, plan_ids: Sequence[str], reason: str) -> Written:
    """Cancel the trips of these plans. Raises `ReasonMissingError`."""
    _need(reason)
    values = {"state": rules.CANCELLED, "reason": reason}
    return _change(session, plan_ids, lambda _each: values, reason)


def mark_arranged(session: Session, plan_ids: Sequence[str]) -> Written:
    """Write down that the families know and agree."""
    return _change(session, plan_ids, lambda _each: {"state": rules.ARRANGED}, "")


def begin_planned(session: Session, student_id: str) -> VisitForm:
    """Return a new form; if today's visit is a planned one, as it was planned.

    Who goes, in which form, and brothers and sisters on the same way come from the
    plan; all of it can be changed.
    """
    form = visits.begin_visit(session, student_id)
    today = session.clock.today().isoformat()
    standing = read_standing(session).still_open()
    own = next(
        (
            each
            for each in standing
            if each.student_id == student_id and rules.counts_since(each) <= today
        ),
        None,
    )
    if own is None:
        return form
    said = {"visit_form": own.visit_form, "lead_teacher_id": own.assignee_id}
    along = (
        each.student_id
        for each in standing
        if own.trip_id and each.trip_id == own.trip_id
    )
    return replace(
        form.filled(**{name: value for name, value in said.items() if value}),
        siblings=tuple(each for each in along if each != student_id),
    )


def note_attempt(
    session: Session, student_ids: Sequence[str], outcome: str, reason: str
) -> Finalised:
    """Write a visit that met nobody, for all children of one trip, and lock it.

    It never counts as coverage, and the plan stays open. `outcome` is `not_home` or
    `declined`. Raises `ReasonMissingError`.
    """
    _need(reason)
    first, *others = student_ids
    # Whom a visit usually meets is filled in at once; here nobody was.
    said = {"outcome": outcome, "remark": reason, "interviewees": []}
    form = visits.begin_visit(session, first).filled(**said)
    form = replace(form, siblings=tuple(others))
    return visits.finalise_visit(session, form)


def open_plans_of(session: Session, student_id: str) -> tuple[VisitPlan, ...]:
    """Return what is still to be visited of one child."""
    return read_standing(session, student_id).still_open()


def read_standing(session: Session, student_id: str = "") -> Standing:
    """Return all plans, or those of one child, and what became of them."""
    query = Query(KIND, student_id=student_id)
    found = cast("tuple[VisitPlan, ...]", records.find(session, query))
    held = _held_for(session, found)
    by_student: dict[str, list[Held]] = {}
    for each in held:
        by_student.setdefault(each.student_id, []).append(each)
    done = rules.fulfilled(found, held)
    tried = {
        each.id: rules.attempts(each, by_student.get(each.student_id, ()))
        for each in found
        if each.id not in done
    }
    return Standing(tuple(rules.in_order(found)), done, tried)


def _held_for(session: Session, plans: Sequence[VisitPlan]) -> tuple[Held, ...]:
    """Return the finalised visits that these plans can be about."""
    if not plans:
        return ()
    whom = {each.student_id for each in plans}
    since = min(rules.counts_since(each) for each in plans)
    query = Query("visit", states=records.SIGNED, since=since)
    rows = queries.headings(session.ledger.db, query)
    return tuple(rules.Held(*row) for row in rows if row[1] in whom)


def read_plans(session: Session, plan_ids: Sequence[str]) -> tuple[VisitPlan, ...]:
    """Return these plans, in the order of day and time."""
    rows = queries.find_by_id(session.ledger.db, tuple(plan_ids))
    found = (records.as_record(KIND, row.id, row.values) for row in rows.values())
    return tuple(rules.in_order(cast("Iterable[VisitPlan]", found)))


def _need(reason: str) -> None:
    if len(reason.strip()) < MIN_REASON:
        raise ReasonMissingError


def _change(
    session: Session,
    plan_ids: Sequence[str],
    values: Callable[[VisitPlan], Mapping[str, Any]],
    reason: str,
) -> Written:
    edits = [
        RecordEdit(KIND, values(each), each.id, each.student_id)
        for each in _with_trip(session, plan_ids)
    ]
    return records.save(session, edits, reason=reason, label="visit_plan")


def _with_trip(session: Session, plan_ids: Sequence[str]) -> tuple[VisitPlan, ...]:
    """Return the plans with those of brothers and sisters on the same way."""
    chosen = read_plans(session, plan_ids)
    trips = {each.trip_id for each in chosen if each.trip_id}
    ids = {each.id for each in chosen}
    standing = read_standing(session)
    along = (each for each in standing.still_open() if each.trip_id in trips)
    return (*chosen, *(each for each in along if each.id not in ids))
