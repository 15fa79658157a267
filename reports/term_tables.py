"""The tables of a term summary: head numbers, heat map, groups, who was not visited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.charts import (
    TINIER,
    TINY,
    draw_keys,
    fitting,
    step_of,
)
from reports.layout.style import (
    BODY,
    EARLIER,
    HAIRLINE,
    HEAT_STEPS,
    INK,
    LEFT,
    PINE,
    REST,
    RIGHT,
    SHADE,
    SOFT,
    Style,
)
from reports.layout.table import wrap
from reports.term_data import percent

if TYPE_CHECKING:
    from reports.layout.sheet import Sheet
    from reports.term_data import Count, TalkRow

_HEADLINE = Style("serif", 20)
_LABEL = Style("plain", 8.6, SOFT)
_STRONG = Style("bold", 8.6)
_LEADING = 14.2


@dataclass(frozen=True, slots=True)
class Tile:
    """One head number with its unit and two lines below."""

    label: str
    number: str
    unit: str
    below: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Head numbers side by side."""

    tiles: tuple[Tile, ...]
    height: float = 82.0

    def draw(self, sheet: Sheet, top: float) -> None:
        wide = (RIGHT - LEFT) / len(self.tiles)
        for number, tile in enumerate(self.tiles):
            left = LEFT + wide * number + (9 if number else 0)
            room = wide - 14
            sheet.text(left, top + 19, tile.label, _LABEL)
            sheet.text(left, top + 42, tile.number, _HEADLINE)
            after = left + _HEADLINE.width(tile.number) + 4
            sheet.text(after, top + 42, tile.unit, _LABEL)
            for line, words in enumerate(tile.below):
                style = fitting(TINY, words, room)
                sheet.text(left, top + 56 + 11 * line, words, style)
            if number:
                edge = LEFT + wide * number
                sheet.hairline((edge, top + 8), (edge, top + 76))
        bottom = (LEFT, top + 76), (RIGHT, top + 76)
        sheet.rule(*bottom, colour=HAIRLINE, width=0.5)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


_NAME_WIDE = 88.0
_TOTAL_WIDE = 48.0


def _heat_edges(kinds: int) -> list[float]:
    wide = (RIGHT - LEFT - _NAME_WIDE - _TOTAL_WIDE) / max(1, kinds)
    edges = [LEFT + _NAME_WIDE + wide * number for number in range(kinds + 1)]
    return [*edges, RIGHT]


