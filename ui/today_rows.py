"""What the page of today shows, as frozen rows with words in the user's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.rows import OpenItem, Tag


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A child of a special group who was not visited this term.

    `planned_for` is the day of its plan in words, or empty.
    """

    student_id: str
    name: str
    class_name: str
    days_since: int | None
    groups: tuple[Tag, ...] = ()
    planned_for: str = ""


@dataclass(frozen=True, slots=True)
class DueRow:
    """An open item and whose it is."""

    item: OpenItem
    student_id: str
    name: str


@dataclass(frozen=True, slots=True)
class CopyAge:
    """How old the last copy on another disk is, and whether that is too old."""

    line: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A trip of the coming days; brothers and sisters on one line."""

    student_id: str
    names: tuple[str, ...]
    when: str
    time: str
    village: str
    facts: str = ""
    remark: str = ""
    is_late: bool = False
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A visit that the school returned, with what it says."""

    visit_id: str
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """One glance at the desk; pairs are n of N."""

    greeting: str
    day: str
    term: str
    week: int
    weeks: int
    in_groups: tuple[int, int]
    everybody: tuple[int, int]
    late: int
    due: tuple[DueRow, ...]
    due_count: int
    waiting: tuple[WaitingRow, ...]
    waiting_count: int
    copy: CopyAge
    in_groups_planned: int = 0
    planned: tuple[PlannedRow, ...] = ()
    returned: tuple[ReturnedRow, ...] = ()
