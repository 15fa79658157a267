"""Backups: VACUUM INTO, open again, verify, flush, and only then a name.

SQLite's own backup interface copied 40 of 40 damaged vaults in silence and signed the
damage anew; VACUUM INTO raised 40 of 40 times. So each backup is a check of
the vault as well. It holds its own header: the password of its day opens it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.attachments import attachment_names, bring_attachments
from homevisit.vault.backup_log import BackupReason, LoggedBackup, note_backup
from homevisit.vault.backup_place import (
    clear_set_aside,
    expire,
    free_name,
    list_backups,
)
from homevisit.vault.cipher_file import make_empty_file
from homevisit.vault.durable import sync_file, write_new
from homevisit.vault.header import write_header
from homevisit.vault.instants import read_instant, write_instant
from homevisit.vault.layout import DATA, Layout
from homevisit.vault.manifest import Manifest, write_manifest
from homevisit.vault.new_folder import building
from homevisit.vault.pace import Pace
from homevisit.vault.proof import prove_copy, sha256_of
from homevisit.vault.room_copy import carry_room
from homevisit.vault.storage_problems import telling_storage_problems
from homevisit.vault.surroundings import same_disk

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from datetime import datetime

    from homevisit.vault.room_copy import CarriedRoom
    from homevisit.vault.session import Session

_COPIED_AT = "copied_elsewhere_at"
_STEPS = 4  # beside the attachments: copy, proof, digest, end


class BackupPlaceMissingError(Problem):
    """The folder that a backup should go to is not there."""

    code = "backup_place_missing"
    what = N_("The folder for the backup is not there.")
    safe = N_("Nothing was written, and the vault is unchanged.")
    todo = N_("Connect the disk, or choose another folder, then try again.")


class BackupPlaceLostError(Problem):
    """The disk that a backup was being written to went away."""

    code = "backup_place_lost"
    what = N_("The disk went away while the backup was being written.")
    safe = N_("The vault is unchanged; only this copy was not finished.")
    todo = N_("Connect the disk again, wait a moment, and make the backup once more.")


@dataclass(frozen=True, slots=True)
class BackupReceipt:
    """What a backup just made holds, and whether it lies on another disk.

    `room` is the backup of the counselling room that it carries, or None.
    """

    folder: Path
    made_at: datetime
    commit_seq: int
    byte_count: int
    attachments: int
    damaged_attachments: int
    is_elsewhere: bool
    room: CarriedRoom | None = None


def back_up(
    session: Session,
    to: os.PathLike[str] | None = None,
    *,
    reason: BackupReason = BackupReason.BY_HAND,
    pace: Pace | None = None,
) -> BackupReceipt:
    """Make a verified backup, in the vault's folder or in the folder `to`.

    `pace` is told how far it is and may raise to stop. Raises `DatabaseDamagedError`,
    `BackupFailedError`, `BackupPlaceMissingError`, `BackupPlaceLostError` or a storage
    problem; what was there before stays, and no half backup does.
    """
    pace = pace or Pace()
    place = session.layout.backups if to is None else _place_elsewhere(session, to)
    made_at = session.clock.now().replace(microsecond=0)
    earlier = next((found.folder for found in list_backups(place)), None)
    if to is None:
        earlier = session.layout.folder
    target = free_name(place, made_at)
    with building(target) as unfinished, _noticing_a_lost_place(unfinished):
        pace.begin(_STEPS + len(attachment_names(session.layout.attachments)))
        filling = _Filling(Layout(unfinished), earlier, made_at, pace)
        manifest, damaged = _fill(session, filling)
        room = carry_room(session, filling.layout)
        filling.pace.step()
    receipt = BackupReceipt(
        folder=target,
        made_at=made_at,
        commit_seq=manifest.contents.commit_seq,
        byte_count=manifest.byte_count,
        attachments=len(manifest.attachments),
        damaged_attachments=damaged,
        is_elsewhere=to is not None and not same_disk(session.layout.folder, target),
        room=room,
    )
    _note(session, receipt, reason, "" if to is None else str(place))
    _tidy(place, is_own=to is None)
    return receipt


def _tidy(place: Path, *, is_own: bool) -> None:
    expire(place)
    if not is_own:
        # Opening the vault clears its own folder only; a stick may be away then.
        clear_set_aside(place)


def days_since_copy_elsewhere(session: Session) -> int | None:
    """Return the whole days since a backup went to another disk; None if none did."""
    try:
        copied_at = read_instant(session.database.meta(_COPIED_AT))
    except KeyError:
        return None
    return max((session.clock.now() - copied_at) // timedelta(days=1), 0)


def _note(
    session: Session, made: BackupReceipt, reason: BackupReason, place: str
) -> None:
    entry = LoggedBackup(
        name=made.folder.name,
        place=place,
        reason=reason,
        made_at=write_instant(made.made_at),
        commit_seq=made.commit_seq,
        byte_count=made.byte_count,
        is_elsewhere=made.is_elsewhere,
    )
    note_backup(session, entry, _COPIED_AT if made.is_elsewhere else None)


@dataclass(frozen=True, slots=True)
class _Filling:
    """One backup in the making; `earlier` may lend its attachments."""

    layout: Layout
    earlier: Path | None
    made_at: datetime
    pace: Pace


def _fill(session: Session, filling: _Filling) -> tuple[Manifest, int]:
    layout, earlier, pace = filling.layout, filling.earlier, filling.pace
    path = layout.database(DATA, session.header.file(DATA).n)
    make_empty_file(path)
    session.database.vacuum_into(path, pace.ask)
    pace.step()
    contents = prove_copy(path, session.file_key.database, session.database)
    pace.step()
    damaged = bring_attachments(
        session.layout.attachments,
        layout.attachments,
        earlier=None if earlier is None else Layout(earlier).attachments,
        on_each=pace.step,
    )
    with telling_storage_problems():
        sync_file(path)
        pace.step()
        byte_count = path.stat().st_size
        manifest = Manifest(
            vault_id=session.header.vault_id,
            made_at=filling.made_at,
            database=path.name,
            byte_count=byte_count,
            sha256=sha256_of(path),
            contents=contents,
            attachments=attachment_names(layout.attachments),
        )
        header = write_header(session.header, session.file_key.header_mac)
        write_new(layout.header, header)
        sealed = write_manifest(manifest, session.file_key.manifest_mac)
        write_new(layout.manifest, sealed)
    return manifest, damaged


@contextmanager
def _noticing_a_lost_place(folder: Path) -> Iterator[None]:
    """Tell a pulled-out stick from what else a missing file may mean."""
    try:
        yield
    except Problem:
        if folder.is_dir():
            raise
        raise BackupPlaceLostError from None


def _place_elsewhere(session: Session, to: os.PathLike[str]) -> Path:
    with telling_storage_problems():
        if not Path(to).is_dir():
            raise BackupPlaceMissingError
        place = Path(to) / f"HomeVisit-{session.header.vault_id[-8:]}"
        place.mkdir(mode=0o700, exist_ok=True)
        return place
