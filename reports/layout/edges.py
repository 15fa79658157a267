"""What surrounds the content: micro lines, heading, running head, foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homevisit.text import _
from reports.layout.marks import draw_qr
from reports.layout.plain_text import one_line
from reports.layout.style import (
    FOOT,
    LEFT,
    META,
    META_STRONG,
    MICRO,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PINE,
    RIGHT,
    RUNNING,
    SCHOOL,
    TITLE,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.layout.sheet import Sheet
    from reports.layout.style import Style

FIRST_TOP = 102.0
NEXT_TOP = 50.0
BOTTOM = 797.0
_MICRO_TOP = 23.0
_QR_SIZE = 54.0


@dataclass(frozen=True, slots=True)
class Edges:
    """Where a page ends: its right edge, what parts may reach down to, its last lines.

    `middle` is what a watermark stands around.
    """

    right: float
    bottom: float
    micro: float
    foot: float
    middle: tuple[float, float]


UPRIGHT = Edges(RIGHT, BOTTOM, 808.4, 821.8, (PAGE_WIDTH / 2, 388.0))
# A4 on its side, see `Document`.
WIDE = Edges(
    PAGE_HEIGHT - (PAGE_WIDTH - RIGHT), 550.0, 561.8, 575.2, (PAGE_HEIGHT / 2, 300.0)
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a document's first page."""

    school: str
    title: str
    facts: tuple[tuple[str, str], ...]
    qr_payload: str = ""
    is_for_a_camera: bool = False


def draw_micro_lines(
    sheet: Sheet, facts: Sequence[str], edges: Edges = UPRIGHT
) -> None:
    """Write who printed what, when and which copy along both edges."""
    words = [one_line(fact) for fact in facts if fact]
    sheet.begin_artifact()
    style, gap = _spread(words, edges.right - LEFT)
    for y in (_MICRO_TOP, edges.micro):
        x = LEFT
        for number, word in enumerate(words):
            sheet.text(x, y, word, style)
            x += style.width(word) - style.spacing + gap
            if number + 1 < len(words):
                sheet.text_centred(x - gap / 2, y, "·", style)
    sheet.end_artifact()


def _spread(words: Sequence[str], room: float) -> tuple[Style, float]:
    """Return style and gap with which `words` fill a line of `room` points."""
    least = 5.0 * max(1, len(words) - 1)
    style = MICRO
    wide = sum(style.width(word) - style.spacing for word in words)
    if wide + least > room:
        bare = sum(replace(style, spacing=0).width(word) for word in words)
        shrunk = style.size * min(1.0, (room - least) / bare)
        style = replace(style, size=shrunk, spacing=0)
        wide = sum(style.width(word) for word in words)
    return style, (room - wide) / max(1, len(words) - 1)


def draw_heading(sheet: Sheet, heading: Heading, edges: Edges = UPRIGHT) -> None:
    """Draw school, title, facts, QR code and the double rule."""
    edge = edges.right
    if heading.qr_payload:
        corner, strongly = (edge - _QR_SIZE, 37), heading.is_for_a_camera
        draw_qr(sheet, corner, _QR_SIZE, heading.qr_payload, strong=strongly)
        edge -= _QR_SIZE + 17
    first = 87.4 - 12.7 * (len(heading.facts) - 1)
    for number, (label, value) in enumerate(heading.facts):
        y = first + 12.7 * number
        strong = META_STRONG if number == 0 and label else META
        sheet.text_right(edge, y, one_line(value), strong)
        sheet.text_right(edge - strong.width(one_line(value)) - 8.3, y, label, META)
    room = edge - LEFT - 110
    school = one_line(heading.school)
    sheet.text(LEFT, 58, school, _fitting(SCHOOL, school, room))
    sheet.text(LEFT, 87, heading.title, _fitting(TITLE, heading.title, room))
    _draw_double_rule(sheet, 100.4, edges.right)


def draw_running_head(
    sheet: Sheet, left: str, right: str, edges: Edges = UPRIGHT
) -> None:
    """Draw the slim head of a following page."""
    sheet.text(LEFT, 43, one_line(left), RUNNING)
    sheet.text_right(edges.right, 43, one_line(right), META)
    sheet.rule((LEFT, 50), (edges.right, 50), colour=PINE, width=0.8)


def draw_foot(
    sheet: Sheet, note: str, page: int, pages: int, edges: Edges = UPRIGHT
) -> None:
    """Draw the note and the page's number of all."""
    sheet.begin_artifact()
    sheet.text(LEFT, edges.foot, note, FOOT)
    counted = _("Page {page} of {pages}").format(page=page, pages=pages)
    sheet.text_right(edges.right, edges.foot, counted, FOOT)
    sheet.end_artifact()


def _draw_double_rule(sheet: Sheet, y: float, right: float) -> None:
    sheet.rule((LEFT, y), (right, y), colour=PINE, width=1.5)
    sheet.rule((LEFT, y + 1.9), (right, y + 1.9), colour=PINE, width=0.5)


def _fitting(style: Style, text: str, room: float) -> Style:
    """Return `style`, smaller if `text` would not fit into `room`."""
    wide = style.width(text)
    if wide <= room:
        return style
    part = room / wide
    return replace(style, size=style.size * part, spacing=style.spacing * part)
