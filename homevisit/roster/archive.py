"""The zip file around an .xlsx: checked and unpacked here, before any reader sees it.

The reader is given a fresh archive of only the parts that were checked, so that it and
these checks cannot disagree about what is inside. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_ENTRIES = 2000
MAX_UNPACKED = 64 << 20

_SAFE = N_("Nothing has been imported; your records are unchanged.")
_LOCAL_HEADER = struct.Struct("<4s2B4HL2L2H")
_ENCRYPTED = 0x1
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_MACROS = re.compile(r"vbaproject|vbadata|/macrosheets/|/dialogsheets/")
_LINKS = re.compile(r"/externallinks/|/connections\.xml$|/querytables/")
_OBJECTS = re.compile(r"/embeddings/|/activex/")
_READ_BY_ZIPFILE = (
    zipfile.BadZipFile,
    struct.error,
    NotImplementedError,
    UnicodeError,
    ValueError,
    OverflowError,
    EOFError,
    IndexError,
)


class DamagedWorkbookError(Problem):
    """The file is cut short or its bytes have changed."""

    code = "roster_file_damaged"
    what = N_("This file is damaged or was not copied completely.")
    safe = _SAFE
    todo = N_("Open the original in Excel or WPS, save it as .xlsx and try again.")


class UntrustworthyWorkbookError(Problem):
    """The file is built as no spreadsheet program builds files."""

    code = "roster_file_untrustworthy"
    what = N_("This file is built in a way that no spreadsheet program uses.")
    safe = _SAFE
    todo = N_("Ask where it came from, or copy its cells into a new .xlsx file.")


class WorkbookTooLargeError(Problem):
    """Unpacked, the file is larger than any school's list."""

    code = "roster_file_too_large"
    what = N_("This file is far larger inside than a list of students can be.")
    safe = _SAFE
    todo = N_("Copy only the list of students into a new .xlsx file and use that.")


class MacrosRefusedError(Problem):
    """The workbook carries programs."""

    code = "roster_file_has_macros"
    what = N_("This file contains macros, which are programs.")
    safe = _SAFE
    todo = N_("Save it as .xlsx without macros in Excel or WPS and use that.")


class LinksRefusedError(Problem):
    """The workbook fetches data from elsewhere."""

    code = "roster_file_has_links"
    what = N_("This file takes data from other files or from a network.")
    safe = _SAFE
    todo = N_("Copy the list, paste it as values into a new .xlsx file and use that.")


class ObjectsRefusedError(Problem):
    """The workbook has other files inside."""

    code = "roster_file_has_objects"
    what = N_("This file has other files or controls embedded in it.")
    safe = _SAFE
    todo = N_("Copy the list, paste it as values into a new .xlsx file and use that.")


class EncryptedWorkbookError(Problem):
    """The workbook asks for a password of its own."""

    code = "roster_file_encrypted"
    what = N_("This file is protected by a password, so it cannot be read.")
    safe = _SAFE
    todo = N_("Open it with its password and save it as .xlsx without a password.")


def _is_bad_name(name: str) -> bool:
    if not name or name.startswith("/") or set(name) & set('\\:*?"<>|'):
        return True
    if any(ord(character) < 32 for character in name):
        return True
    segments = name.removesuffix("/").split("/")
    return any(
        not segment or segment.endswith((".", " ")) or _DEVICES.match(segment)
        for segment in segments
    )


def _refuse_active(name: str) -> None:
    path = "/" + name.lower()
    if _MACROS.search(path):
        raise MacrosRefusedError
    if _LINKS.search(path):
        raise LinksRefusedError
    if _OBJECTS.search(path):
        raise ObjectsRefusedError


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if _is_bad_name(entry.orig_filename):
        raise UntrustworthyWorkbookError
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UntrustworthyWorkbookError
    if entry.flag_bits & _ENCRYPTED:
        raise EncryptedWorkbookError
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UntrustworthyWorkbookError
    _refuse_active(entry.orig_filename)


def _list(content: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except _READ_BY_ZIPFILE as error:
        raise DamagedWorkbookError from error
    if len(entries) > MAX_ENTRIES:
        raise WorkbookTooLargeError
    for entry in entries:
        _check_entry(entry)
    if len({entry.orig_filename.lower() for entry in entries}) != len(entries):
        raise UntrustworthyWorkbookError
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise WorkbookTooLargeError
    return entries


def _packed(content: bytes, entry: zipfile.ZipInfo) -> memoryview:
    """Return the packed bytes where the entry's own header says that they are."""
    start = entry.header_offset
    try:
        fields = _LOCAL_HEADER.unpack_from(content, start)
    except struct.error as error:
        raise DamagedWorkbookError from error
    name_length, extra_length = fields[-2:]
    name_start = start + _LOCAL_HEADER.size
    name = content[name_start : name_start + name_length]
    coding = "utf-8" if entry.flag_bits & 0x800 else "cp437"
    if fields[0] != b"PK\x03\x04" or name.decode(coding, "replace") != (
        entry.orig_filename
    ):
        raise DamagedWorkbookError
    first = name_start + name_length + extra_length
    return memoryview(content)[first : first + entry.compress_size]


def _unpack(content: bytes, entry: zipfile.ZipInfo, room: int) -> bytes:
    """Return the entry's content, never more than `room` bytes whatever it claims."""
    packed = _packed(content, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        unpacked = bytes(packed)
    else:
        try:
            unpacked = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, room + 1)
        except zlib.error as error:
            raise DamagedWorkbookError from error
    if len(unpacked) > room:
        raise WorkbookTooLargeError
    if len(unpacked) != entry.file_size or zlib.crc32(unpacked) != entry.CRC:
        raise DamagedWorkbookError
    return unpacked


def _check_markup(part: bytes) -> None:
    """Refuse what could define entities, and every coding but UTF-8."""
    if b"\x00" in part:
        raise UntrustworthyWorkbookError
    if b"<!" in part:
        harmless = part.count(b"<!--") + part.count(b"<![CDATA[")
        if part.count(b"<!") != harmless:
            raise UntrustworthyWorkbookError


def open_archive(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of a zip file by name, after every check.

    Raises the problems of this module; needs at most `MAX_UNPACKED` bytes.
    """
    room = MAX_UNPACKED
    parts: dict[str, bytes] = {}
    for entry in _list(content):
        part = _unpack(content, entry, room)
        room -= len(part)
        if entry.orig_filename.lower().endswith((".xml", ".rels")):
            _check_markup(part)
            parts[entry.orig_filename] = part
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise MacrosRefusedError
    return parts


def pack(parts: Iterable[tuple[str, bytes]]) -> io.BytesIO:
    """Return a new archive of `parts`, not compressed, ready to be read."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name), part)
    target.seek(0)
    return target
