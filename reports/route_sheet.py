"""The route sheet of a day: door after door, village by village, to be ticked off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.text import _, translate_count
from reports.document import Document, Rendered
from reports.layout.edges import Heading, draw_foot, draw_heading, draw_running_head
from reports.layout.flow import Section, flow
from reports.layout.marks import draw_tick
from reports.layout.plain_text import one_line
from reports.layout.style import ASIDE, BODY, LEFT, NAME, RIGHT, SHADE, Style
from reports.layout.table import Row, label_cell, wrap
from reports.visit_pages import FRAME, draw_backdrop

if TYPE_CHECKING:
    from reports.layout.flow import Part
    from reports.layout.sheet import Sheet
    from reports.paper_data import RouteGroup, RouteSheet, RouteStop
    from reports.visit_data import PrintRun

# Number, time, student, address, guardian, purpose, boxes.
_EDGES = (LEFT, 75.0, 119.0, 199.0, 313.0, 405.0, 485.0, RIGHT)
_PAD = 5.0
_LEADING = 14.6
_BASELINE = 10.6
_AROUND = 9.5
_VILLAGE = Style("bold", 9.5)


def render_route_sheet(route: RouteSheet, run: PrintRun) -> Rendered:
    """Return the sheet of one day; its foot asks to keep it safe and to destroy it."""
    title = _("Home visit route")
    document = Document(title, school=run.school)
    pages = flow(_sections(route), FRAME)
    facts = ((_("Day"), route.day), (_("Visiting teacher"), route.teacher))
    heading = Heading(run.school, title, tuple(fact for fact in facts if fact[1]))
    for number, page in enumerate(pages, start=1):
        with document.page() as sheet:
            draw_backdrop(sheet, run)
            if number == 1:
                draw_heading(sheet, heading)
            else:
                draw_running_head(sheet, title, route.day)
            for placed in page:
                placed.part.draw(sheet, placed.top)
            draw_foot(sheet, _foot(route), number, len(pages))
    return document.finish()


def _foot(route: RouteSheet) -> str:
    if route.has_phones:
        return _("Holds addresses and phone numbers: put away or destroy after use.")
    return _("Put away or destroy after use.")


def _sections(route: RouteSheet) -> list[Section]:
    rows: list[Part] = []
    number = 0
    for group in route.groups:
        rows.append(_VillageRow(_village(group)))
        for stop in group.stops:
            number += 1
            rows.append(_stop_row(stop, number))
    return [Section(_("Families on the way"), tuple(rows), columns=_columns())]


def _village(group: RouteGroup) -> str:
    village = one_line(group.village) or _("Village not known")
    number = len(group.stops)
    count = translate_count("{count} family", "{count} families", number)
    return f"{village}\u3000{count}"


def _columns() -> Row:
    names = (
        _("#"),
        _("Time"),
        _("Student"),
        _("Home address"),
        _("Guardian"),
        _("Purpose"),
        _("Tick off"),
    )
    return Row(tuple(map(label_cell, _EDGES, _EDGES[1:], names)), minimum=22.0)


@dataclass(frozen=True, slots=True)
class _VillageRow:
    """The name of a village across the table."""

    words: str
    height: float = 21.0

    def draw(self, sheet: Sheet, top: float) -> None:
        corner, size = (LEFT, top), (RIGHT - LEFT, self.height)
        sheet.fill(corner, size, SHADE)
        sheet.text(LEFT + 8, top + 14.4, self.words, _VILLAGE)
        sheet.frame(corner, size)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


@dataclass(frozen=True, slots=True)
class _StopRow:
    """One door: lines of text by column, and two boxes at the end."""

    columns: tuple[tuple[tuple[str, Style], ...], ...]
    boxes: tuple[str, ...]

    @property
    def height(self) -> float:
        lines = max(len(self.boxes), *(len(column) for column in self.columns))
        return _LEADING * lines + _AROUND

    def draw(self, sheet: Sheet, top: float) -> None:
        height = self.height
        first = top + _AROUND / 2 + _BASELINE
        for left, column in zip(_EDGES, self.columns, strict=False):
            for number, (words, style) in enumerate(column):
                sheet.text(left + _PAD, first + number * _LEADING, words, style)
        for number, words in enumerate(self.boxes):
            y = first + number * _LEADING
            draw_tick(sheet, (_EDGES[-2] + _PAD, y), chosen=False)
            sheet.text(_EDGES[-2] + _PAD + 10.4, y, words, ASIDE)
        sheet.frame((LEFT, top), (RIGHT - LEFT, height))
        for edge in _EDGES[1:-1]:
            sheet.hairline((edge, top), (edge, top + height))

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


def _stop_row(stop: RouteStop, number: int) -> _StopRow:
    columns = (
        _lines(str(number), 0),
        _lines(stop.time, 1),
        (*_lines(stop.student, 2, NAME), *_lines(stop.class_name, 2, ASIDE)),
        _lines(stop.address, 3),
        (*_lines(stop.guardian, 4), *_lines(stop.phone, 4, ASIDE)),
        _lines(stop.purpose, 5, ASIDE),
    )
    return _StopRow(columns, (_("Visited"), _("Nobody")))


def _lines(
    text: str, column: int, style: Style = BODY
) -> tuple[tuple[str, Style], ...]:
    if not text:
        return ()
    room = _EDGES[column + 1] - _EDGES[column] - 2 * _PAD
    return tuple((line, style) for line in wrap(one_line(text), style, room))
