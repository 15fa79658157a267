"""Offering a passphrase, and saying honestly how strong a password is."""

from __future__ import annotations

from homevisit.vault.passphrase import Passphrase, suggest_passphrase
from homevisit.vault.passwords import require_good_password
from homevisit.vault.strength import Grade, Strength, estimate_strength

__all__ = [
    "Grade",
    "Passphrase",
    "Strength",
    "estimate_strength",
    "require_good_password",
    "suggest_passphrase",
]
