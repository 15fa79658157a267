"""Things that go into a PDF as they are: shapes compressed once, JPEG photos.

ReportLab would decode a photo only to name it, and compress a shape for every document.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.pdfbase import pdfdoc

_COLOURS = {"L": "DeviceGray", "RGB": "DeviceRGB"}


class Embedded:
    """An object that pages can refer to by its name, the same for the same content."""

    def __init__(self, content: bytes, entries: dict[str, Any]) -> None:
        self.name = sha256(content).hexdigest()[:16]
        self._content = content
        self._entries = entries

    def stream(self) -> pdfdoc.PDFStream:
        """Return a new stream; ReportLab changes what it is given."""
        stream = pdfdoc.PDFStream(content=self._content)
        stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
        for key, value in self._entries.items():
            stream.dictionary[key] = value
        return stream


def embedded_shape(deflated: bytes, width: float, height: float) -> Embedded:
    """Return drawing operators, compressed by zlib, as a form without resources."""
    return Embedded(
        deflated,
        {
            "Subtype": pdfdoc.PDFName("Form"),
            "BBox": pdfdoc.PDFArray([0, 0, width, height]),
            "Resources": pdfdoc.PDFDictionary({}),
            "Filter": pdfdoc.PDFName("FlateDecode"),
        },
    )


def embedded_jpeg(jpeg: bytes) -> tuple[Embedded, tuple[int, int]]:
    """Return a photo and its size in pixels.

    Raises `ValueError` for what is no grey or RGB JPEG; only its head is read.
    """
    try:
        with Image.open(BytesIO(jpeg), formats=["JPEG"]) as image:
            colours, size = _COLOURS.get(image.mode), image.size
    except (OSError, Image.DecompressionBombError) as error:
        raise ValueError("not a JPEG of a sane size") from error
    if colours is None:
        raise ValueError("neither grey nor RGB")
    entries = {
        "Subtype": pdfdoc.PDFName("Image"),
        "Width": size[0],
        "Height": size[1],
        "ColorSpace": pdfdoc.PDFName(colours),
        "BitsPerComponent": 8,
        "Filter": pdfdoc.PDFName("DCTDecode"),
    }
    return Embedded(jpeg, entries), size
