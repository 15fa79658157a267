"""The counselling room: what psychology staff write, in a ledger of its own.

A `Room` is taken wherever a `Session` is: records, history and drafts are then those
of the room. What others may know is written through `Room.school`, in a save of its
own; no save spans the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.exchange.place import ROOM
from homevisit.exchange.readers import is_within
from homevisit.ledger import memory
from homevisit.ledger.filing import read_filing
from homevisit.ledger.ledger import Author, Ledger
from homevisit.ledger.refiling import follow
from homevisit.services import records
from homevisit.services.care_publishing import publish
from homevisit.services.indexing import RoomIndexing
from homevisit.services.session import Session
from homevisit.text import N_
from homevisit.vault.beat import WentBackInTimeError
from homevisit.vault.room import NoRoomError, RoomExistsError
from homevisit.vault.unlocking import WrongPasswordError

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.ledger.database import Database
    from homevisit.vault import Backup, RoomVault

__all__ = [
    "NoRoomError",
    "Room",
    "RoomClosedError",
    "RoomExistsError",
    "WentBackInTimeError",
    "WrongPasswordError",
]

PSYCHOLOGIST = "psychologist"
IDLE_MINUTES = range(1, 31)
_IDLE = "room_idle_minutes"
_USUAL_IDLE = 2


class RoomClosedError(Problem):
    """Something of the counselling room was asked for while it is closed."""

    code = "room_closed"
    what = N_("The counselling room is closed.")
    safe = N_("Everything in it is safe, and nothing was changed.")
    todo = N_("Open it with your password, then go on where you were.")


class NotPsychologyStaffError(Problem):
    """The owner of the vault holds no post of psychology staff."""

    code = "not_psychology_staff"
    what = N_("Only psychology staff have a counselling room.")
    safe = N_("Nothing was changed.")
    todo = N_("If this is your post, have it entered in the staff directory first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room(Session):
    """The open room; `school` is the session of the vault that it belongs to."""

    vault: RoomVault
    school: Session

    @property
    def common(self) -> Database:
        """Return the file of the school, where colleagues are known."""
        return self.school.common

    @property
    def part(self) -> str:
        """Return the name of the room's ledger in what is handed on."""
        return ROOM

    def close(self) -> None:
        """Close the room; the vault stays open."""
        self.door.room = None
        self.vault.close()


def has_room(session: Session) -> bool:
    """Whether this vault has a counselling room, open or closed."""
    return session.vault.room.is_made


def is_open(session: Session) -> bool:
    """Whether the room is open now."""
    return session.door.room is not None


def room_of(session: Session) -> Room:
    """Return the open room; raises `NoRoomError` or `RoomClosedError`.

    Where two files of a child became one since, or two again, it files as the school.
    """
    if session.door.room is not None:
        return _filed(session.door.room)
    if not has_room(session):
        raise NoRoomError
    raise RoomClosedError


def make_room(session: Session, password: str) -> Room:
    """Make the room in the vault of a psychologist, and open it.

    Raises `NotPsychologyStaffError`, `RoomExistsError`, `WrongPasswordError` or a
    storage problem; there is then no room.
    """
    if not is_psychologist(session):
        raise NotPsychologyStaffError
    return _enter(session, session.vault.room.make(password))


def open_room(session: Session, password: str, *, accept_older: bool = False) -> Room:
    """Open the room with the password of the vault; it takes as long as unlocking.

    What others may know of its cases is brought up to date, should an act have been cut
    off halfway. What it warns of stands in `vault.warnings` of the room. Raises what
    `homevisit.vault.room.open_room` raises, such as `WrongPasswordError`, or
    `WentBackInTimeError` unless `accept_older`; none of them changes a file.
    """
    opened = session.vault.room.open(password, accept_older=accept_older)
    if session.door.room is not None:
        return session.door.room
    room = _enter(session, opened)
    publish(room)
    return room


def copies(session: Session) -> tuple[Backup, ...]:
    """Return the backups of the room alone, the newest first."""
    return session.vault.room.copies()


def put_back(session: Session, folder: Path, password: str) -> Room:
    """Make a backup of the room the room and open it; the file in use is set aside.

    For the day when the room's file is damaged: the rest of the vault stays as it is.
    Raises what `homevisit.vault.room_putting_back.put_back_room` raises.
    """
    close_room(session)
    session.vault.room.put_back(folder, password)
    return open_room(session, password)


def close_room(session: Session) -> Problem | None:
    """Close the room if it is open; the vault stays open.

    It is backed up if anything in it is new. Returns what stood in the way of that.
    """
    opened = session.door.room
    if opened is None:
        return None
    opened.close()
    return opened.vault.backup_problem


def is_psychologist(session: Session) -> bool:
    """Whether the owner of the vault holds a post of psychology staff today."""
    today = session.clock.today().isoformat()
    roles = records.values_if_known(session, session.person_id).get("roles") or []
    return any(
        each.get("role") == PSYCHOLOGIST
        and is_within(today, each.get("from_date"), each.get("to_date"))
        for each in roles
    )


def idle_minutes(session: Session) -> int:
    """Return after how many minutes without a touch the room closes."""
    return int(memory.recall(session.common, _IDLE) or _USUAL_IDLE)


def set_idle_minutes(session: Session, minutes: int) -> None:
    """Let the room close after so many minutes; one of `IDLE_MINUTES`."""
    if minutes not in IDLE_MINUTES:
        raise ValueError("the room closes after 1 to 30 minutes")
    memory.remember(session.common, _IDLE, str(minutes))


def _enter(session: Session, opened: RoomVault) -> Room:
    author = Author(session.person_id, opened.writer_id, opened.sign)
    room = Room(
        vault=opened,
        ledger=Ledger(opened.db, RoomIndexing(), author, session.clock),
        clock=session.clock,
        person_id=session.person_id,
        door=session.door,
        school=session,
    )
    session.door.room = room
    return _filed(room)


def _filed(room: Room) -> Room:
    ledger = room.ledger
    follow(ledger.db, ledger.indexing, read_filing(room.common))
    return room
