"""A class list between its file and the vault: read, tried dry, imported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.services import roster_imports, school
from homevisit.services.roster_columns import column_targets
from ui.long_work import WorkCancelled
from ui.rows import ClassChoice, ImportColumn, ImportFile, ImportProblem, ImportTrial

if TYPE_CHECKING:
    from homevisit.services.roster_imports import Receipt, RosterFile, TriedPlan
    from homevisit.services.session import Session
    from ui.serial_thread import Job

_SHOWN = 2000
_LONGEST = 24
_NUMBER = 11


@dataclass(frozen=True, slots=True)
class Reading:
    """A list as services hold it, and as the screen shows it."""

    roster: RosterFile
    shown: ImportFile
    class_id: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A plan that can be carried out once, and what the screen says of it."""

    plan: TriedPlan
    shown: ImportTrial


def read(session: Session, path: str, sheet: int = 0) -> Reading:
    """Read a file in a killable worker. Raises the problems of `read_roster`."""
    roster = roster_imports.read_roster(session, Path(path), sheet)
    names = school.class_names(session)
    classes = tuple(
        ClassChoice(each.id, names.get(each.id, "")) for each in school.classes(session)
    )
    return _reading(roster, Path(path).name, classes)


def choose_class(reading: Reading, class_id: str) -> Reading:
    """Return the list with one class for all whose own class is not said."""
    return replace(reading, class_id=class_id)


def choose(reading: Reading, column: int, target: str) -> Reading:
    """Return the list with one column decided by a person."""
    roster = roster_imports.choose_column(reading.roster, column, target)
    changed = _reading(roster, reading.shown.name, reading.shown.classes)
    return replace(changed, class_id=reading.class_id)


def attempt(session: Session, reading: Reading) -> Attempt:
    """Return what an import would do. Raises `ColumnsMissingError`."""
    lacks_class = reading.shown.lacks_class
    answers = roster_imports.Answers(class_id=reading.class_id if lacks_class else "")
    plan = roster_imports.try_import(session, reading.roster, answers)
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
    return Attempt(plan, ImportTrial(counts, problems, classes))


def carry_out(session: Session, reading: Reading, plan: TriedPlan, job: Job) -> Receipt:
    """Import what was shown as one save that can be taken back.

    Raises `WorkCancelled`, and `PlanOutdatedError` where something was saved since.
    """
    tell = partial(_tell, job)
    return roster_imports.import_roster(session, reading.roster, plan, tell)


def take_back(session: Session, save_id: str, job: Job) -> None:
    """Take a whole import back. Raises `WorkCancelled`."""
    roster_imports.take_back(session, save_id, partial(_tell, job))


def _tell(job: Job, done: int, total: int) -> None:
    if job.is_cancelled:
        raise WorkCancelled
    job.report(done, total)


def _reading(
    roster: RosterFile, name: str, classes: tuple[ClassChoice, ...]
) -> Reading:
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
        classes=classes,
        lacks_class="class.name" in roster.mapping.missing(),
    )
    return Reading(roster, shown)


def _sample(text: str) -> str:
    """Shorten a cell, and mask what looks like a number of a person."""
    plain = " ".join(text.split())
    digits = sum(sign.isdigit() for sign in plain)
    if digits >= _NUMBER and digits >= len(plain) - 2:
        return f"{plain[:1]}{'*' * (len(plain) - 5)}{plain[-4:]}"
    return plain[:_LONGEST]
