"""The row of boxes in which people sign: strokes, typed names, a place for a seal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.layout.marks import draw_seal, fitted_strokes
from reports.layout.plain_text import one_line
from reports.layout.style import INK, LABEL, SMALL, Style
from reports.layout.table import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.layout.sheet import Point, Sheet

TYPED_NAME = Style("serif", 12.3)
REMARK = Style("plain", 8.75)
_PAD = 8.0
_LEAD = 4.0
_LEAST = 102.0
_BODY_TOP = 26.0
_FOOT_LEADING = 11.0
_SEAL_RADIUS = 29.8


@dataclass(frozen=True, slots=True)
class SigningBox:
    """One box: a caption, strokes or words in the middle, two facts at the foot."""

    left: float
    right: float
    caption: str
    words: str = ""
    style: Style = REMARK
    strokes: Sequence[Sequence[Point]] = ()
    foot: tuple[str, str] = ("", "")
    seal: str = ""

    @property
    def height(self) -> float:
        """Return the least height that holds everything."""
        body = len(self._lines()) * self._leading()
        feet = len(self._feet()) * _FOOT_LEADING
        return _BODY_TOP + body + 12 + feet + 5

    def draw(self, sheet: Sheet, top: float, height: float) -> None:
        """Draw the content; the frame belongs to the row."""
        captions = wrap(self.caption, LABEL, self._words_width())
        for number, line in enumerate(captions):
            sheet.text(self.left + _PAD, top + 15.9 + 11 * number, line, LABEL)
        if self.seal:
            centre = (self.right - _PAD - _SEAL_RADIUS, top + 8 + _SEAL_RADIUS)
            draw_seal(sheet, centre, _SEAL_RADIUS, self.seal)
        feet = self._feet()
        foot_top = top + height - 8.3 - _FOOT_LEADING * (len(feet) - 1)
        for number, (left, right) in enumerate(feet):
            y = foot_top + _FOOT_LEADING * number
            sheet.text(self.left + _PAD, y, left, SMALL)
            sheet.text_right(self.right - _PAD, y, right, SMALL)
        self._draw_body(sheet, top + _BODY_TOP, foot_top - _FOOT_LEADING)

    def _draw_body(self, sheet: Sheet, top: float, bottom: float) -> None:
        corner = (self.left + 22, top + 4)
        size = (self.right - self.left - 60, bottom - top - 10)
        sheet.strokes(fitted_strokes(self.strokes, corner, size), colour=INK, width=1.5)
        lines = self._lines()
        leading = self._leading()
        first = (top + bottom - leading * len(lines)) / 2 + leading * 0.75
        inset = _PAD + (6 if self.style is TYPED_NAME else 0)
        for number, line in enumerate(lines):
            sheet.text(self.left + inset, first + leading * number, line, self.style)

    def _lines(self) -> list[str]:
        return wrap(self.words, self.style, self._words_width()) if self.words else []

    def _leading(self) -> float:
        return self.style.size * 1.55

    def _words_width(self) -> float:
        seal = 2 * _SEAL_RADIUS + 6 if self.seal else 0
        return self.right - self.left - 2 * _PAD - seal

    def _feet(self) -> list[tuple[str, str]]:
        """Return the foot's lines: one if both facts fit beside each other."""
        left, right = (one_line(part) for part in self.foot)
        room = self.right - self.left - 2 * _PAD
        if SMALL.width(left) + SMALL.width(right) + 6 <= room:
            return [(left, right)]
        lines = [(line, "") for line in wrap(left, SMALL, room)]
        return [*lines, *(("", line) for line in wrap(right, SMALL, room))]


@dataclass(frozen=True, slots=True)
class SigningRow:
    """Boxes side by side, all as high as the highest, a little below their head."""

    boxes: tuple[SigningBox, ...]

    @property
    def height(self) -> float:
        return _LEAD + self._box_height

    @property
    def _box_height(self) -> float:
        return max(_LEAST, *(box.height for box in self.boxes))

    def draw(self, sheet: Sheet, top: float) -> None:
        height = self._box_height
        for box in self.boxes:
            sheet.frame((box.left, top + _LEAD), (box.right - box.left, height))
            box.draw(sheet, top + _LEAD, height)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`: a signature stands by what it signs."""
