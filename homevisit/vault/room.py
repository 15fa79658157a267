"""The counselling room: a second database file with a key, a counter and a beat.

No transaction spans the two files. The user master key is not kept once the vault is
open, so the password is asked for again; what stays in memory is this file's key
alone, until the room is closed.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.paths import sync_folder
from homevisit.text import N_
from homevisit.vault.beat import (
    Beat,
    BeatMissing,
    WentBackInTimeError,
    read_beat,
    write_beat,
)
from homevisit.vault.cipher_file import (
    DatabaseDamagedError,
    drop_file,
    open_cipher_file,
)
from homevisit.vault.credentials import umk_of_password
from homevisit.vault.database import Database
from homevisit.vault.first_file import make_first_file
from homevisit.vault.header import KeyFileRefusedError
from homevisit.vault.integrity import require_sound_pages
from homevisit.vault.keyring import FileKey
from homevisit.vault.keys import NotTheKeyError
from homevisit.vault.layout import ROOM
from homevisit.vault.migrating import migrate, pending_migrations, read_migrations
from homevisit.vault.room_copy import copy_room, is_copied
from homevisit.vault.storage_problems import telling_storage_problems
from homevisit.vault.verifying import check_weekly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from homevisit.clock import Clock
    from homevisit.vault.session import Session


class NoRoomError(Problem):
    """The vault has no counselling room."""

    code = "no_room"
    what = N_("This vault has no counselling room.")
    safe = N_("Nothing was changed.")
    todo = N_("Psychology staff set one up in their own vault, under “Care”.")


class RoomExistsError(Problem):
    """The vault has a counselling room already."""

    code = "room_exists"
    what = N_("This vault has a counselling room already.")
    safe = N_("Nothing was changed, and everything in the room is safe.")
    todo = N_("Open it with the password of the vault.")


class RoomDamagedError(DatabaseDamagedError):
    """The room's file cannot be read as what was written; the vault is in use."""

    code = "room_damaged"
    what = N_("The file of the counselling room is damaged.")
    safe = N_("It was left exactly as it is, and all other records work as ever.")
    todo = N_(
        "Restore the latest backup of the vault into a new folder, or put back a "
        "backup of the room alone from the command line."
    )


@dataclass(slots=True, repr=False)
class RoomFile:
    """The room's file while it is open, in the thread that has the vault open."""

    session: Session
    file_key: FileKey
    database: Database
    warnings: tuple[Problem, ...] = ()
    trouble: Problem | None = None
    """What stood in the way of a backup when the room was closed."""
    _last_beat: Beat | None = None

    @property
    def path(self) -> Path:
        return self.session.room_path

    @property
    def clock(self) -> Clock:
        return self.session.clock

    def settle(self) -> None:
        """Empty the journal and note how far the file has come."""
        commit_seq = self.database.commit_seq
        if self.database.checkpoint():
            self._beat(commit_seq)

    def go_over_to(self, file_key: FileKey) -> None:
        """Go on with the file and key that the header names now, after a rotation."""
        self.file_key = file_key
        path, key = self.path, file_key.database
        self.database.move_to(lambda: open_cipher_file(path, key))
        with suppress(Problem):
            self.settle()

    def close(self) -> None:
        """Back up what is new, settle and close; a second call does nothing.

        What could not be settled is committed all the same; the next opening does it.
        """
        if self.session.room is not self:
            return
        self.session.room = None
        try:
            self._back_up()
            with suppress(Problem):
                self.settle()
        finally:
            self.database.close()
            _part(self.session.database)

    def _back_up(self) -> None:
        try:
            # What somebody forgot to commit is undone, and backed up by nobody.
            if not (self.database.in_transaction or is_copied(self)):
                copy_room(self)
        except Problem as problem:
            self.trouble = problem

    def _beat(self, commit_seq: int) -> None:
        beat = _beat_of(self.session, commit_seq)
        if beat != self._last_beat:
            write_beat(self.session.layout.room_beat, beat, self.file_key.beat_mac)
            self._last_beat = beat


