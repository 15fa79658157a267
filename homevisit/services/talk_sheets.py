"""The matrix of the six talks on paper and as an Excel file; each copy is logged."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.domain.talk_matrix import CellState
from homevisit.domain.talk_rules import TALK_KINDS
from homevisit.services import calendars, matrix, records, words
from homevisit.services.matrix import Filter
from homevisit.services.paper_forms import print_run, prints_of
from homevisit.services.print_runs import log_edit
from homevisit.text import _, translate_count
from reports.talk_data import SheetCell, SheetClass, SheetLine, SheetSums, TalkSheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from homevisit.domain.talk_matrix import Cell
    from homevisit.services.matrix import MatrixPage, MatrixStudent
    from homevisit.services.session import Session
    from reports.document import Rendered

DOCUMENT = "talk_matrix"


def make(session: Session, wanted: Filter | None = None) -> TalkSheet:
    """Return what paper and Excel file say; nothing is noted.

    That a list was narrowed to a special group is not said on it.
    """
    wanted = wanted or Filter()
    page = matrix.read(session, wanted)
    ids = tuple(each.student_id for each in page.students)
    calendar = calendars.read_calendar(session)
    term = next((t.name for t in calendar.terms if t.id == page.term_id), "")
    totals = page.shown_totals().values()
    is_narrowed = bool(wanted.group or wanted.state or wanted.kind)
    return TalkSheet(
        school=calendars.read_school(session).name,
        term=term,
        day=session.clock.today().isoformat(),
        kinds=words.read_words(session).labels("talk_kinds", TALK_KINDS),
        classes=tuple(_classes(page, session.clock.today())),
        sums=_sums(page, ids),
        shown=_("Some of the students only") if is_narrowed else "",
        late=sum(each[CellState.OVERDUE] for each in totals),
        planned=sum(each[CellState.PLANNED] for each in totals),
        notes=tuple(_notes(page, ids)),
    )


def preview(session: Session, wanted: Filter | None = None) -> Rendered:
    """Return the paper as it would be; nothing is noted."""
    from reports.talk_matrix import render_talk_matrix

    return render_talk_matrix(make(session, wanted), print_run(session, DOCUMENT))


def print_sheet(session: Session, wanted: Filter | None = None) -> Rendered:
    """Return the paper, and note that it left the vault."""
    rendered = preview(session, wanted)
    _log(session)
    return rendered


def print_workbook(session: Session, wanted: Filter | None = None) -> bytes:
    """Return the same as an Excel file, and note that it left the vault."""
    from homevisit.services.talk_workbook import to_workbook

    made = to_workbook(make(session, wanted), session.clock.now())
    _log(session)
    return made


def _log(session: Session) -> None:
    number = prints_of(session, DOCUMENT) + 1
    edit = log_edit(session, (), number, DOCUMENT)
    records.save(session, [edit], label="export")


def _classes(page: MatrixPage, today: date) -> Iterator[SheetClass]:
    for name, members in groupby(page.students, key=lambda each: each.class_name):
        found = tuple(members)
        ids = tuple(each.student_id for each in found)
        lines = tuple(_line(each, page, today) for each in found)
        yield SheetClass(name or _("Without a class"), lines, _sums(page, ids))


def _sums(page: MatrixPage, ids: Sequence[str]) -> SheetSums:
    return SheetSums(tuple(page.matrix.sums(ids, kind) for kind in TALK_KINDS))


def _line(who: MatrixStudent, page: MatrixPage, today: date) -> SheetLine:
    cells = [page.matrix.cell(who.student_id, kind) for kind in TALK_KINDS]
    return SheetLine(
        who.name,
        tuple(SheetCell(each.state.value, _words(each, today)) for each in cells),
        held=sum(each.held > 0 for each in cells),
        wanted=sum(each.state is not CellState.EXEMPT for each in cells),
    )


def _words(cell: Cell, today: date) -> str:
    on = iso_day(cell.day)
    if on is None:
        return _("not needed") if cell.state is CellState.EXEMPT else ""
    day = cell.day[5:] if on.year == today.year else cell.day
    if cell.state is CellState.OVERDUE:
        late = (today - on).days
        return _("{day}, {count} d late").format(day=day, count=late)
    return f"{day} ×{cell.held}" if cell.held > 1 else day


def _notes(page: MatrixPage, ids: Sequence[str]) -> Iterator[str]:
    here = frozenset(ids)
    marked = sum(len(here & who.keys()) for who in page.reasons.values())
    if marked:
        yield translate_count(
            "{count} talk is marked as not needed, with a reason.",
            "{count} talks are marked as not needed, each with a reason.",
            marked,
        )
