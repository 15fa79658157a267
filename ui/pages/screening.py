"""The page of screenings, for psychology staff with the room open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.screening import ScreeningPresenter
from ui.screens.screening import ScreeningView

if TYPE_CHECKING:
    from ui.around import Around


class ScreeningPage(Page):
    """Its subject is a batch, or empty for the latest."""

    view: ScreeningView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = ScreeningView(around.look, around.device.clock.today())
        self.presenter = ScreeningPresenter(self.view, around)
        self.presenter.shown.connect(self._on_shown)
        self._is_entering = False

    @property
    def subject(self) -> str:
        return self.presenter.batch_id

    @property
    def title(self) -> Title:
        return Title(_("Screenings"), _("the psychologist's desk"))

    def enter(self, subject: str) -> None:
        self._is_entering = True
        if subject:
            self.presenter.batch_id = subject
        self.presenter.refresh()

    def refresh(self) -> None:
        self.presenter.refresh()

    def flush(self) -> None:
        self.presenter.flush()

    def leave(self) -> None:
        self.presenter.leave()

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        if not self.view.is_open:
            return ()
        wanted = self.view.bring_in.click
        return (Command(_("Take in a screening"), wanted, icon="file-input"),)

    def _on_shown(self) -> None:
        if self._is_entering:
            self._is_entering = False
            self.ready.emit()
