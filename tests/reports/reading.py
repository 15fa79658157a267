"""Reading a PDF back with a library that did not write it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator


def tight(text: str) -> str:
    """Return `text` without white space, which belongs to the layout."""
    return re.sub(r"\s", "", text)


def text_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return tight("".join(page.extract_text() for page in pages))


def fonts_of(pdf: bytes) -> Iterator[Any]:
    """Yield every font that any page knows."""
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()


def assert_sound(pdf: bytes) -> None:
    """Check structure with qpdf, and every font for being embedded and a subset."""
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
    names = set()
    for font in fonts_of(pdf):
        assert font["/Subtype"] == "/Type0"
        descendant = font["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in descendant["/FontDescriptor"].get_object()
        assert re.fullmatch(r"/[A-Z]{6}\+.+", font["/BaseFont"])
        assert "/ToUnicode" in font
        names.add(font["/BaseFont"])
    assert names
    assert b"Helvetica" not in pdf
