"""One program at a time: a lock on the vault's own `lock` file, held while it is open.

SQLite's lock is not enough: reading any byte of one's own database file drops it on
POSIX, and a second program's row was lost. The system frees this lock when
the process ends, however it ends. While it is held the file says who holds it; what a
crash leaves in it means nothing, because only the lock counts.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.durable import PRIVATE_FILE
from homevisit.vault.instants import read_instant, write_instant
from homevisit.vault.layout import Layout
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.clock import Clock

_MOST_BYTES = 2048
_LONGEST_NAME = 60
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    # Windows keeps others from reading what is locked, so what is locked lies far off.
    _FAR = 1 << 30

    def _try_lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

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


class VaultOpenHereError(VaultInUseError):
    """A window on this very computer has the vault open."""

    code = "vault_open_here"
    what = N_(
        "Another window on this computer has had this vault open since {since} "
        "(account {account})."
    )
    safe = N_("Nothing was changed, and the other window can go on working.")
    todo = N_("Go on in the other window, or lock the vault there and try again.")


class VaultOpenElsewhereError(VaultInUseError):
    """Another computer has the vault open, on a disk that both reach."""

    code = "vault_open_elsewhere"
    what = N_(
        "The computer {computer} has had this vault open since {since} "
        "(account {account})."
    )
    safe = N_("Nothing was changed, and work there can go on.")
    todo = N_(
        "Lock the vault there and try again; if that computer crashed, wait a minute "
        "until the share has noticed."
    )


class CannotLockError(Problem):
    """The disk cannot tell whether somebody else has the vault open."""

    code = "cannot_lock"
    what = N_("This disk cannot tell whether somebody else has the vault open.")
    safe = N_("The vault was not opened and nothing was changed.")
    todo = N_("Move the vault's folder to this computer's own disk and open it there.")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a vault open, as the lock file says: names of machine and account."""

    computer: str
    account: str
    since: str

    @classmethod
    def here(cls, clock: Clock) -> Holder:
        """Return this computer and account, from now on."""
        return cls(_computer(), _account(), write_instant(clock.now()))

    def problem(self) -> VaultInUseError:
        """Return what somebody else is told who wants to open the vault."""
        at = read_instant(self.since).astimezone().strftime("%Y-%m-%d %H:%M")
        if self.computer == _computer():
            return VaultOpenHereError(account=self.account, since=at)
        return VaultOpenElsewhereError(
            computer=self.computer, account=self.account, since=at
        )


class FolderLock:
    """Holds a vault's lock from `take` to `release`."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path, clock: Clock) -> FolderLock:
        """Take the lock at once.

        Raises `VaultInUseError` or one of its kinds, `CannotLockError` or a storage
        problem.
        """
        flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0)
        with telling_storage_problems():
            handle = os.open(path, flags, PRIVATE_FILE)
        try:
            _try_lock(handle)
        except OSError as error:
            holder = _read(handle)
            os.close(handle)
            raise _refusal(error, holder) from None
        _write(handle, Holder.here(clock))
        return cls(handle)

    def release(self) -> None:
        """Let others in; a second call does nothing."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def require_closed(folder: Path, *, clock: Clock) -> None:
    """Raise what `FolderLock.take` raises while somebody has the vault open."""
    FolderLock.take(Layout(folder).lock, clock).release()


def knock(path: Path) -> None:
    """Touch the lock file: the window that watches it knows that somebody asked."""
    with suppress(OSError):
        os.utime(path)


def _refusal(error: OSError, holder: Holder | None) -> Problem:
    if error.errno not in _HELD:
        return CannotLockError()
    return VaultInUseError() if holder is None else holder.problem()


def _write(handle: int, holder: Holder) -> None:
    told = {
        "computer": holder.computer,
        "account": holder.account,
        "since": holder.since,
    }
    # Only a courtesy to others: on a full disk the lock holds without it.
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(told, ensure_ascii=False).encode())


def _read(handle: int) -> Holder | None:
    """Return who holds the lock; None where the file does not say it plainly."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        told = json.loads(os.read(handle, _MOST_BYTES))
        holder = Holder(
            _plain(told["computer"]), _plain(told["account"]), str(told["since"])
        )
        read_instant(holder.since)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return holder


def _plain(text: object) -> str:
    """Return a name of bounded length with nothing in it that is not shown."""
    return "".join(each for each in str(text)[:_LONGEST_NAME] if each.isprintable())


def _computer() -> str:
    return _plain(platform.node() or "?")


def _account() -> str:
    try:
        return _plain(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return "?"
