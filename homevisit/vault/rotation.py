"""Rotating every local key: a new file under a new key, then one header replace.

The user master key and both slots are new as well: whoever knew an old one, from an old
header and an old password, can open nothing that is written from now on. What they
already copied, and backups made before, stay readable to them.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.paths import sync_folder
from homevisit.vault.cipher_file import (
    DatabaseDamagedError,
    drop_file,
    make_empty_file,
)
from homevisit.vault.contents import Contents, contents_of, read_contents
from homevisit.vault.credentials import new_slots, umk_of_password
from homevisit.vault.durable import sync_file
from homevisit.vault.integrity import check_structure, require_sound_pages
from homevisit.vault.keyring import FileKey
from homevisit.vault.keys import new_key
from homevisit.vault.layout import DATA, ROOM
from homevisit.vault.room import room_in_reach
from homevisit.vault.room_copy import copy_room
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.vault.database import Database
    from homevisit.vault.header import FileEntry
    from homevisit.vault.room import RoomFile
    from homevisit.vault.session import Session


def rotate_keys(session: Session, password: str) -> str:
    """Renew every local key, the room's as well, and return the new recovery code.

    Raises `WrongPasswordError`, `DatabaseDamagedError` or a storage problem; the
    vault then goes on under the old keys.
    """
    umk = umk_of_password(session.header, password)
    with room_in_reach(session, umk) as room:
        return _rotate(session, room, password)


@dataclass(frozen=True, slots=True, repr=False)
class _Renewed:
    """A database file written anew, not yet in force."""

    path: Path
    file_key: FileKey
    entry: FileEntry


def _rotate(session: Session, room: RoomFile | None, password: str) -> str:
    old = [session.path, *([room.path] if room else [])]
    umk = new_key()
    data = _renew(session, session.database, umk, DATA)
    try:
        other = room and _renew(session, room.database, umk, ROOM)
    except BaseException:
        drop_file(data.path)
        raise
    slots, code = new_slots(session.header, umk, password)
    header = session.header.next(
        slots=slots,
        identity=session.person.wrapped_in(umk, session.header.vault_id),
        files=(data.entry, *([other.entry] if other else [])),
    )
    session.go_over_to(header, data.file_key)
    if room and other:
        room.go_over_to(other.file_key)
        # Its earlier backups are under a key that is in force no more.
        with suppress(Problem):
            copy_room(room)
    for path in old:
        drop_file(path)
    return code


def _renew(session: Session, database: Database, umk: bytes, file_id: str) -> _Renewed:
    """Write and prove the new file; leave nothing behind when that fails."""
    vault_id, n = session.header.vault_id, session.header.file(file_id).n + 1
    fresh, file_key = session.layout.database(file_id, n), FileKey.new()
    drop_file(fresh)
    make_empty_file(fresh)
    try:
        database.export_into(fresh, file_key.database)
        _require_same(fresh, file_key.database, contents_of(database))
        with telling_storage_problems():
            sync_file(fresh)
            sync_folder(fresh.parent)
    except BaseException:
        drop_file(fresh)
        raise
    entry = file_key.wrapped_in(umk, vault_id=vault_id, file_id=file_id, n=n)
    return _Renewed(fresh, file_key, entry)


def _require_same(fresh: Path, key: bytes, wanted: Contents) -> None:
    require_sound_pages(fresh, key)
    if check_structure(fresh, key) or read_contents(fresh, key) != wanted:
        raise DatabaseDamagedError
