"""What a backup says it holds, sealed with the key of its own database file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.canonical import NotCanonicalError, read_json, write_json
from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault import strict
from homevisit.vault.contents import Contents
from homevisit.vault.header import ID_BYTES
from homevisit.vault.instants import read_instant, write_instant
from homevisit.vault.keys import KEY_BYTES, mac, same
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

BACKUP_MAGIC = "homevisit-backup"
BACKUP_FORMAT = 1
_MAX_BYTES = 64 << 20
_HIGHEST = 1 << 53
_ATTACHMENT = re.compile(r"[0-9a-f]{64}")


class BackupDamagedError(Problem):
    """A backup is incomplete, or it is not what was written."""

    code = "backup_damaged"
    what = N_("This backup is damaged or incomplete.")
    safe = N_("Nothing was restored, and the vault in use was not touched.")
    todo = N_("Choose another backup; there are usually several, on other days.")


class NotABackupError(Problem):
    """The folder holds no backup."""

    code = "not_a_backup"
    what = N_("This folder is not a HomeVisit backup.")
    safe = N_("Nothing was restored, and nothing in the folder was changed.")
    todo = N_("Choose a folder whose name is a date and time, such as 20260302-0800.")


class NewerBackupError(Problem):
    """A later version of HomeVisit made this backup."""

    code = "newer_backup"
    what = N_("This backup was made by a newer version of HomeVisit.")
    safe = N_("Nothing was restored, and the backup is unchanged.")
    todo = N_("Install the newest version of HomeVisit, then restore it again.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one backup holds."""

    vault_id: str
    made_at: datetime
    database: str
    byte_count: int
    sha256: str
    contents: Contents
    attachments: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "magic": BACKUP_MAGIC,
            "format": BACKUP_FORMAT,
            "vault": self.vault_id,
            "made_at": write_instant(self.made_at),
            "database": self.database,
            "bytes": self.byte_count,
            "sha256": self.sha256,
            "contents": self.contents.as_json(),
            "attachments": list(self.attachments),
        }


@dataclass(frozen=True, slots=True)
class StoredManifest:
    """A manifest as it was read: well formed, but not yet known to be ours."""

    manifest: Manifest
    tag: bytes

    def is_authentic(self, key: bytes) -> bool:
        return same(self.tag, mac(key, write_json(self.manifest.as_json())))


def write_manifest(manifest: Manifest, key: bytes) -> bytes:
    """Return the bytes of the manifest file."""
    body = manifest.as_json()
    return write_json(body | {"mac": mac(key, write_json(body)).hex()})


def read_manifest(path: Path) -> StoredManifest:
    """Read a manifest that anybody may have changed.

    Raises `NotABackupError`, `NewerBackupError`, `BackupDamagedError` or a storage
    problem.
    """
    with telling_storage_problems():
        try:
            with path.open("rb") as file:
                content = file.read(_MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            raise NotABackupError from None
    try:
        value = read_json(content, max_bytes=_MAX_BYTES)
        if isinstance(value, dict) and _is_newer(value):
            raise NewerBackupError
        return _parsed(value)
    except (NotCanonicalError, strict.ShapeError, ValueError):
        raise BackupDamagedError from None


def _is_newer(value: dict[str, Any]) -> bool:
    number = value.get("format")
    ours = value.get("magic") == BACKUP_MAGIC
    return ours and type(number) is int and number > BACKUP_FORMAT


def _parsed(value: object) -> StoredManifest:
    names = "magic format vault made_at database bytes sha256 contents attachments mac"
    found = strict.mapping(value, *names.split())
    strict.one_of(found["magic"], BACKUP_MAGIC)
    strict.number(found["format"], BACKUP_FORMAT, BACKUP_FORMAT)
    attachments = found["attachments"]
    if not isinstance(attachments, list):
        raise strict.ShapeError("unexpected list")
    if not all(_ATTACHMENT.fullmatch(strict.text(name)) for name in attachments):
        raise strict.ShapeError("unexpected name")
    manifest = Manifest(
        vault_id=strict.hex_bytes(found["vault"], ID_BYTES).hex(),
        made_at=read_instant(strict.text(found["made_at"])),
        database=strict.text(found["database"]),
        byte_count=strict.number(found["bytes"], 0, _HIGHEST),
        sha256=strict.hex_bytes(found["sha256"], KEY_BYTES).hex(),
        contents=_contents(found["contents"]),
        attachments=tuple(attachments),
    )
    return StoredManifest(manifest, strict.hex_bytes(found["mac"], KEY_BYTES))


def _contents(value: object) -> Contents:
    found = strict.mapping(value, "schema_version", "commit_seq", "rows")
    rows = found["rows"]
    if not isinstance(rows, dict):
        raise strict.ShapeError("unexpected rows")
    return Contents(
        schema_version=strict.number(found["schema_version"], 0, _HIGHEST),
        commit_seq=strict.number(found["commit_seq"], 0, _HIGHEST),
        rows={name: strict.number(n, 0, _HIGHEST) for name, n in rows.items()},
    )
