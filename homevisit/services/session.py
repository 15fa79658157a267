"""One open vault: what every verb is handed first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.ids import new_id
from homevisit.ledger import memory
from homevisit.ledger.ledger import Author, Ledger
from homevisit.services.indexing import DomainIndexing

if TYPE_CHECKING:
    from homevisit.clock import Clock
    from homevisit.vault import Vault

_PERSON = "person_id"


@dataclass(frozen=True, slots=True)
class Session:
    """An unlocked vault, its ledger and the person it belongs to.

    Lives on the thread that opened it, from unlocking until `close`.
    """

    vault: Vault
    ledger: Ledger
    clock: Clock
    person_id: str

    def close(self) -> None:
        """Close the vault; nothing of the session works afterwards."""
        self.vault.close()


def begin_session(vault: Vault, clock: Clock) -> Session:
    """Return the session of a vault that has just been opened.

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
    return Session(vault, ledger, clock, person_id)
