"""What exchange needs of an open vault: whose it is, what it holds, what time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from homevisit.clock import Clock
    from homevisit.ledger.database import Database
    from homevisit.ledger.ledger import Ledger
    from homevisit.vault import Vault

ROOM = "counselling"


class Place(Protocol):
    """The session of an open vault satisfies it."""

    @property
    def vault(self) -> Vault: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def person_id(self) -> str: ...
    @property
    def common(self) -> Database:
        """Where colleagues, their posts and keys are known: for a room its school's."""
        ...

    @property
    def part(self) -> str:
        """Which ledger of the vault it is: empty for the general one, or `ROOM`."""
        ...


def instant(place: Place) -> str:
    """Return the present instant as ISO UTC."""
    now = place.clock.now().isoformat(timespec="milliseconds")
    return now.replace("+00:00", "Z")
