"""What this computer remembers for its user, outside every vault.

Language, look, privacy, window place and the vaults opened last, by folder and the
name their owner gave them. Nothing about pupils or the school is ever kept here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar

from homevisit.errors import Problem
from homevisit.paths import write_atomically
from homevisit.text import DEFAULT_LANGUAGE, LANGUAGES, N_

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

RECENT_LIMIT = 8
_FILE = "settings.json"
IDLE_MINUTES = range(1, 121)
REVEAL_SECONDS = range(5, 121)
ZOOMS = (100, 110, 120, 130, 140, 150)
THEMES = ("light", "dark", "system")
TEXT_SIZES = ("normal", "large")


class SettingsUnreadableError(Problem):
    """The settings file cannot be understood; defaults are in use."""

    code = "settings_unreadable"
    what = N_("The settings of this computer could not be read.")
    safe = N_("All records are untouched, and the old settings file was kept.")
    todo = N_("The usual settings are in use; change them again where needed.")


@dataclass(frozen=True, slots=True)
class RecentVault:
    """A vault opened on this computer: where, its owner's name for it, and when."""

    folder: str
    name: str
    opened_at: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in use; unknown keys of a newer version live on in `unknown`.

    `zoom` is in percent and one of `ZOOMS`; `reveal_seconds` is how long something
    masked stays readable once it was asked for.
    """

    NAMES: ClassVar[tuple[str, ...]] = (
        "language",
        "theme",
        "text_size",
        "zoom",
        "less_motion",
        "idle_minutes",
        "mask_at_start",
        "reveal_seconds",
        "block_screenshots",
        "geometry",
    )

    language: str = DEFAULT_LANGUAGE
    theme: str = "system"
    text_size: str = "normal"
    zoom: int = 100
    less_motion: bool = False
    idle_minutes: int = 10
    mask_at_start: bool = False
    reveal_seconds: int = 20
    block_screenshots: bool = True
    geometry: str = ""
    recent: tuple[RecentVault, ...] = ()
    unknown: dict[str, Any] = field(default_factory=dict)

    def with_recent(self, vault: RecentVault) -> Settings:
        """Put `vault` first, once, and keep the list short."""
        others = tuple(old for old in self.recent if old.folder != vault.folder)
        return replace(self, recent=(vault, *others)[:RECENT_LIMIT])

    def without_recent(self, folder: str) -> Settings:
        kept = tuple(old for old in self.recent if old.folder != folder)
        return replace(self, recent=kept)


class SettingsFile:
    """Reads and writes the settings of this computer in `folder`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _own_folder()

    @property
    def path(self) -> Path:
        return self._folder / _FILE

    def load(self) -> Settings:
        """Return what is stored, or defaults where there is nothing yet.

        Raises `SettingsUnreadableError` for a broken file, after moving it aside.
        """
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError) as error:
            self._move_aside()
            raise SettingsUnreadableError from error
        if not isinstance(stored, dict):
            self._move_aside()
            raise SettingsUnreadableError
        return _from_json(stored)

    def save(self, settings: Settings) -> None:
        """Replace the stored settings at once; raises `OSError` as the system does."""
        self._folder.mkdir(parents=True, exist_ok=True)
        content = json.dumps(_to_json(settings), ensure_ascii=False, indent=2)
        write_atomically(self.path, content.encode())

    def _move_aside(self) -> None:
        if self.path.is_file():
            self.path.replace(self.path.with_suffix(".broken.json"))


def _own_folder() -> Path:
    from platformdirs import user_config_path

    return user_config_path("HomeVisit", appauthor=False)


def _from_json(stored: dict[str, Any]) -> Settings:
    known = {item.name: stored.pop(item.name, None) for item in fields(Settings)}
    default = Settings()
    kept = {name: known[name] for name in Settings.NAMES if _fits(name, known[name])}
    return replace(default, **kept, recent=_recent(known["recent"]), unknown=stored)


_ALLOWED: dict[str, Container[Any]] = {
    "language": LANGUAGES,
    "theme": THEMES,
    "text_size": TEXT_SIZES,
    "zoom": ZOOMS,
    "idle_minutes": IDLE_MINUTES,
    "reveal_seconds": REVEAL_SECONDS,
}


def _fits(name: str, value: object) -> bool:
    """Say whether a stored value can be used; it may come from anywhere."""
    is_right_type = type(value) is type(getattr(Settings(), name))
    return is_right_type and (name not in _ALLOWED or value in _ALLOWED[name])


def _recent(stored: object) -> tuple[RecentVault, ...]:
    entries = stored if isinstance(stored, list) else []
    return tuple(
        RecentVault(
            entry["folder"], str(entry.get("name", "")), str(entry.get("opened_at", ""))
        )
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("folder"), str)
    )[:RECENT_LIMIT]


def _to_json(settings: Settings) -> dict[str, Any]:
    recent = [
        {"folder": vault.folder, "name": vault.name, "opened_at": vault.opened_at}
        for vault in settings.recent
    ]
    known = {name: getattr(settings, name) for name in Settings.NAMES}
    return {**settings.unknown, **known, "recent": recent}
