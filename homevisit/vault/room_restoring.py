"""The room in a backup of the vault: brought back with it, or told to be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.beat import Beat, write_beat
from homevisit.vault.cipher_file import DatabaseDamagedError, drop_file
from homevisit.vault.first_file import sign_on_as_new_writer
from homevisit.vault.integrity import check_structure, require_sound_pages
from homevisit.vault.keyring import FileKey
from homevisit.vault.keys import NotTheKeyError
from homevisit.vault.layout import DATA, ROOM
from homevisit.vault.manifest import (
    BackupDamagedError,
    NewerBackupError,
    NotABackupError,
    read_manifest,
)
from homevisit.vault.migrating import read_migrations
from homevisit.vault.proof import copy_file
from homevisit.vault.room_copy import is_same_as_said

if TYPE_CHECKING:
    from homevisit.clock import Clock
    from homevisit.vault.header import Header
    from homevisit.vault.layout import Layout
    from homevisit.vault.restoring import Source


class RoomNotRestored(Problem):
    """A warning: the vault was restored, and its counselling room was not."""

    code = "room_not_restored"
    what = N_("The counselling room could not be restored from this backup.")
    safe = N_("All other records were restored, and the backup is unchanged.")
    todo = N_("If you need the room, restore another backup into a new folder.")


def restore_room(source: Source, layout: Layout, clock: Clock) -> Header:
    """Bring the room to a vault being restored; return the header that it gets.

    The header names no room where the backup has none that is whole. Raises
    `NewerBackupError` or a storage problem.
    """
    header = source.keys.header
    if not header.has_room:
        return header
    try:
        _restore(source, layout, clock)
    except (NotABackupError, BackupDamagedError, DatabaseDamagedError):
        drop_file(layout.database(ROOM, header.file(ROOM).n))
        return header.next(files=(header.file(DATA),))
    return header


def _restore(source: Source, layout: Layout, clock: Clock) -> None:
    header = source.keys.header
    entry = header.file(ROOM)
    stored = read_manifest(source.layout.room_manifest)
    try:
        file_key = FileKey.unwrapped(entry, source.umk, header.vault_id)
    except NotTheKeyError:
        raise BackupDamagedError from None
    manifest, path = stored.manifest, layout.database(ROOM, entry.n)
    if manifest.contents.schema_version > len(read_migrations()):
        raise NewerBackupError
    if manifest.database != path.name or not (
        stored.is_authentic(file_key.manifest_mac)
        and is_same_as_said(source.layout, manifest)
    ):
        raise BackupDamagedError
    key = file_key.database
    copy_file(source.layout.folder / path.name, path)
    require_sound_pages(path, key)
    if check_structure(path, key):
        raise BackupDamagedError
    commit_seq = sign_on_as_new_writer(path, key, clock)
    beat = Beat(header.vault_id, entry.n, header.generation, commit_seq)
    write_beat(layout.room_beat, beat, file_key.beat_mac)
