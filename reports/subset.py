"""The part of one face that one document uses, numbered by character.

Code numbers belong to characters, not to glyphs: fonts share one glyph between code
points (U+4E00 and U+2F00), and text copied from the page must be what was written.
"""

from __future__ import annotations

import hashlib
import struct
from itertools import accumulate, chain, groupby
from typing import TYPE_CHECKING

from reports.glyph_box import FRAME, frame, is_composite, labelled_box, renumber_parts
from reports.truetype import Glyph
from reports.truetype_writing import assemble

if TYPE_CHECKING:
    from reports.truetype import TrueTypeFace

_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class FaceSubset:
    """The characters of one face that one document uses, in order of first use."""

    def __init__(self, face: TrueTypeFace) -> None:
        self.face = face
        self._characters: list[str] = []
        self._outlines = [face.outline(0)]
        self._measures = [face.horizontal(0)]

    def __len__(self) -> int:
        return len(self._characters)

    def add(self, character: str, glyph: Glyph) -> int:
        """Give `character`, drawn by `glyph` of the face, the next code."""
        self._characters.append(character)
        self._outlines.append(glyph.outline)
        self._measures.append(glyph.measure)
        return len(self._characters)

    def add_box(self, character: str) -> int:
        """Give a character that no face has a frame with its code point."""
        drawing = labelled_box(self.face, f"{ord(character):04X}")
        return self.add(character, Glyph((self.face.metrics.units, 0), drawing))

    @property
    def postscript_name(self) -> str:
        """Return the name with the six letters that mark a subset."""
        digest = hashlib.sha256("".join(self._characters).encode()).digest()
        letters = "".join(chr(65 + byte % 26) for byte in digest[:6])
        return f"{letters}+{self.face.name}"

    def widths(self) -> str:
        """Return the W array: advances in thousandths of an em, where not 1000."""
        units = self.face.metrics.units
        wide = [round(1000 * advance / units) for advance, _ in self._measures]
        parts = []
        for full, run in groupby(enumerate(wide), key=lambda item: item[1] == 1000):
            if not full:
                codes = list(run)
                listed = " ".join(str(width) for _, width in codes)
                parts.append(f"{codes[0][0]} [{listed}]")
        return f"[{' '.join(parts)}]"

    def to_unicode(self) -> str:
        """Return the CMap that leads from codes back to characters, as UTF-16BE."""
        pairs = [
            f"<{code:04X}> <{character.encode('utf-16-be').hex()}>"
            for code, character in enumerate(self._characters, start=1)
        ]
        blocks = [
            f"{len(pairs[at : at + 100])} beginbfchar\n"
            + "\n".join(pairs[at : at + 100])
            + "\nendbfchar\n"
            for at in range(0, len(pairs), 100)
        ]
        return _CMAP_HEAD + "".join(blocks) + _CMAP_TAIL

    def font_file(self) -> bytes:
        """Return a TrueType file with exactly these glyphs; glyph number is code."""
        glyphs, offsets, measures = self._collect()
        maxp = bytearray(self.face.table("maxp"))
        struct.pack_into(">H", maxp, 4, len(measures))
        struct.pack_into(">HH", maxp, 28, 8, 2)  # the boxes: up to 7 parts, 1 deep
        hhea = bytearray(self.face.table("hhea"))
        struct.pack_into(">H", hhea, 34, len(measures))
        head = bytearray(self.face.table("head"))
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        tables = {
            "glyf": glyphs,
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": struct.pack(">" + "Hh" * len(measures), *chain(*measures)),
            "loca": struct.pack(f">{len(offsets)}L", *offsets),
            "maxp": bytes(maxp),
        }
        return assemble(tables)

    def _collect(self) -> tuple[bytes, list[int], list[tuple[int, int]]]:
        """Return outlines, their offsets and measures, parts of composites included."""
        outlines = list(self._outlines)
        measures = list(self._measures)
        known: dict[int, int] = {}

        def place(part: int) -> int:
            if part not in known:
                known[part] = len(outlines)
                is_frame = part == FRAME
                units = self.face.metrics.units
                outlines.append(frame(units) if is_frame else self.face.outline(part))
                measures.append((0, 0) if is_frame else self.face.horizontal(part))
            return known[part]

        for number, outline in enumerate(outlines):  # grows with the parts it finds
            if is_composite(outline):
                outlines[number] = renumber_parts(outline, place)
        return b"".join(outlines), [0, *accumulate(map(len, outlines))], measures
