"""Copies of a database file, and the proof that they are what they were made from."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.cipher_file import (
    DatabaseDamagedError,
    DatabaseMissingError,
    make_empty_file,
)
from homevisit.vault.contents import contents_of, read_contents
from homevisit.vault.durable import sync_file
from homevisit.vault.integrity import check_pages, check_structure
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.vault.contents import Contents
    from homevisit.vault.database import Database


class BackupFailedError(Problem):
    """The copy did not agree with the vault, so it was thrown away."""

    code = "backup_failed"
    what = N_("The new backup did not agree with the vault and was thrown away.")
    safe = N_("The vault and all earlier backups are unchanged.")
    todo = N_("Check the vault, then make the backup again on another disk.")


def prove_copy(path: Path, key: bytes, original: Database) -> Contents:
    """Return what the copy at `path` holds, the same as the open file it is of.

    Raises `BackupFailedError`.
    """
    try:
        is_bad = bool(check_pages(path, key) or check_structure(path, key))
    except (DatabaseDamagedError, DatabaseMissingError):
        # It is the copy that cannot be read, not the vault.
        raise BackupFailedError from None
    if is_bad:
        raise BackupFailedError
    contents = read_contents(path, key)
    if contents != contents_of(original):
        raise BackupFailedError
    return contents


def sha256_of(path: Path) -> str:
    """Return the digest of a file that is not open in SQLite."""
    with telling_storage_problems(), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_file(source: Path, target: Path) -> None:
    """Copy a file that is not open in SQLite to a new private one, onto the disk."""
    make_empty_file(target)
    with telling_storage_problems():
        shutil.copyfile(source, target)
        sync_file(target)
