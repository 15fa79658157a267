"""Which kinds of records a ledger takes in: the one guard between the two ledgers.

What counsellors write stays in the ledger of the room, and nothing else goes there.
Saves, undo, what colleagues hand on and drafts all come through here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.ledger.indexing import Indexing


class NotAdmittedError(Problem):
    """A record was about to be written into a ledger where it does not belong."""

    code = "not_admitted"
    what = N_("An entry does not belong in this part of the vault.")
    safe = N_("Nothing was written, and no counselling entry left its room.")
    todo = N_("If it came in a file, ask the sender for a new one; report this fault.")


def require_admitted(indexing: Indexing, kinds: Iterable[str]) -> None:
    """Raise `NotAdmittedError` unless the ledger takes records of all these kinds."""
    if not all(map(indexing.admits, set(kinds))):
        raise NotAdmittedError
