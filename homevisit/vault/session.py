"""What an open vault holds while it is open.

Two things stay true: the header on disk is the header in hand, and the beat follows the
database, never the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.vault.beat import Beat, write_beat
from homevisit.vault.header import write_header
from homevisit.vault.header_file import save_header
from homevisit.vault.layout import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.clock import Clock
    from homevisit.errors import Problem
    from homevisit.vault.database import Database
    from homevisit.vault.folder_lock import FolderLock
    from homevisit.vault.header import Header
    from homevisit.vault.keyring import FileKey, PersonKeys
    from homevisit.vault.layout import Layout


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

    @property
    def data_path(self) -> Path:
        return self.layout.database(DATA, self.header.file(DATA).n)

    def save_header(self, header: Header) -> None:
        """Make `header` the vault's, on disk and here; raises a storage problem."""
        content = write_header(header, self.file_key.header_mac)
        save_header(self.layout, content)
        self.header = header
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
        write_beat(self.layout.beat, beat, self.file_key.beat_mac)

    def close(self) -> None:
        """Settle, close the file and let others in, even if the disk is failing."""
        try:
            if self.database.is_open:
                self.settle()
        finally:
            self.database.close()
            self.lock.release()
