"""The home visit: begun from what is known, kept while typing, finalised, reviewed.

A form lives in a draft until it is saved; what the draft holds is never judged. Saving
writes the visit, its promises, the fate of earlier promises and the siblings' copies as
one save. Finalising locks it: afterwards only addenda and reviews are added.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.calendar import school_year_of
from homevisit.domain.dates import iso_day
from homevisit.domain.kinds import doubts_of, missing, read_record
from homevisit.domain.visit_rules import next_ordinal
from homevisit.domain.visits import Visit
from homevisit.errors import Problem
from homevisit.ids import new_id
from homevisit.ledger import drafts, queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, follow_ups, records
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.domain.record import Doubt
    from homevisit.domain.students import Student, StudentPrivate
    from homevisit.ledger.drafts import Draft
    from homevisit.services.records import RecordEdit, Written
    from homevisit.services.session import Session

Promise = dict[str, Any]

# What is the same for every child of the household on one trip.
_SHARED_BY_SIBLINGS = frozenset(Visit.model_fields) - {
    "id",
    "unread",
    "unknown",
    "student_id",
    "class_id",
    "visit_no",
    "ordinal",
    "at_home",
    "at_school",
    "child_words",
    "student_present",
    "strengths",
}
# What is likely to be the same as last time, offered by "carry over".
CARRIED = (
    "place",
    "living_env",
    "living_env_note",
    "parenting",
    "parent_child",
    "family_situation",
)


class VisitIncompleteError(Problem):
    """Required answers are missing, so the visit can not be finalised yet."""

    code = "visit_incomplete"
    what = N_("{count} required answers are still missing, so it was not finalised.")
    safe = N_("Everything you typed is kept as a draft.")
    todo = N_("Fill in what is listed, then finalise again.")


@dataclass(frozen=True, slots=True)
class VisitForm:
    """What a visit form holds: half-filled or odd values are welcome.

    `promises` are new follow-up items (fields of `FollowUp`); `kept` maps the id of an
    earlier one to kept, partly or not. `siblings` were visited on the same trip.
    """

    draft_id: str
    visit_id: str
    student_id: str
    values: Mapping[str, Any]
    promises: tuple[Promise, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    siblings: tuple[str, ...] = ()

    def filled(self, **values: Any) -> VisitForm:  # noqa: ANN401  fields of a visit
        """Return the form with these answers changed."""
        return replace(self, values={**self.values, **values})


@dataclass(frozen=True, slots=True)
class Finalised:
    """The visits that are now locked: the child's own first, then the siblings'."""

    save_id: str | None
    visit_ids: tuple[str, ...]


def begin_visit(session: Session, student_id: str) -> VisitForm:
    """Return a new form, prefilled from the file and the calendar; nothing is saved."""
    student = cast("Student", records.read(session, student_id))
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
    return VisitForm(
        new_id(session.clock),
        new_id(session.clock),
        student_id,
        with_calendar(session, values),
    )


def with_calendar(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with school year, term and ordinal that their day implies.

    A term that was chosen by hand stays; a day outside every term leaves it empty.
    """
    found = dict(values)
    day = iso_day(str(found.get("visit_date") or ""))
    if day is None:
        return found
    term = calendars.read_calendar(session).term_on(day)
    found.setdefault("term_id", term.id if term else "")
    found["school_year"] = school_year_of(day)
    earlier = visits_of(session, str(found.get("student_id") or ""))
    found["ordinal"] = next_ordinal(day, earlier)
    return found


def visits_of(session: Session, student_id: str) -> tuple[Visit, ...]:
    """Return a student's visits, the oldest first."""
    if not student_id:
        return ()
    query = Query("visit", student_id=student_id)
    return cast("tuple[Visit, ...]", records.find(session, query))


def last_visit(session: Session, student_id: str) -> Visit | None:
    """Return the latest completed visit, to show and to carry over from."""
    done = [v for v in visits_of(session, student_id) if v.outcome == "completed"]
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
    return drafts.keep_draft(session.ledger.db, _as_draft(form), session.clock)


def read_drafts(session: Session) -> tuple[tuple[VisitForm, str], ...]:
    """Return unfinished visit forms with the time they were kept, the latest first.

    A draft that survived a crash just after its visit was finalised is erased here.
    """
    kept = []
    for draft in drafts.read_drafts(session.ledger.db):
        if draft.kind != "visit":
            continue
        if records.is_locked(session, draft.record_id or ""):
            drafts.erase_draft(session.ledger.db, draft.id)
        else:
            kept.append((_from_draft(draft), draft.saved_at))
    return tuple(kept)


