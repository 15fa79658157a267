"""A database file that begins: with empty tables, or as a restored copy."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from homevisit.vault.cipher_file import create_cipher_file, open_cipher_file
from homevisit.vault.database import Database
from homevisit.vault.instants import instant
from homevisit.vault.migrating import migrate, read_migrations

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.clock import Clock

_WRITER_BYTES = 8


def new_writer_id() -> str:
    """Return a fresh writer id, 16 hex digits."""
    return secrets.token_hex(_WRITER_BYTES)


def make_first_file(
    path: Path, key: bytes, owner: tuple[str, str], clock: Clock
) -> int:
    """Make the file of a vault id and file id, close it, and return its commits.

    Raises a storage problem; what is then left is for the caller to remove.
    """
    vault_id, file_id = owner
    database = Database(lambda: create_cipher_file(path, key), clock)
    try:
        migrate(database, read_migrations())
        with database.transaction():
            database.set_meta("vault_id", vault_id)
            database.set_meta("file_id", file_id)
            database.set_meta("writer_id", new_writer_id())
            database.set_meta("created_at", instant(clock))
        commit_seq = database.commit_seq
        database.checkpoint()
    finally:
        database.close()
    return commit_seq


def sign_on_as_new_writer(path: Path, key: bytes, clock: Clock) -> int:
    """Let a restored file begin a chain of its own; return its commits.

    The vault that was backed up may still be writing as the old one.
    """
    database = Database(lambda: open_cipher_file(path, key), clock)
    try:
        with database.transaction():
            database.set_meta("writer_id", new_writer_id())
            database.set_meta("restored_at", instant(clock))
        return database.commit_seq
    finally:
        database.close()
