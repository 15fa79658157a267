"""Looking into a backup before it is restored: at a copy, which goes away afterwards.

The backup itself is never opened by SQLite, which would write beside it; so it may lie
on a write-protected stick. The copy is as encrypted as the backup.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.vault.cipher_file import open_cipher_file
from homevisit.vault.database import Database
from homevisit.vault.durable import PRIVATE_FOLDER
from homevisit.vault.integrity import require_sound_pages
from homevisit.vault.migrating import migrate, pending_migrations, read_migrations
from homevisit.vault.passwords import password_bytes
from homevisit.vault.recovery_code import read_recovery_code
from homevisit.vault.restoring import Source, open_source
from homevisit.vault.slots import Role
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from datetime import datetime

    from homevisit.clock import Clock


@dataclass(frozen=True, slots=True)
class BackupSeen:
    """An open copy of a backup's records, for reading, while the block lasts."""

    vault_id: str
    owner_name: str
    made_at: datetime
    byte_count: int
    attachments: int
    db: Database


@contextmanager
def looking_into(
    backup_folder: os.PathLike[str],
    secret: str,
    *,
    by_code: bool = False,
    beside: os.PathLike[str],
    clock: Clock,
) -> Iterator[BackupSeen]:
    """Open a copy of a backup with its password or, `by_code`, the code on paper.

    The copy lies in a hidden folder in `beside` until the block ends. Raises what
    `restore_backup` raises; the backup is never changed.
    """
    if by_code:
        source = open_source(backup_folder, Role.RECOVERY, read_recovery_code(secret))
    else:
        source = open_source(backup_folder, Role.PASSWORD, password_bytes(secret))
    folder = Path(beside) / f".{secrets.token_hex(6)}.unfinished"
    with telling_storage_problems():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True)
    try:
        database = _open_copy(source, folder, clock)
        try:
            yield _seen(source, database)
        finally:
            database.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _open_copy(source: Source, folder: Path, clock: Clock) -> Database:
    """Copy the records, prove every page, and bring the copy to this version."""
    path, key = folder / source.database.name, source.keys.file_key.database
    source.copy_records(path)
    require_sound_pages(path, key)
    database = Database(lambda: open_cipher_file(path, key), clock)
    try:
        migrate(database, pending_migrations(database, read_migrations()))
    except BaseException:
        database.close()
        raise
    return database


def _seen(source: Source, database: Database) -> BackupSeen:
    manifest = source.manifest
    return BackupSeen(
        vault_id=manifest.vault_id,
        owner_name=source.keys.header.owner_name,
        made_at=manifest.made_at,
        byte_count=manifest.byte_count,
        attachments=len(manifest.attachments),
        db=database,
    )
