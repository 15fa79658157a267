"""The page of files that may be of one child, and of those that were merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _, translate_count
from ui.page import Command, Page, Title
from ui.presenters.duplicates import DuplicatesPresenter
from ui.screens.duplicates import DuplicatesView

if TYPE_CHECKING:
    from ui.around import Around


class DuplicatesPage(Page):
    """Its subject is a pair, one student of it, or empty for whichever comes first."""

    view: DuplicatesView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = DuplicatesView(around.look)
        self.presenter = DuplicatesPresenter(self.view, around)
        self.presenter.listed.connect(self._on_listed)
        self._count = 0
        self._is_awaited = False

    @property
    def subject(self) -> str:
        return self.presenter.subject

    @property
    def title(self) -> Title:
        words = translate_count(
            "{count} pair to look at", "{count} pairs to look at", self._count
        )
        return Title(_("Possible duplicates"), words)

    def enter(self, subject: str) -> None:
        self._is_awaited = True
        self.presenter.open(subject)

    def refresh(self) -> None:
        self.presenter.refresh()

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        merge = Command(
            _("Make one file"), self.view.confirm.click, "Ctrl+Return", "check"
        )
        apart = Command(_("Not the same child"), self.view.apart.click, icon="x")
        return (merge, apart)

    def _on_listed(self, count: int) -> None:
        self._count = count
        self.title_changed.emit()
        if self._is_awaited:
            self._is_awaited = False
            self.ready.emit()
