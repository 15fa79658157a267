"""One program at a time: a lock on the vault's own `lock` file, held while it is open.

SQLite's lock is not enough: reading any byte of one's own database file drops it on
POSIX, and a second program's row was lost. The system frees this lock when
the process ends, however it ends; the file itself stays and means nothing.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.durable import PRIVATE_FILE
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> None:
        # flock belongs to the open file, so a second opening by this very process is
        # refused too; fcntl's record locks would let it in.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class VaultInUseError(Problem):
    """Another program, or another window, has the vault open."""

    code = "vault_in_use"
    what = N_("This vault is already open in another window or on another computer.")
    safe = N_("Nothing was changed, and the other window can go on working.")
    todo = N_("Go to the other window, or lock the vault there and try again.")


class FolderLock:
    """Holds a vault's lock from `take` to `release`."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> FolderLock:
        """Take the lock at once, or raise `VaultInUseError` or a storage problem."""
        flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0)
        with telling_storage_problems():
            handle = os.open(path, flags, PRIVATE_FILE)
        try:
            _try_lock(handle)
        except OSError:
            os.close(handle)
            raise VaultInUseError from None
        return cls(handle)

    def release(self) -> None:
        """Let others in; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
