"""Reading legacy .xls: look through its records for what calamine does not tell.

The container is [MS-CFB] version 3 or 4, the records are BIFF8 of [MS-XLS]. Only hidden
rows and columns, error cells and the marks of encryption and macros are looked for.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from python_calamine import CalamineError, PasswordError, load_workbook

from homevisit.errors import Problem
from homevisit.roster.archive import (
    DamagedWorkbookError,
    EncryptedWorkbookError,
    MacrosRefusedError,
    ObjectsRefusedError,
)
from homevisit.roster.sheets import MAX_COLUMNS, MAX_ROWS
from homevisit.roster.xlsx import Scan, too_many_columns, too_many_rows
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineWorkbook

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END_OF_CHAIN = 0xFFFFFFFA
_IN_HEADER = 109
_BOF, _EOF, _BOUNDSHEET, _FILEPASS = 0x0809, 0x000A, 0x0085, 0x002F
_ROW, _COLINFO, _BOOLERR = 0x0208, 0x007D, 0x0205
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_BIFF8 = 0x0600
_ROW_IS_HIDDEN, _COLUMN_IS_HIDDEN = 0x20, 0x01


class OtherFormatError(Problem):
    """A table, but in a format that we do not read."""

    code = "roster_file_other_format"
    what = N_("This file is in the format {format}, which cannot be read here.")
    safe = N_("Nothing has been imported; your records are unchanged.")
    todo = N_("Open it in Excel or WPS, save it as .xlsx and use that.")


class _Container:
    """The streams of a compound file, by name; reads no chain twice over."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift = struct.unpack_from("<H", content, 30)[0]
        if shift not in {9, 12}:
            raise DamagedWorkbookError
        self._sector_size = 1 << shift
        self._mini_cutoff = struct.unpack_from("<L", content, 56)[0]
        self._next = self._table()
        self._streams = dict(self._directory())

    def names(self) -> frozenset[str]:
        return frozenset(self._streams)

    def stream(self, name: str) -> bytes | None:
        """Return a stream's bytes, or None for one too small to have own sectors."""
        first, size = self._streams[name]
        if size < self._mini_cutoff:
            return None
        return self._chain(first)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_size
        return self._content[start : start + self._sector_size]

    def _table(self) -> list[int]:
        content, entries = self._content, self._sector_size // 4
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}L", content, 76))
        following, left = struct.unpack_from("<2L", content, 68)
        while following < _END_OF_CHAIN and left:
            more = struct.unpack(f"<{entries}L", self._sector(following))
            sectors += more[:-1]
            following, left = more[-1], min(left - 1, len(content) // 512)
        table: list[int] = []
        for sector in sectors:
            if sector < _END_OF_CHAIN:
                table += struct.unpack(f"<{entries}L", self._sector(sector))
        return table

    def _chain(self, sector: int) -> bytes:
        found: list[bytes] = []
        for _ in range(len(self._content) // self._sector_size + 1):
            if sector >= _END_OF_CHAIN:
                return b"".join(found)
            found.append(self._sector(sector))
            sector = self._next[sector]
        raise DamagedWorkbookError

    def _directory(self) -> Iterator[tuple[str, tuple[int, int]]]:
        directory = self._chain(struct.unpack_from("<L", self._content, 48)[0])
        for start in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, start + 64)
            if kind and 2 <= length <= 64:
                name = directory[start : start + length - 2].decode("utf-16-le")
                first, size = struct.unpack_from("<2L", directory, start + 116)
                yield name, (first, size)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one substream, from its BOF to its EOF."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        if kind == _EOF:
            return
        start += 4 + length


def _sheet_starts(stream: bytes) -> Iterator[int]:
    for position, (kind, body) in enumerate(_records(stream, 0)):
        if position == 0 and (
            kind != _BOF or struct.unpack_from("<H", body)[0] != _BIFF8
        ):
            raise OtherFormatError(format="Excel 95")
        if kind == _FILEPASS:
            raise EncryptedWorkbookError
        if kind == _BOUNDSHEET:
            yield struct.unpack_from("<L", body)[0]


def _refuse_far(body: bytes) -> None:
    """Refuse a cell far away: calamine makes room for all that lies before it."""
    row, column = struct.unpack_from("<2H", body)
    if row >= MAX_ROWS:
        raise too_many_rows(row + 1)
    if column >= MAX_COLUMNS:
        raise too_many_columns()


def _scan_sheet(stream: bytes, start: int) -> Scan:
    rows, columns, errors = [], 0, 0
    for kind, body in _records(stream, start):
        if kind in _CELLS:
            _refuse_far(body)
        if kind == _ROW:
            number, first, end = struct.unpack_from("<3H", body)
            flags = struct.unpack_from("<H", body, 12)[0]
            if flags & _ROW_IS_HIDDEN and end > first:
                rows.append(number + 1)
        elif kind == _COLINFO:
            first, last = struct.unpack_from("<2H", body)
            flags = struct.unpack_from("<H", body, 8)[0]
            columns += (last - first + 1) if flags & _COLUMN_IS_HIDDEN else 0
        elif kind == _BOOLERR and body[7] == 1:
            errors += 1
    return Scan(tuple(rows), columns, 0, errors)


def _scan(content: bytes) -> list[Scan]:
    container = _Container(content)
    names = container.names()
    if "EncryptedPackage" in names:
        raise EncryptedWorkbookError
    if "_VBA_PROJECT_CUR" in names:
        raise MacrosRefusedError
    if any(name.startswith("MBD") for name in names):
        raise ObjectsRefusedError
    if "Workbook" not in names:
        raise OtherFormatError(format="Excel 95" if "Book" in names else "DOC")
    stream = container.stream("Workbook")
    if stream is None:
        return []
    return [_scan_sheet(stream, start) for start in _sheet_starts(stream)]


def read_xls(content: bytes) -> tuple[CalamineWorkbook, dict[str, Scan]]:
    """Return the opened workbook and what the records of its sheets say.

    Raises `OtherFormatError`, or those of `homevisit.roster.archive` that fit.
    """
    try:
        scans = _scan(content)
        workbook = load_workbook(io.BytesIO(content))
    except PasswordError as error:
        raise EncryptedWorkbookError from error
    except (CalamineError, struct.error, IndexError, UnicodeError) as error:
        raise DamagedWorkbookError from error
    return workbook, dict(zip(workbook.sheet_names, scans, strict=False))
