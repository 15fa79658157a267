"""Reading .xlsx: look for traps in each sheet's markup, then let calamine read it.

calamine makes room for every cell between the first and the last one, so one cell far
away would ask for terabytes: that is looked for first. It also does not say which rows
are hidden or which formulas have no stored result; the same look tells.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, load_workbook

from homevisit.errors import Problem
from homevisit.roster.archive import DamagedWorkbookError, open_archive, pack
from homevisit.roster.sheets import MAX_COLUMNS, MAX_ROWS
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

    from homevisit.roster.sheets import Cell

_SAFE = N_("Nothing has been imported; your records are unchanged.")

_ROW = re.compile(rb"<(?:[^\s<>/:!?]+:)?row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["']([^"']*)["']""")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_COLUMNS = re.compile(rb"<(?:[^\s<>/:!?]+:)?col\b([^>]*)>")
_SPAN = re.compile(rb"""\b(min|max)=["'](\d{1,5})["']""")
# Column IW (257) or further right; a cell in row 100,000 or below; a row below 20,000.
_FAR = re.compile(
    rb"""r\s*=\s*["'](?:([A-Za-z]{3,}|[Ii][W-Zw-z]|[J-Zj-z][A-Za-z])\d+|"""
    rb"""[A-Za-z]+(\d{6,})|([2-9]\d{4}|\d{6,}))"""
)
_VALUE = re.compile(rb"<(?:[^\s<>/:!?]+:)?(?:v|is|f)[\s>/]")
_END_OF_CELL = re.compile(rb"</(?:[^\s<>/:!?]+:)?c>")
_NO_RESULT = re.compile(
    rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</(?:[^\s<>/:!?]+:)?c>"
)
_ERRORS = (b't="e"', b"t='e'")


class TooManyRowsError(Problem):
    """There is content further down than any list of students reaches."""

    code = "roster_too_many_rows"
    what = N_("This file has content in row {row}; lists end at row {limit}.")
    safe = _SAFE
    todo = N_("Delete what lies below the last student, save the file and try again.")


class TooManyColumnsError(Problem):
    """There is content further right than any list of students reaches."""

    code = "roster_too_many_columns"
    what = N_("This file has content to the right of column {limit}.")
    safe = _SAFE
    todo = N_("Delete what lies right of the last column, save it and try again.")


def too_many_rows(row: int) -> TooManyRowsError:
    """Return the problem for content in `row`, counted from 1."""
    return TooManyRowsError(row=row, limit=MAX_ROWS)


def too_many_columns() -> TooManyColumnsError:
    """Return the problem for content right of the last column that we read."""
    return TooManyColumnsError(limit=MAX_COLUMNS)


@dataclass(frozen=True, slots=True)
class Scan:
    """What a sheet's markup says that its reader does not."""

    hidden_rows: tuple[int, ...] = ()
    hidden_columns: int = 0
    empty_formulas: int = 0
    error_cells: int = 0


def _rows(markup: bytes) -> Iterator[tuple[int, re.Match[bytes]]]:
    number = 0
    for found in _ROW.finditer(markup):
        said = _ROW_NUMBER.search(found[1])
        if said is None:
            number += 1
        elif said[1].isdigit() and len(said[1]) <= 12:
            number = int(said[1])
        else:
            raise DamagedWorkbookError
        yield number, found


def _row_has_value(markup: bytes, row: re.Match[bytes]) -> bool:
    if row[1].endswith(b"/"):
        return False
    following = _ROW.search(markup, row.end())
    end = following.start() if following else len(markup)
    return _VALUE.search(markup, row.end(), end) is not None


def _hidden_rows(markup: bytes) -> tuple[int, ...]:
    """Return the numbers of hidden rows; refuse content below the last row we read."""
    hidden = []
    for number, row in _rows(markup):
        if number > MAX_ROWS and _row_has_value(markup, row):
            raise too_many_rows(number)
        if _HIDDEN.search(row[1]) and _row_has_value(markup, row):
            hidden.append(number)
    return tuple(hidden)


