"""The backups of one place: listing them, setting them aside, letting the old ones go.

What is removed is renamed first: a kill then leaves what is cleared away later, like a
half-made one, and is never taken for a backup.
"""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.vault.layout import Layout
from homevisit.vault.manifest import NotABackupError, read_manifest
from homevisit.vault.new_folder import SET_ASIDE, FolderTakenError
from homevisit.vault.retention import to_keep
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from datetime import datetime

_NAME = re.compile(r"[0-9]{8}-[0-9]{4}(-[0-9]+)?")
_PLACE = re.compile(r"HomeVisit-[0-9a-f]{8}")
_MOST_IN_A_MINUTE = 100


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is there, as its manifest tells; verified when it is restored."""

    folder: Path
    made_at: datetime
    commit_seq: int
    byte_count: int
    attachments: int = 0
    vault_id: str = ""
    database: str = ""
    holds_room: bool = False


def list_backups(place: Path) -> tuple[Backup, ...]:
    """Return the readable backups in a folder, newest first."""
    found = [
        _read(folder) for folder in _folders(place) if _NAME.fullmatch(folder.name)
    ]
    there = (backup for backup in found if backup is not None)
    return tuple(sorted(there, key=lambda backup: backup.made_at, reverse=True))


def find_backups(chosen: Path) -> tuple[Backup, ...]:
    """Return the backups that somebody who chose this folder may mean, newest first.

    It may be a backup itself, a folder of them, a vault, or the stick they lie on.
    """
    itself = _read(chosen)
    if itself is not None:
        return (itself,)
    places = [chosen, Layout(chosen).backups]
    places += [each for each in _folders(chosen) if _PLACE.fullmatch(each.name)]
    found = {each.folder: each for place in places for each in list_backups(place)}
    return tuple(sorted(found.values(), key=lambda each: each.made_at, reverse=True))


def free_name(place: Path, made_at: datetime) -> Path:
    """Return a folder for a backup of this minute that is not there yet."""
    name = made_at.strftime("%Y%m%d-%H%M")
    for number in range(1, _MOST_IN_A_MINUTE):
        path = place / (name if number == 1 else f"{name}-{number}")
        if not path.exists():
            return path
    raise FolderTakenError


def expire(place: Path) -> None:
    """Remove the backups that nobody needs any more; one that resists may stay."""
    found = list_backups(place)
    kept = to_keep(backup.made_at for backup in found)
    for backup in found:
        if backup.made_at not in kept:
            doomed = backup.folder.with_name(f".{backup.folder.name}.unfinished")
            with suppress(OSError):
                backup.folder.rename(doomed)
                shutil.rmtree(doomed, ignore_errors=True)


def set_aside(folder: Path) -> Path:
    """Take a backup out of sight and return where it lies until the vault is opened.

    Elsewhere it lies there until the next backup into the same place.

    Raises `NotABackupError` or a storage problem.
    """
    if not _NAME.fullmatch(folder.name) or not folder.is_dir():
        raise NotABackupError
    aside = folder.with_name(f".{folder.name}{SET_ASIDE}")
    with telling_storage_problems():
        folder.rename(aside)
    return aside


def clear_set_aside(place: Path) -> None:
    """Delete the backups that were set aside in a place; one that resists stays."""
    for each in _folders(place):
        name = each.name.removeprefix(".").removesuffix(SET_ASIDE)
        if each.name == f".{name}{SET_ASIDE}" and _NAME.fullmatch(name):
            shutil.rmtree(each, ignore_errors=True)


def put_back(aside: Path) -> None:
    """Undo `set_aside`; raises `FolderTakenError` or a storage problem."""
    name = aside.name.removeprefix(".").removesuffix(SET_ASIDE)
    if not _NAME.fullmatch(name):
        raise NotABackupError
    if aside.with_name(name).exists():
        raise FolderTakenError
    with telling_storage_problems():
        aside.rename(aside.with_name(name))


def _folders(place: Path) -> list[Path]:
    try:
        return [each for each in place.iterdir() if each.is_dir()]
    except OSError:
        return []


def _read(folder: Path) -> Backup | None:
    try:
        manifest = read_manifest(Layout(folder).manifest).manifest
    except Problem:
        return None
    return Backup(
        folder=Path(folder),
        made_at=manifest.made_at,
        commit_seq=manifest.contents.commit_seq,
        byte_count=manifest.byte_count,
        attachments=len(manifest.attachments),
        vault_id=manifest.vault_id,
        database=manifest.database,
        holds_room=Layout(folder).room_manifest.is_file(),
    )
