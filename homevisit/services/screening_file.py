"""A screening's Excel file: read in a worker, matched to students, and planned.

Nothing is written here. What does not fit is left out and said, row by row and column
by column; what fits is still taken in.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from homevisit.domain import screening_rules as rules
from homevisit.domain.dates import iso_day
from homevisit.errors import Problem
from homevisit.roster.read import MAX_FILE, UnreadableFileError, read_workbook
from homevisit.roster.sheets import LostDigitsError, text_of
from homevisit.roster.table import Table, find_table
from homevisit.services import screening_columns as columns
from homevisit.services.screening_columns import SCORES, WHO, Role
from homevisit.services.screening_people import People, Person
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from homevisit.domain.care_counselling import ScreeningResult, Threshold
    from homevisit.domain.screening_rules import Numbers, Scale
    from homevisit.roster.sheets import Cell
    from homevisit.roster.table import Row
    from homevisit.services.room import Room
    from homevisit.services.screening_columns import Column

_YES = frozenset({"是", "同意", "已同意", "1", "√", "y", "yes", "true", "有"})
_NO = frozenset({"否", "不同意", "未同意", "0", "×", "n", "no", "false", "无", "拒绝"})
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# The name under which a result keeps the score of validity among its factors.
VALIDITY = "validity"
ITEM = "item_"
_LOOKED_AT = 15
REFUSED = frozenset({"refused", "withdrawn"})

NO_NUMBERS = N_("There is no number in this row.")
NO_CONSENT = N_("The family did not agree; nothing of this row is kept.")
TWICE = N_("The student stands in an earlier row already.")


class ScreeningColumnsError(Problem):
    """The file says not who is meant, or has no number to keep."""

    code = "screening_columns"
    what = N_("No column for the students, or none for a total or factor, was found.")
    safe = N_("Nothing was taken in.")
    todo = N_("Choose the columns yourself, or check that this is the right sheet.")


class ScreeningDayError(Problem):
    """A batch has a name and the day on which it was held."""

    code = "screening_day"
    what = N_("The batch has no name, or no day on which it was held.")
    safe = N_("Nothing was taken in.")
    todo = N_("Write a name and a day up to today.")


@dataclass(frozen=True, slots=True)
class ScreeningFile:
    """A file that was read: its table, what each column is, and its digest."""

    table: Table
    columns: tuple[Column, ...]
    scale: str
    digest: str
    name: str = ""
    notes: tuple[str, ...] = ()

    def headings(self, *roles: Role) -> tuple[str, ...]:
        """Return the headings of columns in these roles."""
        return tuple(each.heading for each in self.columns if each.role in roles)


@dataclass(frozen=True, slots=True)
class Batch:
    """What is known of a batch before its file: name, day, scale, rules."""

    name: str
    on_date: str
    thresholds: tuple[Threshold, ...] = ()
    invalid_from: float | None = None
    organiser: str = ""
    scale_version: str = ""
    threshold_source: str = ""
    class_id: str = ""


@dataclass(frozen=True, slots=True)
class PlannedResult:
    """One row that fits: the student and the fields of `screening_result`."""

    row: int
    student_id: str
    values: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row that is not taken in, and why, as a msgid."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class ScreeningPlan:
    """What an import would write, and what it would leave out."""

    file: ScreeningFile
    batch: Batch
    results: tuple[PlannedResult, ...]
    left_out: tuple[LeftOut, ...]

    def counts(self) -> Counter[str]:
        """Return how many have each first result."""
        return Counter(str(each.values["result"]) for each in self.results)


def read_screening(path: Path, scale: str, sheet_index: int = 0) -> ScreeningFile:
    """Read a file in a killable worker and guess its columns; nothing is written.

    Raises the problems of `homevisit.roster` for a file that is damaged or no table.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        raise UnreadableFileError from error
    workbook = read_workbook(content)
    sheets = workbook.usable()
    known = rules.scale(scale)
    table = _with_headings(find_table(sheets[min(sheet_index, len(sheets) - 1)]), known)
    return ScreeningFile(
        table=table,
        columns=columns.guess(table.headings, known),
        scale=scale,
        digest=hashlib.sha256(content).hexdigest(),
        name=path.name,
        notes=tuple(map(str, workbook.notes())),
    )


def _with_headings(table: Table, scale: Scale) -> Table:
    """Return the table with headings that a list of students would not have."""
    if table.has_headings:
        return table
    for at, row in enumerate(table.rows[:_LOOKED_AT]):
        headings = tuple(_text(cell) for cell in row.cells)
        roles = {each.role for each in columns.guess(headings, scale)}
        if roles & WHO and roles & SCORES:
            return Table(headings, table.rows[at + 1 :], row.number)
    return table


def with_scale(file: ScreeningFile, scale: str) -> ScreeningFile:
    """Return the file read as one of another scale; chosen columns are guessed anew."""
    guessed = columns.guess(file.table.headings, rules.scale(scale))
    return replace(file, scale=scale, columns=guessed)


def choose_column(
    file: ScreeningFile, index: int, role: Role, name: str = ""
) -> ScreeningFile:
    """Return the file with one column decided by a person."""
    return replace(file, columns=columns.choose(file.columns, index, role, name))


