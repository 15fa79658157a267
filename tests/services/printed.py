"""Reading prints and their log, and writing visits beside others, for tests."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from pypdf import PdfReader

from homevisit.ledger.queries import Query
from homevisit.services import records


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def a_photo() -> bytes:
    """Return a JPEG as a phone makes it."""
    picture = BytesIO()
    Image.new("RGB", (1200, 900), (31, 102, 88)).save(picture, "JPEG")
    return picture.getvalue()


def another_visit(session, visit_id, **values):
    """Write a visit that is like another one but for some values; return its id."""
    like = records.values_of(session, visit_id)
    edit = records.edit("visit", {**like, "trip_id": "", **values})
    return records.save(session, [edit]).record_ids[0]


def export_log(session):
    return records.find(session, Query("export"), "id")


def copy_numbers(session, document):
    return [
        each.copy_number for each in export_log(session) if each.document == document
    ]
