"""Backups as their owner sees them: what there is, why, where, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit import vault as vaults
from homevisit.vault import BackupReason, Pace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from homevisit.services.session import Session
    from homevisit.vault import Backup, BackupCheck, BackupReceipt, LoggedBackup

    Tell = Callable[[int, int], None]

__all__ = ["BackupReason"]


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """One backup; `is_there` is False while its disk is not connected.

    `reason` is a `BackupReason`, or empty for a backup that this vault does not
    remember, such as one that lay in the folder before a restore.
    """

    folder: Path
    made_at: datetime
    reason: str
    byte_count: int
    is_elsewhere: bool
    is_there: bool
    checked_at: datetime | None = None
    holds_room: bool = False


@dataclass(frozen=True, slots=True)
class BackupOverview:
    """All backups, newest first, and what follows for today.

    `lacks_room`: there is a counselling room, and the newest backup here holds none.
    """

    kept: tuple[KeptBackup, ...]
    is_changed: bool
    days_since_copy: int | None
    lacks_room: bool = False


def overview(session: Session) -> BackupOverview:
    """Return what is backed up where; looks at every place it remembers."""
    log = {(each.place, each.name): each for each in session.vault.backup_log()}
    own = [
        _kept(each, log.pop(("", each.folder.name), None))
        for each in session.vault.backups()
    ]
    away = [_remembered(each) for each in log.values() if each.place]
    found = sorted((*own, *away), key=lambda each: each.made_at, reverse=True)
    is_changed = session.vault.changed_since_backup or _is_room_changed(session)
    return BackupOverview(
        kept=tuple(found),
        is_changed=is_changed,
        days_since_copy=session.vault.days_since_copy_elsewhere(),
        lacks_room=session.vault.room.is_made and bool(own) and not own[0].holds_room,
    )


def make(
    session: Session,
    to: Path | None = None,
    *,
    reason: BackupReason = BackupReason.BY_HAND,
    tell: Tell | None = None,
) -> BackupReceipt:
    """Make a verified backup beside the vault, or in the folder `to`.

    `tell` hears how far it is and may raise to stop; nothing is then left behind.
    Raises the problems of `Vault.back_up`.
    """
    return session.vault.back_up(to, reason=reason, pace=Pace(tell))


def is_due(session: Session) -> bool:
    """Tell whether today's own backup is missing and anything would be new in it.

    One of a day to come, made while the clock was wrong, is not today's.
    """
    days = {_day(each.made_at) for each in session.vault.backups()}
    is_of_today = session.clock.today() in days
    return not is_of_today and (
        session.vault.changed_since_backup or _is_room_changed(session)
    )


def _is_room_changed(session: Session) -> bool:
    """Tell of the open room; a closed one was backed up when it closed."""
    opened = session.door.room
    return opened is not None and opened.vault.changed_since_backup


def make_daily(session: Session, tell: Tell | None = None) -> BackupReceipt | None:
    """Make today's backup if it is due; None if it is not."""
    if not is_due(session):
        return None
    return make(session, reason=BackupReason.DAILY, tell=tell)


def check(session: Session, folder: Path, tell: Tell | None = None) -> BackupCheck:
    """Read a backup through and through; raises the problems of `check_backup`."""
    return session.vault.check_backup(folder, pace=Pace(tell))


def remove(folder: Path) -> Path:
    """Take a backup out of the list and return what `put_back` needs.

    Its files go when the vault is opened the next time. Raises `NotABackupError` or a
    storage problem.
    """
    return vaults.set_aside(folder)


def put_back(aside: Path) -> None:
    """Undo `remove`; raises a storage problem when it is too late."""
    vaults.put_back(aside)


def _kept(found: Backup, logged: LoggedBackup | None) -> KeptBackup:
    return KeptBackup(
        folder=found.folder,
        made_at=found.made_at,
        reason=logged.reason if logged else "",
        byte_count=found.byte_count,
        is_elsewhere=False,
        is_there=True,
        checked_at=logged.checked if logged else None,
        holds_room=found.holds_room,
    )


def _remembered(logged: LoggedBackup) -> KeptBackup:
    folder = Path(logged.place) / logged.name
    return KeptBackup(
        folder=folder,
        made_at=logged.made,
        reason=logged.reason,
        byte_count=logged.byte_count,
        is_elsewhere=logged.is_elsewhere,
        is_there=folder.is_dir(),
        checked_at=logged.checked,
    )


def _day(at: datetime) -> date:
    return at.astimezone().date()
