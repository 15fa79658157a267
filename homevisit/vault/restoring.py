"""Restoring a backup into a new place: after a loss, or to move to a new laptop.

The backup is only read, so it may lie on a write-protected disk. Nothing is written
over; the restored vault is a new writer, because the old one may still be writing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.attachments import bring_attachments, count_damaged
from homevisit.vault.beat import Beat, write_beat
from homevisit.vault.credentials import replace_both
from homevisit.vault.durable import PRIVATE_FOLDER
from homevisit.vault.first_file import sign_on_as_new_writer
from homevisit.vault.header import write_header
from homevisit.vault.header_file import load_header, save_header
from homevisit.vault.integrity import check_structure, require_sound_pages
from homevisit.vault.layout import DATA, ROOM, Layout
from homevisit.vault.manifest import (
    BackupDamagedError,
    NewerBackupError,
    read_manifest,
)
from homevisit.vault.migrating import read_migrations
from homevisit.vault.new_folder import building
from homevisit.vault.opening import open_session
from homevisit.vault.pace import Pace
from homevisit.vault.passwords import password_bytes, require_good_password
from homevisit.vault.proof import copy_file, sha256_of
from homevisit.vault.recovery_code import read_recovery_code
from homevisit.vault.room_copy import RoomCopyAloneError
from homevisit.vault.room_restoring import RoomNotRestored, restore_room
from homevisit.vault.slots import Role
from homevisit.vault.storage_problems import telling_storage_problems
from homevisit.vault.unlocking import OpenKeys, open_keys, open_umk
from homevisit.vault.vault import NewVault, Vault

if TYPE_CHECKING:
    import os

    from homevisit.clock import Clock
    from homevisit.vault.manifest import Manifest
    from homevisit.vault.session import Session


_STEPS = 3  # beside the attachments: copy, proof, new writer


class AttachmentsDamaged(Problem):
    """A warning: some attachments of the backup are missing or damaged."""

    code = "attachments_damaged"
    what = N_("{count} attachments of this backup are missing or damaged.")
    safe = N_("All records and all other attachments were restored.")
    todo = N_("Look for those photos in another backup, or add them again.")


@dataclass(frozen=True, slots=True, repr=False)
class Source:
    """A backup that was opened and found whole, before anything is written."""

    layout: Layout
    manifest: Manifest
    keys: OpenKeys
    umk: bytes

    @property
    def database(self) -> Path:
        return self.layout.database(DATA, self.keys.header.file(DATA).n)

    def copy_records(self, path: Path) -> None:
        """Copy the record file to a new private file; raises a storage problem."""
        copy_file(self.database, path)


def restore_backup(
    backup_folder: os.PathLike[str],
    into: os.PathLike[str],
    password: str,
    *,
    clock: Clock,
    pace: Pace | None = None,
) -> Vault:
    """Restore a backup into a new or empty folder and open it.

    `password` is the one that was in force when the backup was made. `pace` is told how
    far it is and may raise to stop; nothing is then left behind. Raises
    `NotABackupError`, `BackupDamagedError`, `NewerBackupError`, `WrongPasswordError`,
    `FolderTakenError` or a storage problem; the backup is never changed.
    """
    source = open_source(backup_folder, Role.PASSWORD, password_bytes(password))
    return Vault(_restore(source, into, clock, pace or Pace()))


def restore_with_recovery_code(
    backup_folder: os.PathLike[str],
    into: os.PathLike[str],
    code: str,
    new_password: str,
    *,
    clock: Clock,
) -> NewVault:
    """Restore with the code on paper; the vault gets a new password and a new code."""
    secret = read_recovery_code(code)
    require_good_password(new_password)
    source = open_source(backup_folder, Role.RECOVERY, secret)
    session = _restore(source, into, clock, Pace())
    try:
        new_code = replace_both(session, source.umk, new_password)
    except BaseException:
        session.close()
        raise
    return NewVault(Vault(session), new_code)


def open_source(backup_folder: os.PathLike[str], role: Role, secret: bytes) -> Source:
    """Open a backup's keys and compare it with its manifest; nothing is written.

    Raises what `restore_backup` raises.
    """
    layout = Layout(Path(backup_folder))
    stored = read_manifest(layout.manifest)
    if stored.manifest.database.startswith(ROOM):
        raise RoomCopyAloneError
    loaded = load_header(layout).stored
    umk, _ = open_umk(loaded.header, role, secret)
    opened = open_keys(loaded, umk)
    if not stored.is_authentic(opened.file_key.manifest_mac):
        raise BackupDamagedError
    source = Source(layout, stored.manifest, opened, umk)
    _require_whole(source)
    return source


def _restore(
    source: Source, into: os.PathLike[str], clock: Clock, pace: Pace
) -> Session:
    target = Path(into)
    pace.begin(_STEPS + len(source.manifest.attachments))
    with building(target) as unfinished:
        _fill(source, Layout(unfinished), clock, pace)
    session = open_session(target, lambda _: source.umk, clock=clock)
    damaged = count_damaged(session.layout.attachments, source.manifest.attachments)
    if damaged:
        session.warnings += (AttachmentsDamaged(count=damaged),)
    if source.keys.header.has_room and not session.header.has_room:
        session.warnings += (RoomNotRestored(),)
    return session


def _require_whole(source: Source) -> None:
    """Compare the backup with its manifest."""
    manifest, path = source.manifest, source.database
    if manifest.contents.schema_version > len(read_migrations()):
        raise NewerBackupError
    if manifest.database != path.name or not path.is_file():
        raise BackupDamagedError
    if sha256_of(path) != manifest.sha256:
        raise BackupDamagedError


def _fill(source: Source, layout: Layout, clock: Clock, pace: Pace) -> None:
    header, file_key = source.keys.header, source.keys.file_key
    n = header.file(DATA).n
    path, key = layout.database(DATA, n), file_key.database
    source.copy_records(path)
    with telling_storage_problems():
        layout.backups.mkdir(mode=PRIVATE_FOLDER)
    pace.step()
    bring_attachments(
        source.layout.attachments, layout.attachments, earlier=None, on_each=pace.step
    )
    require_sound_pages(path, key)
    if check_structure(path, key):
        raise BackupDamagedError
    pace.step()
    commit_seq = sign_on_as_new_writer(path, key, clock)
    header = restore_room(source, layout, clock)
    beat = Beat(header.vault_id, n, header.generation, commit_seq)
    write_beat(layout.beat, beat, file_key.beat_mac)
    save_header(layout, write_header(header, file_key.header_mac))
    pace.step()
