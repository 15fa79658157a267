"""Building a folder that appears whole under its name, or not at all."""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.paths import sync_folder
from homevisit.text import N_
from homevisit.vault.durable import PRIVATE_FOLDER, replace_patiently
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

SET_ASIDE = ".removed"


class FolderTakenError(Problem):
    """Something is already there, and we never write over it."""

    code = "folder_taken"
    what = N_("There is already something in this place.")
    safe = N_("It was not touched, and nothing was written.")
    todo = N_("Choose a new name or an empty folder.")


@contextmanager
def building(target: Path) -> Iterator[Path]:
    """Yield a private folder beside `target`; rename it there when the block ends well.

    Raises `FolderTakenError` or a storage problem; whatever was at `target` stays.
    """
    with telling_storage_problems():
        _refuse_taken(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{secrets.token_hex(6)}.unfinished")
        unfinished.mkdir(mode=PRIVATE_FOLDER)
    try:
        yield unfinished
        with telling_storage_problems():
            _put_in_place(unfinished, target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def remove_unfinished(vault: Path, *places: Path) -> None:
    """Clear away what interrupted work left in a vault, and removed backups."""
    for path in vault.glob(".*.tmp"):
        path.unlink(missing_ok=True)
    for ending in (".unfinished", SET_ASIDE):
        for path in (each for place in places for each in place.glob(f".*{ending}")):
            shutil.rmtree(path, ignore_errors=True)


def _refuse_taken(target: Path) -> None:
    if target.is_symlink() or target.is_file():
        raise FolderTakenError
    if target.is_dir() and any(target.iterdir()):
        raise FolderTakenError


def _put_in_place(unfinished: Path, target: Path) -> None:
    sync_folder(unfinished)
    _refuse_taken(target)
    if target.is_dir():
        target.rmdir()
    replace_patiently(unfinished, target)
    sync_folder(Path(target).parent)
