"""The school itself: its name, its classes and how they are called, its staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import grades
from homevisit.domain.calendar import school_year_of
from homevisit.exchange.readers import is_within
from homevisit.ids import derived_id
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.classes import SchoolClass
    from homevisit.domain.school import School, Staff
    from homevisit.services.records import Written
    from homevisit.services.session import Session


SCHOOL_ID = derived_id("school")


@dataclass(frozen=True, slots=True)
class Owner:
    """The person a vault is made for: her name and her posts (role, class id)."""

    name: str
    roles: tuple[tuple[str, str], ...] = ()


def introduce_owner(session: Session, owner: Owner) -> Written:
    """Write the owner's own staff record, with the keys that colleagues need."""
    values = {
        "name": owner.name,
        "roles": [{"role": role, "class_id": where} for role, where in owner.roles],
        "signing_key": session.vault.signing_key.hex(),
        "sealing_key": session.vault.sealing_key.hex(),
    }
    return records.save(
        session, [RecordEdit("staff", values, session.person_id)], label="staff"
    )


def set_up_school(session: Session, values: Mapping[str, Any]) -> Written:
    """Write the school's facts, once or again, and propose this year's calendar."""
    known = calendars.read_school(session)
    start_year = school_year_of(session.clock.today())
    defaults = (
        {} if known.id else {"current_school_year": start_year, "class_style": "short"}
    )
    written = records.save(
        session,
        [RecordEdit("school", {**defaults, **values}, known.id or SCHOOL_ID)],
        label="school",
    )
    calendars.set_up_calendar(session, start_year)
    return written


def change_school(session: Session, values: Mapping[str, Any]) -> Written:
    """Write some of the school's facts; the rest stays."""
    known = calendars.read_school(session)
    edit = RecordEdit("school", dict(values), known.id or SCHOOL_ID)
    return records.save(session, [edit], label="school")


def add_class(session: Session, stage: str, entry_year: int, class_no: int) -> str:
    """Open a class of a cohort and return its id."""
    written = records.save(session, [class_edit(stage, entry_year, class_no)])
    return written.record_ids[0]


def class_edit(stage: str, entry_year: int, class_no: int) -> RecordEdit:
    """Return the edit that opens a class."""
    return records.edit(
        "school_class",
        {
            "stage": stage,
            "entry_year": entry_year,
            "class_no": class_no,
            "state": "active",
        },
    )


def classes(session: Session, *, with_graduated: bool = False) -> Sequence[SchoolClass]:
    """Return the classes of the school, in the order of grade and number."""
    states = () if with_graduated else ("active",)
    found = records.find(session, Query("school_class", states=states))
    return sorted(
        cast("tuple[SchoolClass, ...]", found),
        key=lambda each: (
            grades.STAGE_ORDER.get(each.stage, 99),
            -(each.entry_year or 0),
            each.class_no or 0,
        ),
    )


def class_names(session: Session, school_year: int | None = None) -> dict[str, str]:
    """Return how each class is called in a school year, such as 七(2)班; or today."""
    school = calendars.read_school(session)
    year = (
        school_year
        or school.current_school_year
        or school_year_of(session.clock.today())
    )
    return {
        each.id: grades.class_name(each, school, year)
        for each in classes(session, with_graduated=True)
    }


def promote(session: Session, school_year: int) -> Written:
    """Move the school on to a school year: grades rise, last year's graduates leave.

    One save, so that one undo takes it back.
    """
    school = calendars.read_school(session)
    found = [
        RecordEdit("school_class", change, class_id)
        for class_id, change in grades.promotion(
            classes(session), school, school_year
        ).items()
    ]
    graduating = {each.record_id for each in found}
    leaving = [
        RecordEdit(
            "student",
            {"roll_status": "graduated", "left_on": f"{school_year}-07-01"},
            student.id,
            student.id,
        )
        for student in records.find(session, Query("student", states=("enrolled",)))
        if getattr(student, "class_id", "") in graduating
    ]
    year = RecordEdit("school", {"current_school_year": school_year}, school.id)
    calendar = calendars.calendar_edits(session, school_year)
    return records.save(
        session,
        [year, *calendar, *found, *leaving],
        purpose="promotion",
        label=str(school_year),
    )


def staff(session: Session) -> tuple[Staff, ...]:
    """Return the colleagues known to this vault."""
    return cast("tuple[Staff, ...]", records.find(session, Query("staff")))


def staff_names(session: Session) -> dict[str, str]:
    """Return the colleagues' names by id."""
    return {each.id: each.name for each in staff(session)}


def homeroom_teachers(session: Session) -> dict[str, str]:
    """Return the name of each class's homeroom teacher of today by class id."""
    today = session.clock.today().isoformat()
    return {
        role.class_id: each.name
        for each in staff(session)
        for role in each.roles
        if role.role == "homeroom_teacher"
        and role.class_id
        and is_within(today, role.from_date, role.to_date)
    }


def read_school(session: Session) -> School:
    """Return the school of this vault; an empty one before it is known."""
    return calendars.read_school(session)
