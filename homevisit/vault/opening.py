"""Opening a vault: lock, key, check, open, compare with the beat, migrate.

Nothing is written before the password is known to be right.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.backup import back_up
from homevisit.vault.backup_log import BackupReason
from homevisit.vault.beat import (
    BeatMissing,
    KeyFileIsOlder,
    WentBackInTimeError,
    read_beat,
)
from homevisit.vault.cipher_file import (
    DatabaseDamagedError,
    drop_file,
    open_cipher_file,
)
from homevisit.vault.database import Database
from homevisit.vault.folder_lock import FolderLock
from homevisit.vault.header_file import KeyFileRepaired, level_spare, load_header
from homevisit.vault.instants import read_instant
from homevisit.vault.integrity import require_sound_pages
from homevisit.vault.layout import DATA, ROOM, Layout
from homevisit.vault.migrating import migrate, pending_migrations, read_migrations
from homevisit.vault.new_folder import remove_unfinished
from homevisit.vault.session import Session
from homevisit.vault.surroundings import look_around
from homevisit.vault.unlocking import OpenKeys, open_keys
from homevisit.vault.verifying import check_weekly

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from homevisit.clock import Clock
    from homevisit.vault.header import Header
    from homevisit.vault.header_file import LoadedHeader


class BackupIsNoVaultError(Problem):
    """A backup was to be opened as if it were a vault in use."""

    code = "backup_is_no_vault"
    what = N_("This folder is a backup, not a vault to write in.")
    safe = N_("It was not opened, so it stays exactly as it was made.")
    todo = N_("Restore it: that makes a new vault of it and keeps the backup.")


class ClockIsBehind(Problem):
    """A warning: the computer's clock stands before the last save."""

    code = "clock_is_behind"
    what = N_("The computer's clock stands before the time of the last save.")
    safe = N_("All records are intact.")
    todo = N_("Check date and time of this computer, or new entries get wrong times.")


def open_session(
    folder: os.PathLike[str],
    unlock: Callable[[Header], bytes],
    *,
    clock: Clock,
    accept_older: bool = False,
) -> Session:
    """Open a vault whose user master key `unlock` finds in its header.

    Raises `BackupIsNoVaultError`, the problems of the key file, the lock, the database
    file and the storage, and what `unlock` raises.
    """
    layout = Layout(Path(folder))
    if layout.manifest.exists():
        raise BackupIsNoVaultError
    # Before the lock, so that a folder which is no vault gets no lock file.
    load_header(layout)
    lock = FolderLock.take(layout.lock, clock)
    try:
        loaded = load_header(layout)
        opened = open_keys(loaded.stored, unlock(loaded.stored.header))
        session = _enter(layout, opened, lock, clock)
        try:
            _settle_in(session, loaded, accept_older=accept_older)
        except BaseException:
            session.database.close()
            raise
    except BaseException:
        lock.release()
        raise
    return session


def _enter(layout: Layout, opened: OpenKeys, lock: FolderLock, clock: Clock) -> Session:
    path = layout.database(DATA, opened.header.file(DATA).n)
    key = opened.file_key.database
    require_sound_pages(path, key)
    return Session(
        layout=layout,
        lock=lock,
        header=opened.header,
        file_key=opened.file_key,
        person=opened.person,
        database=Database(lambda: open_cipher_file(path, key), clock),
        clock=clock,
    )


def _settle_in(session: Session, loaded: LoadedHeader, *, accept_older: bool) -> None:
    """Compare with what is known, bring up to date, and collect the warnings."""
    database = session.database
    steps = pending_migrations(database, read_migrations())
    owner = (database.meta("vault_id"), database.meta("file_id"))
    if owner != (session.header.vault_id, DATA):
        raise DatabaseDamagedError
    warnings = _compare_with_beat(session, accept_older=accept_older)
    is_newest = not warnings
    if read_instant(database.meta("saved_at")) > session.clock.now():
        warnings.append(ClockIsBehind())
    level_spare(session.layout, loaded)
    if loaded.from_spare:
        warnings.append(KeyFileRepaired())
    else:
        _drop_orphans(session, is_newest=is_newest)
    layout = session.layout
    remove_unfinished(layout.folder, layout.backups, layout.room_backups)
    check_weekly(session)
    if steps:
        back_up(session, reason=BackupReason.BEFORE_UPGRADE)
        migrate(database, steps)
    session.settle()
    session.warnings = (*warnings, *look_around(session.layout.folder))


def _compare_with_beat(session: Session, *, accept_older: bool) -> list[Problem]:
    beat = read_beat(session.layout.beat, session.file_key.beat_mac)
    if beat is None or beat.vault_id != session.header.vault_id:
        return [BeatMissing()]
    missing = beat.commit_seq - session.database.commit_seq
    if missing > 0 and not accept_older:
        raise WentBackInTimeError(missing=missing)
    if beat.header_generation > session.header.generation:
        return [KeyFileIsOlder()]
    return []


def _drop_orphans(session: Session, *, is_newest: bool) -> None:
    """Remove what interrupted work left: any other number of the same file.

    A room that the header does not name was begun and not finished. It stays while
    the header may be an older one than the beat knows, which would not name it either.
    """
    current = {entry.file_id: entry.n for entry in session.header.files}
    for file_id in (DATA, ROOM):
        if file_id not in current and not is_newest:
            continue
        for n, path in session.layout.databases(file_id).items():
            if n != current.get(file_id):
                drop_file(path)
