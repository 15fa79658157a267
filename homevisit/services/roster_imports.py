"""A class list from a real Excel file: read, matched, tried dry, imported, undone.

Reading and planning write nothing. The import is one save, so one undo takes it back;
a verified backup is made before it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from homevisit.canonical import write_json
from homevisit.domain.record import to_values
from homevisit.errors import Problem
from homevisit.ledger import memory
from homevisit.ledger.change import Note
from homevisit.ledger.queries import Query
from homevisit.roster import mapping as mappings
from homevisit.roster import plan as plans
from homevisit.roster.known import (
    Answers,
    Known,
    KnownClass,
    KnownMember,
    KnownStudent,
    SchoolFacts,
)
from homevisit.roster.plan import Action, ImportPlan
from homevisit.roster.read import read_file
from homevisit.roster.table import find_table
from homevisit.services import calendars, duplicates, groups, records, school, words
from homevisit.text import N_
from homevisit.vault import BackupReason
from homevisit.vault.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from homevisit.domain.record import Record
    from homevisit.domain.students import Student
    from homevisit.roster.class_finder import NewClass
    from homevisit.roster.groups import Suggestion
    from homevisit.roster.mapping import ColumnMapping
    from homevisit.roster.plan import PlannedRow
    from homevisit.roster.sheets import Workbook
    from homevisit.roster.table import Table
    from homevisit.services.records import RecordEdit, Undone
    from homevisit.services.session import Session

__all__ = ["Answers", "import_roster", "read_roster", "try_import"]

PURPOSE = "import"
_MEMORY = "roster columns "
# How many are done of how many.
Tell: TypeAlias = "Callable[[int, int], None]"


class NoStudentsInFileError(Problem):
    """The file has no sheet with anything in it."""

    code = "roster_is_empty"
    what = N_("There is no list of students in this file.")
    safe = N_("Nothing was changed.")
    todo = N_("Open the file, check which sheet holds the list, and save it again.")


class ColumnsMissingError(Problem):
    """A column that every list needs was not found."""

    code = "roster_columns_missing"
    what = N_("The name column or the class column was not found in this list.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose which column holds it, or choose the class for the whole list.")


class PlanOutdatedError(Problem):
    """Records changed between the dry run and the import."""

    code = "roster_plan_outdated"
    what = N_("Something was saved since this list was checked.")
    safe = N_("Nothing of the list was written.")
    todo = N_("Check the list again, then import it.")


@dataclass(frozen=True, slots=True)
class TriedPlan(ImportPlan):
    """A plan, and how many saves this vault had made when it was made."""

    made_at: int = 0


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A file that was read: its sheets, the list in one of them, and its columns."""

    workbook: Workbook
    sheet_index: int
    table: Table
    mapping: ColumnMapping

    def notes(self) -> tuple[str, ...]:
        """Return what a person should know about the file, in words."""
        sheet = self.workbook.usable()[self.sheet_index]
        return tuple(map(str, (*self.workbook.notes(), *sheet.notes())))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an import wrote. `save_id` takes it back; None when there was nothing.

    `possible_duplicates` counts pairs of files, one of them in the list, that may be of
    one child.
    """

    save_id: str | None
    counts: Mapping[str, int]
    new_classes: tuple[str, ...] = ()
    student_ids: tuple[str, ...] = field(default=(), repr=False)
    possible_duplicates: int = 0


def read_roster(session: Session, path: Path, sheet_index: int = 0) -> RosterFile:
    """Read a list in a killable worker and guess its columns; nothing is written.

    Raises the problems of `homevisit.roster` for a file that is damaged, hostile or no
    list, and `NoStudentsInFileError`.
    """
    workbook = read_file(path)
    sheets = workbook.usable()
    if sheet_index >= len(sheets):
        raise NoStudentsInFileError
    table = find_table(sheets[sheet_index])
    mapping = _remembered_mapping(session, table)
    return RosterFile(workbook, sheet_index, table, mapping)


def _remembered_mapping(session: Session, table: Table) -> ColumnMapping:
    name = _MEMORY + mappings.signature(table)
    remembered = memory.recall(session.ledger.db, name)
    return mappings.guess_mapping(table, json.loads(remembered) if remembered else None)


def choose_column(roster: RosterFile, column: int, target: str) -> RosterFile:
    """Return the file with one column decided by a person; "" leaves it out."""
    return replace(roster, mapping=roster.mapping.choose(column, target))


def try_import(
    session: Session, roster: RosterFile, answers: Answers | None = None
) -> TriedPlan:
    """Return what an import would do, row by row; writes nothing.

    Raises `ColumnsMissingError` where the list can not be matched at all.
    """
    head, _link = session.ledger.head()
    answers = answers or Answers()
    lacking = set(roster.mapping.missing())
    if answers.class_id:
        lacking.discard("class.name")
    if lacking:
        raise ColumnsMissingError
    plan = plans.plan_import(
        roster.table,
        roster.mapping,
        known=_known(session),
        school=_facts(session),
        answers=answers,
    )
    return TriedPlan(
        plan.rows, plan.new_classes, plan.passed_over, plan.notes, made_at=head
    )


def import_roster(
    session: Session,
    roster: RosterFile,
    plan: ImportPlan,
    tell: Tell | None = None,
) -> Receipt:
    """Carry out a plan as one save and remember how the columns were read.

    `tell` hears how many records are written of how many and may raise to stop; nothing
    of the list is then written. Raises `PlanOutdatedError` when something was saved
    since the plan was made, such as by the same import: carrying it out twice would
    make every child twice.
    """
    if isinstance(plan, TriedPlan) and plan.made_at != session.ledger.head()[0]:
        raise PlanOutdatedError
    tell = tell or _tell_nobody
    length = sum(len(row.edits) for row in plan.to_write())
    pace = Pace(lambda _done, _total: tell(0, length))
    session.vault.back_up(reason=BackupReason.BEFORE_IMPORT, pace=pace)
    class_ids = {each.key: records.new_record_id(session) for each in plan.new_classes}
    edits = [_class_edit(each, class_ids[each.key]) for each in plan.new_classes]
    student_ids = []
    for row in plan.to_write():
        student_id = row.student_id or records.new_record_id(session)
        student_ids.append(student_id)
        edits += _row_edits(session, row, student_id, class_ids)
    note = Note(label="roster")
    with session.ledger.watched(tell):
        written = records.write(session, edits, purpose=PURPOSE, note=note)
    _remember(session, roster)
    return Receipt(
        written.save_id,
        {action.value: count for action, count in plan.counts().items()},
        tuple(each.written for each in plan.new_classes),
        tuple(student_ids),
        len(duplicates.among(session, tuple(student_ids))),
    )


def take_back(session: Session, save_id: str, tell: Tell | None = None) -> Undone:
    """Take a whole import back; `tell` as for `import_roster`.

    Raises `NothingToUndoError` where nothing of it stands any more.
    """
    with session.ledger.watched(tell or _tell_nobody):
        return records.take_back(session, save_id)


def _tell_nobody(_done: int, _total: int) -> None:
    pass


def _remember(session: Session, roster: RosterFile) -> None:
    memory.remember(
        session.ledger.db,
        _MEMORY + mappings.signature(roster.table),
        write_json(roster.mapping.to_values()).decode("utf-8"),
    )


def _class_edit(new: NewClass, class_id: str) -> RecordEdit:
    edit = school.class_edit(new.stage, new.entry_year, new.class_no)
    return replace(edit, record_id=class_id)


def _row_edits(
    session: Session,
    row: PlannedRow,
    student_id: str,
    class_ids: Mapping[str, str],
) -> list[RecordEdit]:
    found = []
    for planned in row.edits:
        edit = plans.with_class(planned, class_ids)
        if edit.kind == "student":
            record_id, values = student_id, dict(edit.fields)
        else:
            record_id = edit.record_id or _only_one(edit.kind, student_id)
            values = {"student_id": student_id, **edit.fields}
        found.append(records.RecordEdit(edit.kind, values, record_id, student_id))
    found += [_determination(session, each, student_id) for each in row.suggestions]
    return found


def _only_one(kind: str, student_id: str) -> str:
    return records.private_id(student_id) if kind == "student_private" else ""


def _determination(
    session: Session, suggestion: Suggestion, student_id: str
) -> RecordEdit:
    return groups.new_determination(
        session, student_id, suggestion.group_code, dict(suggestion.fields)
    )


def _facts(session: Session) -> SchoolFacts:
    found = calendars.read_school(session)
    return SchoolFacts(
        today=session.clock.today(),
        system=found.system,
        stage=found.stages[0] if len(found.stages) == 1 else "",
        school_year=found.current_school_year or 0,
        vocabulary=words.read_words(session).table,
    )


def _known(session: Session) -> Known:
    students = cast(
        "tuple[Student, ...]", records.find(session, Query("student"), "id")
    )
    ids = [each.id for each in students]
    private = records.of_students(session, "student_private", ids)
    members = records.of_students(session, "family_member", ids)
    in_groups = groups.ever_of_students(session, ids)
    return Known(
        tuple(
            _known_student(
                each,
                private.get(each.id, []),
                members.get(each.id, []),
                in_groups.get(each.id, ()),
            )
            for each in students
        ),
        _known_classes(session),
    )


def _known_student(
    student: Student,
    private: list[Record],
    members: list[Record],
    in_groups: tuple[str, ...],
) -> KnownStudent:
    return KnownStudent(
        student_id=student.id,
        values=to_values(student),
        private_id=private[0].id if private else "",
        private_values=to_values(private[0]) if private else {},
        members=tuple(KnownMember(each.id, to_values(each)) for each in members),
        groups=frozenset(in_groups),
    )


def _known_classes(session: Session) -> tuple[KnownClass, ...]:
    names = school.class_names(session)
    return tuple(
        KnownClass(
            class_id=each.id,
            stage=each.stage,
            entry_year=each.entry_year,
            class_no=each.class_no,
            names=tuple(filter(None, (names.get(each.id, ""), each.alias))),
        )
        for each in school.classes(session)
    )


def summary_counts(plan: ImportPlan) -> dict[str, Any]:
    """Return the numbers of a plan that a receipt and a dry run show."""
    counts = plan.counts()
    problems = plan.problems()
    return {
        "new": counts[Action.NEW],
        "update": counts[Action.UPDATE],
        "unchanged": counts[Action.UNCHANGED],
        "skip": counts[Action.SKIP],
        "errors": sum(each.is_error for each in problems),
        "warnings": sum(not each.is_error for each in problems),
    }
