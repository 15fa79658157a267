"""Looking whether every page of a database file is what was written.

Always on connections of its own, after the file was closed: one bad page poisons
later reads of the connection that met it, and the cipher check reads the
main file only, so the journal is moved into it first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.vault.cipher_file import (
    DatabaseDamagedError,
    open_cipher_file,
    telling_database_problems,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sqlcipher3 import dbapi2


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check of the whole vault saw; counts only, never content."""

    damaged_pages: int = 0
    damaged_structure: int = 0
    damaged_attachments: int = 0
    commit_seq: int = 0
    is_deep: bool = False

    @property
    def is_sound(self) -> bool:
        return not (
            self.damaged_pages or self.damaged_structure or self.damaged_attachments
        )


def check_pages(path: Path, key: bytes) -> int:
    """Return how many pages fail their seal, or raise `DatabaseDamagedError`.

    Finishes what a crash left in the journal, and changes nothing else.
    """
    connection = open_cipher_file(path, key)
    try:
        with telling_database_problems():
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


def check_structure(path: Path, key: bytes) -> int:
    """Return how many complaints SQLite has about trees, indexes and foreign keys."""
    connection = open_cipher_file(path, key)
    try:
        with telling_database_problems():
            return _complaints(connection)
    finally:
        connection.close()


def require_sound_pages(path: Path, key: bytes) -> None:
    """Raise `DatabaseDamagedError` unless every page is sealed as we sealed it."""
    if check_pages(path, key):
        raise DatabaseDamagedError


def _complaints(connection: dbapi2.Connection) -> int:
    rows = connection.execute("PRAGMA integrity_check").fetchall()
    structure = [row for row in rows if row != ("ok",)]
    return len(structure) + len(
        connection.execute("PRAGMA foreign_key_check").fetchall()
    )
