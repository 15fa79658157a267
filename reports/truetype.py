"""TrueType files, read where they lie: a document touches only the glyphs it uses.

Reads what the shipped fonts have: cmap format 12, `glyf` outlines, no hints
(https://learn.microsoft.com/typography/opentype/spec/otff).
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_UNICODE_FULL = 12


@dataclass(frozen=True, slots=True)
class FaceMetrics:
    """Measures of a face in its own units, `units` of them to the em."""

    units: int
    box: tuple[int, ...]
    ascent: int
    descent: int
    glyphs: int


class Glyph(NamedTuple):
    """Advance and left side bearing in the face's units, and the drawing of a glyph."""

    measure: tuple[int, int]
    outline: bytes


class _Glyphs(dict[str, "Glyph | None"]):
    """Glyphs by character, read once per process: documents share most of them."""

    def __init__(self, face: TrueTypeFace) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> Glyph | None:
        number = self._face.glyph_of(character)
        found = None
        if number:
            found = Glyph(self._face.horizontal(number), self._face.outline(number))
        self[character] = found
        return found


class TrueTypeFace:
    """One font file, mapped into memory and never read as a whole.

    `glyphs` gives what a character looks like, or None where the face has nothing.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._tables = self._read_directory()
        self._long_offsets = bool(self._short("head", 50))
        self._full_advances = self._short("hhea", 34)
        self.metrics = FaceMetrics(
            units=self._short("head", 18),
            box=self._unpack(">4h", "head", 36),
            ascent=self._unpack(">h", "hhea", 4)[0],
            descent=self._unpack(">h", "hhea", 6)[0],
            glyphs=self._short("maxp", 4),
        )
        self._starts, self._ends, self._first_glyphs = self._read_characters()
        self.glyphs = _Glyphs(self)

    def table(self, tag: str) -> bytes:
        """Return a whole table; meant for the small ones."""
        start, length = self._tables[tag]
        return self._bytes[start : start + length]

    def glyph_of(self, character: str) -> int:
        """Return the glyph number of a character, or 0 where the face has none."""
        code = ord(character)
        group = bisect_right(self._starts, code) - 1
        if group < 0 or code > self._ends[group]:
            return 0
        return self._first_glyphs[group] + code - self._starts[group]

    def characters(self) -> frozenset[int]:
        """Return every code point that the face can draw."""
        groups = zip(self._starts, self._ends, strict=True)
        return frozenset(
            code for first, last in groups for code in range(first, last + 1)
        )

    def horizontal(self, glyph: int) -> tuple[int, int]:
        """Return advance width and left side bearing in the face's units."""
        if glyph < self._full_advances:
            advance, bearing = self._unpack(">Hh", "hmtx", 4 * glyph)
            return advance, bearing
        last = self._short("hmtx", 4 * (self._full_advances - 1))
        offset = 4 * self._full_advances + 2 * (glyph - self._full_advances)
        return last, self._unpack(">h", "hmtx", offset)[0]

    def outline(self, glyph: int) -> bytes:
        """Return the glyph's description from `glyf`, filled up to whole words."""
        if self._long_offsets:
            start, end = self._unpack(">LL", "loca", 4 * glyph)
        else:
            start, end = (2 * half for half in self._unpack(">HH", "loca", 2 * glyph))
        origin = self._tables["glyf"][0]
        description = self._bytes[origin + start : origin + end]
        return description + bytes(-len(description) % 4)

    def _unpack(self, shape: str, tag: str, offset: int) -> tuple[int, ...]:
        return struct.unpack_from(shape, self._bytes, self._tables[tag][0] + offset)

    def _short(self, tag: str, offset: int) -> int:
        return self._unpack(">H", tag, offset)[0]

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack_from(">H", self._bytes, 4)
        tables = {}
        for index in range(count):
            tag, _sum, start, length = struct.unpack_from(
                ">4sLLL", self._bytes, 12 + 16 * index
            )
            tables[tag.decode("ascii")] = (start, length)
        return tables

    def _read_characters(self) -> tuple[array[int], array[int], array[int]]:
        """Return starts, ends and first glyphs of the groups of cmap format 12."""
        cmap = self._tables["cmap"][0]
        for index in range(self._short("cmap", 2)):
            (offset,) = self._unpack(">L", "cmap", 8 + 8 * index)
            kind, _reserved, _length, _language, count = struct.unpack_from(
                ">HHLLL", self._bytes, cmap + offset
            )
            if kind == _UNICODE_FULL:
                start = cmap + offset + 16
                groups = array("I", self._bytes[start : start + 12 * count])
                if sys.byteorder == "little":
                    groups.byteswap()
                return groups[0::3], groups[1::3], groups[2::3]
        raise ValueError(f"{self.name}: no cmap of format 12")
