"""The only functions that open and create SQLCipher files.

Both take exactly 48 raw key bytes: a shorter text would silently be taken for a
passphrase, and a forgotten key makes a plaintext file without any error. No vault file
is ever opened in another way while SQLite has it open in this process: on POSIX that
drops SQLite's lock.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.durable import PRIVATE_FILE
from homevisit.vault.keys import DATABASE_KEY_BYTES
from homevisit.vault.storage_problems import (
    DiskFullError,
    ReadOnlyFolderError,
    StorageFailedError,
    telling_storage_problems,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION_ID = 0x48565431
OLDEST_SQLITE = (3, 53, 4)
_PLAIN_MAGIC = b"SQLite format 3\0"
_NOT_A_DATABASE, _CORRUPT = 26, 11
_FULL, _READ_ONLY, _IO, _CANNOT_OPEN, _PERMISSION = 13, 8, 10, 14, 3
_PRIMARY_CODE = 0xFF

# Each is set, then read back and compared: a misspelt pragma is silently ignored.
_SETTINGS = {
    "locking_mode": ("EXCLUSIVE", "exclusive"),
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "temp_store": ("MEMORY", 2),
    "trusted_schema": ("OFF", 0),
    "foreign_keys": ("ON", 1),
    "cell_size_check": ("ON", 1),
    "secure_delete": ("ON", 1),
    "mmap_size": ("0", 0),
    # KiB. With SQLite's own 2 MB a roster is decrypted page by page, over and over.
    "cache_size": ("-32768", -32768),
}


class DatabaseDamagedError(Problem):
    """The database file cannot be read as what was written."""

    code = "database_damaged"
    what = N_("The vault's record file is damaged.")
    safe = N_("It was left exactly as it is, and your backups are separate files.")
    todo = N_("Restore the latest backup into a new folder, and keep this one aside.")


class DatabaseMissingError(Problem):
    """The header names a database file that is not there."""

    code = "database_missing"
    what = N_("The vault's record file is missing from its folder.")
    safe = N_("Nothing was changed, and your backups are separate files.")
    todo = N_(
        "If somebody moved it, put it back; otherwise restore the latest backup "
        "into a new folder."
    )


class PlaintextFileError(Problem):
    """A file where an encrypted database must be can be read by anybody."""

    code = "plaintext_file"
    what = N_("The vault's record file is not encrypted, which HomeVisit never allows.")
    safe = N_("It was not opened and nothing was changed.")
    todo = N_("Keep the folder to yourself, restore a backup, and report this fault.")


def explain_database_error(error: dbapi2.Error) -> Problem | None:
    """Return the problem that tells this database error; None if it is our defect."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY_CODE
    if code == _FULL:
        return DiskFullError()
    if code in {_READ_ONLY, _CANNOT_OPEN, _PERMISSION}:
        return ReadOnlyFolderError()
    if code in {_NOT_A_DATABASE, _CORRUPT}:
        return DatabaseDamagedError()
    if code == _IO:
        return StorageFailedError(number=code)
    return None


@contextmanager
def telling_database_problems() -> Iterator[None]:
    """Turn a database error raised inside into its problem, where it is one."""
    try:
        yield
    except dbapi2.Error as error:
        problem = explain_database_error(error)
        if problem is None:
            raise
        raise problem from None


def create_cipher_file(path: Path, key: bytes) -> dbapi2.Connection:
    """Make a new encrypted file, private to the user; it must not exist yet."""
    make_empty_file(path)
    connection = _connect(path, key)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    except BaseException:
        connection.close()
        raise
    return connection


def make_empty_file(path: Path) -> None:
    """Make the private file that SQLite will fill; it must not exist yet."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR
    with telling_storage_problems():
        os.close(os.open(path, flags, PRIVATE_FILE))


def open_cipher_file(path: Path, key: bytes) -> dbapi2.Connection:
    """Open an existing file of ours, in this thread.

    Raises `DatabaseMissingError`, `PlaintextFileError`, a storage problem or (for
    another key, too) `DatabaseDamagedError`; the file is then as it was.
    """
    _refuse_plaintext(path)
    connection = _connect(path, key)
    try:
        _require_ours(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def raw_key_text(key: bytes) -> str:
    """Return SQLCipher's raw key-spec; a wrong length is our defect."""
    if len(key) != DATABASE_KEY_BYTES:
        raise ValueError("a database key has 48 bytes")
    return f"x'{key.hex()}'"


def _refuse_plaintext(path: Path) -> None:
    # For writing, too: SQLite tells of a read-only file by many different errors.
    flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
    with telling_storage_problems():
        try:
            handle = os.open(path, flags)
        except FileNotFoundError:
            raise DatabaseMissingError from None
        try:
            head = os.read(handle, len(_PLAIN_MAGIC))
        finally:
            os.close(handle)
    if head == _PLAIN_MAGIC:
        raise PlaintextFileError
    if not head:
        # SQLite takes an empty file for a new database and would start over in it.
        raise DatabaseDamagedError


def _connect(path: Path, key: bytes) -> dbapi2.Connection:
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError("another package took the place of sqlcipher3")
    key_text = raw_key_text(key)
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        with telling_database_problems():
            _unlock(connection, key_text)
            _configure(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: dbapi2.Connection, key_text: str) -> None:
    # The default writes a line to standard error for each wrong key.
    connection.execute("PRAGMA cipher_log_level=NONE")
    # Not as SQL text: a trace callback would see it.
    connection.set_key(key_text)


def _configure(connection: dbapi2.Connection) -> None:
    for name, (wanted, _) in _SETTINGS.items():
        connection.execute(f"PRAGMA {name}={wanted}")
    # Forces the key check and the recovery of what a crash left in the journal.
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("this SQLite does not encrypt")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    if not options & {"TEMP_STORE=2", "TEMP_STORE=3"}:
        raise RuntimeError("this SQLite may write temporary files")
    for name, (_, expected) in _SETTINGS.items():
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != expected:
            raise RuntimeError(f"{name} did not take")


def _require_ours(connection: dbapi2.Connection) -> None:
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    if found != APPLICATION_ID:
        raise DatabaseDamagedError


def drop_file(path: Path) -> None:
    """Remove a database file that nobody needs, with what SQLite put beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
