"""The settings of this computer while the window runs: read once, saved on change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.demo.names import PASSWORD, VAULT
from homevisit.settings import RecentVault, Settings, SettingsUnreadableError
from homevisit.text import _
from ui.vault_rows import VaultChoice

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.clock import Clock
    from homevisit.errors import Problem
    from homevisit.settings import SettingsFile


class Device(QObject):
    """Settings in use and their file. A full disk never keeps anybody from working.

    `changed` carries the names of the settings that have another value now.
    """

    changed = Signal(frozenset)

    def __init__(self, file: SettingsFile, clock: Clock) -> None:
        super().__init__()
        self._file = file
        self.clock = clock
        self.problem: Problem | None = None
        try:
            self.settings = file.load()
        except SettingsUnreadableError as problem:
            self.problem = problem
            self.settings = Settings()

    def change(self, **values: Any) -> None:  # noqa: ANN401  fields of the settings
        """Use and store these values from now on."""
        before = self.settings
        new = {name for name in values if getattr(before, name) != values[name]}
        if not new:
            return
        self.settings = replace(before, **values)
        self._save()
        self.changed.emit(frozenset(new))

    @property
    def practice_folder(self) -> Path:
        """Where this computer keeps its practice vault, made or not."""
        return self._file.path.parent / "practice"

    def vaults(self) -> tuple[VaultChoice, ...]:
        """Return the vaults opened last, then the practice vault, always."""
        practice = self.practice_folder / VAULT
        known = [
            VaultChoice(each.folder, each.name, each.opened_at)
            for each in self.settings.recent
            if each.folder != str(practice)
        ]
        told = VaultChoice(
            folder=str(practice),
            name=_("Practice vault (invented people)"),
            told_password=PASSWORD,
            is_there=practice.is_dir(),
        )
        return (*known, told)

    def remember_vault(self, folder: str, name: str) -> None:
        """Put a vault first among those opened last; a known name stays."""
        known = {each.folder: each.name for each in self.settings.recent}
        at = self.clock.now().astimezone().isoformat(timespec="minutes")[:16]
        self.settings = self.settings.with_recent(
            RecentVault(folder, known.get(folder) or name, at)
        )
        self._save()

    def offer_vault(self, folder: str) -> None:
        """List a vault first, by its folder's name, without saying it was opened."""
        known = {each.folder: each for each in self.settings.recent}
        name = folder.replace("\\", "/").rstrip("/").rpartition("/")[2]
        vault = known.get(folder) or RecentVault(
            folder, name.removesuffix(".homevisit")
        )
        self.settings = self.settings.with_recent(vault)

    def forget_vaults(self) -> None:
        """Empty the list of vaults opened last; the vaults stay where they are."""
        self.change(recent=())

    def _save(self) -> None:
        # Only comfort is lost when this cannot be written; records are elsewhere.
        with suppress(OSError):
            self._file.save(self.settings)
