"""What the vault remembers of its backups: why each was made, where, and if it holds.

Kept in the file's own `meta`, so it is as secret as the records: the path of a stick
may name a person. A backup itself says none of this.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from homevisit.vault.instants import instant, read_instant

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from homevisit.vault.session import Session

_NAME = "backup_log"
_BACKED_UP = "backed_up_seq"
_MOST = 80


class BackupReason(StrEnum):
    """Why a backup was made."""

    BY_HAND = "by_hand"
    DAILY = "daily"
    BEFORE_IMPORT = "before_import"
    BEFORE_UPGRADE = "before_upgrade"
    MOVING = "moving"


@dataclass(frozen=True, slots=True)
class LoggedBackup:
    """One backup as it was made; whether it is still there is for the disk to say."""

    name: str
    place: str
    reason: str
    made_at: str
    commit_seq: int
    byte_count: int
    is_elsewhere: bool
    checked_at: str = ""

    @property
    def made(self) -> datetime:
        return read_instant(self.made_at)

    @property
    def checked(self) -> datetime | None:
        return read_instant(self.checked_at) if self.checked_at else None


def read_log(session: Session) -> tuple[LoggedBackup, ...]:
    """Return what is remembered, newest first."""
    try:
        entries = json.loads(session.database.meta(_NAME))
    except KeyError:
        return ()
    return tuple(LoggedBackup(**entry) for entry in entries)


def note_backup(session: Session, made: LoggedBackup, copied_at: str | None) -> None:
    """Remember a backup just made; `copied_at` names the meta value of a copy."""
    with session.database.transaction():
        _write(session, (made, *read_log(session)), is_backup=not made.place)
        if copied_at is not None:
            session.database.set_meta(copied_at, instant(session.clock))


def note_checked(session: Session, folder: Path) -> None:
    """Remember that a backup was found whole just now."""
    now = instant(session.clock)
    log = tuple(
        replace(each, checked_at=now) if is_at(session, each, folder) else each
        for each in read_log(session)
    )
    with session.database.transaction():
        _write(session, log, is_backup=False)


def is_at(session: Session, entry: LoggedBackup, folder: Path) -> bool:
    """Tell whether an entry is about the backup in `folder`."""
    place = entry.place or str(session.layout.backups)
    return (entry.name, place) == (folder.name, str(folder.parent))


def changed_since_backup(session: Session) -> bool:
    """Tell whether anything was written since the last backup beside the vault.

    What this module writes itself is nothing new.
    """
    return session.database.commit_seq != _backed_up(session)


def _backed_up(session: Session) -> int:
    try:
        return int(session.database.meta(_BACKED_UP))
    except KeyError:
        return -1


def _write(session: Session, log: tuple[LoggedBackup, ...], *, is_backup: bool) -> None:
    """Write the log as the one thing of a transaction, which adds one to the count."""
    database = session.database
    entries = [asdict(entry) for entry in log[:_MOST]]
    database.set_meta(_NAME, json.dumps(entries, ensure_ascii=False))
    if is_backup or _backed_up(session) == database.commit_seq:
        database.set_meta(_BACKED_UP, database.commit_seq + 1)
