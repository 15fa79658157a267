"""Lists going out: .xlsx and .csv in which no cell can run as a formula.

A cell that begins as a formula would (also in full width, or after a tab) gets an
apostrophe in front, in both formats: an .xlsx of ours may be saved as .csv later.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import xlsxwriter

from homevisit.roster.sheets import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | bool | None

# OWASP's list, with the full-width forms that Excel takes for the same.
_STARTS = tuple("=+-@\t\r|＝＋－＠｜")
# What nearly every cell is: letters and digits of any script, with harmless signs.
_ORDINARY = re.compile(r"\w(?:[\w ·,.:()（）/-]*\w)?")
_MAX_CELL = 32_767
_MAX_WIDTH = 40
_LOOKED_AT = 40
_FORBIDDEN_IN_NAME = str.maketrans("", "", "[]:*?/\\'")


def safe_text(text: str) -> str:
    """Return a text that every spreadsheet shows as text; clean, and not too long."""
    if _ORDINARY.fullmatch(text) and len(text) <= _MAX_CELL:
        return text
    cleaned = clean_text(text)
    if text.startswith(_STARTS) or cleaned.startswith(_STARTS):
        cleaned = f"'{cleaned}"
    return cleaned[:_MAX_CELL]


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return safe_text(value) if isinstance(value, str) else str(value)


def _fill(
    sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    widths = [_shown_width(heading) for heading in headings]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet.write_string(number, column, safe_text(value))
            elif isinstance(value, bool):
                sheet.write_string(number, column, _as_text(value))
            elif isinstance(value, int | float):
                sheet.write_number(number, column, value)
        if number <= _LOOKED_AT:
            padded = (*row, *[None] * len(widths))
            widths = [
                max(width, _shown_width(_as_text(value)))
                for width, value in zip(widths, padded, strict=False)
            ]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _MAX_WIDTH) + 2)


def _shown_width(text: str) -> int:
    """Return the width in half-width characters; a Chinese one counts twice."""
    return sum(1 if character < "\u2e80" else 2 for character in text)


def _prepared(book: Workbook, sheet: Worksheet, headings: Sequence[str]) -> None:
    heading_format = book.add_format({"bold": True, "bottom": 1})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, safe_text(heading), heading_format)
    sheet.freeze_panes(1, 0)


def to_xlsx(
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    title: str,
    made_at: datetime,
) -> bytes:
    """Return a workbook of one sheet; text is text, numbers are numbers.

    Equal input gives equal bytes. The file names nobody as its author.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # A workbook knows no zone, and XlsxWriter takes none.
    book.set_properties({"author": "", "created": made_at.replace(tzinfo=None)})
    name = safe_text(title).translate(_FORBIDDEN_IN_NAME)[:31]
    sheet = book.add_worksheet(name or None)
    _prepared(book, sheet, headings)
    _fill(sheet, headings, rows)
    book.close()
    return target.getvalue()


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a text table: UTF-8 with a mark, for Excel, and every field quoted."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe_text(heading) for heading in headings])
    writer.writerows([_as_text(value) for value in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")
