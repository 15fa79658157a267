"""Putting back a backup of the room alone, when the room's own file is damaged.

The rest of the vault is not touched, and the file that was in use is set aside. What is
put back becomes the room by one header save, as a new writer: what it had not yet
handed on before is not known any more, and must not be taken for what comes now.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.paths import sync_folder
from homevisit.text import N_
from homevisit.vault.backup_place import list_backups
from homevisit.vault.beat import Beat, write_beat
from homevisit.vault.cipher_file import DatabaseDamagedError, drop_file
from homevisit.vault.credentials import umk_of_password
from homevisit.vault.durable import replace_patiently
from homevisit.vault.first_file import sign_on_as_new_writer
from homevisit.vault.header_file import load_header
from homevisit.vault.integrity import check_structure, require_sound_pages
from homevisit.vault.keyring import FileKey
from homevisit.vault.keys import NotTheKeyError
from homevisit.vault.layout import ROOM, Layout
from homevisit.vault.manifest import (
    BackupDamagedError,
    NewerBackupError,
    NotABackupError,
    read_manifest,
)
from homevisit.vault.migrating import read_migrations
from homevisit.vault.proof import copy_file
from homevisit.vault.room import NoRoomError
from homevisit.vault.room_copy import is_same_as_said
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    import os

    from homevisit.vault.backup_place import Backup
    from homevisit.vault.header import FileEntry
    from homevisit.vault.session import Session

SET_ASIDE = ".set-aside"


class RoomCopyOfOtherKeysError(Problem):
    """The backup of the room was made before the keys of the vault were renewed."""

    code = "room_copy_of_other_keys"
    what = N_("This backup of the room was made before the keys were renewed.")
    safe = N_("Nothing was put back, and the room is as it was.")
    todo = N_("Choose a later backup of the room, or restore one of the whole vault.")


@dataclass(frozen=True, slots=True, repr=False)
class _Copy:
    """A backup of the room that was found whole."""

    path: Path
    file_key: FileKey


def room_copies(session: Session) -> tuple[Backup, ...]:
    """Return the backups of the room alone, the newest first."""
    return list_backups(session.layout.room_backups)


def put_back_room(
    session: Session, folder: os.PathLike[str], password: str
) -> Path | None:
    """Make a backup of the room the room; return where the file in use was put aside.

    None where there was no such file. Raises `NoRoomError`, `WrongPasswordError`,
    `NotABackupError`, `BackupDamagedError`, `NewerBackupError`,
    `RoomCopyOfOtherKeysError` or a storage problem; the room is then as it was.
    """
    if not session.header.has_room:
        raise NoRoomError
    umk = umk_of_password(session.header, password)
    found = _opened(session, Layout(Path(folder)), umk)
    if session.room is not None:
        session.room.close()
    used = session.room_path
    vault_id, n = session.header.vault_id, session.header.file(ROOM).n + 1
    entry = found.file_key.wrapped_in(umk, vault_id=vault_id, file_id=ROOM, n=n)
    fresh = session.layout.database(ROOM, n)
    drop_file(fresh)
    try:
        _put_in_place(session, found, entry)
    except BaseException:
        drop_file(fresh)
        raise
    return _set_aside(used)


def _opened(session: Session, source: Layout, umk: bytes) -> _Copy:
    """Open the keys of a backup and compare it with what it says."""
    stored = read_manifest(source.manifest)
    manifest = stored.manifest
    if manifest.vault_id != session.header.vault_id or not (
        manifest.database.startswith(ROOM)
    ):
        raise NotABackupError
    if manifest.contents.schema_version > len(read_migrations()):
        raise NewerBackupError
    header = load_header(source).stored.header
    if not header.has_room:
        raise NotABackupError
    try:
        file_key = FileKey.unwrapped(header.file(ROOM), umk, header.vault_id)
    except NotTheKeyError:
        raise RoomCopyOfOtherKeysError from None
    if not (
        stored.is_authentic(file_key.manifest_mac) and is_same_as_said(source, manifest)
    ):
        raise BackupDamagedError
    return _Copy(source.folder / Path(manifest.database).name, file_key)


def _put_in_place(session: Session, found: _Copy, entry: FileEntry) -> None:
    """Prove the new file, and let the header name it last of all."""
    layout, key = session.layout, found.file_key.database
    path = layout.database(ROOM, entry.n)
    copy_file(found.path, path)
    try:
        require_sound_pages(path, key)
    except DatabaseDamagedError:
        raise BackupDamagedError from None
    if check_structure(path, key):
        raise BackupDamagedError
    commit_seq = sign_on_as_new_writer(path, key, session.clock)
    others = tuple(each for each in session.header.files if each.file_id != ROOM)
    header = session.header.next(files=(*others, entry))
    with telling_storage_problems():
        sync_folder(layout.folder)
    session.save_header(header)
    beat = Beat(header.vault_id, entry.n, header.generation, commit_seq)
    # It is done; a beat of another file number only costs a warning.
    with suppress(Problem):
        write_beat(layout.room_beat, beat, found.file_key.beat_mac)


def _set_aside(used: Path) -> Path | None:
    aside = used.with_name(f"{used.name}{SET_ASIDE}")
    with telling_storage_problems():
        for end in ("", "-wal"):
            path = used.with_name(f"{used.name}{end}")
            if path.exists():
                replace_patiently(path, aside.with_name(f"{aside.name}{end}"))
    return aside if aside.exists() else None
