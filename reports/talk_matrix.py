"""The six talks on paper: students by kinds of talk, A4 on its side, class by class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.text import _, translate_count
from reports.charts import fitting
from reports.document import Document, Rendered
from reports.layout.edges import (
    FIRST_TOP,
    NEXT_TOP,
    WIDE,
    Heading,
    draw_foot,
    draw_heading,
    draw_running_head,
)
from reports.layout.flow import Frame, Section, flow
from reports.layout.style import (
    ALARM,
    BODY,
    FAINT,
    HAIRLINE,
    LEFT,
    PINE,
    SHADE,
    SMALL,
    SOFT,
    Style,
)
from reports.term_tables import Words
from reports.visit_pages import draw_backdrop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.layout.flow import Part
    from reports.layout.sheet import Sheet
    from reports.talk_data import SheetClass, SheetLine, SheetSums, TalkSheet
    from reports.visit_data import PrintRun

_FRAME = Frame(FIRST_TOP, NEXT_TOP, WIDE.bottom)
_NAME_WIDE, _SUM_WIDE = 132.0, 62.0
_ROW, _HEAD = 19.0, 21.0
_PAD = 7.0
_SIGN = 3.4
_HEADING = Style("bold", 8.8, SOFT)
_STRONG = Style("bold", 9.2)
_LATE = Style("bold", 9.2, ALARM)
_QUIET = Style("plain", 8.6, FAINT)


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    style: Style = BODY
    sign: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells side by side; the first one is wider, the last one narrower."""

    cells: tuple[_Cell, ...]
    is_head: bool = False
    is_sum: bool = False

    @property
    def height(self) -> float:
        return _HEAD if self.is_head else _ROW

    def draw(self, sheet: Sheet, top: float) -> None:
        edges = _edges(len(self.cells))
        height = self.height
        if self.is_head or self.is_sum:
            sheet.fill((LEFT, top), (WIDE.right - LEFT, height), SHADE)
        baseline = top + height / 2 + 3.3
        for cell, left, right in zip(self.cells, edges, edges[1:], strict=False):
            start = left + _PAD
            if cell.sign:
                _draw_sign(sheet, (start + _SIGN, baseline - 3.2), cell.sign)
                start += 2 * _SIGN + 5
            style = fitting(cell.style, cell.words, right - start - 3)
            sheet.text(start, baseline, cell.words, style)
        foot = top + height
        line = (LEFT, foot), (WIDE.right, foot)
        sheet.rule(*line, colour=HAIRLINE, width=0.4)
        for edge in edges[1:-1]:
            sheet.hairline((edge, top), (edge, foot))

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


def render_talk_matrix(talks: TalkSheet, run: PrintRun) -> Rendered:
    """Return the sheet; the same talks and run give the same bytes."""
    title = _("The six talks by student")
    document = Document(title, school=run.school, wide=True)
    pages = flow(_sections(talks), _FRAME)
    on = _("As of {day}").format(day=talks.day)
    facts = ((talks.term, on), ("", talks.shown))
    heading = Heading(run.school, title, tuple(fact for fact in facts if fact[1]))
    for number, page in enumerate(pages, start=1):
        with document.page() as sheet:
            draw_backdrop(sheet, run, WIDE)
            if number == 1:
                draw_heading(sheet, heading, WIDE)
            else:
                draw_running_head(sheet, title, f"{talks.term}\u3000{on}", WIDE)
            for placed in page:
                placed.part.draw(sheet, placed.top)
            note = _("Internal papers: keep them confidential.")
            draw_foot(sheet, note, number, len(pages), WIDE)
    return document.finish()


def _edges(columns: int) -> list[float]:
    kinds = columns - 2
    wide = (WIDE.right - LEFT - _NAME_WIDE - _SUM_WIDE) / max(1, kinds)
    first = LEFT + _NAME_WIDE
    return [LEFT, *(first + wide * at for at in range(kinds + 1)), WIDE.right]


def _sections(talks: TalkSheet) -> Iterator[Section]:
    notes = tuple(Words(each) for each in talks.notes)
    if len(talks.classes) > 1:
        columns = _head(talks, _("Class"))
        rows: list[Part] = [_sum_row(each.name, each.sums) for each in talks.classes]
        rows.append(_sum_row(_("All classes together"), talks.sums, is_sum=True))
        yield Section(_("By class"), (*rows, _Key(), *notes), columns=columns)
    for at, each in enumerate(talks.classes):
        is_only = len(talks.classes) == 1
        after: tuple[Part, ...] = (_Key(), *notes) if is_only and not at else ()
        yield _class_section(talks, each, after)


def _class_section(
    talks: TalkSheet, each: SheetClass, after: tuple[Part, ...]
) -> Section:
    count = len(each.lines)
    people = translate_count("{count} student", "{count} students", count)
    rows: list[Part] = [_line(line) for line in each.lines]
    rows.append(_sum_row(_("Together"), each.sums, is_sum=True))
    title = f"{each.name}\u3000{people}"
    return Section(title, (*rows, *after), columns=_head(talks, _("Student")))


def _head(talks: TalkSheet, first: str) -> _Row:
    names = (first, *talks.kinds, _("Together"))
    return _Row(tuple(_Cell(name, _HEADING) for name in names), is_head=True)


def _line(line: SheetLine) -> _Row:
    styles = {"overdue": _LATE, "exempt": _QUIET}
    cells = (
        _Cell(each.words, styles.get(each.state, BODY), each.state)
        for each in line.cells
    )
    total = _Cell(f"{line.held}/{line.wanted}", _STRONG)
    return _Row((_Cell(line.name, _STRONG), *cells, total))


def _sum_row(name: str, sums: SheetSums, *, is_sum: bool = False) -> _Row:
    style = _STRONG if is_sum else BODY
    counts = [*sums.kinds, (sums.held, sums.wanted)]
    cells = (_Cell(f"{held}/{wanted}", style) for held, wanted in counts)
    return _Row((_Cell(name, _STRONG), *cells), is_sum=is_sum)


@dataclass(frozen=True, slots=True)
class _Key:
    """What the signs mean; they differ by shape, so that grey paper tells them."""

    height: float = 20.0

    def draw(self, sheet: Sheet, top: float) -> None:
        left, baseline = LEFT + 2, top + 14
        for sign, words in (
            ("done", _("talked")),
            ("planned", _("planned")),
            ("overdue", _("late")),
            ("exempt", _("not needed")),
            ("none", _("nothing yet")),
        ):
            _draw_sign(sheet, (left + _SIGN, baseline - 2.8), sign)
            sheet.text(left + 2 * _SIGN + 5, baseline, words, SMALL)
            left += 2 * _SIGN + 22 + SMALL.width(words)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


def _draw_sign(sheet: Sheet, centre: tuple[float, float], sign: str) -> None:
    """Draw full, dashed, square, a stroke, or an empty box to be filled by hand."""
    x, y = centre
    corner, side = (x - _SIGN, y - _SIGN), 2 * _SIGN
    if sign == "done":
        sheet.disc(centre, _SIGN, PINE)
    elif sign == "planned":
        sheet.dashed_circle(centre, _SIGN, PINE)
    elif sign == "overdue":
        sheet.fill(corner, (side, side), ALARM)
    elif sign == "exempt":
        sheet.rule((x - _SIGN, y), (x + _SIGN, y), colour=FAINT, width=0.9)
    else:
        sheet.square(corner, side, HAIRLINE)
