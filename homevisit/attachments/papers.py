"""PDFs, such as a signed form: kept byte for byte, looked at from outside only."""

from __future__ import annotations

from homevisit.errors import Problem
from homevisit.text import N_

MAX_PDF = 20 << 20
PDF_MIME = "application/pdf"

_SAFE = N_("Nothing has been added; the record is unchanged.")
# Readers accept a header within the first 1024 bytes (ISO 32000-2, annex on readers).
_HEADER_WITHIN = 1024


class EmptyAttachmentError(Problem):
    """The file has no bytes."""

    code = "attachment_empty"
    what = N_("This file is empty.")
    safe = _SAFE
    todo = N_("Check that it was copied completely, or choose another file.")


class NotAPdfError(Problem):
    """The file is called a PDF and is none."""

    code = "attachment_not_a_pdf"
    what = N_("This file is not a PDF, whatever its name says.")
    safe = _SAFE
    todo = N_("Print or save the document as a PDF and choose that file.")


class PdfTooLargeError(Problem):
    """The PDF is larger than a scanned form need be."""

    code = "attachment_pdf_too_large"
    what = N_("This PDF is larger than {limit} MB.")
    safe = _SAFE
    todo = N_("Scan it again at 150 dpi in grey, or add only the pages that matter.")


def accept_pdf(content: bytes) -> None:
    """Let a PDF pass, or raise one of the problems of this module."""
    if not content:
        raise EmptyAttachmentError
    if len(content) > MAX_PDF:
        raise PdfTooLargeError(limit=MAX_PDF >> 20)
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise NotAPdfError
