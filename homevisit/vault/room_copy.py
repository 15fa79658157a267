"""Backups of the room alone, and the one that a backup of the vault takes along.

The room's key is in hand only while the room is open. So it makes its own verified
backups then, and a backup of the whole vault carries the latest of them: one folder
brings both back.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.backup_place import expire, free_name, list_backups
from homevisit.vault.cipher_file import make_empty_file
from homevisit.vault.durable import sync_file, write_new
from homevisit.vault.header import write_header
from homevisit.vault.layout import Layout
from homevisit.vault.manifest import Manifest, read_manifest, write_manifest
from homevisit.vault.new_folder import building
from homevisit.vault.proof import copy_file, prove_copy, sha256_of
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from datetime import datetime

    from homevisit.vault.backup_place import Backup
    from homevisit.vault.room import RoomFile
    from homevisit.vault.session import Session

_COPIED = "copied_seq"


class RoomCopyAloneError(Problem):
    """A backup of the room was to be restored as if it were one of the vault."""

    code = "room_copy_alone"
    what = N_("This backup holds the counselling room alone.")
    safe = N_("Nothing was restored, and nothing in the folder was changed.")
    todo = N_("Choose a backup of the whole vault: it carries the room as well.")


@dataclass(frozen=True, slots=True)
class CarriedRoom:
    """The backup of the room that a backup of the vault took along."""

    made_at: datetime
    commit_seq: int


def copy_room(room: RoomFile) -> None:
    """Make a verified backup of the open room; what was there before stays.

    Raises `DatabaseDamagedError`, `BackupFailedError` or a storage problem.
    """
    place = room.session.layout.room_backups
    made_at = room.clock.now().replace(microsecond=0)
    target = free_name(place, made_at)
    with building(target) as unfinished:
        _fill(room, Layout(unfinished), made_at)
    with room.database.transaction():
        room.database.set_meta(_COPIED, room.database.commit_seq + 1)
    expire(place)


def is_copied(room: RoomFile) -> bool:
    """Whether the latest backup of the room holds all that stands in it."""
    if not _usable(room.session):
        return False
    try:
        copied = int(room.database.meta(_COPIED))
    except KeyError:
        return False
    return copied == room.database.commit_seq


def carry_room(session: Session, layout: Layout) -> CarriedRoom | None:
    """Put the latest whole backup of the room into a backup of the vault.

    An open room is backed up first if anything in it is new. Returns None where there
    is no room, or no backup of it that can be read. Raises what `copy_room` raises.
    """
    if not session.header.has_room:
        return None
    if session.room is not None and not is_copied(session.room):
        copy_room(session.room)
    for found in _usable(session):
        source = Layout(found.folder)
        manifest = read_manifest(source.manifest).manifest
        if is_same_as_said(source, manifest):
            _bring(source, layout, manifest)
            return CarriedRoom(found.made_at, found.commit_seq)
    return None


def is_same_as_said(source: Layout, manifest: Manifest) -> bool:
    """Whether the room's file beside a manifest is the one that it names."""
    path = source.folder / Path(manifest.database).name
    return path.is_file() and sha256_of(path) == manifest.sha256


def _fill(room: RoomFile, layout: Layout, made_at: datetime) -> None:
    session, path = room.session, layout.folder / room.path.name
    make_empty_file(path)
    room.database.vacuum_into(path)
    contents = prove_copy(path, room.file_key.database, room.database)
    with telling_storage_problems():
        sync_file(path)
        manifest = Manifest(
            vault_id=session.header.vault_id,
            made_at=made_at,
            database=path.name,
            byte_count=path.stat().st_size,
            sha256=sha256_of(path),
            contents=contents,
            attachments=(),
        )
        write_new(
            layout.header, write_header(session.header, session.file_key.header_mac)
        )
        sealed = write_manifest(manifest, room.file_key.manifest_mac)
        write_new(layout.manifest, sealed)


def _usable(session: Session) -> list[Backup]:
    """Return the backups of the room as it is, the newest first.

    After a rotation of the keys the earlier ones are under a key that has gone.
    """
    name = session.room_path.name
    return [
        each
        for each in list_backups(session.layout.room_backups)
        if each.database == name
    ]


def _bring(source: Layout, target: Layout, manifest: Manifest) -> None:
    copy_file(source.folder / manifest.database, target.folder / manifest.database)
    with telling_storage_problems():
        write_new(target.room_manifest, source.manifest.read_bytes())
