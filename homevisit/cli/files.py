"""Reading and writing the files that a command names; both end in a problem or well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.paths import write_atomically
from homevisit.text import N_
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 256 * 1024 * 1024


class FileUnreadableError(Problem):
    """The file named is missing, a folder, or refused by the system."""

    code = "file_unreadable"
    what = N_("The file cannot be read.")
    safe = N_("Nothing was done.")
    todo = N_("Check its name and whether you may open it, then try again.")


class FileTooLargeError(Problem):
    """Nothing that we read is that large."""

    code = "file_too_large"
    what = N_("The file is larger than anything that HomeVisit reads.")
    safe = N_("Nothing was done.")
    todo = N_("Check whether this is the right file.")


class FileExistsAlreadyError(Problem):
    """Something of the user's is there already."""

    code = "file_exists_already"
    what = N_("There is already a file of this name.")
    safe = N_("Nothing was written, and that file is as it was.")
    todo = N_("Choose another name, or move the old file away.")


def read_bytes(path: Path) -> bytes:
    """Return a file's content, or raise `FileUnreadableError`, `FileTooLargeError`."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        raise FileUnreadableError from None
    if len(content) > MAX_BYTES:
        raise FileTooLargeError
    return content


def require_free(path: Path) -> None:
    """Raise `FileExistsAlreadyError` before any work is done for nothing."""
    if path.exists():
        raise FileExistsAlreadyError


def write_new_file(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises `FileExistsAlreadyError` or a storage problem.
    """
    require_free(path)
    with telling_storage_problems():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
