"""Signed sheets come back as photos or scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.scans import ScansPresenter
from ui.screens.scans import ScansView

if TYPE_CHECKING:
    from ui.around import Around


class ScansPage(Page):
    """It has no subject: the codes on the sheets say what they are about."""

    view: ScansView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = ScansView(around.look, around.drawing)
        self.presenter = ScansPresenter(self.view, around)

    @property
    def title(self) -> Title:
        return Title(_("Signed sheets"), _("Photos and scans find their visits"))

    def refresh(self) -> None:
        self.presenter.refresh()

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        choose = self.view.ask_for_files
        return (Command(_("Add photos or scans"), choose, "Ctrl+O", "file-input"),)
