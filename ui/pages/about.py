"""The page about the program itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.licences import read_licences
from ui.page import Page, Title
from ui.screens.about import AboutView

if TYPE_CHECKING:
    from ui.around import Around


class AboutPage(Page):
    """Version, promises, licences; the texts are read when the page is made."""

    view: AboutView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = AboutView(around.look)
        self.view.show_licences(tuple(read_licences()))

    @property
    def title(self) -> Title:
        return Title(_("About HomeVisit"))

    def focus_first(self) -> None:
        self.view.focus_first()
