"""The page of the term summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.report import ReportPresenter
from ui.screens.report import KEPT, ReportView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field


class ReportPage(Page):
    """What the principal reads and hands on; its pages are there at once."""

    view: ReportView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        today = around.device.clock.today()
        self.view = ReportView(around.look, around.drawing, today)
        self.presenter = ReportPresenter(self.view, around)
        self.presenter.shown.connect(self.ready)

    @property
    def title(self) -> Title:
        return Title(_("Reports"), _("Term summary"))

    def enter(self, subject: str) -> None:  # noqa: ARG002  the page as such
        self.refresh()

    def refresh(self) -> None:
        self.presenter.refresh()

    def leave(self) -> None:
        self.presenter.flush()

    def flush(self) -> None:
        self.presenter.flush()

    def unsent_fields(self) -> dict[str, Field]:
        return {"purpose": self.view.options.purpose}

    def show_masked(self, is_masked: bool) -> None:
        self.presenter.counting.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        view = self.view
        return (
            Command(
                _("Print the term summary"), view.out.print.click, "Ctrl+P", "printer"
            ),
            Command(
                _("Save the term summary"), view.out.save.click, "Ctrl+S", "file-down"
            ),
            Command(_("Count again"), view.wish_changed.emit, "F5", "rotate-ccw"),
            Command(
                _("Summaries that were printed"),
                lambda: view.show_part(KEPT),
                icon="history",
            ),
        )
