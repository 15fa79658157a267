"""Offering, grading and asking again for the password of a vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.vault.passphrase import Passphrase, suggest_passphrase
from homevisit.vault.passwords import require_good_password
from homevisit.vault.strength import Grade, Strength, estimate_strength

if TYPE_CHECKING:
    from homevisit.services.session import Session

__all__ = [
    "Grade",
    "Passphrase",
    "Strength",
    "estimate_strength",
    "require_good_password",
    "suggest_passphrase",
]


def is_mine(session: Session, password: str) -> bool:
    """Whether this is the password of the open vault; it takes as long as unlocking."""
    return session.vault.is_password(password)
