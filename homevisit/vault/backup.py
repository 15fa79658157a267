"""Backups: VACUUM INTO, open again, verify, flush, and only then a name.

SQLite's own backup interface copied 40 of 40 damaged vaults in silence and signed the
damage anew; VACUUM INTO raised 40 of 40 times. So each backup is a check of
the vault as well. It holds its own header: the password of its day opens it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.attachments import attachment_names, bring_attachments
from homevisit.vault.cipher_file import make_empty_file
from homevisit.vault.contents import contents_of, read_contents
from homevisit.vault.durable import sync_file, write_new
from homevisit.vault.header import write_header
from homevisit.vault.instants import instant, read_instant
from homevisit.vault.integrity import check_pages, check_structure
from homevisit.vault.layout import DATA, Layout
from homevisit.vault.manifest import (
    BackupDamagedError,
    Manifest,
    NewerBackupError,
    NotABackupError,
    read_manifest,
    write_manifest,
)
from homevisit.vault.new_folder import FolderTakenError, building
from homevisit.vault.retention import to_keep
from homevisit.vault.storage_problems import telling_storage_problems
from homevisit.vault.surroundings import same_disk

if TYPE_CHECKING:
    import os
    from datetime import datetime

    from homevisit.vault.contents import Contents
    from homevisit.vault.session import Session

_NAME = re.compile(r"[0-9]{8}-[0-9]{4}(-[0-9]+)?")
_MOST_IN_A_MINUTE = 100
_COPIED_AT = "copied_elsewhere_at"


class BackupPlaceMissingError(Problem):
    """The folder that a backup should go to is not there."""

    code = "backup_place_missing"
    what = N_("The folder for the backup is not there.")
    safe = N_("Nothing was written, and the vault is unchanged.")
    todo = N_("Connect the disk, or choose another folder, then try again.")


class BackupFailedError(Problem):
    """The copy did not agree with the vault, so it was thrown away."""

    code = "backup_failed"
    what = N_("The new backup did not agree with the vault and was thrown away.")
    safe = N_("The vault and all earlier backups are unchanged.")
    todo = N_("Check the vault, then make the backup again on another disk.")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is there, as its manifest tells; verified when it is restored."""

    folder: Path
    made_at: datetime
    commit_seq: int
    byte_count: int


@dataclass(frozen=True, slots=True)
class BackupReceipt:
    """What a backup just made holds, and whether it lies on another disk."""

    folder: Path
    made_at: datetime
    commit_seq: int
    byte_count: int
    attachments: int
    damaged_attachments: int
    is_elsewhere: bool


def back_up(session: Session, to: os.PathLike[str] | None = None) -> BackupReceipt:
    """Make a verified backup, in the vault's folder or in the folder `to`.

    Raises `DatabaseDamagedError`, `BackupFailedError`, `BackupPlaceMissingError` or a
    storage problem; what was there before stays, and no half backup does.
    """
    place = session.layout.backups if to is None else _place_elsewhere(session, to)
    made_at = session.clock.now().replace(microsecond=0)
    earlier = next((found.folder for found in list_backups(place)), None)
    if to is None:
        earlier = session.layout.folder
    target = _free_name(place, made_at)
    with building(target) as unfinished:
        manifest, damaged = _fill(session, Layout(unfinished), earlier, made_at)
    is_elsewhere = to is not None and not same_disk(session.layout.folder, target)
    if is_elsewhere:
        with session.database.transaction():
            session.database.set_meta(_COPIED_AT, instant(session.clock))
    _expire(place)
    return BackupReceipt(
        folder=target,
        made_at=made_at,
        commit_seq=manifest.contents.commit_seq,
        byte_count=manifest.byte_count,
        attachments=len(manifest.attachments),
        damaged_attachments=damaged,
        is_elsewhere=is_elsewhere,
    )


def list_backups(place: Path) -> tuple[Backup, ...]:
    """Return the readable backups in a folder, newest first."""
    if not place.is_dir():
        return ()
    found = []
    for folder in place.iterdir():
        if _NAME.fullmatch(folder.name):
            try:
                manifest = read_manifest(Layout(folder).manifest).manifest
            except (BackupDamagedError, NewerBackupError, NotABackupError):
                continue
            commit_seq = manifest.contents.commit_seq
            found.append(
                Backup(folder, manifest.made_at, commit_seq, manifest.byte_count)
            )
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def days_since_copy_elsewhere(session: Session) -> int | None:
    """Return the whole days since a backup went to another disk; None if none did."""
    try:
        copied_at = read_instant(session.database.meta(_COPIED_AT))
    except KeyError:
        return None
    return max((session.clock.now() - copied_at) // timedelta(days=1), 0)


def sha256_of(path: Path) -> str:
    """Return the digest of a file that is not open in SQLite."""
    with telling_storage_problems(), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fill(
    session: Session, layout: Layout, earlier: Path | None, made_at: datetime
) -> tuple[Manifest, int]:
    path = layout.database(DATA, session.header.file(DATA).n)
    make_empty_file(path)
    session.database.vacuum_into(path)
    contents = _proved(session, path)
    damaged = bring_attachments(
        session.layout.attachments,
        layout.attachments,
        earlier=None if earlier is None else Layout(earlier).attachments,
    )
    with telling_storage_problems():
        sync_file(path)
        byte_count = path.stat().st_size
        manifest = Manifest(
            vault_id=session.header.vault_id,
            made_at=made_at,
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


def _proved(session: Session, path: Path) -> Contents:
    key = session.file_key.database
    if check_pages(path, key) or check_structure(path, key):
        raise BackupFailedError
    contents = read_contents(path, key)
    if contents != contents_of(session.database):
        raise BackupFailedError
    return contents


def _place_elsewhere(session: Session, to: os.PathLike[str]) -> Path:
    with telling_storage_problems():
        if not Path(to).is_dir():
            raise BackupPlaceMissingError
        place = Path(to) / f"HomeVisit-{session.header.vault_id[-8:]}"
        place.mkdir(mode=0o700, exist_ok=True)
        return place


def _free_name(place: Path, made_at: datetime) -> Path:
    name = made_at.strftime("%Y%m%d-%H%M")
    for number in range(1, _MOST_IN_A_MINUTE):
        path = place / (name if number == 1 else f"{name}-{number}")
        if not path.exists():
            return path
    raise FolderTakenError


def _expire(place: Path) -> None:
    """Remove the backups that nobody needs any more; one that resists may stay."""
    found = list_backups(place)
    kept = to_keep(backup.made_at for backup in found)
    for backup in found:
        if backup.made_at not in kept:
            # Renamed first: what a kill leaves of it is cleared away like a half-made
            # one and never taken for a backup.
            doomed = backup.folder.with_name(f".{backup.folder.name}.unfinished")
            with suppress(OSError):
                backup.folder.rename(doomed)
                shutil.rmtree(doomed, ignore_errors=True)
