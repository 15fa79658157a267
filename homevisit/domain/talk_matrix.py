"""Students by the six kinds of talk: what was held, what is planned, what is late."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from homevisit.domain.talk_rules import HELD, OPEN, TALK_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from homevisit.domain.indicators import TalkRow


class CellState(StrEnum):
    """What a cell says; the first that holds counts."""

    OVERDUE = "overdue"
    DONE = "done"
    PLANNED = "planned"
    EXEMPT = "exempt"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one student stands in one kind of talk.

    `held` counts the talks that were held; `day` is that of the last one held, or of
    the plan, ISO.
    """

    state: CellState = CellState.NONE
    held: int = 0
    day: str = ""

    @property
    def is_lacking(self) -> bool:
        """Say whether such a talk is wanted and none was held yet."""
        return not self.held and self.state is not CellState.EXEMPT


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells by student and kind, and how many of each state a kind has.

    A student without anything in a kind has no cell there; `cell` knows what to say.
    """

    cells: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)
    totals: Mapping[str, Counter[CellState]] = field(default_factory=dict)

    def sums(self, students: Iterable[str], kind: str) -> tuple[int, int]:
        """Return with how many of these students it was held, of how many."""
        found = [self.cell(each, kind) for each in students]
        wanted = sum(each.state is not CellState.EXEMPT for each in found)
        return sum(each.held > 0 for each in found), wanted

    def cell(self, student_id: str, kind: str) -> Cell:
        return self.cells.get(student_id, {}).get(kind, _NOTHING)


@dataclass(frozen=True, slots=True)
class Standing:
    """A student's talks of one kind in a period, folded.

    `held` counts those held, `last_held` is the day of the last one; `next_open` is the
    earliest day for which one is still planned. Days are ISO, or empty.
    """

    student_id: str
    kind: str
    held: int = 0
    last_held: str = ""
    next_open: str = ""


_NOTHING = Cell()
_EXEMPT = Cell(CellState.EXEMPT)


def standings(talks: Iterable[TalkRow]) -> list[Standing]:
    """Fold the talks of a period by student and kind; what was cancelled is nothing."""
    held: dict[tuple[str, str], list[str]] = {}
    plans: dict[tuple[str, str], list[str]] = {}
    for talk in talks:
        into = held if talk.state in HELD else plans
        if talk.state in HELD | OPEN:
            into.setdefault((talk.student_id, talk.kind), []).append(talk.on_date)
    return [
        Standing(
            *place,
            held=len(held.get(place, ())),
            last_held=max(held.get(place, ()), default=""),
            next_open=min(plans.get(place, ()), default=""),
        )
        for place in sorted({*held, *plans})
    ]


def make_matrix(
    students: Iterable[str],
    found: Iterable[Standing],
    today: str,
    exempt: Mapping[str, Collection[str]] | None = None,
) -> Matrix:
    """Return the matrix of a period; `exempt` names per kind who needs no such talk.

    A plan whose day is over is overdue, also where a talk was held before: somebody
    meant to talk again. An exempt student with a talk shows the talk.
    """
    cells: dict[str, dict[str, Cell]] = {each: {} for each in students}
    # There are few different cells, and thousands of students.
    known: dict[tuple[int, str, str], Cell] = {}
    for one in found:
        row = cells.get(one.student_id)
        if row is None:
            continue
        facts = (one.held, one.last_held, one.next_open)
        if facts not in known:
            known[facts] = _cell(one, today)
        row[one.kind] = known[facts]
    for kind, who in (exempt or {}).items():
        for student_id in cells.keys() & who:
            cells[student_id].setdefault(kind, _EXEMPT)
    return Matrix(cells, _totals(cells))


def _totals(
    cells: Mapping[str, Mapping[str, Cell]],
) -> dict[str, Counter[CellState]]:
    return {
        kind: Counter(row.get(kind, _NOTHING).state for row in cells.values())
        for kind in TALK_KINDS
    }


def _cell(one: Standing, today: str) -> Cell:
    if one.next_open and one.next_open < today:
        return Cell(CellState.OVERDUE, one.held, one.next_open)
    if one.held:
        return Cell(CellState.DONE, one.held, one.last_held)
    return Cell(CellState.PLANNED, 0, one.next_open) if one.next_open else _NOTHING
