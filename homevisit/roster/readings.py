"""One row, read: the values for each record, and what is odd between its own cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homevisit.domain.dates import DOUBTS, iso_day
from homevisit.domain.registry_no import RegistryKind, registry_doubts, registry_kind
from homevisit.domain.resident_id import (
    RESIDENT_ID_CARD,
    other_document_doubts,
    read_resident_id,
    resident_id_doubts,
)
from homevisit.roster.sheets import LostDigitsError, text_of
from homevisit.roster.targets import MEMBER, NAME, targets
from homevisit.roster.values import CellReader, Finding, Severity, found_by
from homevisit.text import N_

if TYPE_CHECKING:
    from datetime import date

    from homevisit.domain import Doubt
    from homevisit.domain.resident_id import ResidentId
    from homevisit.roster.known import SchoolFacts
    from homevisit.roster.mapping import ColumnMapping
    from homevisit.roster.sheets import Cell
    from homevisit.roster.table import Row
    from homevisit.roster.targets import Target

_BIRTH, _SEX = "student.birth_date", "student.sex"
_ID_NO, _ID_TYPE = "student_private.id_doc_no", "student_private.id_doc_type"
_REGISTRY_NO = "student_private.student_registry_no"

_DAY_FROM_ID = Finding(
    "birth_day_from_id",
    N_("The day was missing; it was completed from the identity number."),
    is_repaired=True,
)
_FROM_ID = Finding(
    "taken_from_id",
    N_("This was empty; it was taken from the identity number."),
    is_repaired=True,
)
_NO_DAY = Finding("date_without_day", DOUBTS["date_without_day"])
_FUTURE = Finding("date_future", DOUBTS["date_future"])
_SEX_DIFFERS = Finding(
    "sex_differs_from_id", N_("The sex differs from the identity number.")
)
_BIRTH_DIFFERS = Finding(
    "birth_differs_from_id", N_("The date of birth differs from the identity number.")
)
_REGISTRY_DIFFERS = Finding(
    "registry_differs_from_id",
    N_("The registry number differs from the identity number."),
)
_MONTH_ONLY = len("2012-05")
_MEMBERS = f"{MEMBER}."
_BUCKETS = ("student", "student_private", "determination", "class")
_NAME_MISSING = Finding(
    "name_missing", N_("There is no name in this row."), Severity.ERROR
)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something about one row to show a person: where, what was read, what it means.

    `field` is a target's key, "" for the whole row; `value` is as the sheet has it.
    """

    row: int
    field: str
    value: str
    finding: Finding

    @property
    def is_error(self) -> bool:
        """Whether the row cannot be imported with it."""
        return self.finding.severity is Severity.ERROR


_Records = dict[str, dict[str, Any]]


@dataclass(slots=True)
class RowReading:
    """A row's values by record, to be matched and planned.

    `records` has one for each kind, and for each family member the list has columns of.
    """

    row: Row
    records: _Records
    columns: dict[str, int] = field(default_factory=dict)
    hints: set[str] = field(default_factory=set)
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The row's number as the spreadsheet shows it."""
        return self.row.number

    @property
    def student(self) -> dict[str, Any]:
        """The fields of the student's record."""
        return self.records["student"]

    @property
    def private(self) -> dict[str, Any]:
        """The fields of the student's private record."""
        return self.records["student_private"]

    @property
    def groups(self) -> dict[str, Any]:
        """What the list says of special groups beyond the registry's fields."""
        return self.records["determination"]

    @property
    def members(self) -> _Records:
        """The fields of each family member, by the member's slot."""
        return {
            bucket.removeprefix(_MEMBERS): fields
            for bucket, fields in self.records.items()
            if bucket.startswith(_MEMBERS) and fields
        }

    @property
    def class_text(self) -> str:
        """The class as the list writes it."""
        return str(self.records["class"].get("name", ""))

    @property
    def grade_text(self) -> str:
        """The grade as the list writes it, where it has a column of its own."""
        return str(self.records["class"].get("grade", ""))

    @property
    def filled(self) -> int:
        """How many values the row holds."""
        return sum(map(len, self.records.values()))

    @property
    def name(self) -> str:
        """The student's name, cleaned."""
        return str(self.student.get("name", ""))

    @property
    def id_no(self) -> str:
        """The identity number, or ""."""
        return str(self.private.get("id_doc_no", ""))

    @property
    def registry_no(self) -> str:
        """The registry number, or ""."""
        return str(self.private.get("student_registry_no", ""))

    def has_errors(self) -> bool:
        """Say whether the row cannot be imported."""
        return any(problem.is_error for problem in self.problems)

    def tell(self, key: str, finding: Finding, value: str | None = None) -> None:
        """Note something about a cell of this row, or about `value`."""
        told = self._shown(key) if value is None else value
        self.problems.append(RowProblem(self.number, key, told, finding))

    def _shown(self, key: str) -> str:
        column = self.columns.get(key, len(self.row.cells))
        return shown(self.row.cells[column]) if column < len(self.row.cells) else ""


