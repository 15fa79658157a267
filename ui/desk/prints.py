"""Prints of visits as bytes, and the file that somebody wants them in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from homevisit.paths import write_atomically
from homevisit.services import printing, records
from homevisit.text import _
from reports.protect import protect
from reports.visit_data import USUAL_SECTIONS, VisitSection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.services.session import Session

USUAL = frozenset(section.value for section in USUAL_SECTIONS)
CONFIDENTIAL = frozenset({VisitSection.RISK.value, VisitSection.PHOTOS.value})


def section_choices() -> tuple[tuple[str, str], ...]:
    """Return code and words of every part that can be printed."""
    words = {
        VisitSection.FACTS: _("Student and visit"),
        VisitSection.OBSERVATIONS: _("Seen and heard"),
        VisitSection.AGREEMENTS: _("Agreed together"),
        VisitSection.RISK: _("Signs of risk"),
        VisitSection.SIGNATURES: _("Signatures"),
        VisitSection.ADDENDA: _("Additions"),
        VisitSection.PHOTOS: _("Photos"),
    }
    return tuple((section.value, words[section]) for section in VisitSection)


def preview(session: Session, visit_id: str, chosen: Iterable[str]) -> bytes:
    """Return the print as it would be; no copy is counted."""
    return printing.preview_visit(session, visit_id, _sections(chosen)).pdf


def counted(session: Session, visit_id: str, chosen: Iterable[str]) -> bytes:
    """Return a copy that is counted, for a printer or a file."""
    return printing.print_visit(session, visit_id, _sections(chosen)).pdf


def write(
    session: Session, visit_id: str, chosen: Iterable[str], path: str, password: str
) -> None:
    """Write a counted copy to `path`, encrypted when there is a password."""
    pdf = counted(session, visit_id, chosen)
    content = protect(pdf, password) if password else pdf
    write_atomically(Path(path), content)


def file_name(session: Session, visit_id: str) -> str:
    """Return a name for the file that names nobody."""
    visit: Any = records.read(session, visit_id)
    number = visit.visit_no or visit.visit_date
    return _("Visit summary {number}").format(number=number) + ".pdf"


def _sections(chosen: Iterable[str]) -> frozenset[VisitSection]:
    return frozenset(VisitSection(code) for code in chosen)