def plan(room: Room, file: ScreeningFile, batch: Batch) -> ScreeningPlan:
    """Return what an import would write, row by row.

    Raises `ScreeningColumnsError`, `ScreeningDayError`.
    """
    day = iso_day(batch.on_date)
    if not batch.name.strip() or day is None or day > room.clock.today():
        raise ScreeningDayError
    roles = {each.role for each in file.columns}
    if not roles & WHO or not roles & SCORES:
        raise ScreeningColumnsError
    reading = _Reading(People(room.school), file, batch)
    for row in file.table.rows:
        reading.take(row)
    return ScreeningPlan(file, batch, tuple(reading.results), tuple(reading.left_out))


class _Reading:
    """Goes through the rows of one file."""

    def __init__(self, people: People, file: ScreeningFile, batch: Batch) -> None:
        self._people, self._file, self._batch = people, file, batch
        self._seen: set[str] = set()
        self.results: list[PlannedResult] = []
        self.left_out: list[LeftOut] = []

    def take(self, row: Row) -> None:
        """Plan a row, or note why it is left out."""
        found = self._people.find(self._person(row))
        why = found.why
        consent = self._consent(row, found.student_id)
        if not why and found.student_id in self._seen:
            why = TWICE
        if not why and consent in REFUSED:
            why = NO_CONSENT
        numbers = self._numbers(row)
        if not why and numbers.is_empty:
            why = NO_NUMBERS
        if why:
            self.left_out.append(LeftOut(row.number, why))
            return
        self._seen.add(found.student_id)
        values = self._values(numbers, consent)
        self.results.append(PlannedResult(row.number, found.student_id, values))

    def _person(self, row: Row) -> Person:
        said = {
            role: next((text for text in self._texts(row, role)), "")
            for role in (Role.REGISTRY, Role.ID, Role.NAME, Role.CLASS, Role.GRADE)
        }
        return Person(
            registry_no=said[Role.REGISTRY],
            id_no=said[Role.ID],
            name=said[Role.NAME],
            class_name=said[Role.CLASS],
            grade=said[Role.GRADE],
            class_id=self._batch.class_id,
        )

    def _consent(self, row: Row, student_id: str) -> str:
        """Return what the file says, else what the consents on file say."""
        words = {plain.casefold() for plain in self._texts(row, Role.CONSENT)}
        if words & _NO:
            return "refused"
        on_file = self._people.consent_of(student_id)
        return on_file or ("given" if words & _YES else "")

    def _values(self, numbers: Numbers, consent: str) -> dict[str, Any]:
        judged = rules.judge(numbers, self._batch.thresholds, self._batch.invalid_from)
        values = {
            "on_date": self._batch.on_date,
            "consent_status": consent,
            "is_valid": judged.is_valid,
            "total": numbers.total,
            "factors": with_validity(numbers),
            "over": list(judged.over),
            "result": judged.result,
        }
        return {k: v for k, v in values.items() if v not in ("", None, {}, [])}

    def _numbers(self, row: Row) -> Numbers:
        factors = {
            each.name: number
            for each in self._file.columns
            if each.role is Role.FACTOR
            and (number := read_number(_cell(row, each))) is not None
        }
        hits = tuple(
            f"{ITEM}{each.name}"
            for each in self._file.columns
            if each.role is Role.WATCHED and (read_number(_cell(row, each)) or 0) > 0
        )
        return rules.Numbers(
            total=self._first(row, Role.TOTAL),
            factors=factors,
            validity=self._first(row, Role.VALIDITY),
            hits=hits,
        )

    def _first(self, row: Row, role: Role) -> float | None:
        chosen = (each for each in self._file.columns if each.role is role)
        column = next(chosen, None)
        return None if column is None else read_number(_cell(row, column))

    def _texts(self, row: Row, role: Role) -> Iterator[str]:
        for each in self._file.columns:
            if each.role is role:
                text = _text(_cell(row, each))
                if text:
                    yield text


def with_validity(numbers: Numbers) -> dict[str, float]:
    """Return the factors as a result keeps them, the validity among them."""
    kept = dict(numbers.factors or {})
    if numbers.validity is not None:
        kept[VALIDITY] = numbers.validity
    return kept


def numbers_of(result: ScreeningResult) -> Numbers:
    """Return the numbers that a result was made from."""
    factors = dict(result.factors)
    validity = factors.pop(VALIDITY, None)
    hits = tuple(each for each in result.over if each.startswith(ITEM))
    return rules.Numbers(result.total, factors, validity, hits)


def read_number(cell: Cell) -> float | None:
    """Return the number of a cell, such as `12` or `12分`; None for no number."""
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else None
    text = unicodedata.normalize("NFKC", _text(cell)).strip().removesuffix("分")
    return float(text) if _NUMBER.fullmatch(text) else None


def _cell(row: Row, column: Column) -> Cell:
    cells: Sequence[Cell] = row.cells
    return cells[column.index] if column.index < len(cells) else None


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    try:
        return text_of(cell).strip()
    except LostDigitsError:
        return ""
