"""Colours and type of every print; the numbers are points unless a name says mm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reports.faces import fonts

if TYPE_CHECKING:
    from reports.cid_font import CidFont

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
LEFT = 18 * MM
RIGHT = PAGE_WIDTH - 16 * MM

INK = "#1C2321"
SOFT = "#4E5955"
MUTED = "#6B736F"
FAINT = "#8B918E"
PINE = "#1F6658"
WHITE = "#FFFFFF"
HAIRLINE = "#BDBFBB"
SHADE = "#F4F4F2"
WATERMARK = "#F4F7F5"
PRACTICE_MARK = "#EFE0B4"
REST = "#EEEFEB"
PALE = "#DDE9E4"
EARLIER = "#8FB3A8"
ALARM = "#9A3412"
PLUM = "#6E4867"
# Of a level of care; its bars say the same without colour.
LEVELS = {
    "red": "#B3261E",
    "orange": "#C4600A",
    "yellow": "#A88600",
    "blue": "#2F6DA8",
}
# Of a heat map: the lower end of a step, its colour, and that of a number on it.
HEAT_STEPS: tuple[tuple[int, str, str], ...] = (
    (90, "#185146", WHITE),
    (80, "#2C7563", WHITE),
    (60, "#86B1A2", INK),
    (40, "#B0CCC1", INK),
    (20, "#D7E4DD", INK),
    (0, "#F0F1EE", INK),
)
HAIR = 0.45


# A full-width mark is half blank; where two meet, half an em is taken out between them.
SQUEEZE = 500
_BETWEEN_MARKS = re.compile(
    "(?<=[，。、）》】」』])(?=[，。、；：）》】」』（《【「『])"
    "|(?<=[（《【「『])(?=[（《【「『])"
)


def drawn_together(text: str) -> list[str]:
    """Return `text` in pieces between which `SQUEEZE` is taken out."""
    return _BETWEEN_MARKS.split(text)


def rgb(colour: str) -> tuple[str, str, str]:
    """Return `#RRGGBB` as the three numbers of a PDF operator."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.3f}", f"{green:.3f}", f"{blue:.3f}"


@dataclass(frozen=True)
class Style:
    """How a piece of text looks."""

    face: str
    size: float
    colour: str = INK
    spacing: float = 0.0

    @cached_property
    def font(self) -> CidFont:
        found: CidFont = getattr(fonts(), self.face)
        return found

    def width(self, text: str) -> float:
        """Return the width of one line of `text`, adjacent marks drawn together."""
        pulled = (len(drawn_together(text)) - 1) * SQUEEZE / 1000 * self.size
        wide = self.font.stringWidth(text, self.size)
        return wide - pulled + self.spacing * len(text)


BODY = Style("plain", 9.5)
NAME = Style("bold", 10.5)
QUOTE = Style("serif", 9.5)
LABEL = Style("plain", 8.75, SOFT)
ASIDE = Style("plain", 8.75, SOFT)
SMALL = Style("plain", 7.9, MUTED)
SECTION = Style("serif", 11)
SECTION_NUMBER = Style("bold", 8, WHITE)
SCHOOL = Style("serif", 11)
TITLE = Style("serif", 21, spacing=2.6)
META = Style("plain", 8.3, SOFT)
META_STRONG = Style("bold", 8.3)
RUNNING = Style("serif", 8.75)
MICRO = Style("plain", 5.4, FAINT, spacing=0.5)
FOOT = Style("plain", 7.8, MUTED)
SEAL = Style("plain", 7.3, FAINT)
