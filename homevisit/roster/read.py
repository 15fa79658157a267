"""From a file's bytes to its sheets: the one door for a foreign table.

The format is told by the first bytes, never by the name. All parsing happens in a
worker (`homevisit.workers`); what comes back is plain data.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

from homevisit.errors import Problem
from homevisit.roster.archive import DamagedWorkbookError
from homevisit.roster.delimited import read_csv
from homevisit.roster.sheets import Sheet, Workbook
from homevisit.roster.xls import MAGIC, OtherFormatError, read_xls
from homevisit.roster.xlsx import Scan, read_cells, read_xlsx
from homevisit.text import N_
from homevisit.workers import Limits, run_in_worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook

    from homevisit.roster.sheets import Cell, Merged

MAX_FILE = 32 << 20

_USUAL = Limits()
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_SAFE = N_("Nothing has been imported; your records are unchanged.")

Plain = dict[str, Any]


class EmptyFileError(Problem):
    """There is nothing in the file, or nothing in any of its sheets."""

    code = "roster_file_empty"
    what = N_("There is nothing in this file.")
    safe = _SAFE
    todo = N_("Check that you chose the right file and that it was copied completely.")


class FileTooLargeError(Problem):
    """The file is larger than any list of students."""

    code = "roster_file_over_size"
    what = N_("This file is larger than {limit} MB, far more than a list of students.")
    safe = _SAFE
    todo = N_("Copy only the list of students into a new .xlsx file and use that.")


class UnreadableFileError(Problem):
    """The system does not let us read the file."""

    code = "roster_file_unreadable"
    what = N_("This file cannot be opened.")
    safe = _SAFE
    todo = N_("Close it in other programs, check that it is still there and try again.")


def _kind(content: bytes) -> str:
    if content.startswith(_ZIP):
        return "xlsx"
    if content.startswith(MAGIC):
        return "xls"
    if content.startswith(_OLD_BIFF):
        raise OtherFormatError(format="Excel 4")
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise OtherFormatError(format="HTML")
    if start.startswith((b"<?xml", b"<workbook")):
        raise OtherFormatError(format="XML")
    if start.startswith(b"%pdf"):
        raise OtherFormatError(format="PDF")
    return "csv"


def _merged(sheet: CalamineSheet, rows: list[list[Cell]]) -> list[Merged]:
    """Return the merged ranges within the rows, clipped to them.

    Ranges of a sound sheet do not overlap, so that together they cover no more than it.
    """
    height, width = len(rows), max(map(len, rows), default=0)
    merged = sorted(
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if top < height and left < width
    )
    covered = sum(
        (bottom - top + 1) * (right - left + 1) for top, left, bottom, right in merged
    )
    if covered > height * width:
        raise DamagedWorkbookError
    return merged


def _plain_sheets(workbook: CalamineWorkbook, scans: dict[str, Scan]) -> list[Plain]:
    sheets = []
    for facts in workbook.sheets_metadata:
        if facts.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(facts.name)
        rows = read_cells(sheet)
        scanned = scans.get(facts.name, Scan())
        sheets.append(
            {
                "name": facts.name,
                "rows": rows,
                "is_hidden": facts.visible != SheetVisibleEnum.Visible,
                "hidden_rows": scanned.hidden_rows,
                "hidden_columns": scanned.hidden_columns,
                "merged": _merged(sheet, rows),
                "empty_formulas": scanned.empty_formulas,
                "error_cells": scanned.error_cells,
            }
        )
    return sheets


@contextmanager
def _panics_are_damage() -> Iterator[None]:
    """Calamine's Rust panics, which are no `Exception`, mean bytes it cannot follow."""
    try:
        yield
    except CalamineError as error:
        raise DamagedWorkbookError from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise DamagedWorkbookError from error
        raise


def parse(content: bytes) -> tuple[str, str, list[Plain]]:
    """Return form, coding and sheets as plain data; this runs inside the worker."""
    kind = _kind(content)
    if kind == "csv":
        sheet, coding = read_csv(content)
        return kind, coding, [{"name": sheet.name, "rows": sheet.rows}]
    with _panics_are_damage():
        workbook, scans = (read_xlsx if kind == "xlsx" else read_xls)(content)
        with workbook:
            return kind, "", _plain_sheets(workbook, scans)


def read_workbook(content: bytes, *, limits: Limits = _USUAL) -> Workbook:
    """Return what is in a foreign table's bytes, read by a worker within `limits`.

    Raises one of the roster's problems or of `homevisit.workers`.
    """
    if not content.strip(b"\x00\t\r\n "):
        raise EmptyFileError
    if len(content) > MAX_FILE:
        raise FileTooLargeError(limit=MAX_FILE >> 20)
    form, coding, plain = run_in_worker(parse, content, limits=limits)
    workbook = Workbook(form, tuple(_sheet(**sheet) for sheet in plain), coding)
    if not workbook.usable():
        raise EmptyFileError
    return workbook


def _sheet(**facts: Any) -> Sheet:  # noqa: ANN401  plain data of our own making
    facts["merged"] = tuple(tuple(span) for span in facts.get("merged", ()))
    return Sheet(**facts)


def read_file(path: Path, *, limits: Limits = _USUAL) -> Workbook:
    """Return what is in the file at `path`; never reads more than `MAX_FILE` bytes.

    Raises as `read_workbook` does, and `UnreadableFileError`.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        raise UnreadableFileError from error
    return read_workbook(content, limits=limits)
