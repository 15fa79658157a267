"""Charts as vectors that stay readable in grey: bars, hatching, steps of a heat map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.layout.style import (
    ALARM,
    FAINT,
    HAIRLINE,
    HEAT_STEPS,
    LEFT,
    MUTED,
    PALE,
    PINE,
    REST,
    RIGHT,
    SOFT,
    Style,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.layout.sheet import Point, Sheet

BAR_TEXT = Style("bold", 7.8)
TINY = Style("plain", 7.4, SOFT)
TINIER = Style("plain", 6.9, MUTED)
LOW = Style("bold", 7.8, ALARM)
_HATCH = 3.4


def step_of(per_cent: int) -> tuple[str, str]:
    """Return the fill of a heat map's cell and the colour of the number on it."""
    return next((fill, ink) for least, fill, ink in HEAT_STEPS if per_cent >= least)


def hatch(sheet: Sheet, corner: Point, size: Point, colour: str = PINE) -> None:
    """Fill a rectangle with slanting lines, cut at its edges."""
    if size[1] <= 0 or size[0] <= 0:
        return
    sheet.fill(corner, size, PALE)
    x, y = corner
    wide, high = size
    lines = []
    offset = _HATCH
    while offset < wide + high:
        start = (x + max(0.0, offset - high), y + min(offset, high))
        end = (x + min(offset, wide), y + max(0.0, offset - wide))
        lines.append([start, end])
        offset += _HATCH
    for start, end in lines:
        sheet.rule(start, end, colour=colour, width=1.1)


def fitting(style: Style, text: str, room: float) -> Style:
    """Return the style, smaller where the text would be wider than its room."""
    wide = style.width(text)
    return style if wide <= room else replace(style, size=style.size * room / wide)


def draw_keys(
    sheet: Sheet, y: float, keys: Sequence[tuple[str, str]], right: float = RIGHT
) -> None:
    """Draw a legend that ends at `right`: (solid, hatched or a colour, words)."""
    x = right
    for look, words in reversed(keys):
        x -= TINY.width(words)
        sheet.text(x, y, words, TINY)
        x -= 15
        if look == "hatched":
            hatch(sheet, (x, y - 6.4), (11, 7.2))
        else:
            sheet.fill((x, y - 6.4), (11, 7.2), look)
        x -= 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One stacked bar: of `whole`, so much solid and so much hatched.

    Without a solid part the numbers are hidden, and only the words are drawn.
    """

    label: str
    below: str
    above: str
    solid: float | None
    hatched: float = 0.0
    whole: float = 0.0
    colour: str = PINE
    is_low: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side between two edges; `top_value` is as high as the chart."""

    bars: tuple[Bar, ...]
    top_value: float
    plot: float = 150.0
    left: float = LEFT
    right: float = RIGHT
    keys: tuple[tuple[str, str], ...] = ()
    widest: float = 27.0

    @property
    def height(self) -> float:
        return self.plot + 60.0

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw legend, grid, bars and their labels."""
        draw_keys(sheet, top + 8, self.keys, self.right)
        base = top + 30 + self.plot
        for share, colour in ((1.0, HAIRLINE), (0.5, HAIRLINE), (0.0, FAINT)):
            y = base - self.plot * share
            sheet.rule((self.left, y), (self.right, y), colour=colour, width=0.4)
        slot = (self.right - self.left) / max(1, len(self.bars))
        wide = min(self.widest, slot * 0.68)
        for number, bar in enumerate(self.bars):
            middle = self.left + slot * (number + 0.5)
            self._draw_bar(sheet, bar, (middle, base), wide)
            for step, words, style in (
                (11.5, bar.label, TINY),
                (21.0, bar.below, TINIER),
            ):
                shown = fitting(style, words, slot - 2)
                sheet.text_centred(middle, base + step, words, shown)

    def _draw_bar(self, sheet: Sheet, bar: Bar, foot: Point, wide: float) -> None:
        middle, base = foot
        left = middle - wide / 2
        style = LOW if bar.is_low else BAR_TEXT
        if bar.solid is None:
            sheet.square((left, base - wide), wide, FAINT)
            sheet.text_centred(middle, base - wide / 2 + 2.8, bar.above, BAR_TEXT)
            return
        scale = self.plot / max(self.top_value, 1e-9)
        solid, hatched, whole = (
            part * scale for part in (bar.solid, bar.hatched, bar.whole)
        )
        if whole:
            sheet.fill((left, base - whole), (wide, whole), REST)
        if solid:
            sheet.fill((left, base - solid), (wide, solid), bar.colour)
        hatch(sheet, (left, base - solid - hatched), (wide, hatched), bar.colour)
        up = base - solid - hatched - 3.6
        sheet.text_centred(middle, up, bar.above, style)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""
