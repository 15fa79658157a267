"""The settings of this computer while the window runs: read once, saved on change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from homevisit.settings import RecentVault, Settings, SettingsUnreadableError

if TYPE_CHECKING:
    from homevisit.clock import Clock
    from homevisit.errors import Problem
    from homevisit.settings import SettingsFile


class Device:
    """Settings in use and their file. A full disk never keeps anybody from working."""

    def __init__(self, file: SettingsFile, clock: Clock) -> None:
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
        self.settings = replace(self.settings, **values)
        self._save()

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

    def _save(self) -> None:
        # Only comfort is lost when this cannot be written; records are elsewhere.
        with suppress(OSError):
            self._file.save(self.settings)
