"""What was read from a file: its sheets, their cells as typed, and what to say of them.

Rows and columns are numbered as the spreadsheet program shows them, from 1, wherever a
person sees the number; lists are indexed from 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Any

from homevisit.text import N_, translate

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_ROWS = 20_000
MAX_COLUMNS = 256

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Merged = tuple[int, int, int, int]

# Excel keeps 15 digits of a number and replaces the rest by zeros.
_EXACT = 10**15
_SCIENTIFIC = re.compile(r"[1-9](?:\.\d+)?[eE]\+?\d{2}")
# What some programs write into CSV so that Excel does not turn text into a number.
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
# C0 except tab and line feed, DEL, surrogates, and the two that XML cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLANK = " \t\r\n\u00a0\u3000\u200b\ufeff"


class LostDigitsError(ValueError):
    """The cell holds a number whose last digits the spreadsheet has thrown away."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about a file: a msgid and the facts that it names."""

    code: str
    message: str
    facts: tuple[tuple[str, str | int], ...] = ()

    def __str__(self) -> str:
        return translate(self.message).format(**dict(self.facts))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[0]` is row 1, trailing empty rows are gone.

    `merged` holds (first row, first column, last row, last column), from 0.
    """

    name: str
    rows: list[list[Cell]]
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: int = 0
    merged: tuple[Merged, ...] = ()
    empty_formulas: int = 0
    error_cells: int = 0

    def notes(self) -> tuple[Note, ...]:
        """Return what a person should know about this sheet before using it."""
        counted = (
            (
                "hidden_rows",
                N_("Hidden rows in this sheet: {count}. They are read as well."),
                len(self.hidden_rows),
            ),
            (
                "hidden_columns",
                N_("Hidden columns in this sheet: {count}. They are read as well."),
                self.hidden_columns,
            ),
            (
                "empty_formulas",
                N_("Formulas without a stored result: {count}. They read as empty."),
                self.empty_formulas,
            ),
            (
                "error_cells",
                N_("Cells with an error such as #N/A: {count}. They read as empty."),
                self.error_cells,
            ),
        )
        return tuple(
            Note(code, message, (("count", count),))
            for code, message, count in counted
            if count
        )


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: `form` is xlsx, xls or csv; `coding` is set for csv only."""

    form: str
    sheets: tuple[Sheet, ...]
    coding: str = ""

    def usable(self) -> tuple[Sheet, ...]:
        """Return the sheets that hold anything, visible ones first."""
        filled = [sheet for sheet in self.sheets if sheet.rows]
        return tuple(sorted(filled, key=lambda sheet: sheet.is_hidden))

    def notes(self) -> tuple[Note, ...]:
        """Return what a person should know about the file as a whole."""
        hidden = sum(sheet.is_hidden for sheet in self.sheets)
        if not hidden:
            return ()
        message = N_("Hidden sheets: {count}. They are used only if you choose them.")
        return (Note("hidden_sheets", message, (("count", hidden),)),)


def clean_text(text: str) -> str:
    """Return `text` without what no field may hold and without blanks around it."""
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text.replace("\r\n", "\n"))
    return text.strip(_BLANK)


def _number_text(number: float) -> str:
    if not isfinite(number):
        return ""
    if abs(number) >= _EXACT:
        raise LostDigitsError
    if number == int(number):
        return str(int(number))
    return format(number, ".15g")


def _moment_text(moment: datetime) -> str:
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.isoformat(" ", "minutes")


def _text_text(text: str) -> str:
    cleaned = clean_text(text)
    start = cleaned[:1]
    if start == "=" and (quoted := _FORMULA_TEXT.fullmatch(cleaned)):
        return clean_text(quoted[1])
    if start.isdigit() and _SCIENTIFIC.fullmatch(cleaned):
        raise LostDigitsError
    return cleaned


def _day_text(day: date) -> str:
    return day.isoformat()


_AS_TEXT: dict[type, Callable[[Any], str]] = {
    type(None): lambda _nothing: "",
    str: _text_text,
    bool: lambda yes: "是" if yes else "否",
    int: _number_text,
    float: _number_text,
    datetime: _moment_text,
    date: _day_text,
    time: lambda clock: clock.isoformat("minutes"),
    timedelta: str,
}


def text_of(cell: Cell) -> str:
    """Return what the cell says as text; a whole number has no decimal point.

    Raises `LostDigitsError` where the text cannot be had back, as for an ID number that
    was stored as a number.
    """
    return _AS_TEXT[type(cell)](cell)