def _must_walk(markup: bytes, cells: int, *, has_far_row: bool) -> bool:
    """Say whether the rows must be looked at one by one; most sheets need not."""
    return (
        has_far_row
        or markup.find(b"hidden", cells) >= 0
        or markup.count(b"<row") > MAX_ROWS
        or b":row" in markup
    )


def _cell_has_value(markup: bytes, start: int) -> bool:
    tag_end = markup.find(b">", start)
    if tag_end < 0 or markup[tag_end - 1 : tag_end] == b"/":
        return False
    end = _END_OF_CELL.search(markup, tag_end)
    return _VALUE.search(markup, tag_end, end.start() if end else len(markup)) is not (
        None
    )


def _look_far(markup: bytes) -> bool:
    """Refuse content far away; return whether a row far down is mentioned."""
    has_far_row = False
    for found in _FAR.finditer(markup):
        if found[3]:
            has_far_row = True
        elif _cell_has_value(markup, found.end()):
            if found[1]:
                raise too_many_columns()
            raise too_many_rows(int(found[2][:12]))
    return has_far_row


def _hidden_columns(markup: bytes) -> int:
    hidden = 0
    for column in _COLUMNS.finditer(markup):
        if _HIDDEN.search(column[1]):
            span = {which: int(where) for which, where in _SPAN.findall(column[1])}
            first = span.get(b"min", 1)
            hidden += min(span.get(b"max", first), MAX_COLUMNS) - first + 1
    return max(hidden, 0)


def scan(markup: bytes) -> Scan:
    """Return what a sheet's markup says; raises where it would be a trap to read."""
    cells = max(markup.find(b"sheetData"), 0)
    must_walk = _must_walk(markup, cells, has_far_row=_look_far(markup))
    return Scan(
        _hidden_rows(markup) if must_walk else (),
        _hidden_columns(markup[:cells]),
        len(_NO_RESULT.findall(markup)) if b"<f" in markup else 0,
        sum(map(markup.count, _ERRORS)),
    )


def _tree(parts: dict[str, bytes], name: str) -> ET.Element:
    try:
        # No DOCTYPE got this far, and the size is capped.
        return ET.fromstring(parts[name])  # noqa: S314  see above
    except (KeyError, ET.ParseError, ValueError) as error:
        raise DamagedWorkbookError from error


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the part that each sheet's cells are in, by the sheet's name."""
    targets = {
        relation.get("Id", ""): posixpath.normpath(
            posixpath.join("/xl", relation.get("Target", ""))
        ).lstrip("/")
        for relation in _tree(parts, "xl/_rels/workbook.xml.rels")
    }
    found = {}
    for element in _tree(parts, "xl/workbook.xml").iter():
        if _local(element.tag) == "sheet":
            attributes = {_local(name): value for name, value in element.items()}
            found[attributes.get("name", "")] = targets.get(
                attributes.get("id", ""), ""
            )
    return found


def read_cells(sheet: CalamineSheet) -> list[list[Cell]]:
    """Return a sheet's cells from A1 on, with None for empty ones."""
    if sheet.end is None:
        return []
    last_row, last_column = sheet.end
    if last_row >= MAX_ROWS:
        raise too_many_rows(last_row + 1)
    if last_column >= MAX_COLUMNS:
        raise too_many_columns()
    rows: list[list[Cell]] = [
        [None if cell == "" else cell for cell in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    return rows


def read_xlsx(content: bytes) -> tuple[CalamineWorkbook, dict[str, Scan]]:
    """Return the opened workbook and what the markup of its sheets says.

    Raises the problems of this module and of `homevisit.roster.archive`.
    """
    parts = open_archive(content)
    scans = {
        name: scan(parts[part])
        for name, part in sheet_parts(parts).items()
        if part in parts
    }
    try:
        return load_workbook(pack(parts.items())), scans
    except CalamineError as error:
        raise DamagedWorkbookError from error