@dataclass(frozen=True, slots=True)
class HeatHead:
    """The names of the kinds over the columns, and the steps of colour."""

    names: tuple[str, ...]
    note: str
    height: float = 40.0

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.text(LEFT, top + 9, self.note, TINY)
        keys = [
            (fill, f"{least}+" if least else "<20")
            for least, fill, _ink in reversed(HEAT_STEPS)
        ]
        draw_keys(sheet, top + 9, keys)
        edges = _heat_edges(len(self.names) - 1)
        for name, left, right in zip(self.names, edges, edges[1:], strict=False):
            lines = wrap(name, TINY, right - left - 3)
            for step, line in enumerate(reversed(lines)):
                style = fitting(
                    TINY if len(lines) > 1 else _LABEL, line, right - left - 4
                )
                y = top + 34 - 9 * step
                sheet.text_centred((left + right) / 2, y, line, style)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One grade: how much of it each kind of talk reached, in per cent."""

    row: TalkRow
    people: str
    is_total: bool = False
    height: float = 23.0

    def draw(self, sheet: Sheet, top: float) -> None:
        style = _STRONG if self.is_total else BODY
        sheet.text(LEFT + 2, top + 14.6, self.row.name, style)
        after = LEFT + 6 + style.width(self.row.name)
        sheet.text(after, top + 14.6, self.people, TINY)
        kinds = len(self.row.reached)
        edges = _heat_edges(kinds)
        wholes = [self.row.due] * kinds
        total = self.row.due
        wholes.append(total * kinds if isinstance(total, int) else total)
        counts = (*self.row.reached, self.row.total)
        for number, (count, whole) in enumerate(zip(counts, wholes, strict=True)):
            left, right = edges[number] + 1.2, edges[number + 1] - 1.2
            size = (right - left, self.height - 2.4)
            plain = self.is_total or number == kinds
            ink = self._draw_ground(
                sheet, (left, top + 1.2), size, (count, whole, plain)
            )
            words = heat_words(count, whole)
            bold = Style("bold" if plain else "plain", 8.8, ink)
            sheet.text_centred((left + right) / 2, top + 14.8, words, bold)

    @staticmethod
    def _draw_ground(
        sheet: Sheet,
        corner: tuple[float, float],
        size: tuple[float, float],
        said: tuple[Count, Count, bool],
    ) -> str:
        count, whole, plain = said
        per_cent = percent(count, whole)
        if plain or per_cent is None:
            sheet.frame(corner, size)
            return INK
        fill, ink = step_of(per_cent)
        sheet.fill(corner, size, fill)
        return ink

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


def heat_words(count: Count, whole: Count) -> str:
    """Return per cent, or the mark of what is hidden, or a dash of nobody."""
    found = percent(count, whole)
    if found is not None:
        return str(found)
    marks = [each for each in (count, whole) if isinstance(each, str)]
    return marks[0] if marks else "—"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of words in columns; a column of numbers ends at its right edge."""

    cells: tuple[str, ...]
    edges: tuple[float, ...]
    numbers: frozenset[int] = frozenset()
    bars: tuple[tuple[int, int | None], ...] = ()
    is_head: bool = False
    is_total: bool = False

    @property
    def _style(self) -> Style:
        if self.is_head:
            return _LABEL
        return _STRONG if self.is_total else BODY

    @property
    def height(self) -> float:
        return max(21.0, 7.0 + _LEADING * max(map(len, self._wrapped())))

    def _wrapped(self) -> list[list[str]]:
        return [
            wrap(words, self._style, right - left - 8) or [""]
            for words, left, right in zip(
                self.cells, self.edges[:-1], self.edges[1:], strict=True
            )
        ]

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw the words, a bar behind each per cent, and the line below."""
        height = self.height
        if self.is_head:
            wide = self.edges[-1] - self.edges[0]
            sheet.fill((self.edges[0], top), (wide, height), SHADE)
        style = self._style
        bars = dict(self.bars)
        for number, lines in enumerate(self._wrapped()):
            left, right = self.edges[number], self.edges[number + 1]
            if number in bars:
                self._draw_share(sheet, (left, right), top, number)
                continue
            for step, words in enumerate(lines):
                y = top + 14 + _LEADING * step
                if number in self.numbers:
                    sheet.text_right(right - 4, y, words, style)
                else:
                    sheet.text(left + 4, y, words, style)
        foot = top + height
        ends = (self.edges[0], foot), (self.edges[-1], foot)
        sheet.rule(*ends, colour=HAIRLINE, width=0.4)

    def _draw_share(
        self, sheet: Sheet, edges: tuple[float, float], top: float, number: int
    ) -> None:
        left, right = edges
        per_cent = dict(self.bars)[number]
        words = self.cells[number]
        if per_cent is None:
            sheet.text(left + 4, top + 14, words, TINIER)
            return
        room = right - left - 50
        sheet.fill((left + 4, top + 6.5), (room, 8.4), REST)
        colour = PINE if number == self.bars[0][0] else EARLIER
        if per_cent:
            wide = room * min(100, per_cent) / 100
            sheet.fill((left + 4, top + 6.5), (wide, 8.4), colour)
        sheet.text(left + 10 + room, top + 14, words, BODY)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, perhaps with a bar at its left that says: this is the point."""

    text: str
    is_point: bool = False

    @property
    def height(self) -> float:
        return 8.0 + _LEADING * len(self._lines())

    def _lines(self) -> list[str]:
        return wrap(self.text, BODY, RIGHT - LEFT - 14)

    def draw(self, sheet: Sheet, top: float) -> None:
        lines = self._lines()
        left = LEFT + (11 if self.is_point else 2)
        if self.is_point:
            sheet.fill((LEFT, top + 2), (2.6, _LEADING * len(lines)), PINE)
        for number, line in enumerate(lines):
            sheet.text(left, top + 12.4 + _LEADING * number, line, BODY)

    def split(self, room: float) -> tuple[Words, Words] | None:
        """Return what fits and the rest, by whole lines."""
        lines = self._lines()
        fitting_lines = int((room - 8.0) / _LEADING)
        if not 0 < fitting_lines < len(lines):
            return None
        upper, lower = lines[:fitting_lines], lines[fitting_lines:]
        return Words("\n".join(upper), self.is_point), Words(
            "\n".join(lower), self.is_point
        )
