"""Rows of cells: what a line holds, how high a row is, how it splits over a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.layout.line_breaking import break_lines
from reports.layout.marks import TICK_SIZE, draw_tick
from reports.layout.plain_text import one_line, printable
from reports.layout.style import BODY, LABEL, SHADE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reports.layout.sheet import Sheet
    from reports.layout.style import Style

LEADING = 16.9
PADDING = 8.0
ROW_HEIGHT = 26.4
_PAD_ONE = (ROW_HEIGHT - LEADING) / 2
_PAD_MANY = 6.0
_BASELINE = 12.1  # of a line, from its top
_LABEL_LEADING = 11.2
_LABEL_PAD = 4.0
_LEAST_LABEL = 6.5
_TICK_GAP = 3.2
_CHOICE_GAP = 10.5
_MIN_LINES = 2  # of a row on each side of a page break


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, or a tick box, at a distance from the cell's left edge."""

    x: float
    content: str | bool
    style: Style = BODY


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A column's part of a row: the lines between two edges."""

    left: float
    right: float
    lines: tuple[Line, ...]
    label: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, framed by hairlines."""

    cells: tuple[Cell, ...]
    minimum: float = ROW_HEIGHT

    @property
    def height(self) -> float:
        lines = self._line_count
        padding = _PAD_ONE if lines <= 1 else _PAD_MANY
        return max(self.minimum, lines * LEADING + 2 * padding, self._label_height)

    @property
    def _label_height(self) -> float:
        labels = max((len(cell.lines) for cell in self.cells if cell.label), default=0)
        return labels * _LABEL_LEADING + _LABEL_PAD

    @property
    def _line_count(self) -> int:
        return max(
            (len(cell.lines) for cell in self.cells if not cell.label), default=0
        )

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw frames, shades and lines with the row's upper edge at `top`."""
        height = self.height
        many = self._line_count > 1
        # A label of three lines or more stands around the middle of its own height.
        lower = max(0.0, self._label_height - ROW_HEIGHT) / 2
        first = top + (_PAD_MANY if many else _PAD_ONE + lower) + _BASELINE
        for cell in self.cells:
            if cell.label:
                sheet.fill((cell.left, top), (cell.right - cell.left, height), SHADE)
                _draw_label(sheet, cell, first, centred=not many)
                continue
            for number, line in enumerate(cell.lines):
                _draw_line(sheet, cell, line, first + number * LEADING)
        left = self.cells[0].left
        sheet.frame((left, top), (self.cells[-1].right - left, height))
        for cell in self.cells[1:]:
            sheet.hairline((cell.left, top), (cell.left, top + height))

    def split(self, room: float) -> tuple[Row, Row] | None:
        """Return the part that fits into `room` points and the rest, if that is well.

        Labels are repeated on the second part.
        """
        fitting = int((room - 2 * _PAD_MANY) / LEADING)
        longest = self._line_count
        if fitting < _MIN_LINES or longest - fitting < 1:
            return None
        fitting = max(_MIN_LINES, min(fitting, longest - _MIN_LINES))
        upper = tuple(
            cell if cell.label else replace(cell, lines=cell.lines[:fitting])
            for cell in self.cells
        )
        lower = tuple(
            cell if cell.label else replace(cell, lines=cell.lines[fitting:])
            for cell in self.cells
        )
        return replace(self, cells=upper), replace(self, cells=lower)


def label_cell(left: float, right: float, text: str) -> Cell:
    """Return a shaded cell with a label, broken where it is long."""
    room = right - left - 2 * PADDING + 2
    style = _label_style(text, room)
    lines = wrap(text, style, room)
    pieces = tuple((Piece(PADDING - 0.6, line, style),) for line in lines)
    return Cell(left, right, pieces, label=True)


def _label_style(text: str, room: float) -> Style:
    """Return the label's style, smaller where a word in letters would be cut."""
    words = (word for word in text.split() if word.isascii())
    widest = max((LABEL.width(word) for word in words), default=0.0)
    if widest <= room:
        return LABEL
    return replace(LABEL, size=max(_LEAST_LABEL, LABEL.size * room / widest))


def text_cell(left: float, right: float, text: str, style: Style = BODY) -> Cell:
    """Return a cell with running text."""
    lines = wrap(text, style, right - left - 2 * PADDING)
    return Cell(left, right, tuple((Piece(PADDING, line, style),) for line in lines))


def wrap(text: str, style: Style, width: float) -> list[str]:
    """Return `text`, cleaned for paper, in lines of at most `width` points."""
    shown = printable(text).strip("\n")
    return break_lines(shown, style.font.advances, size=style.size, width=width)


def choice_lines(
    choices: Iterable[tuple[str, bool]],
    width: float,
    *,
    before: Line = (),
    start: float = PADDING,
) -> list[Line]:
    """Return tick boxes with their words in as many lines as `width` asks for.

    The first line has the pieces `before`, and its boxes begin at `start`.
    """
    lines: list[list[Piece]] = [list(before)]
    x = start
    indent = TICK_SIZE + _TICK_GAP
    for words, chosen in choices:
        first, *rest = wrap(one_line(words), BODY, width - indent)
        if lines[-1] and x + indent + BODY.width(first) > PADDING + width:
            lines.append([])
            x = PADDING
        lines[-1] += [Piece(x, chosen), Piece(x + indent, first)]
        x += indent + BODY.width(first) + _CHOICE_GAP
        for line in rest:
            lines.append([Piece(PADDING + indent, line)])
            x = PADDING + indent + BODY.width(line) + _CHOICE_GAP
    return [tuple(line) for line in lines]


def text_after(lines: list[Line], text: str, width: float) -> list[Line]:
    """Put `text` behind the last line if it fits there whole, else below."""
    last = lines[-1] if lines else ()
    wrapped = wrap(text, BODY, width)
    if not last:
        return [*lines[:-1], *(((Piece(PADDING, line)),) for line in wrapped)]
    words = last[-1].content
    x = last[-1].x + (BODY.width(words) if isinstance(words, str) else 0) + _CHOICE_GAP
    if len(wrapped) == 1 and x + BODY.width(wrapped[0]) <= PADDING + width:
        return [*lines[:-1], (*last, Piece(x, wrapped[0]))]
    return [*lines, *((Piece(PADDING, line),) for line in wrapped)]


def row_of(columns: Sequence[float], parts: Sequence[tuple[str, str]]) -> Row:
    """Return a row of labels and values; `columns` are the edges from left to right."""
    cells = []
    for number, (label, value) in enumerate(parts):
        edge = 2 * number
        cells.append(label_cell(columns[edge], columns[edge + 1], label))
        cells.append(text_cell(columns[edge + 1], columns[edge + 2], value))
    return Row(tuple(cells))


def _draw_label(sheet: Sheet, cell: Cell, first: float, *, centred: bool) -> None:
    """Write a label's lines closely, around the middle of a row with one line."""
    spare = _LABEL_LEADING * (len(cell.lines) - 1) / 2 if centred else 0.0
    for number, line in enumerate(cell.lines):
        baseline = first - 0.6 - spare + number * _LABEL_LEADING
        _draw_line(sheet, cell, line, baseline)


def _draw_line(sheet: Sheet, cell: Cell, line: Line, baseline: float) -> None:
    for piece in line:
        x = cell.left + piece.x
        if isinstance(piece.content, bool):
            draw_tick(sheet, (x, baseline), chosen=piece.content)
        else:
            sheet.text(x, baseline, piece.content, piece.style)
