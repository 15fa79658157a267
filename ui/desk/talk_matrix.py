"""The matrix of the six talks as the page paints it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.domain.talk_matrix import Cell, CellState
from homevisit.domain.talk_rules import PSYCHOLOGIST, TALK_KINDS
from homevisit.services import matrix, school, school_rows, students, words
from homevisit.services.matrix import Filter
from homevisit.text import N_, _, run_on, translate, translate_count
from ui.desk.talk_entries import ICONS
from ui.talk_rows import (
    BY_CLASS,
    BY_HELD,
    LACKING,
    LATE,
    TalkCell,
    TalkHead,
    TalkLine,
    TalkMatrix,
)
from ui.words import short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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
    """Return the present term in the order asked for."""
    asked = Filter(wanted.class_id, wanted.grade, wanted.group)
    page = matrix.read(session, asked)
    today = session.clock.today()
    known: dict[tuple[str, Cell, str], TalkCell] = {}
    lines = [_line(each, page, today, known) for each in page.students]
    if wanted.class_id:
        lines = [replace(each, class_name="") for each in lines]
    names = school.class_names(session)
    found = school.classes(session)
    grades = school_rows.grades_of(session, today)
    heads = _heads(lines)
    totals = page.matrix.totals.values()
    return TalkMatrix(
        lines=_in_order(_shown(lines, wanted), wanted),
        heads=heads,
        classes=tuple((each.id, names[each.id]) for each in found),
        grades=tuple(dict.fromkeys(grades[e.id] for e in found if grades[e.id])),
        groups=_groups(session),
        about=_about(lines, wanted, names),
        held=sum(each.held for each in heads),
        wanted=sum(each.whole for each in heads),
        late=sum(each[CellState.OVERDUE] for each in totals),
        planned=sum(each[CellState.PLANNED] for each in totals),
        has_term=bool(page.term_id),
    )


def as_filter(wanted: TalkFilter) -> Filter:
    """Return the question that paper and Excel answer in the same way."""
    states = {LATE: CellState.OVERDUE.value, LACKING: matrix.LACKING}
    state = states.get(wanted.show, "")
    kind = wanted.kind if state else ""
    return Filter(wanted.class_id, wanted.grade, wanted.group, kind, state)


def _groups(session: Session) -> tuple[tuple[str, str], ...]:
    counts = students.group_counts(session)
    return tuple(
        (code, f"{label}  {counts[code]}")
        for code, label in words.read_words(session).offered("groups")
        if counts.get(code)
    )


def _about(
    lines: Sequence[TalkLine], wanted: TalkFilter, names: Mapping[str, str]
) -> str:
    people = translate_count("{count} student", "{count} students", len(lines))
    where = names.get(wanted.class_id, "") or wanted.grade
    return run_on(part for part in (where, people, _("this term")) if part)


def _shown(lines: list[TalkLine], wanted: TalkFilter) -> list[TalkLine]:
    if wanted.show == LATE:
        return [each for each in lines if _is_late(_cells(each, wanted.kind))]
    if wanted.show == LACKING:
        return [
            each
            for each in lines
            if any(cell.is_lacking for cell in _cells(each, wanted.kind))
        ]
    return lines


def _in_order(lines: list[TalkLine], wanted: TalkFilter) -> tuple[TalkLine, ...]:
    """Return them as asked for; equals stay in the order of class and number."""
    if wanted.order == BY_CLASS:
        return tuple(lines)
    if wanted.order == BY_HELD:
        return tuple(sorted(lines, key=lambda each: each.held - each.wanted))
    if wanted.order in TALK_KINDS:
        at = TALK_KINDS.index(wanted.order)
        return tuple(sorted(lines, key=lambda each: _urgency(each.cells[at])))
    return tuple(sorted(lines, key=lambda each: not _is_late(each.cells)))


def _urgency(cell: TalkCell) -> int:
    states = (CellState.OVERDUE, CellState.NONE, CellState.PLANNED, CellState.DONE)
    return states.index(CellState(cell.state)) if cell.state in states else len(states)


def _cells(line: TalkLine, kind: str) -> tuple[TalkCell, ...]:
    return (line.cells[TALK_KINDS.index(kind)],) if kind else line.cells


def _is_late(cells: Iterable[TalkCell]) -> bool:
    return any(each.state == CellState.OVERDUE for each in cells)


def _heads(lines: list[TalkLine]) -> tuple[TalkHead, ...]:
    return tuple(
        TalkHead(
            code=kind,
            label=translate(SHORT[kind]),
            icon=ICONS[kind],
            held=sum(line.cells[at].is_held for line in lines),
            whole=sum(line.cells[at].state != CellState.EXEMPT for line in lines),
            is_private=kind == PSYCHOLOGIST,
        )
        for at, kind in enumerate(TALK_KINDS)
    )


def _line(
    who: MatrixStudent,
    page: MatrixPage,
    today: date,
    known: dict[tuple[str, Cell, str], TalkCell],
) -> TalkLine:
    cells = []
    for kind in TALK_KINDS:
        cell = page.matrix.cell(who.student_id, kind)
        is_exempt = cell.state is CellState.EXEMPT
        reason = page.reasons.get(kind, {}).get(who.student_id, "") if is_exempt else ""
        place = (kind, cell, reason)
        if place not in known:
            known[place] = _cell(cell, today, translate(SHORT[kind]), reason)
        cells.append(known[place])
    return TalkLine(
        who.student_id,
        who.name,
        who.class_name,
        tuple(cells),
        held=sum(each.is_held for each in cells),
        wanted=sum(each.state != CellState.EXEMPT for each in cells),
    )


def _cell(cell: Cell, today: date, kind: str, reason: str) -> TalkCell:
    words = _words(cell, today)
    spoken, why = words or _("nothing yet"), ""
    if cell.state is CellState.DONE:
        spoken = _("talked on {day}").format(day=words)
    elif cell.state is CellState.EXEMPT:
        why = reason or _("No target in use asks for this talk with this student.")
        spoken = _("not needed: {why}").format(why=why)
    return TalkCell(
        cell.state.value,
        words,
        f"{kind}：{spoken}",
        is_held=cell.held > 0,
        is_lacking=cell.is_lacking,
        reason=reason,
        why=why,
    )


def _words(cell: Cell, today: date) -> str:
    if cell.state is CellState.EXEMPT:
        return _("not needed")
    day = iso_day(cell.day)
    if cell.state is CellState.OVERDUE and day:
        late = (today - day).days
        return translate_count("{count} d late", "{count} d late", late)
    said = short_day(cell.day, today) if cell.day else ""
    if cell.state is CellState.PLANNED:
        return _("{day} planned").format(day=said)
    if cell.held > 1:
        return f"{said} ×{cell.held}"
    return said
