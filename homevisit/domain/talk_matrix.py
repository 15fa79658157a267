"""Students by the six kinds of talk: what was held, what is planned, what is late."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from homevisit.domain.talk_rules import HELD, OPEN, TALK_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

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


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells by student and kind, and how many of each state a kind has."""

    cells: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)
    totals: Mapping[str, Counter[CellState]] = field(default_factory=dict)

    def cell(self, student_id: str, kind: str) -> Cell:
        return self.cells.get(student_id, {}).get(kind, _NOTHING)


_NOTHING = Cell()
_EXEMPT = Cell(CellState.EXEMPT)


def make_matrix(
    students: Sequence[str],
    talks: Iterable[TalkRow],
    today: str,
    exempt: Mapping[str, Collection[str]] | None = None,
) -> Matrix:
    """Return the matrix of a period; `exempt` names per kind who needs no such talk.

    A plan whose day is over is overdue, also where a talk was held before: somebody
    meant to talk again. An exempt student with a talk shows the talk.
    """
    found: dict[tuple[str, str], list[TalkRow]] = {}
    for talk in talks:
        found.setdefault((talk.student_id, talk.kind), []).append(talk)
    spared = {kind: frozenset(who) for kind, who in (exempt or {}).items()}
    cells: dict[str, dict[str, Cell]] = {}
    totals: dict[str, Counter[CellState]] = {kind: Counter() for kind in TALK_KINDS}
    for student_id in students:
        row = {}
        for kind in TALK_KINDS:
            mine = found.get((student_id, kind))
            if mine:
                cell = _cell(mine, today)
            else:
                cell = _EXEMPT if student_id in spared.get(kind, ()) else _NOTHING
            row[kind] = cell
            totals[kind][cell.state] += 1
        cells[student_id] = row
    return Matrix(cells, totals)


def _cell(talks: Sequence[TalkRow], today: str) -> Cell:
    held = sorted(talk.on_date for talk in talks if talk.state in HELD)
    plans = sorted(talk.on_date for talk in talks if talk.state in OPEN)
    late = [day for day in plans if day < today]
    if late:
        return Cell(CellState.OVERDUE, len(held), late[0])
    if held:
        return Cell(CellState.DONE, len(held), held[-1])
    return Cell(CellState.PLANNED, 0, plans[0]) if plans else _NOTHING
