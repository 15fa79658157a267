"""Restoring a backup while a vault is open; its subject is the backup's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Page, Title
from ui.presenters.restore import RestorePresenter
from ui.screens.restore import RestoreView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.desk.gate import Entered


class RestorePage(Page):
    """The wizard in the open vault, which it compares the backup with."""

    view: RestoreView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = RestoreView(around.look, is_inside=True)
        self.presenter = RestorePresenter(
            self.view, around.thread, around.device.clock, around.session
        )
        self.presenter.looked.connect(self.ready)
        self.presenter.opened.connect(self._on_opened)
        self.presenter.entered.connect(self._on_go_on)
        self.presenter.given_up.connect(around.ways.go_back)

    @property
    def title(self) -> Title:
        return Title(_("Restore a backup"))

    def enter(self, subject: str) -> None:
        vault = str(self.around.session.vault.folder)
        self.presenter.show_known([vault], subject)

    def leave(self) -> None:
        self.presenter.let_go()

    def flush(self) -> None:
        self.presenter.let_go()

    def focus_first(self) -> None:
        self.view.focus_first()

    def _on_opened(self, entered: Entered) -> None:
        # Listed below the vault in use, which is still the one to go on with.
        present, device = self.around.session.vault, self.around.device
        device.remember_vault(entered.folder, entered.name)
        device.remember_vault(str(present.folder), present.owner_name)

    def _on_go_on(self, entered: Entered) -> None:
        self.around.device.remember_vault(entered.folder, entered.name)
        self.around.ways.lock_wanted.emit()
