"""Looking after the classes: opening, naming, teachers, closing, and September."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.domain import grades
from homevisit.domain.calendar import school_year_of
from homevisit.errors import Problem
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records, school, staffing
from homevisit.services.records import RecordEdit
from homevisit.services.students import PRESENT
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.classes import SchoolClass
    from homevisit.services.records import Written
    from homevisit.services.session import Session

HOMEROOM = "homeroom_teacher"


class ClassExistsError(Problem):
    """There is such a class already."""

    code = "class_exists"
    what = N_("This class is there already.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose another class number, or open the class in the list.")


class ClassNotEmptyError(Problem):
    """A class with students in it is not closed."""

    code = "class_not_empty"
    what = N_("There are still students in this class.")
    safe = N_("The class stays open, and its students stay in it.")
    todo = N_("Move the students to another class first, then close this one.")


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class as the list of classes shows it in the present school year."""

    id: str
    name: str
    stage: str
    entry_year: int
    class_no: int
    alias: str
    state: str
    students: int
    teacher_id: str
    teacher: str
    by_rule: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a new school year does to one class; `after` is empty where it leaves."""

    class_id: str
    before: str
    after: str
    students: int


def read_lines(session: Session) -> tuple[ClassLine, ...]:
    """Return the classes of the school, those that have left last."""
    names = school.class_names(session)
    teachers = staffing.holders(session, HOMEROOM)
    facts, year = calendars.read_school(session), next_school_year(session) - 1
    found = school.classes(session, with_graduated=True)
    lines = [
        ClassLine(
            each.id,
            names.get(each.id, ""),
            each.stage,
            each.entry_year or 0,
            each.class_no or 0,
            each.alias,
            each.state or "active",
            _count(session, each.id),
            *teachers.get(each.id, ("", "")),
            grades.class_name(each.model_copy(update={"alias": ""}), facts, year),
        )
        for each in found
    ]
    return tuple(sorted(lines, key=lambda line: line.state != "active"))


def open_class(session: Session, stage: str, entry_year: int, class_no: int) -> Written:
    """Open a class of a cohort. Raises `ClassExistsError`."""
    wanted = (stage, entry_year, class_no)
    if any(_identity(each) == wanted for each in school.classes(session)):
        raise ClassExistsError
    edit = school.class_edit(stage, entry_year, class_no)
    return records.save(session, [edit], label="class")


def change(session: Session, class_id: str, values: Mapping[str, Any]) -> Written:
    """Write facts of a class, such as its own name (`alias`); empty follows the rule.

    Raises `ClassExistsError` where it would become a class that is there already.
    """
    known = records.values_of(session, class_id)
    new = {**known, **values}
    wanted = (new.get("stage"), new.get("entry_year"), new.get("class_no"))
    for each in school.classes(session):
        if each.id != class_id and _identity(each) == wanted:
            raise ClassExistsError
    edit = RecordEdit("school_class", values, class_id)
    return records.save(session, [edit], label="class")


def close(session: Session, class_id: str) -> Written:
    """Close a class that nobody is in. Raises `ClassNotEmptyError`."""
    if _count(session, class_id):
        raise ClassNotEmptyError
    day = session.clock.today().isoformat()
    values = {"state": "dissolved", "graduated_on": day}
    return records.save(
        session, [RecordEdit("school_class", values, class_id)], label="class"
    )


def reopen(session: Session, class_id: str) -> Written:
    """Take a closed class back into the lists."""
    values = {"state": "active", "graduated_on": ""}
    return records.save(
        session, [RecordEdit("school_class", values, class_id)], label="class"
    )


def set_homeroom_teacher(session: Session, class_id: str, staff_id: str) -> Written:
    """Give a class its homeroom teacher from today; "" leaves it without one.

    The post of whoever had it ends yesterday and stays in the books.
    """
    edits = staffing.hand_over(session, HOMEROOM, class_id, staff_id)
    return records.save(session, edits, label="staff")


def next_school_year(session: Session) -> int:
    """Return the school year that September begins next."""
    known = calendars.read_school(session).current_school_year
    return (known or school_year_of(session.clock.today())) + 1


def preview_promotion(session: Session, school_year: int) -> tuple[Step, ...]:
    """Return what `school.promote` will do to each class; nothing is written."""
    facts = calendars.read_school(session)
    found = school.classes(session)
    leaving = grades.promotion(found, facts, school_year)
    before = school.class_names(session)
    after = school.class_names(session, school_year)
    return tuple(
        Step(
            each.id,
            before.get(each.id, ""),
            "" if each.id in leaving else after.get(each.id, ""),
            _count(session, each.id),
        )
        for each in found
    )


def _count(session: Session, class_id: str) -> int:
    query = Query("student", class_id=class_id, states=PRESENT)
    return queries.count(session.ledger.db, query)


def _identity(each: SchoolClass) -> tuple[str, int | None, int | None]:
    return each.stage, each.entry_year, each.class_no
