"""Rotating every local key: a new file under a new key, then one header replace.

The user master key and both slots are new as well: whoever knew an old one, from an old
header and an old password, can open nothing that is written from now on. What they
already copied, and backups made before, stay readable to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from homevisit.vault.layout import DATA
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from homevisit.vault.header import FileEntry, Header
    from homevisit.vault.session import Session


def rotate_keys(session: Session, password: str) -> str:
    """Renew every local key and return the new recovery code.

    Raises `WrongPasswordError`, `DatabaseDamagedError` or a storage problem; the
    vault then goes on under the old keys.
    """
    old_umk = umk_of_password(session.header, password)
    umk, file_key = new_key(), FileKey.new()
    old = session.path
    n = session.header.file(DATA).n + 1
    _export(session, session.layout.database(DATA, n), file_key.database)
    slots, code = new_slots(session.header, umk, password)
    vault_id = session.header.vault_id
    entry = file_key.wrapped_in(umk, vault_id=vault_id, file_id=DATA, n=n)
    header = session.header.next(
        slots=slots,
        identity=session.person.wrapped_in(umk, vault_id),
        files=(entry, *_other_files(session.header, old_umk, umk)),
    )
    session.go_over_to(header, file_key)
    drop_file(old)
    return code


def _other_files(header: Header, old_umk: bytes, umk: bytes) -> Iterator[FileEntry]:
    """Keep the keys of the files that are not rotated, under the new master key."""
    for entry in header.files:
        if entry.file_id != DATA:
            key = FileKey.unwrapped(entry, old_umk, header.vault_id)
            yield key.wrapped_in(
                umk, vault_id=header.vault_id, file_id=entry.file_id, n=entry.n
            )


def _export(session: Session, fresh: Path, key: bytes) -> None:
    """Write and prove the new file; leave nothing behind when that fails."""
    drop_file(fresh)
    make_empty_file(fresh)
    try:
        session.database.export_into(fresh, key)
        _require_same(fresh, key, contents_of(session.database))
        with telling_storage_problems():
            sync_file(fresh)
            sync_folder(fresh.parent)
    except BaseException:
        drop_file(fresh)
        raise


def _require_same(fresh: Path, key: bytes, wanted: Contents) -> None:
    require_sound_pages(fresh, key)
    if check_structure(fresh, key) or read_contents(fresh, key) != wanted:
        raise DatabaseDamagedError
