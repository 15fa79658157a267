"""Room for a pen: labelled rows with lines, tables to be written in, a notes field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.layout.style import HAIRLINE, LABEL, LEFT, RIGHT, SHADE
from reports.layout.table import LEADING, PADDING, Cell, Row, label_cell

if TYPE_CHECKING:
    from reports.layout.sheet import Sheet
    from reports.layout.table import Line

LINE = 23.5  # points between two lines: 8.3 mm, as in a school exercise book
_LINE_WIDTH = 0.6
_BELOW = 5.0
_HEAD = 19.0


@dataclass(frozen=True, slots=True)
class WritingRow:
    """A label, perhaps printed lines such as tick boxes, then `lines` to write on."""

    label: str
    lines: int
    edge: float
    printed: tuple[Line, ...] = ()

    @property
    def _printed_height(self) -> float:
        return LEADING * len(self.printed) + 5 if self.printed else 0.0

    def filling(self, room: float) -> WritingRow:
        """Return the row with as many more lines as `room` points hold."""
        return replace(self, lines=self.lines + max(0, int(room / LINE)))

    @property
    def height(self) -> float:
        written = LINE * self.lines + _BELOW if self.lines else 0.0
        return max(self._row.height, self._printed_height + written)

    @property
    def _row(self) -> Row:
        label = label_cell(LEFT, self.edge, self.label)
        return Row((label, Cell(self.edge, RIGHT, self.printed)))

    def draw(self, sheet: Sheet, top: float) -> None:
        first = self._printed_height
        replace(self._row, minimum=self.height).draw(sheet, top)
        for number in range(1, self.lines + 1):
            y = top + first + LINE * number
            start, end = (self.edge + PADDING, y), (RIGHT - PADDING, y)
            sheet.rule(start, end, colour=HAIRLINE, width=_LINE_WIDTH)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`: a hand needs it in one piece."""


@dataclass(frozen=True, slots=True)
class WritingTable:
    """A label beside a small table: named columns and empty rows."""

    label: str
    edge: float
    columns: tuple[tuple[str, float], ...]
    rows: int

    @property
    def height(self) -> float:
        return _HEAD + (LINE + 1.5) * self.rows

    def draw(self, sheet: Sheet, top: float) -> None:
        height = self.height
        cells = (label_cell(LEFT, self.edge, self.label), Cell(self.edge, RIGHT, ()))
        Row(cells, minimum=height).draw(sheet, top)
        sheet.fill((self.edge, top), (RIGHT - self.edge, _HEAD), SHADE)
        left = self.edge
        for name, width in self.columns:
            sheet.text(left + PADDING, top + _HEAD - 6.2, name, LABEL)
            if left > self.edge:
                sheet.hairline((left, top), (left, top + height))
            left += width
        for number in range(self.rows):
            y = top + _HEAD + (LINE + 1.5) * number
            sheet.hairline((self.edge, y), (RIGHT, y))

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


@dataclass(frozen=True, slots=True)
class Notes:
    """Lines over the whole width that fill a height."""

    height: float

    def draw(self, sheet: Sheet, top: float) -> None:
        for number in range(1, int((self.height - 4) / LINE) + 1):
            y = top + LINE * number
            sheet.rule((LEFT, y), (RIGHT, y), colour=HAIRLINE, width=_LINE_WIDTH)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""
