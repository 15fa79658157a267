"""The page on which one photo or paper is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import print_papers
from homevisit.services.print_runs import LongWork
from homevisit.text import _
from ui.page import Page, Title
from ui.presenters.paper_out import PaperOut
from ui.presenters.paper_view import PaperPresenter
from ui.screens.paper_view import PaperView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.serial_thread import Job


class PaperPage(Page):
    """Its subject is the attachment's id."""

    view: PaperView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = PaperView(around.look)
        self.presenter = PaperPresenter(self.view, around.thread, around.session)
        self._out = PaperOut(around, self.view)
        self.view.print_requested.connect(self._on_print)
        ways = around.ways
        self.presenter.shown.connect(self.ready)
        self.presenter.emptied.connect(ways.go_back)
        self.presenter.saved.connect(ways.note_saved)
        self.presenter.result.connect(ways.say)
        self.presenter.problem.connect(ways.explain)
        self.presenter.visit_opened.connect(ways.open_visit)

    @property
    def title(self) -> Title:
        return Title(_("Photos and papers"))

    def enter(self, subject: str) -> None:
        self.presenter.open(subject)

    def refresh(self) -> None:
        self.presenter.refresh()

    def leave(self) -> None:
        self.view.let_go()

    def focus_first(self) -> None:
        self.view.focus_first()

    def _on_print(self) -> None:
        session, paper_id = self.around.session, self.presenter.card.id

        def make(job: Job) -> tuple[bytes, ...]:
            work = LongWork(job.report, lambda: job.is_cancelled)
            return print_papers.pictures_to_print(session, paper_id, work)

        self._out.pictures_to_printer(self.view.page_count, make)
