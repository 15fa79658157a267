"""Reading back what one of our PDFs says about itself.

A foreign PDF is parsed by qpdf here: callers run this in a killable worker.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pikepdf

from homevisit.errors import Problem
from homevisit.text import N_
from reports.document import FACTS_KEY

MAX_FILE = 64 * 1024 * 1024
_MAX_FACTS = 256 * 1024


class NotOurPdfError(Problem):
    """The file is not a PDF that HomeVisit printed."""

    code = "pdf_not_ours"
    what = N_("This is not a PDF that HomeVisit printed.")
    safe = N_("The file was only read and nothing has changed.")
    todo = N_("Choose the PDF that HomeVisit saved, not a scan or a new print of it.")


class DamagedPdfError(Problem):
    """The file breaks off or its parts do not fit."""

    code = "pdf_damaged"
    what = N_("This PDF is damaged and cannot be read.")
    safe = N_("The file was only read and nothing has changed.")
    todo = N_("Get the file again from where it came, or print the visit once more.")


class ProtectedPdfError(Problem):
    """The file needs a password that was not given, or another one."""

    code = "pdf_protected"
    what = N_("This PDF is protected and the password does not open it.")
    safe = N_("The file was only read and nothing has changed.")
    todo = N_("Enter the password that was set when the PDF was saved.")


def read_facts(content: bytes, password: str = "") -> dict[str, Any]:
    """Return the facts that were printed into a PDF's Info dictionary.

    Raises `NotOurPdfError` (also above `MAX_FILE` bytes), `DamagedPdfError` or
    `ProtectedPdfError`.
    """
    if len(content) > MAX_FILE or b"%PDF-" not in content[:1024]:
        raise NotOurPdfError
    written = _read_entry(content, password)
    if written is None or len(written) > _MAX_FACTS:
        raise NotOurPdfError
    return _parse(written)


def _read_entry(content: bytes, password: str) -> str | None:
    try:
        with pikepdf.open(BytesIO(content), password=password) as document:
            info = document.trailer.get("/Info")
            if not isinstance(info, pikepdf.Dictionary):
                return None
            entry = info.get(f"/{FACTS_KEY}")
            return str(entry) if isinstance(entry, pikepdf.String) else None
    except pikepdf.PasswordError as error:
        raise ProtectedPdfError from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        # pikepdf lets qpdf's own failures through as RuntimeError and its kin.
        raise DamagedPdfError from error


def _parse(written: str) -> dict[str, Any]:
    try:
        facts = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise DamagedPdfError from error
    if not isinstance(facts, dict):
        raise NotOurPdfError
    return facts
