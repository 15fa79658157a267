"""What the page of visits shows, as frozen rows with words in the user's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAN, VISIT, DRAFT = "plan", "visit", "draft"
WRITE, OPEN, PRINT, ROUTE, AGAIN = "write", "open", "print", "route", "again"
ARRANGED, MOVE, CANCEL = "arranged", "move", "cancel"
NOT_HOME, DECLINED = "not_home", "declined"
ACCEPT, RETURN = "accept", "return"
# What needs words before it is done.
WITH_REASON = (MOVE, CANCEL, NOT_HOME, DECLINED, RETURN)


@dataclass(frozen=True, slots=True)
class VisitsFilter:
    """What the list is narrowed to; the names are those of `VisitQuery`."""

    state: str = "planned"
    typed: str = ""
    class_id: str = ""
    group: str = ""
    village: str = ""
    teacher_id: str = ""
    period: str = "term"
    order: str = "day"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class VisitsChoices:
    """All that the list can be narrowed by."""

    classes: tuple[Choice, ...] = ()
    groups: tuple[Choice, ...] = ()
    villages: tuple[Choice, ...] = ()
    teachers: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line: a plan, a visit or a draft; `id` names it and its kind.

    `mark` is the state in icon, word and colour token. `note` is what somebody should
    know first: why it came back, that nobody was at home last time, that two plans
    fall together.
    """

    id: str
    kind: str
    student_id: str
    name: str
    class_name: str = ""
    day: str = ""
    day_words: str = ""
    weekday: str = ""
    time: str = ""
    mark: tuple[str, str, str] = ("circle", "", "t2")
    village: str = ""
    teacher: str = ""
    facts: str = ""
    note: str = ""
    is_warning: bool = False
    draft_id: str = ""
    trip_id: str = ""
    is_final: bool = False
    is_met: bool = False
    waits_for_review: bool = False
    is_arranged: bool = False

    @property
    def record_id(self) -> str:
        """The id of the plan, visit or draft itself."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the calendar; the three numbers are counts."""

    day: str
    number: int
    is_in_month: bool
    is_today: bool = False
    is_free: bool = False
    planned: int = 0
    done: int = 0
    not_met: int = 0
    note: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class MonthPage:
    """Six weeks around a month, from a Monday on."""

    year: int
    month: int
    title: str
    cells: tuple[DayCell, ...]


def actions_for(rows: Sequence[VisitRow], *, can_review: bool) -> tuple[str, ...]:
    """Return what can be done with all of these rows at once, the likeliest first."""
    if not rows:
        return ()
    if all(row.kind == PLAN for row in rows):
        return _for_plans(rows)
    if any(row.kind == PLAN for row in rows):
        return ()
    if not all(row.is_final for row in rows):
        return (WRITE,) if len(rows) == 1 else ()
    found: list[str] = [OPEN] if len(rows) == 1 else []
    if can_review and all(row.waits_for_review for row in rows):
        found += [ACCEPT, RETURN]
    found.append(AGAIN)
    return (*found, PRINT)


def _for_plans(rows: Sequence[VisitRow]) -> tuple[str, ...]:
    trips = {row.trip_id or row.id for row in rows}
    alone = (WRITE,) if len(rows) == 1 else ()
    attempt = (NOT_HOME, DECLINED) if len(trips) == 1 else ()
    agreed = () if all(row.is_arranged for row in rows) else (ARRANGED,)
    return (*alone, *agreed, MOVE, *attempt, CANCEL, ROUTE)
