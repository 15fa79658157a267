"""What the two pages of deciding show: versions of fields side by side, in words."""

from __future__ import annotations

from dataclasses import dataclass

JOINED = "joined"
# Kinds of cases: a pair to look at, a merge, and one into which was written since.
PAIR, MERGED, CHANGED = "pair", "merged", "changed"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; `is_new` where it differs from what it is compared with."""

    text: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One version of a field; `code` is empty where there is nothing to choose.

    `masked` stands in its place until somebody asks; empty where nothing is hidden.
    """

    code: str
    parts: tuple[Part, ...]
    caption: str = ""
    masked: str = ""

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One field. `state` is same, one_side, different or settled.

    `before` is what all agreed on last, None where that is not known. `joined` is what
    to begin with when both are wanted, None where the field can not hold both. A secret
    row is a number that is masked until somebody asks, `masked_before` with it.
    """

    key: str
    label: str
    state: str
    cells: tuple[Cell, ...]
    before: str | None = ""
    joined: str | None = None
    is_personal: bool = False
    is_secret: bool = False
    masked_before: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: whose version, and what else tells it apart."""

    title: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Belongings:
    """What hangs on each of two files, a line per record."""

    label: str
    kept: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompareSheet:
    """A grid of versions; `before` is the head of that column, empty for none."""

    key: str
    heads: tuple[Head, ...]
    rows: tuple[CompareRow, ...]
    before: str = ""
    note: str = ""
    belongings: tuple[Belongings, ...] = ()

    @property
    def undecided(self) -> tuple[CompareRow, ...]:
        return tuple(row for row in self.rows if row.state == "different")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen for one field: a version's code, or `JOINED` with the words."""

    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in the list beside the grid; `kind` says what can be done with it."""

    key: str
    name: str
    context: str = ""
    note: str = ""
    kind: str = ""
