"""What the sections of the settings are handed: frozen rows without records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SchoolSheet:
    """The school's facts by field, what can be chosen, and an example class name.

    `doubts` says by field what is odd about a value.
    """

    values: Mapping[str, object]
    choices: Mapping[str, Choices]
    example: str
    doubts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TermDayRow:
    """An exam or another day of a term; `wrong` says what is odd about it."""

    what: str
    on: str
    words: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class SpanRow:
    """The days of a school year or term; `in_use` is said where they are a draft.

    `days` are the exams and others of a term, None of a school year.
    """

    id: str
    name: str
    start: str
    end: str
    wrong: Mapping[str, str] = field(default_factory=dict)
    in_use: str = ""
    weeks: int = 0
    days: tuple[TermDayRow, ...] | None = None


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A school year with its terms and the holidays between them, as sentences."""

    start_year: int
    name: str
    spans: tuple[SpanRow, ...]
    holidays: tuple[str, ...]
    is_present: bool = False


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """All school years, the newest first, and where the holidays count."""

    years: tuple[YearSheet, ...]
    winter: str
    summer: str
    sides: Choices
    next_year: int
    next_name: str
    day_kinds: Choices = ()


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class: its name by the rule or its own, and what it is made of.

    `by_rule` is its name without one of its own; `earlier` names those who were
    homeroom teacher before, a line for each.
    """

    id: str
    name: str
    note: str
    stage: str
    entry_year: int
    class_no: int
    alias: str
    teacher_id: str
    students: int
    is_open: bool
    by_rule: str = ""
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class PromotionSheet:
    """What September will do: (before, after or what becomes of it, note)."""

    year: int
    name: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ClassesSheet:
    """All classes, who can teach them, and the stages a new one can have."""

    rows: tuple[ClassRow, ...]
    teachers: Choices
    stages: Choices
    this_year: int
    promotion: PromotionSheet


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as one line; it can be ended while it is held."""

    at: int
    words: str
    note: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A colleague with her posts."""

    id: str
    name: str
    note: str
    phone: str
    posts: tuple[PostRow, ...]
    is_here: bool
    is_owner: bool
    doubts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StaffSheet:
    """All colleagues, and what a post can be."""

    rows: tuple[StaffRow, ...]
    roles: Choices
    classes: Choices


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words: what it is for, where it is used, what was changed."""

    name: str
    label: str
    group: str
    note: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word; `shipped` is what it was called at first, if that differs."""

    code: str
    word: str
    shipped: str
    is_offered: bool
    can_hide: bool


@dataclass(frozen=True, slots=True)
class WordSheet:
    """The words of one list."""

    name: str
    label: str
    can_add: bool
    rows: tuple[WordRow, ...]