def drop_draft(session: Session, form: VisitForm) -> None:
    """Give up an unfinished form; the user asked for it."""
    drafts.erase_draft(session.ledger.db, form.draft_id)


def open_form(session: Session, visit_id: str) -> VisitForm:
    """Return the form of a visit that was saved but not finalised.

    Raises `LockedRecordError` when it is finalised.
    """
    records.refuse_locked(session, [visit_id])
    visit = cast("Visit", records.read(session, visit_id))
    row = records.values_of(session, visit_id)
    return VisitForm(new_id(session.clock), visit_id, visit.student_id, row)


def what_is_missing(form: VisitForm) -> tuple[str, ...]:
    """Return the required fields that are empty, in the order of the form."""
    filled = {"visit_no": "-", "state": "open", **form.values}
    return missing(read_record("visit", form.visit_id, filled))


def doubts_about(form: VisitForm) -> tuple[Doubt, ...]:
    """Return what looks odd in the form; none of it stops a save."""
    return doubts_of(read_record("visit", form.visit_id, form.values))


def save_visit(session: Session, form: VisitForm) -> Written:
    """Write the visit with its promises as one save, still open; erase the draft."""
    edits = _edits(session, form, {"state": "open"})
    written = records.save(session, edits, label="visit")
    drafts.erase_draft(session.ledger.db, form.draft_id)
    return written


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
    edits = _edits(session, form, locked)
    written = records.save(session, edits, purpose="finalise", label="visit")
    drafts.erase_draft(session.ledger.db, form.draft_id)
    visits = tuple(
        record_id
        for record_id, each in zip(written.record_ids, edits, strict=True)
        if each.kind == "visit"
    )
    return Finalised(written.save_id, visits)


def _edits(
    session: Session, form: VisitForm, state: Mapping[str, Any]
) -> list[RecordEdit]:
    values = with_calendar(session, form.values)
    values |= {"student_id": form.student_id, "trip_id": form.visit_id, **state}
    numbers = _numbers(session, values)
    if not values.get("visit_no"):
        values["visit_no"] = next(numbers)
    own = records.RecordEdit("visit", values, form.visit_id, form.student_id)
    copies = [
        _sibling_copy(session, values, each, next(numbers)) for each in form.siblings
    ]
    promised = [_promise(session, form, values, each) for each in form.promises]
    settled = [
        follow_ups.outcome_edit(session, item_id, outcome)
        for item_id, outcome in form.kept.items()
    ]
    return [own, *copies, *promised, *settled]


def _sibling_copy(
    session: Session, values: Mapping[str, Any], student_id: str, visit_no: str
) -> RecordEdit:
    student = cast("Student", records.read(session, student_id))
    shared = {name: v for name, v in values.items() if name in _SHARED_BY_SIBLINGS}
    shared |= {"student_id": student_id, "class_id": student.class_id}
    shared = with_calendar(session, shared) | {"visit_no": visit_no}
    return records.edit("visit", shared, student_id=student_id)


def _promise(
    session: Session, form: VisitForm, values: Mapping[str, Any], promise: Promise
) -> RecordEdit:
    known = {
        "source": "visit",
        "source_id": form.visit_id,
        "raised_on": values.get("visit_date", ""),
        "class_id": values.get("class_id", ""),
        "term_id": values.get("term_id", ""),
    }
    return follow_ups.new_item(session, form.student_id, {**known, **promise})


def _numbers(session: Session, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the next numbers of a school year and writer, such as JF-2026-3f2a-031.

    Two teachers number apart from each other, so the middle part is the vault's.
    """
    year = values.get("school_year") or session.clock.today().year
    start = f"JF-{year}-{session.vault.writer_id[:4]}-"
    taken = queries.count(
        session.ledger.db, Query("visit", title_start=start, with_archived=True)
    )
    return (f"{start}{number:03d}" for number in itertools.count(taken + 1))


def _as_draft(form: VisitForm) -> Draft:
    body = {
        "values": dict(form.values),
        "promises": list(form.promises),
        "kept": dict(form.kept),
        "siblings": list(form.siblings),
    }
    return drafts.Draft(form.draft_id, "visit", form.student_id, form.visit_id, body)


def _from_draft(draft: Draft) -> VisitForm:
    body = draft.body
    return VisitForm(
        draft_id=draft.id,
        visit_id=draft.record_id or "",
        student_id=draft.student_id or "",
        values=body.get("values", {}),
        promises=tuple(body.get("promises", ())),
        kept=body.get("kept", {}),
        siblings=tuple(body.get("siblings", ())),
    )
