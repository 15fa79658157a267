"""What the pages of backups show, as frozen rows with words in the user's language."""

from __future__ import annotations

from dataclasses import dataclass

from homevisit.text import run_on


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup: when and why it was made, where it lies, whether it was checked."""

    folder: str
    when: str
    reason: str
    place: str
    size: str
    checked: str
    is_elsewhere: bool
    is_there: bool

    @property
    def spoken(self) -> str:
        """The row as it is read aloud."""
        parts = (self.when, self.reason, self.place, self.size, self.checked)
        return run_on(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class BackupsPage:
    """All backups, newest first; `today` says whether anything is new since."""

    rows: tuple[BackupRow, ...]
    today: str
    copy_line: str
    is_copy_old: bool
    moved_on: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen in a backup before it is restored."""

    facts: tuple[tuple[str, str], ...]
    lacking: str
    is_lacking: bool
    into: str
