"""The practice vault: an invented school that can never be taken for a real one.

It carries a mark inside, so it stays known wherever its folder is moved or restored:
the window and every print say so, and nothing goes from it to a colleague or into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.ledger import memory
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.services.session import Session

_MARK = "is_practice"


class PracticeVaultError(Problem):
    """Somebody wanted to exchange records with the practice vault."""

    code = "practice_vault"
    what = N_("This is the practice vault, and everybody in it is invented.")
    safe = N_("Nothing was handed on and nothing was taken in.")
    todo = N_("Open your own vault to exchange records with colleagues.")


def mark(session: Session) -> None:
    """Make the vault a practice vault; there is no way back."""
    memory.remember(session.common, _MARK, "1")


def is_practice(session: Session) -> bool:
    """Tell whether everybody in this vault is invented."""
    return memory.recall(session.common, _MARK) == "1"


def refuse_exchange(session: Session) -> None:
    """Raise `PracticeVaultError` for a practice vault."""
    if is_practice(session):
        raise PracticeVaultError
