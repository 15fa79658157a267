"""The card with numbers that help: eight small ones or two large ones on a sheet."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from homevisit.text import _
from reports.charts import fitting
from reports.document import Document, Rendered
from reports.layout.plain_text import one_line
from reports.layout.style import (
    FAINT,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PINE,
    SOFT,
    Style,
)
from reports.layout.watermark import draw_practice_mark

if TYPE_CHECKING:
    from reports.care_data import HotlineCard, HotlineLine
    from reports.layout.sheet import Point, Sheet
    from reports.visit_data import PrintRun


class CardSize(IntEnum):
    """How many cards stand on one A4 sheet."""

    SMALL = 8
    A5 = 2


_MARGIN = 24.0
_DASH = 3.0
# Of a small card: the lines that fit, and the size of everything.
_SCALE = {CardSize.SMALL: 1.0, CardSize.A5: 1.75}
_MOST_LINES = {CardSize.SMALL: 7, CardSize.A5: 12}
_TITLE = Style("serif", 12, PINE)
_SCHOOL = Style("plain", 6.6, SOFT)
_NUMBER = Style("bold", 9.6)
_NAME = Style("plain", 7.6)
_HOURS = Style("plain", 6.2, MUTED)
_NOTE = Style("plain", 5.9, MUTED)


def render_hotlines(
    card: HotlineCard, run: PrintRun, size: CardSize = CardSize.SMALL
) -> Rendered:
    """Return one sheet of equal cards with lines to cut along; no child is on it."""
    document = Document(_("Numbers that help"), school=card.school)
    across = 2 if size is CardSize.SMALL else 1
    down = size // across
    wide = (PAGE_WIDTH - 2 * _MARGIN) / across
    high = (PAGE_HEIGHT - 2 * _MARGIN) / down
    with document.page() as sheet:
        if run.is_practice:
            draw_practice_mark(sheet, _("Practice · invented people"))
        for number in range(size):
            row, column = divmod(number, across)
            corner = (_MARGIN + wide * column, _MARGIN + high * row)
            _draw_card(sheet, card, corner, (wide, high), size)
        _draw_cuts(sheet, (across, down), (wide, high))
    return document.finish()


def lines_on(size: CardSize) -> int:
    """Return how many numbers a card of this size holds."""
    return _MOST_LINES[size]


def _draw_card(
    sheet: Sheet, card: HotlineCard, corner: Point, room: Point, size: CardSize
) -> None:
    scale = _SCALE[size]
    x, y = corner[0] + 15 * scale, corner[1] + 22 * scale
    right = corner[0] + room[0] - 13 * scale
    bottom = corner[1] + room[1] - 11 * scale
    sheet.text(x, y, _("Numbers that help"), _scaled(_TITLE, scale))
    school = _scaled(_SCHOOL, scale)
    after = x + _scaled(_TITLE, scale).width(_("Numbers that help")) + 10
    name = fitting(school, one_line(card.school), right - after)
    sheet.text_right(right, y, one_line(card.school), name)
    rule = y + 6 * scale
    sheet.rule((x, rule), (right, rule), colour=PINE, width=0.8 * scale)
    shown = card.lines[: _MOST_LINES[size]]
    foot = bottom - 13 * scale
    step = min(22.0 * scale, (foot - rule - 6 * scale) / max(1, len(shown)))
    for number, line in enumerate(shown):
        top = rule + 14 * scale + step * number
        _draw_line(sheet, line, (x, top), right, scale)
    _draw_foot(sheet, card, (x, bottom), right, scale)


def _draw_line(
    sheet: Sheet, line: HotlineLine, at: Point, right: float, scale: float
) -> None:
    x, y = at
    column = x + 74 * scale
    number = _scaled(_NUMBER, scale)
    shown = one_line(line.number)
    sheet.text(x, y, shown, fitting(number, shown, column - x - 5))
    hours = _scaled(_HOURS, scale)
    wide = hours.width(one_line(line.hours)) + 6 if line.hours else 0.0
    name = one_line(line.name)
    style = fitting(_scaled(_NAME, scale), name, right - column - wide)
    sheet.text(column, y, name, style)
    sheet.text_right(right, y, one_line(line.hours), hours)


def _draw_foot(
    sheet: Sheet, card: HotlineCard, at: Point, right: float, scale: float
) -> None:
    note = _scaled(_NOTE, scale)
    checked = ""
    if card.checked_on:
        checked = _("Checked on {day}").format(day=card.checked_on)
    said = "\u3000".join(filter(None, (one_line(card.region), checked)))
    call = _("In danger call 110 or 120 at once. Asking for help is a strength.")
    x, y = at
    sheet.text(x, y - 8.2 * scale, call, fitting(note, call, right - x))
    sheet.text(x, y, said, fitting(note, said, right - x))


def _scaled(style: Style, scale: float) -> Style:
    return replace(style, size=style.size * scale)


def _draw_cuts(sheet: Sheet, counts: tuple[int, int], size: Point) -> None:
    """Draw dashed lines between the cards, from edge to edge."""
    across, down = counts
    sheet.begin_artifact()
    for column in range(1, across):
        x = _MARGIN + size[0] * column
        _draw_dashes(sheet, (x, 0.0), (x, PAGE_HEIGHT))
    for row in range(1, down):
        y = _MARGIN + size[1] * row
        _draw_dashes(sheet, (0.0, y), (PAGE_WIDTH, y))
    sheet.end_artifact()


def _draw_dashes(sheet: Sheet, start: Point, end: Point) -> None:
    length = max(end[0] - start[0], end[1] - start[1])
    along = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    done = 0.0
    while done < length:
        stop = min(done + _DASH, length)
        first = start[0] + along[0] * done, start[1] + along[1] * done
        last = start[0] + along[0] * stop, start[1] + along[1] * stop
        sheet.rule(first, last, colour=FAINT, width=0.4)
        done += 2 * _DASH
