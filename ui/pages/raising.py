"""The page on which a concern about a child is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.concern_raise import RaisePresenter
from ui.screens.concern_raise import RaiseView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field


class RaisePage(Page):
    """Its subject is `source:student:record`; empty for somebody still to be found."""

    view: RaiseView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        clock = around.device.clock

        def now() -> str:
            return clock.now().astimezone().strftime("%Y-%m-%d %H:%M")

        self.view = RaiseView(around.look, clock.today(), now)
        self.presenter = RaisePresenter(self.view, around)
        self.presenter.shown.connect(self.ready)

    @property
    def subject(self) -> str:
        return self.presenter.subject

    @property
    def title(self) -> Title:
        return Title(_("Raise a concern"), _("facts, not guesses"))

    def enter(self, subject: str) -> None:
        self.presenter.begin(subject)

    def refresh(self) -> None:
        self.presenter.refresh()

    def unsent_fields(self) -> dict[str, Field]:
        return dict(self.view.text_fields())

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        send = self.view.ask_to_raise
        return (
            Command(_("Raise the concern"), send, "Ctrl+Return", "heart-handshake"),
        )
