"""The page of backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.backup import BackupPresenter
from ui.screens.backup import BackupView

if TYPE_CHECKING:
    from ui.around import Around


class BackupPage(Page):
    """All backups of this vault, and what can be done with them."""

    view: BackupView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = BackupView(around.look)
        self.presenter = BackupPresenter(self.view, around)
        self.presenter.shown.connect(self._on_shown)
        self._is_awaited = False
        self.view.restore_requested.connect(
            lambda folder: around.ways.go("restore", folder)
        )

    @property
    def title(self) -> Title:
        return Title(_("Backups"), _("copies of this vault, to fall back upon"))

    def enter(self, subject: str) -> None:  # noqa: ARG002  the page has no subject
        self._is_awaited = True
        self.presenter.refresh()

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(_("Back up now"), self.presenter.back_up, icon="save"),
            Command(
                _("Restore a backup…"),
                lambda: self.around.ways.go("restore"),
                icon="history",
            ),
        )

    def _on_shown(self) -> None:
        if self._is_awaited:
            self._is_awaited = False
            self.ready.emit()
