"""Reading .csv: UTF-8 with or without a mark, UTF-16 with one, else GB18030.

GB18030 and never GBK: only it has every name (performance.md, 1b). A file that is valid
in none of them is refused, because guessing would spoil names silently.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.roster.sheets import MAX_COLUMNS, MAX_ROWS, Sheet
from homevisit.roster.xlsx import too_many_columns, too_many_rows
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.roster.sheets import Cell

SEPARATORS = (",", "\t", ";")
MAX_FIELD = 20_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 30


class UnknownCodingError(Problem):
    """The bytes are not text in any coding that Chinese files come in."""

    code = "roster_text_unreadable"
    what = N_("The characters of this file cannot be read: it is not a text table.")
    safe = N_("Nothing has been imported; your records are unchanged.")
    todo = N_("Open it in Excel or WPS, save it as .xlsx and use that.")


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the coding it was found to be in."""
    codings = [name for mark, name in _MARKS if content.startswith(mark)]
    for coding in codings or ("utf-8", "gb18030"):
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, coding.removesuffix("-sig")
    raise UnknownCodingError


def _separator(text: str) -> str:
    """Return the separator that the first lines agree on most."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:_LOOKED_AT]
    counts = {mark: [line.count(mark) for line in lines] for mark in SEPARATORS}
    return max(
        SEPARATORS, key=lambda mark: (sum(map(bool, counts[mark])), sum(counts[mark]))
    )


def read_csv(content: bytes) -> tuple[Sheet, str]:
    """Return the one sheet of a text table and the coding it was in.

    Raises `UnknownCodingError`, or `too_many_rows` and `too_many_columns`.
    """
    text, coding = decode(content)
    rows: list[list[Cell]] = []
    previous = csv.field_size_limit(MAX_FIELD)
    try:
        for row in csv.reader(
            io.StringIO(text, newline=""), delimiter=_separator(text)
        ):
            if len(rows) >= MAX_ROWS and any(row):
                raise too_many_rows(len(rows) + 1)
            if len(row) > MAX_COLUMNS and any(row[MAX_COLUMNS:]):
                raise too_many_columns()
            rows.append([cell or None for cell in row[:MAX_COLUMNS]])
    except csv.Error as error:
        raise UnknownCodingError from error
    finally:
        csv.field_size_limit(previous)
    while rows and not any(rows[-1]):
        rows.pop()
    return Sheet("", rows), coding
