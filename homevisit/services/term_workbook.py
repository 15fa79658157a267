"""The tables of a term summary as an Excel file for the bureau.

Numbers are numbers; a hidden count is its mark as text, such as "<5".
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from homevisit.roster.export import safe_text
from homevisit.text import _
from reports.term_data import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from reports.term_data import TermSummary

_A4 = 9
_FIRST = 3
Value = int | str | None


def to_workbook(summary: TermSummary, made_at: datetime) -> bytes:
    """Return the workbook; equal input gives equal bytes, and it names no author."""
    target = BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False}
    )
    book.set_properties({"author": "", "created": made_at.replace(tzinfo=None)})
    for title, headings, rows in (
        (_("Classes"), _class_headings(), _class_rows(summary)),
        (_("Six talks"), _talk_headings(summary), _talk_rows(summary)),
        (_("Six talks by class"), _class_talk_headings(summary), _class_talks(summary)),
        (_("Groups"), _group_headings(), _group_rows(summary)),
        *_care(summary),
        (_("Months"), _month_headings(), _month_rows(summary)),
    ):
        _write(book, summary, (title, headings), rows)
    book.close()
    return target.getvalue()


def _write(
    book: Workbook,
    summary: TermSummary,
    head: tuple[str, Sequence[str]],
    rows: Iterable[Sequence[Value]],
) -> None:
    title, headings = head
    sheet = book.add_worksheet(title)
    strong = book.add_format({"bold": True, "font_size": 14})
    ruled = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    cell = book.add_format({"border": 1})
    sheet.write_string(0, 0, safe_text(f"{summary.school}  {title}"), strong)
    until = _("Counted up to {day}").format(day=summary.cut_off)
    sheet.write_string(1, 0, safe_text(f"{summary.term}  {until}  {summary.report_no}"))
    sheet.write_row(_FIRST - 1, 0, headings, ruled)
    last = _FIRST
    for number, row in enumerate(rows, start=_FIRST):
        for column, value in enumerate(row):
            _write_cell(sheet, (number, column), value, cell)
        last = number + 1
    limit = _(
        "Counts of fewer than {limit} show as <{limit}, others beside as *."
    ).format(limit=summary.threshold)
    sheet.write_string(last + 1, 0, limit)
    for column, words in enumerate(
        (_("Reporting school (seal)"), _("Head"), _("Checked by"), _("Filled in by"))
    ):
        sheet.write_string(last + 3, column * 2, words)
    sheet.freeze_panes(_FIRST, 1)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, len(headings) - 1, 14)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST - 1)
    sheet.set_footer("&C&P / &N")


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    place: tuple[int, int],
    value: Value,
    form: Format,
) -> None:
    if isinstance(value, int):
        sheet.write_number(*place, value, form)
    else:
        sheet.write_string(*place, safe_text(value or ""), form)


def _class_headings() -> tuple[str, ...]:
    return (
        _("Class"),
        _("In special groups"),
        _("Visited"),
        _("Visited on site"),
        _("Visited otherwise"),
        _("Coverage %"),
    )


def _class_rows(summary: TermSummary) -> Iterable[Sequence[Value]]:
    for each in (*summary.classes, summary.whole):
        share = percent(each.reached, each.due)
        yield each.name, each.due, each.reached, each.on_site, each.other, share


def _talk_headings(summary: TermSummary) -> tuple[str, ...]:
    return _("Grade"), _("In special groups"), *summary.kinds, _("Together")


def _talk_rows(summary: TermSummary) -> Iterable[Sequence[Value]]:
    for each in (*summary.grades, summary.all_talks):
        yield each.name, each.due, *each.reached, each.total


def _class_talk_headings(summary: TermSummary) -> tuple[str, ...]:
    return (_("Class"), _("On the roll"), *_talk_headings(summary)[1:])


def _class_talks(summary: TermSummary) -> Iterable[Sequence[Value]]:
    for each in summary.class_rows:
        row = each.talks
        yield row.name, each.on_roll, row.due, *row.reached, row.total
    row = summary.all_talks
    if summary.class_rows:
        yield row.name, summary.roster, row.due, *row.reached, row.total


def _group_headings() -> tuple[str, ...]:
    return _("Group"), _("Students"), _("Visited"), _("Talks reached")


def _group_rows(summary: TermSummary) -> Iterable[Sequence[Value]]:
    for each in summary.groups:
        yield each.name, each.due, each.reached, each.talks


def _care(
    summary: TermSummary,
) -> list[tuple[str, tuple[str, ...], Iterable[Sequence[Value]]]]:
    """Return the sheet of care; none where there is no case."""
    rows = [(each.name, each.count) for each in summary.care]
    return [(_("Care"), (_("Level"), _("Students")), rows)] if rows else []


def _month_headings() -> tuple[str, ...]:
    return _("Month"), _("Visits on site"), _("Visits otherwise"), _("Together")


def _month_rows(summary: TermSummary) -> Iterable[Sequence[Value]]:
    for each in summary.months:
        yield each.label, each.on_site, each.other, each.on_site + each.other
