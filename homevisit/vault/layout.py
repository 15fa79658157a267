"""Where things lie inside a vault's folder. Names only: nothing here opens a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_SUFFIX = ".homevisit"
DATA = "data"
ROOM = "counselling"
_DATABASE_NAME = re.compile(r"(?P<id>[a-z]+)-(?P<n>[0-9]{1,6})\.db")


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one vault, or of one backup of it."""

    folder: Path

    @property
    def header(self) -> Path:
        return self.folder / "vault.hdr"

    @property
    def header_spare(self) -> Path:
        return self.folder / "vault.hdr.bak"

    @property
    def beat(self) -> Path:
        return self.folder / "beat"

    @property
    def room_beat(self) -> Path:
        return self.folder / "beat-room"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def attachments(self) -> Path:
        return self.folder / "att"

    @property
    def backups(self) -> Path:
        return self.folder / "backup"

    @property
    def room_backups(self) -> Path:
        return self.folder / "backup-room"

    @property
    def manifest(self) -> Path:
        """The list of what a backup holds; a vault itself has none."""
        return self.folder / "manifest"

    @property
    def room_manifest(self) -> Path:
        """Of a backup: the list of what its copy of the room holds."""
        return self.folder / "manifest-room"

    def database(self, file_id: str, n: int) -> Path:
        return self.folder / f"{file_id}-{n}.db"

    def databases(self, file_id: str) -> dict[int, Path]:
        """Return every numbered file of `file_id` that is there, wanted or not."""
        found = {}
        for path in self.folder.iterdir():
            match = _DATABASE_NAME.fullmatch(path.name)
            if match and match["id"] == file_id:
                found[int(match["n"])] = path
        return found
