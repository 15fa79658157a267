"""Our font for ReportLab: one Type0/Identity-H subset per face and document.

ReportLab's own TrueType font writes a wrong text layer beyond U+FFFF and breaks a
Chinese font into pieces of 256 glyphs; see docs/adr/0006-pdf.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from reports.font_objects import add_font
from reports.subset import FaceSubset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfbase import pdfdoc

    from reports.truetype import TrueTypeFace

_ELSEWHERE = "|"  # marks a code that belongs to another face than the line's


class FaceShelf:
    """Remembers, for every document being written, what it uses of which face."""

    def __init__(self) -> None:
        self._uses: WeakKeyDictionary[pdfdoc.PDFDocument, DocumentFonts] = (
            WeakKeyDictionary()
        )

    def of(self, document: pdfdoc.PDFDocument) -> DocumentFonts:
        """Return the record of one document, begun at its first use."""
        found = self._uses.get(document)
        if found is None:
            found = self._uses[document] = DocumentFonts()
            document.delayedFonts.append(found)
        return found


class DocumentFonts:
    """Which characters of which faces one document uses; written at its end."""

    def __init__(self) -> None:
        self._uncovered: dict[str, None] = {}
        self._subsets: dict[TrueTypeFace, tuple[int, FaceSubset]] = {}
        self._codes: dict[str, _Codes] = {}

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Return the characters drawn as boxes, in order of appearance."""
        return tuple(self._uncovered)

    def runs(self, font: CidFont, text: str) -> list[tuple[int, str]]:
        """Return `text` as (face number, codes in hex), one for each change of face."""
        codes = self._codes.get(font.fontName)
        if codes is None:
            codes = self._codes[font.fontName] = _Codes(self, font.chain)
        written = "".join(map(codes.__getitem__, text))
        if _ELSEWHERE not in written:
            return [(codes.home, written)]
        runs = []
        for part in filter(None, written.split(_ELSEWHERE)):
            number, separator, code = part.partition(":")
            runs.append((int(number), code) if separator else (codes.home, part))
        return runs

    def place(self, character: str, chain: Sequence[TrueTypeFace]) -> tuple[int, str]:
        """Put `character` into the first face that has it, else draw its box."""
        for face in chain:
            glyph = face.glyphs[character]
            if glyph is not None:
                number, subset = self.subset(face)
                return number, f"{subset.add(character, glyph):04X}"
        self._uncovered[character] = None
        number, subset = self.subset(chain[0])
        return number, f"{subset.add_box(character):04X}"

    def subset(self, face: TrueTypeFace) -> tuple[int, FaceSubset]:
        """Return the number and the subset of a face in this document."""
        found = self._subsets.get(face)
        if found is None:
            found = self._subsets[face] = len(self._subsets), FaceSubset(face)
        return found

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802  ReportLab calls it so
        """Write every subset into the document, as ReportLab asks when it saves."""
        for number, subset in self._subsets.values():
            if len(subset):
                add_font(document, f"F{number}", subset)


class _Codes(dict[str, str]):
    """Hex codes by character; one of another face than the font's own is marked."""

    def __init__(self, fonts: DocumentFonts, chain: Sequence[TrueTypeFace]) -> None:
        super().__init__()
        self._fonts = fonts
        self._chain = chain
        self.home = fonts.subset(chain[0])[0]

    def __missing__(self, character: str) -> str:
        number, code = self._fonts.place(character, self._chain)
        if number != self.home:
            code = f"{_ELSEWHERE}{number}:{code}{_ELSEWHERE}"
        self[character] = code
        return code


class _Advances(dict[str, float]):
    """Advance widths in thousandths of an em, looked up once per process."""

    def __init__(self, chain: Sequence[TrueTypeFace]) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, character: str) -> float:
        width = 1000.0  # a box
        for face in self._chain:
            glyph = face.glyphs[character]
            if glyph is not None:
                width = 1000 * glyph.measure[0] / face.metrics.units
                break
        self[character] = width
        return width


class CidFont:
    """A chain of faces under one name, as `canvas.setFont` and Platypus take it."""

    _multiByte: ClassVar[int] = 1  # noqa: N815  ReportLab reads these names
    _dynamicFont: ClassVar[int] = 1  # noqa: N815
    shapable: ClassVar[bool] = False

    def __init__(
        self, name: str, chain: Sequence[TrueTypeFace], shelf: FaceShelf
    ) -> None:
        self.fontName = name
        self.chain = tuple(chain)
        self.face = _FaceFacts(name, chain[0])
        self.advances: dict[str, float] = _Advances(self.chain)
        self._shelf = shelf

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002, N802  ReportLab's signature
        """Return the width in points."""
        return sum(map(self.advances.__getitem__, text)) * size / 1000

    def runs(self, text: str, document: pdfdoc.PDFDocument) -> list[tuple[int, str]]:
        """Return `text` as (face number, codes in hex), one for each change of face."""
        return self._shelf.of(document).runs(self, text)

    def splitString(  # noqa: N802  ReportLab calls it so
        self, text: str, doc: pdfdoc.PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return `text` as (face number, codes), as ReportLab's text objects ask."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        return [(face, bytes.fromhex(codes)) for face, codes in self.runs(text, doc)]

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:  # noqa: ARG002, N802  ReportLab's signature
        """Return the resource name of a face number that `splitString` gave."""
        return f"/F{subset}"


class _FaceFacts:
    """What ReportLab reads from a font's face when it registers and measures."""

    def __init__(self, name: str, face: TrueTypeFace) -> None:
        scale = 1000 / face.metrics.units
        self.name = name
        self.ascent = face.metrics.ascent * scale
        self.descent = face.metrics.descent * scale
