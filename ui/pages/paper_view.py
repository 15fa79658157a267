"""The page on which one photo or paper is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Page, Title
from ui.presenters.paper_view import PaperPresenter
from ui.screens.paper_view import PaperView

if TYPE_CHECKING:
    from ui.around import Around


class PaperPage(Page):
    """Its subject is the attachment's id."""

    view: PaperView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = PaperView(around.look)
        self.presenter = PaperPresenter(self.view, around.thread, around.session)
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
