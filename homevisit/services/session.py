"""One open vault: what every verb is handed first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homevisit.ids import new_id
from homevisit.ledger import memory
from homevisit.ledger.ledger import Author, Ledger
from homevisit.services.indexing import DomainIndexing

if TYPE_CHECKING:
    from homevisit.clock import Clock
    from homevisit.ledger.database import Database
    from homevisit.services.room import Room
    from homevisit.vault import Vault

_PERSON = "person_id"


@dataclass(slots=True)
class Door:
    """The door of the counselling room: the room while it is open, or nothing."""

    room: Room | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """An unlocked vault, its ledger and the person it belongs to.

    Lives on the thread that opened it, from unlocking until `close`.
    """

    vault: Vault
    ledger: Ledger
    clock: Clock
    person_id: str
    door: Door = field(default_factory=Door, compare=False)

    @property
    def common(self) -> Database:
        """Where colleagues are known and what concerns the vault as a whole."""
        return self.vault.db

    @property
    def part(self) -> str:
        """Which ledger of the vault this is: empty for the general one."""
        return ""

    def close(self) -> None:
        """Close the vault and its room; nothing of the session works afterwards."""
        self.door.room = None
        self.vault.close()


def begin_session(vault: Vault, clock: Clock, door: Door | None = None) -> Session:
    """Return the session of a vault that has just been opened.

    One that goes on after a check or a rotation hands its `door` on.

    A new vault's owner gets the id of her staff record here, before anything is
    written, so that every save has an author.
    """
    db = vault.db
    person_id = memory.recall(db, _PERSON)
    if person_id is None:
        person_id = new_id(clock)
        memory.remember(db, _PERSON, person_id)
    author = Author(person_id, vault.writer_id, vault.sign)
    ledger = Ledger(db, DomainIndexing(), author, clock)
    return Session(vault, ledger, clock, person_id, door or Door())
