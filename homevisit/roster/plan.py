"""What an import would do, row by row, before anything is written.

Every row is new, an update, unchanged, or left out with the reason. Nothing that is
filled is ever replaced by nothing; what would change is listed beside what is on file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from homevisit.roster.class_finder import NEW, ClassFinder, NewClass
from homevisit.roster.families import family_of
from homevisit.roster.groups import Suggestion, suggestions_of
from homevisit.roster.known import Answers, Known, KnownStudent, SchoolFacts
from homevisit.roster.matching import Match, Matcher, Repeats
from homevisit.roster.readings import RowProblem, RowReader, RowReading
from homevisit.roster.sheets import Note
from homevisit.roster.targets import CLASS, MEMBER
from homevisit.roster.values import Finding, Severity
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.roster.mapping import ColumnMapping
    from homevisit.roster.table import Row, Table

ENROLLED = "enrolled"

_NO_ANSWERS = Answers()
_UNKNOWN_CLASS = Finding(
    "class_unknown", N_("There is no class of this name."), Severity.ERROR
)
_NO_CLASS = Finding(
    "class_missing", N_("The row does not say which class."), Severity.ERROR
)
_OTHER_NAME = Finding(
    "name_differs_on_file", N_("The student with this number has another name on file.")
)
_MOVED = Finding(
    "class_differs_on_file", N_("On file the student is in another class.")
)
_HIDDEN = Finding("row_is_hidden", N_("This row is hidden in the file."))
_NO_STUDENT = re.compile(
    r"\s*(?:合计|总计|小计|共计|填表|制表|审核|校长|班主任签|说明[:：]|注[:：]|备注[:：]|"
    r"示例|样例|例[:：])"
)
# With so few cells filled, a row without a name is a line below the list.
_FEW = 2


class Action(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class PlannedEdit:
    """Fields to save in one record; `record_id` is None for a record to be created.

    The ids of a new student and of a new class are not known yet: `student_id` is then
    left out, and `class_id` is the key of a `NewClass`.
    """

    kind: str
    record_id: str | None
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A filled field that the list says differently."""

    kind: str
    field: str
    on_file: Any
    in_list: Any


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What an import would do with one row."""

    number: int
    name: str
    action: Action
    student_id: str | None = None
    matched_by: str = ""
    edits: tuple[PlannedEdit, ...] = ()
    changes: tuple[Change, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do as a whole.

    `passed_over` are rows that are no students, such as a total below the list.
    """

    rows: tuple[PlannedRow, ...]
    new_classes: tuple[NewClass, ...] = ()
    passed_over: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()

    def counts(self) -> dict[Action, int]:
        """Return how many rows each action has."""
        found = Counter(row.action for row in self.rows)
        return {action: found[action] for action in Action}

    def problems(self) -> tuple[RowProblem, ...]:
        """Return every row's problems, errors first, then by row."""
        every = (problem for row in self.rows for problem in row.problems)
        return tuple(sorted(every, key=lambda p: (not p.is_error, p.row)))

    def to_write(self) -> tuple[PlannedRow, ...]:
        """Return the rows that would change a record."""
        return tuple(row for row in self.rows if row.edits)


def with_class(edit: PlannedEdit, class_ids: Mapping[str, str]) -> PlannedEdit:
    """Return an edit with the id of its class, once new classes have theirs."""
    key = str(edit.fields.get("class_id", ""))
    if key not in class_ids:
        return edit
    fields = {**edit.fields, "class_id": class_ids[key]}
    return PlannedEdit(edit.kind, edit.record_id, fields)


def _same(one: object, other: object) -> bool:
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return list(one) == list(other)
    return one == other


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], ())


class _Differences:
    """Sorts what a list says into new fields and changes of filled ones."""

    def __init__(self, *, keep_filled: bool) -> None:
        self._keep_filled = keep_filled
        self.edits: list[PlannedEdit] = []
        self.changes: list[Change] = []

    def add(
        self,
        kind: str,
        record_id: str | None,
        fields: Mapping[str, Any],
        on_file: Mapping[str, Any],
    ) -> None:
        """Compare one record's fields with those on file; keep what differs."""
        if not on_file:
            if fields:
                self.edits.append(PlannedEdit(kind, record_id, dict(fields)))
            return
        wanted = {}
        for name, value in fields.items():
            known = on_file.get(name)
            if _is_empty(value) or _same(value, known):
                continue
            if not _is_empty(known):
                if self._keep_filled:
                    continue
                self.changes.append(Change(kind, name, known, value))
            wanted[name] = value
        if wanted:
            self.edits.append(PlannedEdit(kind, record_id, wanted))


