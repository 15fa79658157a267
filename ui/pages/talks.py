"""The page of the six talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.talks import TalksPresenter
from ui.screens.talks import TalksView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field


class TalksPage(Page):
    """Its subject is whom to write a talk down for, ids joined by commas, or empty."""

    view: TalksView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = TalksView(around.look, around.device.clock.today())
        self.presenter = TalksPresenter(self.view, around.thread, around.session)
        self._connect()

    @property
    def title(self) -> Title:
        return Title(_("The six talks"), _("this term"))

    def enter(self, subject: str) -> None:
        self.refresh()
        if subject:
            self.presenter.begin(tuple(subject.split(",")))

    def refresh(self) -> None:
        self.presenter.refresh()

    def unsent_fields(self) -> dict[str, Field]:
        drawer = self.view.drawer
        return dict(drawer.text_fields()) if drawer.isVisible() else {}

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        view = self.view
        return (
            Command(
                _("Write down a talk"),
                view.write_down,
                "Ctrl+T",
                "message-square-text",
            ),
            Command(_("Plan for many"), view.plan_for_many, icon="calendar-days"),
        )

    def _connect(self) -> None:
        ways, presenter = self.around.ways, self.presenter
        presenter.shown.connect(self.ready)
        presenter.saved.connect(ways.note_saved)
        presenter.problem.connect(ways.explain)
        presenter.result.connect(ways.say)
        self.view.opened.connect(ways.open_student)
