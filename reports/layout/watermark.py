"""The slanting words behind everything, drawn as shapes: copied text stays clean."""

from __future__ import annotations

import zlib
from functools import lru_cache
from math import cos, radians, sin
from typing import TYPE_CHECKING

from reports.embedding import Embedded, embedded_shape
from reports.faces import fonts
from reports.glyph_path import EM, glyph_path
from reports.layout.plain_text import one_line
from reports.layout.style import (
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PRACTICE_MARK,
    WATERMARK,
    rgb,
)

if TYPE_CHECKING:
    from reports.layout.sheet import Point, Sheet

_SIZE = 38.0
_PRACTICE_SIZE = 60.0
_SPACING = 8.0
_ROOM = 600.0  # along the slope, between the margins
_SLOPE = radians(30)
_USUAL_MIDDLE = (PAGE_WIDTH / 2, 388.0)
_MIDDLE = (_USUAL_MIDDLE[0] + 2, _USUAL_MIDDLE[1])


def draw_watermark(sheet: Sheet, words: str, middle: Point = _USUAL_MIDDLE) -> None:
    """Draw `words` in solid near-white; must be the first thing on its page."""
    _draw(sheet, _shape(one_line(words)), middle)


def draw_practice_mark(sheet: Sheet, words: str, middle: Point = _USUAL_MIDDLE) -> None:
    """Draw `words` large enough that nobody takes the page for a real record."""
    _draw(sheet, _shape(one_line(words), PRACTICE_MARK, _PRACTICE_SIZE), middle)


def _draw(sheet: Sheet, shape: Embedded, middle: Point) -> None:
    aside = middle[0] - _USUAL_MIDDLE[0]
    below = PAGE_HEIGHT + middle[1] - _USUAL_MIDDLE[1]
    sheet.begin_artifact()
    sheet.embed(shape, (aside, below))
    sheet.end_artifact()


@lru_cache(maxsize=8)
def _shape(words: str, colour: str = WATERMARK, most: float = _SIZE) -> Embedded:
    """Return `words` along the slope, filled in one colour, at most so large."""
    font = fonts().serif
    spacing = EM * _SPACING / most
    wide = font.stringWidth(words, EM) + spacing * len(words)
    size = min(most, _ROOM * EM / max(wide, 1.0)) / EM
    along = -wide / 2
    shapes = []
    for character in words:
        face = next((face for face in font.chain if face.glyph_of(character)), None)
        if face is not None:
            shapes.append(glyph_path(face, character, along))
        along += font.stringWidth(character, EM) + spacing
    slope = (cos(_SLOPE), sin(_SLOPE), -sin(_SLOPE), cos(_SLOPE))
    turn = " ".join(f"{size * part:.5f}" for part in slope)
    place = f"{_MIDDLE[0]:.2f} {PAGE_HEIGHT - _MIDDLE[1]:.2f}"
    red, green, blue = rgb(colour)
    drawn = f"{red} {green} {blue} rg {turn} {place} cm {' '.join(shapes)} f"
    deflated = zlib.compress(drawn.encode("ascii"), 9)
    return embedded_shape(deflated, PAGE_WIDTH, PAGE_HEIGHT)
