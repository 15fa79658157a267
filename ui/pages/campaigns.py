"""The page of campaigns of visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.campaigns import CampaignsPresenter
from ui.screens.campaigns import CampaignsView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field


class CampaignsPage(Page):
    """Whom to visit until when, who goes where, and how far it is."""

    view: CampaignsView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = CampaignsView(around.look, around.device.clock.today())
        self.presenter = CampaignsPresenter(self.view, around)
        self.presenter.shown.connect(self.ready)

    @property
    def title(self) -> Title:
        return Title(_("Campaigns of visits"), _("Whom to visit until when"))

    @property
    def subject(self) -> str:
        return self.presenter.wanted

    def unsent_fields(self) -> dict[str, Field]:
        return {"reason": self.view.pane.closing.reason}

    def enter(self, subject: str) -> None:
        """Show the campaigns; with an id that one is in front."""
        if subject:
            self.presenter.show(subject)
        self.refresh()

    def show_masked(self, is_masked: bool) -> None:
        self.view.pane.students.show_masked(is_masked)

    def refresh(self) -> None:
        self.presenter.refresh()

    def leave(self) -> None:
        self.view.commit()

    def flush(self) -> None:
        self.view.commit()

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        return (Command(_("New campaign"), self.presenter.begin, icon="plus"),)
