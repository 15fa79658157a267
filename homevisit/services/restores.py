"""Restoring: first a look at what a backup holds, then a new vault beside the old."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homevisit import vault as vaults
from homevisit.ledger import memory, queries
from homevisit.ledger.exchange_rows import frontier
from homevisit.ledger.queries import Query
from homevisit.services import moving
from homevisit.services.session import begin_session
from homevisit.services.vaults import Opened
from homevisit.vault import Backup, Pace, find_backups
from homevisit.vault.layout import FOLDER_SUFFIX

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from homevisit.clock import Clock
    from homevisit.ledger.database import Database
    from homevisit.services.backups import Tell
    from homevisit.services.session import Session
    from homevisit.vault import BackupSeen

__all__ = [
    "Backup",
    "Glimpse",
    "Lacking",
    "Secret",
    "find_backups",
    "free_folder",
    "look",
    "restore",
]

_PERSON = "person_id"


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens a backup: its password, or the code on paper with a new password."""

    text: str = field(repr=False)
    new_password: str = field(default="", repr=False)

    @property
    def is_code(self) -> bool:
        return bool(self.new_password)


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the vault in use has and the backup has not."""

    saves: int
    students: int
    visits: int

    @property
    def is_nothing(self) -> bool:
        return not (self.saves or self.students or self.visits)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a backup holds, read from a copy of it.

    `lacking` is None where there is no vault in use to compare it with, or another's.
    """

    vault_name: str
    owner: str
    school: str
    students: int
    visits: int
    attachments: int
    made_at: datetime
    saved_on: str
    lacking: Lacking | None = None


def look(
    backup: Path,
    secret: Secret,
    *,
    beside: Path,
    clock: Clock,
    present: Session | None = None,
) -> Glimpse:
    """Open a copy of a backup for a moment and return what is in it.

    The copy lies encrypted in a hidden folder in `beside`, then it is gone. Raises the
    problems of `restore_backup`.
    """
    with vaults.looking_into(
        backup, secret.text, by_code=secret.is_code, beside=beside, clock=clock
    ) as seen:
        return _glimpse(seen, present)


def free_folder(beside: Path, name: str, day: str) -> Path:
    """Return a folder for a restored vault that does not exist yet."""
    stem = f"{name.removesuffix(FOLDER_SUFFIX)}-{day}"
    number = 1
    while True:
        end = f"-{number}" if number > 1 else ""
        folder = beside / f"{stem}{end}{FOLDER_SUFFIX}"
        if not folder.exists():
            return folder
        number += 1


def restore(
    backup: Path,
    into: Path,
    secret: Secret,
    *,
    clock: Clock,
    tell: Tell | None = None,
) -> Opened:
    """Make a new vault from a backup and open it; nothing existing is overwritten.

    It writes as a new writer from now on. `recovery_code` is empty when the password
    opened it, since the old code stays good. Raises the problems of `restore_backup`.
    """
    if secret.is_code:
        made = vaults.restore_with_recovery_code(
            backup, into, secret.text, secret.new_password, clock=clock
        )
        vault, code = made.vault, made.recovery_code
    else:
        vault = vaults.restore_backup(
            backup, into, secret.text, clock=clock, pace=Pace(tell)
        )
        code = ""
    session = begin_session(vault, clock)
    moving.stay(session)
    return Opened(session, code)


def _glimpse(seen: BackupSeen, present: Session | None) -> Glimpse:
    db = seen.db
    staff = queries.titles(db, "staff")
    schools = list(queries.titles(db, "school").values())
    is_same = present is not None and present.vault.id == seen.vault_id
    return Glimpse(
        vault_name=seen.owner_name,
        owner=staff.get(memory.recall(db, _PERSON) or "", ""),
        school=schools[0] if schools else "",
        students=queries.count(db, Query("student")),
        visits=queries.count(db, _VISITS),
        attachments=seen.attachments,
        made_at=seen.made_at,
        saved_on=str(db.meta("saved_at"))[:10],
        lacking=_lacking(db, present.vault.db) if is_same and present else None,
    )


_VISITS = Query("visit")


def _lacking(backup: Database, present: Database) -> Lacking:
    """Compare by saves and by ids; what was only edited since counts as saves."""
    old, new = frontier(backup), frontier(present)
    saves = sum(max(0, seq - old.get(writer, 0)) for writer, seq in new.items())
    missing = [
        len(set(queries.ids_of(present, query)) - set(queries.ids_of(backup, query)))
        for query in (Query("student"), _VISITS)
    ]
    return Lacking(saves, *missing)
