"""The attachment files as a backup sees them: opaque, named by their own SHA-256."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from homevisit.paths import sync_folder
from homevisit.vault.durable import PRIVATE_FOLDER, write_new
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{64}")


def attachment_names(folder: Path) -> tuple[str, ...]:
    """Return the names of all attachments in `folder`, sorted."""
    with telling_storage_problems():
        if not folder.is_dir():
            return ()
        return tuple(
            sorted(p.name for p in folder.iterdir() if _NAME.fullmatch(p.name))
        )


def is_whole(path: Path) -> bool:
    """Tell whether the file is there and is what its name says."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == path.name
    except OSError:
        return False


def count_damaged(folder: Path, names: Iterable[str]) -> int:
    """Return how many of `names` are missing from `folder` or damaged."""
    return sum(not is_whole(folder / name) for name in names)


def bring_attachments(
    source: Path,
    target: Path,
    *,
    earlier: Path | None,
    on_each: Callable[[], None] = lambda: None,
) -> int:
    """Copy all attachments to the new folder `target`; return how many are damaged.

    `on_each` follows each of them and may raise to stop. An attachment never changes,
    so one that lies whole in the folder `earlier`, on the target's own disk, is linked
    instead of copied where the file system can.
    """
    with telling_storage_problems():
        target.mkdir(mode=PRIVATE_FOLDER)
        damaged = 0
        for name in attachment_names(source):
            if earlier is None or not _linked(earlier / name, target / name):
                _copy(source / name, target / name)
            damaged += not is_whole(target / name)
            on_each()
        sync_folder(target)
        return damaged


def _copy(source: Path, target: Path) -> None:
    try:
        content = source.read_bytes()
    except OSError:
        # One unreadable photo must not stand in the way of a backup; it is counted.
        return
    write_new(target, content)


def _linked(source: Path, target: Path) -> bool:
    if not is_whole(source):
        return False
    with suppress(OSError):
        os.link(source, target)
        return True
    return False
