"""The home visit: begun from what is known, kept while typing, finalised, reviewed.

A form lives in a draft until it is saved; what the draft holds is never judged. Saving
writes the visit, its promises, the fate of earlier promises and the siblings' copies as
one save. Finalising locks it: afterwards only addenda and reviews are added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.kinds import doubts_of, missing, read_record
from homevisit.errors import Problem
from homevisit.ids import new_id
from homevisit.ledger import drafts
from homevisit.ledger.change import Note
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.visit_edits import edits_of, visits_of, with_calendar
from homevisit.services.visit_form import (
    KIND,
    Promise,
    VisitForm,
    as_draft,
    from_draft,
)
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.domain.families import FamilyMember
    from homevisit.domain.follow_ups import FollowUp
    from homevisit.domain.record import Doubt
    from homevisit.domain.students import Student, StudentPrivate
    from homevisit.domain.visits import Visit
    from homevisit.services.records import RecordEdit, Written
    from homevisit.services.session import Session

__all__ = ["Promise", "VisitForm", "visits_of", "with_calendar"]

# What is likely to be the same as last time, offered by "carry over".
CARRIED = (
    "place",
    "living_env",
    "living_env_note",
    "parenting",
    "parent_child",
    "family_situation",
)
_PROMISED = (
    "description",
    "promised_by",
    "owner_id",
    "owner_name",
    "due_date",
    "category",
)


class VisitIncompleteError(Problem):
    """Required answers are missing, so the visit can not be finalised yet."""

    code = "visit_incomplete"
    what = N_("{count} required answers are still missing, so it was not finalised.")
    safe = N_("Everything you typed is kept as a draft.")
    todo = N_("Fill in what is listed, then finalise again.")


@dataclass(frozen=True, slots=True)
class Finalised:
    """The visits that are now locked, the child's own first, and the copies that wait.

    A sibling's copy stays open until the risk question is answered for that child.
    """

    save_id: str | None
    visit_ids: tuple[str, ...]
    open_ids: tuple[str, ...] = ()


def begin_visit(session: Session, student_id: str) -> VisitForm:
    """Return a new form, prefilled from the file and the calendar; nothing is saved."""
    student = cast("Student", records.read(session, student_id, "student"))
    private = cast(
        "list[StudentPrivate]",
        records.of_students(session, "student_private", [student_id]).get(
            student_id, []
        ),
    )
    today = session.clock.today().isoformat()
    values: dict[str, Any] = {
        "student_id": student_id,
        "class_id": student.class_id,
        "visit_date": today,
        "visit_form": "onsite_home",
        "visit_type": "universal",
        "outcome": "completed",
        "lead_teacher_id": session.person_id,
        "state": "open",
    }
    if private and private[0].home_address:
        values["place"] = private[0].home_address
    at_home = _guardians_at_home(session, student_id)
    if at_home:
        values["interviewees"] = [{"member_id": each} for each in at_home]
    return VisitForm(
        new_id(session.clock),
        new_id(session.clock),
        student_id,
        with_calendar(session, values),
    )


def _guardians_at_home(session: Session, student_id: str) -> tuple[str, ...]:
    """Return whom a visit most likely meets: guardians who do not work far away."""
    found = records.of_students(session, "family_member", [student_id])
    members = cast("list[FamilyMember]", found.get(student_id, []))
    return tuple(each.id for each in members if each.is_guardian and not each.is_away)


def last_visit(session: Session, student_id: str) -> Visit | None:
    """Return the latest completed visit, to show and to carry over from."""
    done = [
        each
        for each in visits_of(session, student_id)
        if each.outcome == "completed" and each.state == "finalised"
    ]
    return done[-1] if done else None


def carry_over(session: Session, form: VisitForm) -> VisitForm:
    """Return the form with the empty ones of `CARRIED` filled from the last visit."""
    last = last_visit(session, form.student_id)
    if last is None:
        return form
    carried = {
        name: value
        for name in CARRIED
        if (value := getattr(last, name)) and not form.values.get(name)
    }
    return form.filled(**carried)


def keep_draft(session: Session, form: VisitForm) -> str:
    """Write down what is typed, valid or not; return the time stamp to show."""
    return drafts.keep_draft(session.ledger, as_draft(form))


def read_drafts(session: Session) -> tuple[tuple[VisitForm, str], ...]:
    """Return unfinished visit forms with the time they were kept, the latest first.

    A draft that survived a crash just after its visit was finalised is erased here. One
    that holds other words than the locked visit stays: they were typed and not saved.
    """
    kept = []
    for draft in drafts.read_drafts(session.ledger.db):
        if draft.kind != KIND:
            continue
        form = from_draft(draft)
        if _says_nothing_new(session, form):
            drafts.erase_draft(session.ledger.db, draft.id)
        else:
            kept.append((form, draft.saved_at))
    return tuple(kept)


def _says_nothing_new(session: Session, form: VisitForm) -> bool:
    if not records.is_locked(session, form.visit_id):
        return False
    stored = records.values_of(session, form.visit_id)
    return all(
        stored.get(name) == value
        for name, value in form.written().items()
        if name not in _FOLLOWING
    )


# What saving works out anew; a draft that differs only here holds nothing typed.
_FOLLOWING = {"state", "term_id", "school_year", "ordinal", "visit_no"}


def drop_draft(session: Session, form: VisitForm) -> None:
    """Give up an unfinished form; the user asked for it."""
    drafts.erase_draft(session.ledger.db, form.draft_id)


def open_form(session: Session, visit_id: str) -> VisitForm:
    """Return the form of a visit that was saved but not finalised.

    Raises `LockedRecordError` when it is finalised.
    """
    records.refuse_locked(session, [visit_id])
    visit = cast("Visit", records.read(session, visit_id, "visit"))
    values = records.values_of(session, visit_id)
    promised = _promises_of(session, visit)
    return VisitForm(
        new_id(session.clock),
        visit_id,
        visit.student_id,
        values,
        promises=promised,
        siblings=_siblings_of(session, visit),
        opened=values,
        seen=session.ledger.standing(visit_id),
        known_promises=tuple(str(each["promise_id"]) for each in promised),
    )


def _promises_of(session: Session, visit: Visit) -> tuple[Promise, ...]:
    found = records.find(session, Query("follow_up", student_id=visit.student_id))
    return tuple(
        {name: getattr(item, name) for name in _PROMISED if getattr(item, name)}
        | {"promise_id": item.id}
        for item in cast("tuple[FollowUp, ...]", found)
        if item.source_id == visit.id
    )


def _siblings_of(session: Session, visit: Visit) -> tuple[str, ...]:
    day = visit.visit_date
    found = records.find(session, Query("visit", since=day, until=day)) if day else ()
    return tuple(
        each.student_id
        for each in cast("tuple[Visit, ...]", found)
        if each.trip_id == visit.id and each.id != visit.id
    )


def what_is_missing(form: VisitForm) -> tuple[str, ...]:
    """Return the required fields that are empty, in the order of the form."""
    filled = {"visit_no": "-", "state": "open", **form.values}
    return missing(read_record("visit", form.visit_id, filled))


def doubts_about(form: VisitForm) -> tuple[Doubt, ...]:
    """Return what looks odd in the form; none of it stops a save."""
    return doubts_of(read_record("visit", form.visit_id, form.values))


def save_visit(session: Session, form: VisitForm) -> Written:
    """Write the visit with its promises as one save, still open; erase the draft.

    Raises `LockedRecordError` when it was finalised meanwhile; the draft then stays.
    """
    return _save(session, form, edits_of(session, form, {"state": "open"}), "save")


def finalise_visit(session: Session, form: VisitForm) -> Finalised:
    """Write and lock the visit, its siblings' copies and its promises as one save.

    Raises `VisitIncompleteError` while required answers are missing, and
    `LockedRecordError` when it was finalised before; the draft then stays.
    """
    lacking = what_is_missing(form)
    if lacking:
        keep_draft(session, form)
        raise VisitIncompleteError(count=len(lacking))
    now = records.instant(session)
    locked = {
        "state": "finalised",
        "finalised_at": now,
        "finalised_by": session.person_id,
        "recorded_at": now,
        "recorded_by": session.person_id,
        "teacher_signed_at": form.values.get("teacher_signed_at") or now,
    }
    edits = edits_of(session, form, locked)
    written = _save(session, form, edits, "finalise")
    made = [
        (record_id, each.values.get("state") == "finalised")
        for record_id, each in zip(written.record_ids, edits, strict=True)
        if each.kind == "visit"
    ]
    return Finalised(
        written.save_id,
        tuple(record_id for record_id, is_locked in made if is_locked),
        tuple(record_id for record_id, is_locked in made if not is_locked),
    )


def _save(
    session: Session, form: VisitForm, edits: list[RecordEdit], purpose: str
) -> Written:
    """Write the edits and let the draft go with them, or keep both as they were."""
    note = Note(label="visit")
    return records.write(
        session, edits, purpose=purpose, note=note, draft_id=form.draft_id
    )
