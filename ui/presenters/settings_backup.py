"""The page of backups as a section of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.presenters.backup import BackupPresenter
from ui.presenters.settings import SettingSection
from ui.screens.backup import BackupView

if TYPE_CHECKING:
    from ui.around import Around


class BackupSection(SettingSection):
    """The same list and the same deeds as on the page of backups."""

    view: BackupView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = BackupView(around.look)
        self.presenter = BackupPresenter(self.view, around)
        self.view.restore_requested.connect(
            lambda folder: around.ways.go("restore", folder)
        )

    def refresh(self) -> None:
        self.presenter.refresh()
