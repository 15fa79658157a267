"""The page on which a visit is looked at as paper, and saved or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.export import ExportPresenter
from ui.presenters.paper_out import PaperOut
from ui.screens.export import ExportView

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.serial_thread import Job


class ExportPage(Page):
    """Its subject is the visit's id."""

    view: ExportView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = ExportView(around.look, around.drawing)
        self.presenter = ExportPresenter(self.view, around.thread, around.session)
        self._out = PaperOut(around, self.view)
        self.presenter.printing_requested.connect(self._on_print)
        self.presenter.problem.connect(around.ways.explain)
        self.presenter.result.connect(around.ways.say)

    @property
    def title(self) -> Title:
        return Title(_("Print and export"), _("Visit summary"))

    def enter(self, subject: str) -> None:
        self.presenter.open(subject)
        self.ready.emit()

    def commands(self) -> tuple[Command, ...]:
        wanted = self.view.print_requested.emit
        return (Command(_("Print this visit"), wanted, "Ctrl+P", "printer"),)

    def _on_print(self, make: Callable[[Job], bytes]) -> None:
        self._out.to_printer(self.view.pages.page_count, make)

    def focus_first(self) -> None:
        self.view.focus_first()