class _Planner:
    """Plans the rows of one list, one after the other."""

    def __init__(self, known: Known, school: SchoolFacts, answers: Answers) -> None:
        self._answers = answers
        self._matcher = Matcher(known)
        self._repeats = Repeats()
        self.classes = ClassFinder(known, school, answers)
        self.assumed_enrolled = 0

    def plan(self, reading: RowReading) -> PlannedRow:
        """Return what would be done with a row."""
        class_id = self._class_of(reading)
        repeat = self._repeats.check(reading, class_id) if reading.name else None
        if repeat:
            reading.tell("", repeat, reading.name)
        match = self._match(reading, class_id)
        if match.finding:
            reading.tell("", match.finding, reading.name)
        if reading.has_errors():
            return PlannedRow(
                reading.number,
                reading.name,
                Action.SKIP,
                problems=tuple(reading.problems),
            )
        return self._planned(reading, match, class_id)

    def _class_of(self, reading: RowReading) -> str:
        found = self.classes.find(reading.class_text, reading.grade_text)
        if not found:
            finding = _UNKNOWN_CLASS if reading.class_text else _NO_CLASS
            written = reading.grade_text + reading.class_text
            reading.tell(CLASS, finding, written)
        return found

    def _match(self, reading: RowReading, class_id: str) -> Match:
        if reading.number in self._answers.students:
            return self._matcher.answered(self._answers.students[reading.number])
        known_class = "" if class_id.startswith(NEW) else class_id
        return self._matcher.match(reading, known_class)

    def _planned(self, reading: RowReading, match: Match, class_id: str) -> PlannedRow:
        student = match.student
        differences = self._compare(reading, student, class_id)
        if student:
            _tell_of_moves(reading, differences)
        action = Action.UPDATE if differences.edits else Action.UNCHANGED
        return PlannedRow(
            reading.number,
            reading.name,
            action if student else Action.NEW,
            student.student_id if student else None,
            match.by,
            tuple(differences.edits),
            tuple(differences.changes),
            suggestions_of(reading, student.groups if student else frozenset()),
            tuple(reading.problems),
        )

    def _compare(
        self, reading: RowReading, student: KnownStudent | None, class_id: str
    ) -> _Differences:
        found = _Differences(keep_filled=self._answers.keep_filled)
        fields = {**reading.student, "class_id": class_id}
        if student is None:
            self.assumed_enrolled += "roll_status" not in fields
            fields.setdefault("roll_status", ENROLLED)
            student = KnownStudent("", {})
        found.add("student", student.student_id or None, fields, student.values)
        found.add(
            "student_private",
            student.private_id or None,
            reading.private,
            student.private_values,
        )
        for person in family_of(reading.members, student.members):
            member = person.member
            found.add(
                MEMBER,
                member.member_id if member else None,
                person.values,
                member.values if member else {},
            )
        return found


def _tell_of_moves(reading: RowReading, differences: _Differences) -> None:
    changed = {
        change.field for change in differences.changes if change.kind == "student"
    }
    if "name" in changed:
        reading.tell("student.name", _OTHER_NAME, reading.name)
    if "class_id" in changed:
        reading.tell(CLASS, _MOVED, reading.grade_text + reading.class_text)


def _is_no_student(reading: RowReading, row: Row) -> bool:
    if reading.name and reading.filled > _FEW:
        return bool(_NO_STUDENT.match(reading.name))
    texts = (cell for cell in row.cells if isinstance(cell, str))
    if any(_NO_STUDENT.match(text) for text in texts):
        return True
    return not reading.name and reading.filled <= _FEW


def _readings(
    table: Table, reader: RowReader, passed_over: list[int]
) -> Iterator[RowReading]:
    for row in table.rows:
        reading = reader.read(row)
        if _is_no_student(reading, row):
            passed_over.append(row.number)
            continue
        if row.is_hidden:
            reading.tell("", _HIDDEN)
        yield reading


def _notes(
    rows: list[PlannedRow], passed_over: list[int], assumed: int
) -> tuple[Note, ...]:
    one_away = sum(
        edit.fields.get("registry_left_behind") == "1"
        for row in rows
        for edit in row.edits
    )
    told = (
        (
            "passed_over",
            N_("Rows that are no students, such as totals: {count}."),
            len(passed_over),
        ),
        (
            "one_parent_away",
            N_(
                "Left-behind with one parent away: {count}. That is not a "
                "single-parent family; the two are kept apart."
            ),
            one_away,
        ),
        (
            "enrolled_assumed",
            N_("New students without a status, taken as enrolled: {count}."),
            assumed,
        ),
    )
    return tuple(
        Note(code, message, (("count", count),))
        for code, message, count in told
        if count
    )


def plan_import(
    table: Table,
    mapping: ColumnMapping,
    *,
    known: Known,
    school: SchoolFacts,
    answers: Answers = _NO_ANSWERS,
) -> ImportPlan:
    """Return what importing a list would do; writes nothing.

    Rows are compared with `known` and with each other. A row with an error is planned
    as `SKIP`; whatever else is odd about it is told and does not stop it.
    """
    planner = _Planner(known, school, answers)
    passed_over: list[int] = []
    reader = RowReader(mapping, school)
    rows = [planner.plan(reading) for reading in _readings(table, reader, passed_over)]
    used = {edit.fields.get("class_id") for row in rows for edit in row.edits}
    return ImportPlan(
        tuple(rows),
        tuple(each for key, each in planner.classes.new.items() if key in used),
        tuple(passed_over),
        _notes(rows, passed_over, planner.assumed_enrolled),
    )
