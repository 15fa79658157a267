"""Passphrases of five Chinese words, drawn at random.

What is typed are the words' letters, with spaces: password fields switch input methods
off, and a cloud input method would send the words away. The words are what one
remembers.
"""

from __future__ import annotations

import math
import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from homevisit.paths import resource_path
from homevisit.vault.passwords import PasswordTooCommonError, require_good_password

WORDS = 5


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase:
    """Words to remember, and the text to type."""

    words: tuple[str, ...]
    typed: str
    bits: float


def suggest_passphrase() -> Passphrase:
    """Return a fresh passphrase from the system's random source.

    One in some five thousand is made of blocked words only and is drawn again, which
    costs less than a thousandth of a bit.
    """
    vocabulary = passphrase_words()
    listed = sorted(vocabulary)
    while True:
        words = tuple(secrets.choice(listed) for _ in range(WORDS))
        typed = " ".join(vocabulary[word] for word in words)
        with suppress(PasswordTooCommonError):
            require_good_password(typed)
            return Passphrase(words, typed, WORDS * math.log2(len(listed)))


@lru_cache(maxsize=1)
def passphrase_words() -> dict[str, str]:
    """Return the shipped words with what is typed for each."""
    path = resource_path("vocabularies", "passphrase_words.txt")
    found = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            word, letters = line.split()
            found[word] = letters
    return found
