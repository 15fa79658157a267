"""Writing a file so that a power cut leaves the old one or the new one, never neither.

The file layer of the vault: tests put a failing one in its place (`durable.os`).
"""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from homevisit.paths import sync_folder
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
# A virus scanner or an indexer on Windows holds a fresh file for a moment.
PATIENCE_SECONDS = 2.0 if os.name == "nt" else 0.0
_PAUSE_SECONDS = 0.05


def write_durably(target: Path, content: bytes) -> None:
    """Replace `target` by `content`, private to the user and on the disk on return.

    Raises `DiskFullError`, `ReadOnlyFolderError` or `StorageFailedError`; `target` is
    then what it was before.
    """
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    with telling_storage_problems():
        try:
            write_new(temporary, content)
            replace_patiently(temporary, target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet, and wait until the disk has it."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, PRIVATE_FILE)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_patiently(
    source: Path, target: Path, *, patience: float | None = None
) -> None:
    """Rename over `target`; on Windows keep trying for 2 s while another holds it."""
    seconds = PATIENCE_SECONDS if patience is None else patience
    until = time.monotonic() + seconds
    while True:
        try:
            os.replace(source, target)  # noqa: PTH105  the layer that tests replace
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def sync_file(path: Path) -> None:
    """Wait until the disk has the file; never for a database that is open here."""
    # Windows flushes only through a handle that may write.
    flags = (os.O_RDWR if os.name == "nt" else os.O_RDONLY) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
