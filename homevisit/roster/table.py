"""Finding the table in a sheet: where its headings are and where its rows begin.

Title rows above it are passed over, a heading of two levels is joined (父亲信息 above
电话 becomes 父亲信息电话), and merged cells are filled: in the headings over all their
width, in the rows only downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.roster.sheets import LostDigitsError, text_of
from homevisit.roster.words import is_known, plain_heading, target_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from homevisit.roster.sheets import Cell, Sheet

_LOOKED_AT = 15
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list; `number` is what the spreadsheet shows at its left."""

    number: int
    cells: Sequence[Cell]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's list: its headings, "" where there is none, and its filled rows."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int

    @property
    def has_headings(self) -> bool:
        """Whether a row of headings was found."""
        return self.header_row > 0

    def column(self, index: int) -> Iterator[Cell]:
        """Yield the cells of a column, None where a row is shorter."""
        for row in self.rows:
            yield row.cells[index] if index < len(row.cells) else None


def _text(cell: Cell) -> str:
    try:
        return text_of(cell)
    except LostDigitsError:
        return ""


def _width(sheet: Sheet) -> int:
    return max(map(len, sheet.rows), default=0)


def _top(sheet: Sheet, width: int) -> list[list[str]]:
    """Return the texts of the first rows, merged cells filled over their whole size."""
    rows = [
        [_text(cell) for cell in row] + [""] * (width - len(row))
        for row in sheet.rows[:_LOOKED_AT]
    ]
    for first_row, first, last_row, last in sheet.merged:
        if first_row < len(rows) and first < width:
            value = rows[first_row][first]
            for row in rows[first_row : last_row + 1]:
                row[first : last + 1] = [value] * (min(last + 1, width) - first)
    return rows


def _is_title(row: list[str]) -> bool:
    return len(set(filter(None, row))) <= 1


def _joined(above: list[str], below: list[str]) -> list[str]:
    return [
        high if high == low or not low else high + low
        for high, low in zip(above, below, strict=True)
    ]


def _known(headings: list[str]) -> int:
    """Return how many different columns a row of headings would name."""
    plain = {plain_heading(heading) for heading in headings if is_known(heading)}
    return len({target_of(heading) or heading for heading in plain})


def _candidates(top: list[list[str]]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield score, index of the last heading row, and the headings."""
    for index, row in enumerate(top):
        yield _known(row), index, row
        if index and not _is_title(top[index - 1]):
            joined = _joined(top[index - 1], row)
            yield _known(joined), index, joined


def _filled_down(sheet: Sheet, first_row: int) -> list[list[Cell]]:
    """Return the rows from `first_row`, vertically merged cells filled."""
    rows = [list(row) for row in sheet.rows[first_row:]]
    for top, first, bottom, _last in sheet.merged:
        is_below = first_row <= top < len(sheet.rows) and bottom > top
        if not is_below or first >= len(sheet.rows[top]):
            continue
        value = sheet.rows[top][first]
        for row in rows[top - first_row : bottom + 1 - first_row]:
            if first < len(row):
                row[first] = value
    return rows


def find_table(sheet: Sheet) -> Table:
    """Return the list in a sheet; without headings all of it is rows."""
    width = _width(sheet)
    best = max(
        _candidates(_top(sheet, width)),
        key=lambda found: (found[0], -found[1]),
        default=(0, 0, []),
    )
    score, index, headings = best
    found = score >= _ENOUGH
    first_row = index + 1 if found else 0
    hidden = set(sheet.hidden_rows)
    rows = tuple(
        Row(number, cells, number in hidden)
        for number, cells in enumerate(_filled_down(sheet, first_row), first_row + 1)
        if any(cell is not None for cell in cells)
    )
    return Table(
        tuple(headings) if found else ("",) * width, rows, first_row if found else 0
    )