def shown(cell: Cell) -> str:
    """Return a cell as the list shows it, also where its digits are lost."""
    try:
        return text_of(cell)
    except LostDigitsError:
        return f"{cell:.0f}" if isinstance(cell, int | float) else str(cell)


class RowReader:
    """Reads rows by one mapping."""

    def __init__(self, mapping: ColumnMapping, school: SchoolFacts) -> None:
        self._identity = _IdentityCheck(school.today)
        self._columns = mapping.by_target()
        cells = CellReader(school.vocabulary)
        known = targets()
        self._readers = [
            (column, known[key], _bucket(known[key]), cells.reader_of(known[key]))
            for key, column in self._columns.items()
        ]
        named = (bucket for _, _, bucket, _ in self._readers)
        self._buckets = tuple(dict.fromkeys((*_BUCKETS, *named)))

    def read(self, row: Row) -> RowReading:
        """Return what a row says, with all that is odd about it."""
        records: _Records = {bucket: {} for bucket in self._buckets}
        reading = RowReading(row, records, self._columns)
        cells, width = row.cells, len(row.cells)
        for column, target, bucket, read in self._readers:
            if column >= width or cells[column] is None:
                continue
            value, findings, hint = read(cells[column])
            if value is not None:
                records[bucket][target.field] = value
            if findings or hint:
                _note(reading, target, findings, hint)
        if not reading.name:
            reading.tell(NAME, _NAME_MISSING)
        self._identity.compare(reading)
        if reading.problems:
            reading.problems = [p for p in reading.problems if self._is_worth(p)]
        return reading

    def _is_worth(self, problem: RowProblem) -> bool:
        """Tell of what was completed only where the list has a column for it."""
        return problem.finding is not _FROM_ID or problem.field in self._columns


def _bucket(target: Target) -> str:
    return f"{_MEMBERS}{target.slot}" if target.kind == MEMBER else target.kind


def _note(
    reading: RowReading, target: Target, findings: tuple[Finding, ...], hint: str
) -> None:
    for finding in findings:
        reading.tell(target.key, finding)
    if hint:
        reading.hints.add(hint)


class _IdentityCheck:
    """Compares a row with its identity number; remembers regions without doubt."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._sound_regions: set[str] = set()

    def compare(self, reading: RowReading) -> None:
        """Complete birth date and sex from the number, or tell where they differ."""
        number = reading.id_no
        if number:
            self._compare_number(reading, number)
        self._check_registry(reading, number)
        _check_birth(reading, self._today)

    def _compare_number(self, reading: RowReading, number: str) -> None:
        kind = reading.private.get("id_doc_type", RESIDENT_ID_CARD)
        if kind != RESIDENT_ID_CARD:
            for finding in found_by(other_document_doubts("id_doc_no", number)):
                reading.tell(_ID_NO, finding)
            return
        says = read_resident_id(number)
        doubts = () if says and self._is_sound(says) else self._doubts(number)
        for finding in found_by(doubts):
            reading.tell(_ID_NO, finding)
        if says and says.birth and says.check_is_right:
            reading.private.setdefault("id_doc_type", RESIDENT_ID_CARD)
            if says.birth <= self._today:
                _compare_birth(reading, says.birth.isoformat())
            _compare_sex(reading, says.sex)

    def _is_sound(self, says: ResidentId) -> bool:
        return (
            says.check_is_right
            and says.birth is not None
            and says.birth <= self._today
            and says.region in self._sound_regions
        )

    def _doubts(self, number: str) -> tuple[Doubt, ...]:
        doubts = resident_id_doubts("id_doc_no", number, today=self._today)
        if not doubts:
            self._sound_regions.add(number[:6])
        return doubts

    def _check_registry(self, reading: RowReading, number: str) -> None:
        registry = reading.registry_no
        if not registry or (number and registry == f"G{number}"):
            return
        for finding in found_by(registry_doubts("student_registry_no", registry)):
            reading.tell(_REGISTRY_NO, finding)
        if number and registry_kind(registry) is RegistryKind.BY_ID:
            reading.tell(_REGISTRY_NO, _REGISTRY_DIFFERS)


def _check_birth(reading: RowReading, today: date) -> None:
    written = str(reading.student.get("birth_date", ""))
    born = iso_day(written)
    if born and born > today:
        reading.tell(_BIRTH, _FUTURE)
    if len(written) == _MONTH_ONLY:
        reading.tell(_BIRTH, _NO_DAY)


def _compare_birth(reading: RowReading, says: str) -> None:
    born = reading.student.get("birth_date", "")
    if not born or (len(born) == _MONTH_ONLY and says.startswith(born)):
        reading.student["birth_date"] = says
        reading.tell(_BIRTH, _DAY_FROM_ID if born else _FROM_ID)
    elif born != says:
        reading.tell(_BIRTH, _BIRTH_DIFFERS)


def _compare_sex(reading: RowReading, says: str) -> None:
    sex = reading.student.get("sex", "")
    if not sex:
        reading.student["sex"] = says
        reading.tell(_SEX, _FROM_ID)
    elif sex != says:
        reading.tell(_SEX, _SEX_DIFFERS)
