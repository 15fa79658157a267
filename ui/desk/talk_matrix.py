"""The matrix of the six talks as the page paints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.domain.talk_matrix import Cell, CellState
from homevisit.domain.talk_rules import TALK_KINDS
from homevisit.services import matrix, school
from homevisit.services.matrix import Filter
from homevisit.text import N_, _, translate, translate_count
from ui.desk.talk_entries import ICONS
from ui.talk_rows import LACKING, LATE, TalkCell, TalkHead, TalkLine, TalkMatrix
from ui.words import short_day

if TYPE_CHECKING:
    from datetime import date

    from homevisit.services.matrix import MatrixPage, MatrixStudent
    from homevisit.services.session import Session
    from ui.talk_rows import TalkFilter

# Short names, for the heads of narrow columns.
SHORT = {
    "peer": N_("Peers"),
    "homeroom_teacher": N_("Homeroom"),
    "subject_teacher": N_("Subjects"),
    "psychologist": N_("Psychology"),
    "parent": N_("Parents"),
    "leader": N_("Leader"),
}


def read_matrix(session: Session, wanted: TalkFilter) -> TalkMatrix:
    """Return the present term; who has a talk too late comes first."""
    page = matrix.read(session, Filter(class_id=wanted.class_id))
    today = session.clock.today()
    known: dict[tuple[str, Cell], TalkCell] = {}
    lines = [_line(each, page, today, known) for each in page.students]
    names = school.class_names(session)
    classes = tuple((each.id, names[each.id]) for each in school.classes(session))
    totals = page.matrix.totals.values()
    return TalkMatrix(
        lines=_shown(lines, wanted.show),
        heads=_heads(lines),
        classes=classes,
        held=sum(each.held for each in lines),
        wanted=len(lines) * len(TALK_KINDS),
        late=sum(each[CellState.OVERDUE] for each in totals),
        planned=sum(each[CellState.PLANNED] for each in totals),
        has_term=bool(page.term_id),
    )


def _shown(lines: list[TalkLine], show: str) -> tuple[TalkLine, ...]:
    late = [each for each in lines if _is_late(each)]
    if show == LATE:
        return tuple(late)
    rest = [each for each in lines if not _is_late(each)]
    if show == LACKING:
        rest = [each for each in rest if each.held < len(TALK_KINDS)]
    return (*late, *rest)


def _is_late(line: TalkLine) -> bool:
    return any(each.state == CellState.OVERDUE for each in line.cells)


def _heads(lines: list[TalkLine]) -> tuple[TalkHead, ...]:
    done = {CellState.DONE.value}
    return tuple(
        TalkHead(
            code=kind,
            label=translate(SHORT[kind]),
            icon=ICONS[kind],
            held=sum(line.cells[at].state in done for line in lines),
            whole=sum(line.cells[at].state != CellState.EXEMPT for line in lines),
        )
        for at, kind in enumerate(TALK_KINDS)
    )


def _line(
    who: MatrixStudent,
    page: MatrixPage,
    today: date,
    known: dict[tuple[str, Cell], TalkCell],
) -> TalkLine:
    cells, held = [], 0
    for kind in TALK_KINDS:
        cell = page.matrix.cell(who.student_id, kind)
        held += cell.state == CellState.DONE
        place = (kind, cell)
        if place not in known:
            known[place] = _cell(cell, today, translate(SHORT[kind]))
        cells.append(known[place])
    return TalkLine(who.student_id, who.name, who.class_name, tuple(cells), held)


def _cell(cell: Cell, today: date, kind: str) -> TalkCell:
    state = cell.state.value
    words = _words(cell, today)
    spoken = words or {
        CellState.NONE: _("nothing yet"),
        CellState.EXEMPT: _("not needed"),
    }.get(cell.state, "")
    if cell.state == CellState.DONE:
        spoken = _("talked on {day}").format(day=words)
    return TalkCell(state, words, f"{kind}：{spoken}")


def _words(cell: Cell, today: date) -> str:
    day = iso_day(cell.day)
    if cell.state == CellState.OVERDUE and day:
        late = (today - day).days
        return translate_count("{count} d late", "{count} d late", late)
    said = short_day(cell.day, today) if cell.day else ""
    if cell.state == CellState.PLANNED:
        return _("{day} planned").format(day=said)
    if cell.held > 1:
        return f"{said} ×{cell.held}"
    return said
