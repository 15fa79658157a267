"""The parts of the paper form, in the order in which a visit goes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from homevisit.text import _
from reports.layout.flow import Section
from reports.layout.marks import TICK_SIZE
from reports.layout.plain_text import one_line
from reports.layout.signing import SigningBox, SigningRow
from reports.layout.style import ASIDE, BODY, LEFT, NAME, RIGHT
from reports.layout.table import (
    PADDING,
    Cell,
    Piece,
    Row,
    choice_lines,
    label_cell,
    row_of,
    wrap,
)
from reports.layout.writing import LINE, WritingRow, WritingTable
from reports.visit_data import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reports.layout.flow import Part
    from reports.layout.table import Line
    from reports.paper_data import FormBoxes, PaperForm
    from reports.visit_data import Promise

_EDGE = 110.4
_ROOM = RIGHT - _EDGE - 2 * PADDING
_THREE = (LEFT, _EDGE, 278.0, 337.5, 396.5, 456.0, RIGHT)
_TWO = (LEFT, _EDGE, 318.0, 382.0, RIGHT)
_ONE = (LEFT, _EDGE, RIGHT)
_WHO, _WHEN = 92.0, 78.0
_HIGH = LINE + 5


def front_sections(
    form: PaperForm, boxes: FormBoxes, *, fewer: int = 0
) -> Iterator[Section]:
    """Yield who is visited, what was promised last time, and what is seen there.

    `fewer` lines are given to each answer than usual, where words need more room.
    """
    yield Section(_("Student and visit"), tuple(_facts(form, boxes)))
    if form.promises:
        rows = tuple(_promise_row(each) for each in form.promises)
        yield Section(_("Agreed last time"), rows)
    yield Section(
        _("Seen and heard"),
        (
            _writing(_("Family situation"), 2),
            _writing(_("Study environment"), 1, boxes.study_places),
            _writing(_("At home"), 3 - fewer),
            _writing(_("The child's words"), 2),
            _writing(_("At school"), 2),
            _writing(_("Guardian's opinion"), 3 - fewer),
        ),
    )


def talk_sections(boxes: FormBoxes, *, fewer: int = 0) -> Iterator[Section]:
    """Yield what both sides agree on."""
    yield Section(
        _("Agreed together"),
        (
            _agreed(_("Family"), 3 - fewer),
            _agreed(_("School"), 3 - fewer),
            _writing(_("Policies explained"), 0, boxes.policies),
            _next_visit(boxes.satisfaction),
        ),
    )


def signing_section() -> Section:
    """Return the boxes for the signatures, which stay together."""
    date = _("Date:            ")
    relation = _("Relation: {relation}").format(relation="")
    boxes = (
        (_("Guardian's signature (read, and it is true)"), relation, ""),
        (_("Visiting teachers"), "", ""),
        (
            _("Reviewed by the school"),
            _("Reviewer: {name}").format(name=""),
            _("(seal)"),
        ),
    )
    edges = pairwise((LEFT, 226.0, 376.0, RIGHT))
    made = tuple(
        SigningBox(left, right, caption, foot=(foot, date), seal=seal)
        for (left, right), (caption, foot, seal) in zip(edges, boxes, strict=True)
    )
    return Section(_("Signatures"), (SigningRow(made),), together=True)


def _facts(form: PaperForm, boxes: FormBoxes) -> Iterator[Part]:
    yield _name_row(form)
    if form.guardian or form.address or not form.student:
        pair = ((_("Home address"), form.address), (_("Guardian"), form.guardian))
        yield from (_high(row_of(_ONE, [each])) for each in pair)
    if form.siblings:
        yield row_of(_ONE, [(_("Brothers and sisters"), form.siblings)])
    if form.last_visit:
        yield row_of(_ONE, [(_("Last visit"), form.last_visit)])
    yield _high(row_of(_ONE, [(_("Visit time"), _day_to_fill(times=True))]))
    talked = ((_("Talked with"), ""), (_("Student present"), ""))
    row = _high(row_of(_TWO, talked))
    yield _with_boxes(row, (Choice(_("Yes")), Choice(_("No"))))
    pair = ((_("Lead teacher"), form.lead_teacher), (_("Companions"), ""))
    yield _high(row_of(_TWO, pair))
    yield _writing(_("Form of visit"), 0, boxes.visit_forms)
    yield _writing(_("Outcome"), 0, boxes.outcomes)
    yield _writing(_("Purpose"), 0, boxes.purposes)


def _name_row(form: PaperForm) -> Row:
    known = (
        (_("Student"), ""),
        (_("Class"), form.class_name),
        (_("Class teacher"), form.class_teacher),
    )
    row = _high(row_of(_THREE, known))
    left, right = _THREE[1], _THREE[2]
    names = wrap(one_line(form.student), NAME, right - left - 2 * PADDING)
    lines: list[Line] = [(Piece(PADDING, name, NAME),) for name in names]
    after = PADDING + NAME.width(names[-1]) + 9 if names else PADDING
    if form.student and form.sex:
        lines[-1] = (*lines[-1], Piece(after, one_line(form.sex)))
    cells = list(row.cells)
    cells[1] = Cell(left, right, tuple(lines))
    return replace(row, cells=tuple(cells))


def _promise_row(promise: Promise) -> Row:
    """Return a promise with boxes for how it turned out."""
    boxes = (Choice(_("Kept")), Choice(_("In part")), Choice(_("Not yet")))
    wide = _width_of(boxes)
    start = PADDING + _ROOM - wide
    ticks = choice_lines(_pairs(boxes), _ROOM + wide, start=start)[0]
    words = wrap(one_line(promise.what), BODY, start - 2 * PADDING)
    aside = one_line("\u3000".join(filter(None, (promise.who, promise.when))))
    lines: list[Line] = [(Piece(PADDING, line),) for line in words]
    lines[0] = (*lines[0], *ticks)
    if aside:
        lines.append((Piece(PADDING, aside, ASIDE),))
    label = label_cell(LEFT, _EDGE, _("Promise"))
    return Row((label, Cell(_EDGE, RIGHT, tuple(lines))))


def _width_of(boxes: tuple[Choice, ...]) -> float:
    return sum(TICK_SIZE + 14 + BODY.width(each.words) for each in boxes)


def _agreed(label: str, rows: int) -> WritingTable:
    what = RIGHT - _EDGE - _WHO - _WHEN
    columns = ((_("What"), what), (_("Who"), _WHO), (_("By when"), _WHEN))
    return WritingTable(label, _EDGE, columns, rows)


def _next_visit(satisfaction: tuple[Choice, ...]) -> Row:
    asked = one_line(_("Guardian's satisfaction"))
    at = PADDING + BODY.width(_day_to_fill()) + 16
    before: Line = (Piece(PADDING, _day_to_fill()), Piece(at, asked, ASIDE))
    start = at + ASIDE.width(asked) + 9
    lines = choice_lines(_pairs(satisfaction), _ROOM, before=before, start=start)
    cells = (
        label_cell(LEFT, _EDGE, _("Next visit")),
        Cell(_EDGE, RIGHT, tuple(lines)),
    )
    return Row(cells, minimum=_HIGH)


def _writing(label: str, lines: int, boxes: Iterable[Choice] = ()) -> WritingRow:
    printed = tuple(choice_lines(_pairs(boxes), _ROOM)) if boxes else ()
    return WritingRow(label, lines, _EDGE, printed)


def _with_boxes(row: Row, boxes: Iterable[Choice]) -> Row:
    """Return the row with boxes to tick in its last cell."""
    last = row.cells[-1]
    lines = choice_lines(_pairs(boxes), last.right - last.left - 2 * PADDING)
    return replace(row, cells=(*row.cells[:-1], replace(last, lines=tuple(lines))))


def _day_to_fill(*, times: bool = False) -> str:
    day = _("        year      month      day")
    return day + _("        from       :        to       :") if times else day


def _high(row: Row) -> Row:
    return replace(row, minimum=_HIGH)


def _pairs(boxes: Iterable[Choice]) -> Iterator[tuple[str, bool]]:
    return ((each.words, each.chosen) for each in boxes)
