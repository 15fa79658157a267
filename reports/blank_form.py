"""The form to take along on paper, with what is known already filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from reports.document import Document, Rendered
from reports.visit_pages import VisitPages

if TYPE_CHECKING:
    from reports.visit_data import PrintRun, VisitSummary

_WRITING_ROOM = 86.0  # fills the front with what is seen, the back with the rest


def render_blank_form(known: VisitSummary, run: PrintRun) -> Rendered:
    """Return the visit form with `known` filled in and room to write elsewhere."""
    title = _("Home visit form")
    pages = VisitPages(known, title=title, writing_room=_WRITING_ROOM)
    document = Document(title, school=run.school, facts=run.opaque_facts)
    pages.draw(document, run, first=1, total=len(pages), level=0)
    return document.finish()
