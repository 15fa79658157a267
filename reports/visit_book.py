"""Many visits in one PDF: one student's term, or a class, with its contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_, _
from reports.document import Document, Rendered
from reports.layout.edges import Heading, draw_foot, draw_heading, draw_running_head
from reports.layout.flow import Section, flow
from reports.layout.plain_text import one_line
from reports.layout.style import LEFT, RIGHT
from reports.layout.table import Row, label_cell, text_cell
from reports.visit_pages import FRAME, VisitPages, draw_backdrop, foot_note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reports.layout.flow import Page
    from reports.visit_data import PrintRun, VisitSummary

_COLUMNS = (LEFT, 170.0, 258.0, 316.0, 388.0, 456.0, 512.0, RIGHT)


class PrintCancelledError(Problem):
    """The user stopped a print of many pages."""

    code = "print_cancelled"
    what = N_("The print was stopped.")
    safe = N_("No file was written and nothing has changed.")
    todo = N_("Start it again whenever you like.")


def render_visit_book(
    summaries: Sequence[VisitSummary],
    run: PrintRun,
    *,
    scope: str = "",
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Rendered:
    """Return all visits in order behind a contents page, pages counted as a whole.

    `scope` says whose book it is, such as a class and a term. `progress` hears (visits
    done, all); `cancelled` is asked before each visit: `PrintCancelledError` if true.
    """
    visits = _lay_out(summaries, cancelled)
    # How long the contents are does not depend on the page numbers written in them.
    page = len(_contents(summaries, [0] * len(summaries))) + 1
    firsts = []
    for pages in visits:
        firsts.append(page)
        page += len(pages)
    book = _Book(run, scope, total=page - 1)
    book.draw_contents(_contents(summaries, firsts), summaries)
    for number, pages in enumerate(visits):
        _stop_if(cancelled)
        book.draw_visit(summaries[number], pages, firsts[number])
        progress(number + 1, len(visits))
    return book.document.finish()


class _Book:
    """The document being drawn and what every page of it shares."""

    def __init__(self, run: PrintRun, scope: str, *, total: int) -> None:
        self._run = run
        self._scope = scope
        self._total = total
        self._title = _("Home visit book")
        self.document = Document(
            self._title, school=run.school, facts=run.opaque_facts, outline=True
        )

    def draw_contents(
        self, pages: Sequence[Page], summaries: Sequence[VisitSummary]
    ) -> None:
        run = self._run
        facts = (("", self._scope), (_("Check code"), run.check_code))
        shown = tuple(fact for fact in facts if fact[1])
        heading = Heading(run.school, self._title, shown, run.qr_payload)
        self.document.add_to_outline(_("Contents"))
        for number, page in enumerate(pages):
            with self.document.page() as sheet:
                draw_backdrop(sheet, run)
                if number == 0:
                    draw_heading(sheet, heading)
                else:
                    draw_running_head(sheet, self._title, self._scope)
                for placed in page:
                    placed.part.draw(sheet, placed.top)
                draw_foot(sheet, foot_note(*summaries), number + 1, self._total)

    def draw_visit(self, visit: VisitSummary, pages: VisitPages, first: int) -> None:
        words = (visit.student, visit.visit_date, visit.number)
        self.document.add_to_outline(
            " ".join(word for word in words if word) or self._title
        )
        pages.draw(self.document, self._run, first=first, total=self._total, level=1)


def _lay_out(
    summaries: Sequence[VisitSummary], cancelled: Callable[[], bool]
) -> list[VisitPages]:
    visits = []
    for summary in summaries:
        _stop_if(cancelled)
        title = _("Home visit summary")
        visits.append(VisitPages(summary, title=title, with_code=False))
    return visits


def _contents(
    summaries: Sequence[VisitSummary], firsts: Sequence[int]
) -> tuple[Page, ...]:
    names = (
        _("No."),
        _("Student"),
        _("Class"),
        _("Date"),
        _("Form of visit"),
        _("Outcome"),
        _("Page"),
    )
    columns = Row(tuple(map(label_cell, _COLUMNS, _COLUMNS[1:], names)))
    rows = []
    for visit, first in zip(summaries, firsts, strict=True):
        values = (
            visit.number,
            visit.student,
            visit.class_name,
            visit.visit_date,
            visit.form,
            visit.outcome,
            str(first),
        )
        cells = map(text_cell, _COLUMNS, _COLUMNS[1:], map(one_line, values))
        rows.append(Row(tuple(cells)))
    return flow([Section(_("Contents"), tuple(rows), columns=columns)], FRAME)


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise PrintCancelledError
