"""The page of concerns for all who are not psychologists: teachers and leaders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.concern_list import ConcernsPresenter
from ui.screens.concern_list import ConcernsView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field


class ConcernsPage(Page):
    """Its subject is `case:`, `raised:` or `approval:` with an id, or empty."""

    view: ConcernsView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = ConcernsView(around.look)
        self.presenter = ConcernsPresenter(self.view, around)
        self.presenter.shown.connect(self.ready)

    @property
    def subject(self) -> str:
        return self.presenter.subject

    @property
    def title(self) -> Title:
        return Title(_("Care"), _("what you may know, and what is yours to do"))

    @property
    def about_child(self) -> str:
        shell = self.view.shell.shell
        is_shown = shell is not None and self.view.shell.isVisible()
        return f"student:{shell.student_id}:" if shell and is_shown else ""

    def enter(self, subject: str) -> None:
        self.presenter.open(subject)

    def refresh(self) -> None:
        self.presenter.refresh()

    def leave(self) -> None:
        self.presenter.released.forget()

    def unsent_fields(self) -> dict[str, Field]:
        return dict(self.view.text_fields())

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        ways = self.around.ways
        return (
            Command(
                _("Mandatory reports"),
                lambda: ways.go("mandatory"),
                icon="shield-alert",
            ),
        )
