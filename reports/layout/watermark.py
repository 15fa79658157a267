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
from reports.layout.style import PAGE_HEIGHT, PAGE_WIDTH, WATERMARK, rgb

if TYPE_CHECKING:
    from reports.layout.sheet import Sheet

_SIZE = 38.0
_SPACING = 8.0
_ROOM = 600.0  # along the slope, between the margins
_SLOPE = radians(30)
_MIDDLE = (PAGE_WIDTH / 2 + 2, 388.0)


def draw_watermark(sheet: Sheet, words: str) -> None:
    """Draw `words` in solid near-white; must be the first thing on its page."""
    sheet.begin_artifact()
    sheet.embed(_shape(one_line(words)))
    sheet.end_artifact()


@lru_cache(maxsize=8)
def _shape(words: str) -> Embedded:
    """Return `words` along the slope, filled in the watermark's colour."""
    font = fonts().serif
    spacing = EM * _SPACING / _SIZE
    wide = font.stringWidth(words, EM) + spacing * len(words)
    size = min(_SIZE, _ROOM * EM / max(wide, 1.0)) / EM
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
    red, green, blue = rgb(WATERMARK)
    drawn = f"{red} {green} {blue} rg {turn} {place} cm {' '.join(shapes)} f"
    deflated = zlib.compress(drawn.encode("ascii"), 9)
    return embedded_shape(deflated, PAGE_WIDTH, PAGE_HEIGHT)
