"""What a subset becomes inside a PDF: font, descendant, descriptor, program, CMap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from reports.subset import FaceSubset

_SYMBOLIC = 4
_STEM = 80  # the descriptor wants one; readers use it only without an embedded file


def add_font(document: pdfdoc.PDFDocument, resource: str, subset: FaceSubset) -> None:
    """Add one subset as a Type0 font that every page knows as `resource`.

    ISO 32000-1, 9.7: Type0, CIDFontType2, Identity-H, FontFile2 and ToUnicode.
    """
    name = subset.postscript_name
    file = subset.font_file()
    program = _stream(file)
    program.dictionary["Length1"] = len(file)
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": _Written(
                "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            ),
            "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            "DW": 1000,
            "W": _Written(subset.widths()),
            "FontDescriptor": _reference(
                document, _descriptor(name, subset, _reference(document, program))
            ),
        }
    )
    font = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(name),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([_reference(document, descendant)]),
            "ToUnicode": _reference(
                document, _stream(subset.to_unicode().encode("ascii"))
            ),
        }
    )
    known: Any = document.idToObject["BasicFonts"]
    known.dict[resource] = _reference(document, font)


class _Written(pdfdoc.PDFObject):
    """A PDF value that is already in PDF's own notation."""

    def __init__(self, text: str) -> None:
        self._text = text

    def format(self, document: pdfdoc.PDFDocument) -> bytes:  # noqa: ARG002  ReportLab's signature
        return self._text.encode("ascii")


def _descriptor(name: str, subset: FaceSubset, program: object) -> pdfdoc.PDFDictionary:
    metrics = subset.face.metrics
    scale = 1000 / metrics.units
    box = " ".join(str(round(edge * scale)) for edge in metrics.box)
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": _SYMBOLIC,
            "FontBBox": _Written(f"[{box}]"),
            "ItalicAngle": 0,
            "Ascent": round(metrics.ascent * scale),
            "Descent": round(metrics.descent * scale),
            "CapHeight": round(metrics.ascent * scale),
            "StemV": _STEM,
            "FontFile2": program,
        }
    )


def _stream(content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _reference(document: pdfdoc.PDFDocument, thing: pdfdoc.PDFObject) -> object:
    place: Any = document  # the stubs leave Reference untyped
    return place.Reference(thing)
