"""What an open vault holds while it is open.

Two things stay true: the header on disk is the header in hand, and the beat follows the
database, never the other way round.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.vault.beat import Beat, write_beat
from homevisit.vault.cipher_file import open_cipher_file
from homevisit.vault.header import write_header
from homevisit.vault.header_file import save_header
from homevisit.vault.layout import DATA, ROOM

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.clock import Clock
    from homevisit.vault.database import Database
    from homevisit.vault.folder_lock import FolderLock
    from homevisit.vault.header import Header
    from homevisit.vault.keyring import FileKey, PersonKeys
    from homevisit.vault.layout import Layout
    from homevisit.vault.room import RoomFile


@dataclass(slots=True, repr=False)
class Session:
    """One opening of one vault, in one thread."""

    layout: Layout
    lock: FolderLock
    header: Header
    file_key: FileKey
    person: PersonKeys
    database: Database
    clock: Clock
    warnings: tuple[Problem, ...] = ()
    room: RoomFile | None = None
    _last_beat: Beat | None = None

    @property
    def path(self) -> Path:
        return self.layout.database(DATA, self.header.file(DATA).n)

    @property
    def room_path(self) -> Path:
        return self.layout.database(ROOM, self.header.file(ROOM).n)

    def save_header(self, header: Header) -> None:
        """Make `header` the vault's, on disk and here.

        Raises a storage problem only when the old header is still in force.
        """
        save_header(self.layout, write_header(header, self.file_key.header_mac))
        self.header = header
        # What counts is done; an older beat beside a newer header is no contradiction.
        with suppress(Problem):
            self.settle()

    def go_over_to(self, header: Header, file_key: FileKey) -> None:
        """Put `header` in force and go on with the database file that it names.

        Raises a storage problem only when the old header is still in force.
        """
        content = write_header(header, file_key.header_mac)
        save_header(self.layout, content)
        self.header, self.file_key = header, file_key
        path, key = self.path, file_key.database
        self.database.move_to(lambda: open_cipher_file(path, key))
        with suppress(Problem):
            self.settle()

    def settle(self) -> None:
        """Empty the journal and note how far the file has come."""
        commit_seq = self.database.commit_seq
        if self.database.checkpoint():
            self.write_beat(commit_seq)

    def write_beat(self, commit_seq: int) -> None:
        beat = Beat(
            vault_id=self.header.vault_id,
            n=self.header.file(DATA).n,
            header_generation=self.header.generation,
            commit_seq=commit_seq,
        )
        if beat != self._last_beat:
            write_beat(self.layout.beat, beat, self.file_key.beat_mac)
            self._last_beat = beat

    def close(self) -> None:
        """Settle, close the files and let others in, even if the disk is failing.

        What could not be settled is committed all the same; the next opening does it.
        """
        try:
            if self.room is not None:
                self.room.close()
            if self.database.is_open:
                with suppress(Problem):
                    self.settle()
        finally:
            self.database.close()
            self.lock.release()
