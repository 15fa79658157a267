"""From a form to the records of one save: the visit, copies, promises, their fate.

Ids of copies and new promises follow from the visit, so that saving a form again, or
after a crash, writes the same records and no second ones.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, cast

from homevisit.canonical import write_json
from homevisit.domain.calendar import school_year_of
from homevisit.domain.dates import iso_day
from homevisit.domain.visit_rules import next_ordinal
from homevisit.ids import derived_id
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import campaign_terms, follow_ups, records
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.domain.families import FamilyMember
    from homevisit.domain.students import Student
    from homevisit.domain.visits import Visit
    from homevisit.services.session import Session
    from homevisit.services.visit_form import Promise, VisitForm

# What is the same for every child of a household on one trip. All else is about one
# child, and the sister's class may have other readers.
SHARED = (
    "visit_date",
    "start_time",
    "end_time",
    "minutes",
    "visit_form",
    "visit_type",
    "outcome",
    "place",
    "lead_teacher_id",
    "companions",
    "purposes",
    "appointment_way",
    "appointment_on",
    "living_env",
    "living_env_note",
    "policies_told",
    "parent_sign",
    "parent_unsigned_reason",
    "trip_id",
    "term_id",
)
_WRITER_DIGITS = 6


def edits_of(
    session: Session, form: VisitForm, state: Mapping[str, Any]
) -> list[RecordEdit]:
    """Return everything that saving `form` writes; `state` is open or finalised."""
    values = with_calendar(session, form.values, form)
    values |= {"student_id": form.student_id, "trip_id": form.visit_id, **state}
    numbers = _numbers(session, values)
    if not values.get("visit_no"):
        values["visit_no"] = next(numbers)
    written = {**_only_changed(form, values), **state}
    own = RecordEdit("visit", written, form.visit_id, form.student_id, _seen(form))
    copies = [
        copy
        for each in form.siblings
        if (copy := _copy(session, form, values, each, numbers)) is not None
    ]
    promised = [_promise_edit(session, form, values, each) for each in form.promises]
    settled = [
        follow_ups.outcome_edit(session, item_id, outcome)
        for item_id, outcome in form.kept.items()
    ]
    return [own, *copies, *promised, *_withdrawn(session, form), *settled]


def with_calendar(
    session: Session, values: Mapping[str, Any], form: VisitForm | None = None
) -> dict[str, Any]:
    """Return the values with school year, term and ordinal that their day implies.

    A term that was chosen by hand stays. Only a visit that met somebody has an ordinal.
    """
    found = dict(values)
    day = iso_day(str(found.get("visit_date") or ""))
    if day is None:
        return found
    if not (form and form.term_by_hand):
        found["term_id"] = campaign_terms.term_id_on(session, day)
    found["school_year"] = school_year_of(day)
    student_id = str(found.get("student_id") or "")
    own_id = form.visit_id if form else ""
    met = found.get("outcome") == "completed"
    others = [each for each in visits_of(session, student_id) if each.id != own_id]
    found["ordinal"] = next_ordinal(day, others) if met else None
    return found


def visits_of(session: Session, student_id: str) -> tuple[Visit, ...]:
    """Return a student's visits, the oldest first."""
    if not student_id:
        return ()
    query = Query("visit", student_id=student_id)
    return cast("tuple[Visit, ...]", records.find(session, query))


def promise_id_of(form: VisitForm, promise: Promise) -> str:
    """Return the id of a promise: the one it was saved with, or one that follows."""
    known = promise.get("promise_id")
    if isinstance(known, str) and known:
        return known
    return derived_id("promise", form.visit_id, write_json(promise).decode("utf-8"))


def _only_changed(form: VisitForm, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was changed since opening, and what follows from it."""
    touched = form.written()
    derived = {
        name: value
        for name, value in values.items()
        if name not in form.values or name in {"term_id", "school_year", "ordinal"}
    }
    return {**touched, **derived}


def _seen(form: VisitForm) -> Mapping[str, tuple[str, ...]] | None:
    return dict(form.seen) if form.opened else None


def _copy(
    session: Session,
    form: VisitForm,
    values: Mapping[str, Any],
    student_id: str,
    numbers: Iterator[str],
) -> RecordEdit | None:
    """Return the sibling's own record of the trip; None once it is finalised."""
    copy_id = derived_id("visit of a sibling", form.visit_id, student_id)
    if records.is_locked(session, copy_id):
        return None
    student = cast("Student", records.read(session, student_id, "student"))
    shared = {name: values[name] for name in SHARED if values.get(name) is not None}
    shared |= {
        "student_id": student_id,
        "class_id": student.class_id,
        "interviewees": _named(session, form.student_id, values),
    }
    shared = with_calendar(session, shared)
    known = records.values_if_known(session, copy_id)
    shared["visit_no"] = known.get("visit_no") or next(numbers)
    risks = form.sibling_risks.get(student_id)
    # Where nobody was met there is no risk to be asked about.
    is_answered = bool(risks) or values.get("outcome") != "completed"
    if is_answered and values.get("state") == "finalised":
        shared |= {"risks_found": list(risks or ()), **_finalising(values)}
    else:
        shared["state"] = "open"
    return RecordEdit("visit", shared, copy_id, student_id)


def _finalising(values: Mapping[str, Any]) -> dict[str, Any]:
    names = ("state", "finalised_at", "finalised_by", "recorded_at", "recorded_by")
    return {name: values[name] for name in names if name in values}


def _named(
    session: Session, student_id: str, values: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the people spoken with by name: member ids belong to one child's file."""
    found = records.of_students(session, "family_member", [student_id])
    members = {
        each.id: cast("FamilyMember", each) for each in found.get(student_id, [])
    }
    named = []
    for person in values.get("interviewees") or ():
        member = members.get(str(person.get("member_id") or ""))
        named.append(
            {
                "name": person.get("name") or (member.name if member else ""),
                "relation": person.get("relation")
                or (member.relation if member else ""),
            }
        )
    return named


def _promise_edit(
    session: Session, form: VisitForm, values: Mapping[str, Any], promise: Promise
) -> RecordEdit:
    record_id = promise_id_of(form, promise)
    said = {name: v for name, v in promise.items() if name != "promise_id"}
    known = {
        "source": "visit",
        "source_id": form.visit_id,
        "raised_on": values.get("visit_date", ""),
        "class_id": values.get("class_id", ""),
        "term_id": values.get("term_id", ""),
    }
    edit = follow_ups.new_item(session, form.student_id, {**known, **said})
    if records.values_if_known(session, record_id):
        return RecordEdit("follow_up", said, record_id, form.student_id)
    return RecordEdit("follow_up", edit.values, record_id, form.student_id)


def _withdrawn(session: Session, form: VisitForm) -> Iterator[RecordEdit]:
    """Yield the archiving of promises that were taken out of a form opened again."""
    still = {promise_id_of(form, each) for each in form.promises}
    for record_id in form.known_promises:
        if record_id not in still:
            yield records.archive_edit(session, record_id, "withdrawn")


def _numbers(session: Session, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the next numbers of a school year and writer, such as JF-2026-3f2a9c-0031.

    Two teachers number apart from each other, so the middle part is the vault's.
    """
    year = values.get("school_year") or session.clock.today().year
    start = f"JF-{year}-{session.vault.writer_id[:_WRITER_DIGITS]}-"
    last = queries.last_title(session.ledger.db, "visit", start)
    match = re.search(r"(\d+)$", last)
    taken = int(match[1]) if match else 0
    return (f"{start}{number:04d}" for number in itertools.count(taken + 1))
