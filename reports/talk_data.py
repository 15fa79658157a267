"""What the sheet of the six talks says: plain words, made by the services."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SheetCell:
    """How a student stands in a kind: the state that is drawn, and words beside it.

    States are `done`, `planned`, `overdue`, `exempt` and `none`.
    """

    state: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One student with a cell for each kind, and how many of whichever are wanted."""

    name: str
    cells: tuple[SheetCell, ...]
    held: int
    wanted: int


@dataclass(frozen=True, slots=True)
class SheetSums:
    """Of each kind, with how many students it was held and how many it is for."""

    kinds: tuple[tuple[int, int], ...]

    @property
    def held(self) -> int:
        return sum(held for held, _wanted in self.kinds)

    @property
    def wanted(self) -> int:
        return sum(wanted for _held, wanted in self.kinds)


@dataclass(frozen=True, slots=True)
class SheetClass:
    """A class and those of its students that are shown."""

    name: str
    lines: tuple[SheetLine, ...]
    sums: SheetSums


@dataclass(frozen=True, slots=True)
class TalkSheet:
    """The six talks of a term by class, as they stood on `day`, ISO.

    `shown` says in words whom the sheet has, where it is not everybody; it names no
    special group, for papers lie about.
    """

    school: str
    term: str
    day: str
    kinds: tuple[str, ...]
    classes: tuple[SheetClass, ...]
    sums: SheetSums
    shown: str = ""
    late: int = 0
    planned: int = 0
    notes: tuple[str, ...] = field(default=())
