"""Signed sheets as photos or scans: made harmless page by page, their codes read.

JPEG, PNG and PDF are decoded in a worker; a page leaves it as a small upright JPEG with
the texts of the QR codes on it. Nothing of the file itself is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageOps

from homevisit.attachments.papers import PdfTooLargeError
from homevisit.attachments.photos import (
    PhotoFormatRefusedError,
    PreparedPhoto,
    accept_photo,
    decoded,
    made_small,
)
from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.workers import Limits, run_in_worker

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGES = 400
MAX_PDF = 128 << 20
PAGES_AT_ONCE = 4

_LIMITS = Limits(cpu_seconds=60, wall_seconds=75.0, memory_bytes=3 << 29)
_READ_AT = 3000  # pixels on the longest edge: a small code has five to a module
_LONGEST_TEXT = 200
_QUARTER = 90
_TURNS = {
    1: Image.Transpose.ROTATE_90,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_270,
}
_SAFE = N_("Nothing has been added; the file was only read.")


class NotASheetError(Problem):
    """The file is neither a photo nor a PDF."""

    code = "sheet_format_refused"
    what = N_("This file is neither a photo (JPEG, PNG) nor a PDF.")
    safe = _SAFE
    todo = N_("Photograph the sheet again, or save the scan as PDF or JPEG.")


class DamagedSheetError(Problem):
    """The PDF cannot be opened or one of its pages not drawn."""

    code = "sheet_damaged"
    what = N_("This PDF is damaged or empty and cannot be read.")
    safe = _SAFE
    todo = N_("Scan the sheets again, or copy the file once more.")


class ProtectedSheetError(Problem):
    """The PDF asks for a password."""

    code = "sheet_protected"
    what = N_("This PDF asks for a password.")
    safe = _SAFE
    todo = N_("Save the scan without a password, or photograph the sheet.")


class TooManyPagesError(Problem):
    """The PDF has more pages than anybody scans at once."""

    code = "sheet_too_many_pages"
    what = N_("This PDF has more than {limit} pages.")
    safe = _SAFE
    todo = N_("Divide it into several files and add them one after the other.")


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page: its harmless picture and the texts of the QR codes seen on it."""

    photo: PreparedPhoto
    codes: tuple[str, ...]


def read_sheet(content: bytes) -> Iterator[tuple[SheetPage, int]]:
    """Yield the pages of a photo or PDF, each with the number of all pages.

    Raises the problems of this module, of photos, and of `homevisit.workers`.
    """
    done, total = 0, 1
    while done < total:
        pages, total = read_from(content, done)
        for page in pages:
            yield page, total
        done += len(pages)


def read_from(content: bytes, first: int) -> tuple[tuple[SheetPage, ...], int]:
    """Return a few pages from the one numbered `first`, and how many there are.

    Raises what `read_sheet` raises.
    """
    is_pdf = _accepted(content)
    answer: Any = run_in_worker(read_pages, content, is_pdf, first, limits=_LIMITS)
    total, pages = answer
    read = (SheetPage(PreparedPhoto(*photo), tuple(c)) for *photo, c in pages)
    return tuple(read), total


def _accepted(content: bytes) -> bool:
    """Return whether it is a PDF; raise a problem if it is nothing that we read."""
    if b"%PDF-" in content[:1024]:
        if len(content) > MAX_PDF:
            raise PdfTooLargeError(limit=MAX_PDF >> 20)
        return True
    try:
        accept_photo(content)
    except PhotoFormatRefusedError:
        raise NotASheetError from None
    return False


def read_pages(content: bytes, is_pdf: bool, first: int) -> tuple[int, list[Any]]:  # noqa: FBT001  crosses to the worker by place
    """Return the number of all pages and the next few of them; inside the worker."""
    if not is_pdf:
        return 1, [_page(decoded(content, _READ_AT))]
    return _pdf_pages(content, first)


def _pdf_pages(content: bytes, first: int) -> tuple[int, list[Any]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        total = len(document)
        numbers = range(first, min(total, first + PAGES_AT_ONCE))
        if total > MAX_PAGES:
            raise TooManyPagesError(limit=MAX_PAGES)
        pages = [_page(_drawn(document[number])) for number in numbers]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ProtectedSheetError from error
        raise DamagedSheetError from error
    if not total:
        raise DamagedSheetError
    return total, pages


def _drawn(page: Any) -> Image.Image:  # noqa: ANN401  pypdfium2 has no types
    width, height = page.get_size()
    longest = max(width, height)
    if longest <= 0:
        raise DamagedSheetError
    picture: Image.Image = page.render(scale=_READ_AT / longest).to_pil()
    return picture.convert("RGB")


def _page(image: Image.Image) -> tuple[bytes, int, int, bytes, list[str]]:
    codes, turns = _codes_on(image)
    if turns in _TURNS:
        image = image.transpose(_TURNS[turns])
    return (*made_small(image), codes)


def _codes_on(image: Image.Image) -> tuple[list[str], int]:
    """Return the texts of all QR codes, and the quarter turns that set them upright."""
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for tried in _ways_to_see(image):
        found = zxingcpp.read_barcodes(tried, formats=wanted)
        if found:
            texts = [each.text for each in found if len(each.text) <= _LONGEST_TEXT]
            turns = round(found[0].orientation / _QUARTER) % 4
            return list(dict.fromkeys(texts)), turns
    return [], 0


def _ways_to_see(image: Image.Image) -> Iterator[Image.Image]:
    """Yield the picture as it is, then stronger and smaller for weak pens of light."""
    grey = image.convert("L")
    yield grey
    strong = ImageOps.autocontrast(grey, cutoff=2)
    yield strong
    for part in (2, 3):
        yield strong.reduce(part)
