"""A class list between its file and the vault: read, tried dry, imported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.services import roster_imports
from homevisit.services.roster_columns import column_targets
from ui.rows import ImportColumn, ImportFile, ImportProblem, ImportTrial

if TYPE_CHECKING:
    from homevisit.services.roster_imports import Receipt, RosterFile
    from homevisit.services.session import Session

_SHOWN = 2000
_LONGEST = 24
_NUMBER = 11


@dataclass(frozen=True, slots=True)
class Reading:
    """A list as services hold it, and as the screen shows it."""

    roster: RosterFile
    shown: ImportFile


def read(session: Session, path: str, sheet: int = 0) -> Reading:
    """Read a file in a killable worker. Raises the problems of `read_roster`."""
    roster = roster_imports.read_roster(session, Path(path), sheet)
    return _reading(roster, Path(path).name)


def choose(reading: Reading, column: int, target: str) -> Reading:
    """Return the list with one column decided by a person."""
    roster = roster_imports.choose_column(reading.roster, column, target)
    return _reading(roster, reading.shown.name)


def attempt(session: Session, reading: Reading) -> ImportTrial:
    """Return what an import would do. Raises `ColumnsMissingError`."""
    plan = roster_imports.try_import(session, reading.roster)
    labels = dict(reading.shown.targets)
    names = {row.number: row.name for row in plan.rows}
    problems = tuple(
        ImportProblem(
            is_error=each.is_error,
            row=each.row,
            name=names.get(each.row, ""),
            field=labels.get(each.field, ""),
            value=_sample(each.value),
            text=str(each.finding),
        )
        for each in plan.problems()[:_SHOWN]
    )
    counts = roster_imports.summary_counts(plan)
    classes = tuple(each.written for each in plan.new_classes)
    return ImportTrial(counts, problems, classes)


def carry_out(session: Session, reading: Reading) -> Receipt:
    """Import the list as one save that can be taken back."""
    plan = roster_imports.try_import(session, reading.roster)
    return roster_imports.import_roster(session, reading.roster, plan)


def _reading(roster: RosterFile, name: str) -> Reading:
    columns = tuple(
        ImportColumn(
            each.column, each.heading, _sample(each.sample), each.target, str(each.why)
        )
        for each in roster.mapping.columns
    )
    shown = ImportFile(
        name=name,
        sheets=tuple(sheet.name for sheet in roster.workbook.usable()),
        sheet=roster.sheet_index,
        columns=columns,
        targets=tuple((each.key, each.label) for each in column_targets()),
        notes=roster.notes(),
    )
    return Reading(roster, shown)


def _sample(text: str) -> str:
    """Shorten a cell, and mask what looks like a number of a person."""
    plain = " ".join(text.split())
    digits = sum(sign.isdigit() for sign in plain)
    if digits >= _NUMBER and digits >= len(plain) - 2:
        return f"{plain[:1]}{'*' * (len(plain) - 5)}{plain[-4:]}"
    return plain[:_LONGEST]
