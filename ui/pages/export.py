"""The page on which a visit is looked at as paper, and saved or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Page, Title
from ui.presenters.export import ExportPresenter
from ui.screens.export import ExportView

if TYPE_CHECKING:
    from ui.around import Around


class ExportPage(Page):
    """Its subject is the visit's id."""

    view: ExportView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = ExportView(around.look, around.drawing)
        self.presenter = ExportPresenter(self.view, around.thread, around.session)
        self.presenter.problem.connect(around.ways.explain)
        self.presenter.result.connect(around.ways.say)

    @property
    def title(self) -> Title:
        return Title(_("Print and export"), _("Visit summary"))

    def enter(self, subject: str) -> None:
        self.presenter.open(subject)
        self.ready.emit()

    def focus_first(self) -> None:
        self.view.focus_first()
