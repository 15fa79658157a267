"""The matrix of the six talks as an Excel file: sums by class, and every student."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from homevisit.roster.export import safe_text
from homevisit.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from reports.talk_data import SheetSums, TalkSheet

_A4 = 9
_FIRST = 3
_STATES = {"none": "", "exempt": "—"}
Value = int | str


def to_workbook(sheet: TalkSheet, made_at: datetime) -> bytes:
    """Return the workbook; equal input gives equal bytes, and it names no author."""
    target = BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False}
    )
    book.set_properties({"author": "", "created": made_at.replace(tzinfo=None)})
    together = _("Together")
    heads = (_("Class"), _("Student"), *sheet.kinds, together)
    _write(book, sheet, (_("Students"), heads, 2), _student_rows(sheet))
    heads = (_("Class"), _("Students"), *sheet.kinds, together)
    _write(book, sheet, (_("By class"), heads, 1), _class_rows(sheet))
    book.close()
    return target.getvalue()


def _student_rows(sheet: TalkSheet) -> Iterable[Sequence[Value]]:
    for each in sheet.classes:
        for line in each.lines:
            cells = (c.words or _STATES.get(c.state, "") for c in line.cells)
            yield each.name, line.name, *cells, f"{line.held}/{line.wanted}"


def _class_rows(sheet: TalkSheet) -> Iterable[Sequence[Value]]:
    for each in sheet.classes:
        yield each.name, len(each.lines), *_counts(each.sums)
    everybody = sum(len(each.lines) for each in sheet.classes)
    yield _("All classes together"), everybody, *_counts(sheet.sums)


def _counts(sums: SheetSums) -> Iterable[Value]:
    pairs = (*sums.kinds, (sums.held, sums.wanted))
    return (f"{held}/{wanted}" for held, wanted in pairs)


def _write(
    book: Workbook,
    content: TalkSheet,
    head: tuple[str, Sequence[str], int],
    rows: Iterable[Sequence[Value]],
) -> None:
    title, headings, frozen = head
    sheet = book.add_worksheet(title)
    strong = book.add_format({"bold": True, "font_size": 14})
    ruled = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    cell = book.add_format({"border": 1})
    name = _("The six talks by student")
    sheet.write_string(0, 0, safe_text(f"{content.school}  {name}"), strong)
    on = _("As of {day}").format(day=content.day)
    about = "  ".join(filter(None, (content.term, on, content.shown)))
    sheet.write_string(1, 0, safe_text(about))
    sheet.write_row(_FIRST - 1, 0, headings, ruled)
    for number, row in enumerate(rows, start=_FIRST):
        _write_row(sheet, number, row, cell)
    sheet.freeze_panes(_FIRST, frozen)
    sheet.set_column(0, len(headings) - 1, 15)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST - 1)
    confidential = _("Internal papers: keep them confidential.")
    sheet.set_footer(f"&L{confidential}&R&P / &N")


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet,
    number: int,
    row: Sequence[Value],
    form: Format,
) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(number, column, value, form)
        else:
            sheet.write_string(number, column, safe_text(value), form)
