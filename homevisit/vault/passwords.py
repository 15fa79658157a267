"""What may be a password: length and a block-list, no rules of composition.

NFKC first, so that full-width digits from an input method equal half-width ones.
Refused are fewer than 12 characters, and what is made only of common passwords, pinyin
of common words, dates, repetitions, keyboard runs and the names in hand.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from homevisit.errors import Problem
from homevisit.paths import resource_path
from homevisit.text import N_
from homevisit.vault.password_parts import cheapest_spelling, easy_spans

SHORTEST = 12
LONGEST = 256
# Fewer letters than these beside what everybody tries first are no obstacle.
_LEAST_OWN_LETTERS = 4


class PasswordTooShortError(Problem):
    """Fewer than twelve characters."""

    code = "password_too_short"
    what = N_("A password needs at least 12 characters; this one has {found}.")
    safe = N_("Nothing was changed.")
    todo = N_("Add words to it, or take the five words that HomeVisit offers.")
    exit_code = 3


class PasswordTooLongError(Problem):
    """More than anybody can type."""

    code = "password_too_long"
    what = N_("A password has at most 256 characters; this one has {found}.")
    safe = N_("Nothing was changed.")
    todo = N_("Choose a shorter one.")
    exit_code = 3


class PasswordTooCommonError(Problem):
    """Made of what everybody tries first."""

    code = "password_too_common"
    what = N_(
        "This password consists of what is guessed first: common passwords, names, "
        "dates, repetitions or rows of keys."
    )
    safe = N_("Nothing was changed.")
    todo = N_("Take the five words that HomeVisit offers, or words of your own.")
    exit_code = 3


def password_bytes(password: str) -> bytes:
    """Return the secret that a typed password stands for.

    Raises `PasswordTooLongError`; lone surrogates, which no keyboard types, count as
    the replacement character.
    """
    normal = unicodedata.normalize("NFKC", password)
    if len(normal) > LONGEST:
        raise PasswordTooLongError(found=len(normal))
    return normal.encode("utf-8", "replace")


def require_good_password(password: str, *, names: tuple[str, ...] = ()) -> None:
    """Accept a new password or say why not; `names` of owner and school are blocked.

    Raises `PasswordTooShortError`, `PasswordTooLongError` or `PasswordTooCommonError`.
    """
    normal = unicodedata.normalize("NFKC", password)
    if len(normal) < SHORTEST:
        raise PasswordTooShortError(found=len(normal))
    password_bytes(normal)
    if _own_letters(normal.casefold(), blocked_words() | name_words(names)) < (
        _LEAST_OWN_LETTERS
    ):
        raise PasswordTooCommonError


def _own_letters(text: str, blocked: frozenset[str]) -> float:
    """Return how many letters no easy piece covers; digits and signs do not count."""
    return cheapest_spelling(
        text,
        easy_spans(text, blocked),
        span_price=lambda _: 0,
        letter_price=lambda letter: letter.isalpha(),
    )


@lru_cache(maxsize=1)
def blocked_words() -> frozenset[str]:
    """Return the shipped block-list: common passwords and pinyin of common words."""
    path = resource_path("vocabularies", "blocked_passwords.txt")
    lines = path.read_text("utf-8").splitlines()
    return frozenset(
        word for line in lines if not line.startswith("#") for word in line.split()
    )


def name_words(names: tuple[str, ...]) -> frozenset[str]:
    """Return what a guesser who knows these names would try for them."""
    normal = (unicodedata.normalize("NFKC", name).casefold() for name in names)
    words = {"".join(name.split()) for name in normal}
    return frozenset(word for word in words if word)
