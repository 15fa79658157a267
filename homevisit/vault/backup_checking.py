"""Checking a backup without restoring it: everything is read, nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.vault.attachments import is_whole
from homevisit.vault.backup_log import note_checked
from homevisit.vault.header_file import load_header
from homevisit.vault.layout import DATA, Layout
from homevisit.vault.manifest import BackupDamagedError, NotABackupError, read_manifest
from homevisit.vault.pace import Pace
from homevisit.vault.proof import sha256_of
from homevisit.vault.room_copy import is_same_as_said

if TYPE_CHECKING:
    import os

    from homevisit.vault.manifest import Manifest
    from homevisit.vault.session import Session


@dataclass(frozen=True, slots=True)
class BackupCheck:
    """What a check of a backup found; its records are whole, or it had raised.

    `is_proved` tells whether this vault's key vouches for it: not for one that was made
    before the keys were renewed, which its own password still opens. `is_room_sound`
    tells of the counselling room that it carries, if it carries one.
    """

    attachments: int
    damaged_attachments: int
    is_proved: bool
    is_room_sound: bool = True

    @property
    def is_sound(self) -> bool:
        return self.damaged_attachments == 0 and self.is_room_sound


def check_backup(
    session: Session, backup_folder: os.PathLike[str], *, pace: Pace | None = None
) -> BackupCheck:
    """Compare every byte of a backup of this vault with what its manifest says.

    Raises `NotABackupError` (also for another vault's), `BackupDamagedError`,
    `NewerBackupError` or a storage problem.
    """
    pace = pace or Pace()
    folder = Path(backup_folder)
    source = Layout(folder)
    stored = read_manifest(source.manifest)
    manifest = stored.manifest
    if manifest.vault_id != session.header.vault_id:
        raise NotABackupError
    header = load_header(source).stored.header
    is_ours = header.file(DATA).n == session.header.file(DATA).n
    if is_ours and not stored.is_authentic(session.file_key.manifest_mac):
        raise BackupDamagedError
    pace.begin(1 + len(manifest.attachments))
    _require_same_records(source, manifest)
    pace.step()
    damaged = 0
    for name in manifest.attachments:
        damaged += not is_whole(source.attachments / name)
        pace.step()
    found = BackupCheck(
        len(manifest.attachments), damaged, is_ours, _is_room_sound(source)
    )
    if found.is_sound:
        note_checked(session, folder)
    return found


def _is_room_sound(source: Layout) -> bool:
    if not source.room_manifest.exists():
        return True
    try:
        manifest = read_manifest(source.room_manifest).manifest
    except BackupDamagedError:
        return False
    return is_same_as_said(source, manifest)


def _require_same_records(source: Layout, manifest: Manifest) -> None:
    path = source.folder / Path(manifest.database).name
    if not path.is_file() or sha256_of(path) != manifest.sha256:
        raise BackupDamagedError
