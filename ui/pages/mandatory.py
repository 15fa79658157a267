"""The page of mandatory reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Page, Title
from ui.presenters.concern_reports import ReportsPresenter
from ui.screens.concern_reports import ReportsView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field


class MandatoryPage(Page):
    """Its subject is a report, or `student:` with an id to begin one."""

    view: ReportsView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        clock = around.device.clock

        def now() -> str:
            return clock.now().astimezone().strftime("%Y-%m-%d %H:%M")

        self.view = ReportsView(around.look, clock.today(), now)
        self.presenter = ReportsPresenter(self.view, around)
        self.presenter.shown.connect(self.ready)

    @property
    def subject(self) -> str:
        return self.presenter.key

    @property
    def title(self) -> Title:
        return Title(_("Mandatory reports"), _("what was found, and who was told"))

    def enter(self, subject: str) -> None:
        self.presenter.open(subject)

    def refresh(self) -> None:
        self.presenter.refresh()

    def leave(self) -> None:
        self.presenter.flush()

    def flush(self) -> None:
        self.presenter.flush()

    def unsent_fields(self) -> dict[str, Field]:
        return dict(self.view.pane.text_fields())

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()