def make_room(session: Session, password: str) -> RoomFile:
    """Make the room of a vault that has none, and open it.

    The header names it last of all: until then there is no room, and what was begun is
    removed here or when the vault is opened again. Raises `RoomExistsError`,
    `WrongPasswordError`, `NotEnoughMemoryError` or a storage problem.
    """
    if session.header.has_room:
        raise RoomExistsError
    umk = umk_of_password(session.header, password)
    file_key, vault_id = FileKey.new(), session.header.vault_id
    entry = file_key.wrapped_in(umk, vault_id=vault_id, file_id=ROOM, n=1)
    header = session.header.next(files=(*session.header.files, entry))
    path = session.layout.database(ROOM, entry.n)
    drop_file(path)
    try:
        owner = (vault_id, ROOM)
        commit_seq = make_first_file(path, file_key.database, owner, session.clock)
        beat = Beat(vault_id, entry.n, header.generation, commit_seq)
        write_beat(session.layout.room_beat, beat, file_key.beat_mac)
        with telling_storage_problems():
            sync_folder(session.layout.folder)
        session.save_header(header)
    except BaseException:
        drop_file(path)
        raise
    return _enter(session, file_key, accept_older=False)


def open_room(
    session: Session, password: str, *, accept_older: bool = False
) -> RoomFile:
    """Open the room with the vault's password; one that is open stays as it is.

    `accept_older` goes on after `WentBackInTimeError`. Raises `NoRoomError`,
    `WrongPasswordError`, `NotEnoughMemoryError`, `DatabaseMissingError`,
    `RoomDamagedError` or a storage problem; none of them changes a file.
    """
    if not session.header.has_room:
        raise NoRoomError
    file_key = _room_key(session, umk_of_password(session.header, password))
    return session.room or _enter(session, file_key, accept_older=accept_older)


@contextmanager
def room_in_reach(session: Session, umk: bytes) -> Iterator[RoomFile | None]:
    """Yield the room, opened for the block if it is closed; None if there is none."""
    if not session.header.has_room:
        yield None
    elif session.room is not None:
        yield session.room
    else:
        room = _enter(session, _room_key(session, umk), accept_older=False)
        try:
            yield room
        finally:
            room.close()


def _room_key(session: Session, umk: bytes) -> FileKey:
    """Unwrap the key of the room's file; raises `KeyFileRefusedError`."""
    header = session.header
    try:
        return FileKey.unwrapped(header.file(ROOM), umk, header.vault_id)
    except NotTheKeyError:
        raise KeyFileRefusedError from None


def _enter(session: Session, file_key: FileKey, *, accept_older: bool) -> RoomFile:
    path, key = session.room_path, file_key.database
    try:
        require_sound_pages(path, key)
        database = Database(lambda: open_cipher_file(path, key), session.clock)
        room = RoomFile(session, file_key, database)
        try:
            _settle_in(room, accept_older=accept_older)
        except BaseException:
            database.close()
            raise
    except DatabaseDamagedError:
        raise RoomDamagedError from None
    _join(session.database, database)
    session.room = room
    return room


def _settle_in(room: RoomFile, *, accept_older: bool) -> None:
    """Compare with what is known, and bring up to date."""
    session, database = room.session, room.database
    steps = pending_migrations(database, read_migrations())
    owner = (database.meta("vault_id"), database.meta("file_id"))
    if owner != (session.header.vault_id, ROOM):
        raise DatabaseDamagedError
    beat = read_beat(session.layout.room_beat, room.file_key.beat_mac)
    wanted = (session.header.vault_id, session.header.file(ROOM).n)
    if beat is None or (beat.vault_id, beat.n) != wanted:
        room.warnings = (BeatMissing(),)
    elif (missing := beat.commit_seq - database.commit_seq) > 0 and not accept_older:
        raise WentBackInTimeError(missing=missing)
    check_weekly(room)
    if steps:
        copy_room(room)
        migrate(database, steps)
    room.settle()


def _beat_of(session: Session, commit_seq: int) -> Beat:
    header = session.header
    return Beat(header.vault_id, header.file(ROOM).n, header.generation, commit_seq)


def _join(data: Database, room: Database) -> None:
    """Let each of the two files refuse a transaction while the other has one open."""
    data.beside, room.beside = room, data


def _part(data: Database) -> None:
    data.beside = None
