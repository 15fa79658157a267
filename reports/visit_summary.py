"""The print of one home visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from reports.document import Document, Rendered
from reports.visit_pages import VisitPages

if TYPE_CHECKING:
    from reports.visit_data import PrintRun, VisitSummary


def render_visit(summary: VisitSummary, run: PrintRun) -> Rendered:
    """Return the chosen sections of one visit as a PDF.

    The same summary and run give the same bytes; the title names nobody.
    """
    title = _("Home visit summary")
    pages = VisitPages(summary, title=title)
    document = Document(title, school=run.school, facts=run.opaque_facts)
    pages.draw(document, run, first=1, total=len(pages), level=0)
    return document.finish()
