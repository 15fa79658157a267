"""What the page of screenings is handed: plain rows in words, made by the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.settings_rows import Choices


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch in the list at the left."""

    id: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What a batch gave for one student, and what a person found since.

    `said` is the first result in words with what led to it.
    """

    id: str
    student_id: str
    name: str
    class_name: str
    result: str
    group: str
    said: str
    numbers: str
    interview_date: str = ""
    conclusion: str = ""
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One threshold as it is written: the factor, "" for the total, "*" for any."""

    factor: str
    at_least: str
    result: str


@dataclass(frozen=True, slots=True)
class BatchSheet:
    """One batch with its results and rules."""

    id: str
    title: str
    summary: str
    results: tuple[ResultRow, ...]
    rules: tuple[RuleRow, ...]
    invalid_from: str
    source: str
    factors: Choices
    words: Choices
    conclusions: Choices


@dataclass(frozen=True, slots=True)
class ScreeningSheet:
    """All batches, the chosen one, and the scales there are."""

    batches: tuple[BatchRow, ...]
    chosen: BatchSheet | None
    scales: Choices


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of a file: what it is taken for; items cannot be chosen."""

    index: int
    heading: str
    role: str
    can_choose: bool


@dataclass(frozen=True, slots=True)
class TrialSheet:
    """What taking a file in would do; `lacking` says why it cannot be done yet."""

    columns: tuple[ColumnRow, ...]
    roles: Choices
    said: tuple[str, ...]
    counts: str
    left_out: tuple[str, ...]
    takes: int
    lacking: str = ""
    classes: Choices = ()
    needs_class: bool = False


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """What is typed about a batch before its file is taken in."""

    name: str = ""
    on_date: str = ""
    organiser: str = ""
    class_id: str = ""
