"""Signed sheets from phones and scanners: read in a worker, upright, and harmless."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from homevisit.attachments import sheets
from homevisit.attachments.papers import EmptyAttachmentError, PdfTooLargeError
from homevisit.attachments.photos import MAX_JPEG, HeicRefusedError
from homevisit.domain.paper_codes import make_code
from tests.attachments.paper_pictures import (
    CODE,
    as_jpeg,
    as_png,
    as_scan,
    blurred,
    drawn,
    form_pdf,
    on_a_table,
)

FIRST, SECOND = f"HVF1:{CODE}:1", f"HVF1:{CODE}:2"


@pytest.fixture(scope="module")
def form():
    return form_pdf(CODE)


@pytest.fixture(scope="module")
def front(form):
    return drawn(form)


def seen_on(content):
    """Return what the worker's function sees, without starting a process for it."""
    is_pdf = content.startswith(b"%PDF")
    return sheets.read_pages(content, is_pdf, 0)[1]


def is_upright(jpeg):
    """Whether the QR code is where it is printed: in the upper right."""
    picture = Image.open(io.BytesIO(jpeg)).convert("L")
    wide, high = picture.size
    corner = picture.crop((int(wide * 0.7), 0, wide, int(high * 0.2)))
    other = picture.crop((0, int(high * 0.8), int(wide * 0.3), high))
    return sum(corner.histogram()[:80]) > 4 * sum(other.histogram()[:80])


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_sheet_is_read_and_set_upright_however_it_lay(front, turned):
    picture = front.rotate(turned, expand=True)
    ((jpeg, width, height, thumbnail, codes),) = seen_on(as_jpeg(picture))
    assert codes == [FIRST]
    assert height > width
    assert is_upright(jpeg)
    assert len(jpeg) <= MAX_JPEG
    assert thumbnail.startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sheet: sheet.rotate(4, expand=True, fillcolor="white"),
        lambda sheet: sheet.rotate(-17, expand=True, fillcolor=(90, 80, 70)),
        on_a_table,
        lambda sheet: on_a_table(sheet, 0.16),
        blurred,
        lambda sheet: blurred(on_a_table(sheet.rotate(180)), 1.0),
        lambda sheet: sheet.point(lambda value: 70 + value * 0.35),
        lambda sheet: sheet.resize((sheet.width * 2 // 3, sheet.height * 2 // 3)),
    ],
    ids=["askew", "slanting", "side", "far", "blurred", "worst", "dim", "small"],
)
def test_what_hands_and_lamps_do_to_a_photo_is_borne(front, spoil):
    ((*_, codes),) = seen_on(as_jpeg(spoil(front), quality=60))
    assert codes == [FIRST]


@pytest.mark.parametrize("spoil", [blurred, on_a_table])
def test_the_smaller_code_of_the_back_is_read_too(form, spoil):
    ((*_, codes),) = seen_on(as_jpeg(spoil(drawn(form, 1)), quality=60))
    assert codes == [SECOND]


def test_a_scan_of_many_pages_comes_page_by_page_from_the_worker(form):
    other = make_code("482", "1111111")
    pages = [drawn(form), drawn(form, 1), Image.new("RGB", (800, 1100), "white")]
    pages += [drawn(form_pdf(other)), drawn(form).rotate(180)]
    read = list(sheets.read_sheet(as_scan(*pages)))
    assert [page.codes for page, _ in read] == [
        (FIRST,),
        (SECOND,),
        (),
        (f"HVF1:{other}:1",),
        (FIRST,),
    ]
    assert {total for _, total in read} == {5}
    assert all(page.photo.jpeg.startswith(b"\xff\xd8") for page, _ in read)


def test_our_own_pdf_is_a_scan_as_well(form):
    read = [page.codes for page, _ in sheets.read_sheet(form)]
    assert read == [(FIRST,), (SECOND,)]


def test_a_photo_keeps_nothing_of_where_it_was_taken(front):
    exif = Image.Exif()
    exif[0x010F] = "PHONE-MAKER"
    ((page, _),) = sheets.read_sheet(as_jpeg(front, exif=exif))
    assert b"PHONE-MAKER" not in page.photo.jpeg
    assert page.codes == (FIRST,)


def test_a_picture_of_two_sheets_shows_both_codes(front):
    other = drawn(form_pdf(make_code("482", "2222222")))
    both = Image.new("RGB", (front.width * 2, front.height), "white")
    both.paste(front, (0, 0))
    both.paste(other, (front.width, 0))
    ((*_, codes),) = seen_on(as_png(both))
    assert len(codes) == 2


def with_password(pdf):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(target, encryption=pikepdf.Encryption(user="x", owner="y"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", EmptyAttachmentError),
        (b"MZ\x90 not a picture", sheets.NotASheetError),
        (b"GIF89a" + bytes(40), sheets.NotASheetError),
        (bytes(4) + b"ftypheic" + bytes(40), HeicRefusedError),
        (b"%PDF-1.7\nnothing follows", sheets.DamagedSheetError),
    ],
    ids=["empty", "program", "gif", "heic", "broken"],
)
def test_what_is_no_sheet_is_refused_with_its_reason(content, problem):
    with pytest.raises(problem):
        list(sheets.read_sheet(content))


def test_a_pdf_with_a_password_says_so(form):
    with pytest.raises(sheets.ProtectedSheetError):
        list(sheets.read_sheet(with_password(form)))


def test_a_pdf_beyond_all_bounds_is_refused_unread(monkeypatch, form):
    monkeypatch.setattr(sheets, "MAX_PDF", 1000)
    with pytest.raises(PdfTooLargeError):
        list(sheets.read_sheet(form))


def test_more_pages_than_anybody_scans_are_refused(monkeypatch, form):
    monkeypatch.setattr(sheets, "MAX_PAGES", 1)
    with pytest.raises(sheets.TooManyPagesError):
        sheets.read_pages(form, True, 0)
