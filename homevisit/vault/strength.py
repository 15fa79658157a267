"""An honest, low estimate of how hard a password is to guess.

It assumes an attacker who knows this program: our word list, our block-list, dates,
repetitions and rows of keys cost as little as they would cost that attacker. Letters
count as the letters of words, not as random ones.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from enum import Enum

from homevisit.vault.passphrase import passphrase_words
from homevisit.vault.password_parts import Kind, cheapest_spelling, easy_spans
from homevisit.vault.passwords import blocked_words, name_words

GOOD_BITS = 50
FAIR_BITS = 40
_SPAN_BITS = {Kind.DATE: 15.0, Kind.REPEAT: 6.0, Kind.RUN: 6.0}
_DIGIT_BITS = math.log2(10)
_LETTER_BITS = 2.6
_HAN_BITS = 7.0
_SIGN_BITS = 4.0


class Grade(Enum):
    """How a screen names a strength."""

    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Strength:
    """Bits of guessing work, and the grade they earn."""

    bits: float

    @property
    def grade(self) -> Grade:
        if self.bits >= GOOD_BITS:
            return Grade.GOOD
        return Grade.FAIR if self.bits >= FAIR_BITS else Grade.WEAK


def estimate_strength(password: str, *, names: tuple[str, ...] = ()) -> Strength:
    """Return a low estimate; `names` in hand (owner, school) count as known."""
    text = unicodedata.normalize("NFKC", password).casefold()
    listed = passphrase_words()
    words = frozenset(listed) | frozenset(listed.values())
    words |= blocked_words() | name_words(names)
    # A guesser tries our block-list and our word list alike, in one spelling or two.
    prices = _SPAN_BITS | {Kind.WORD: math.log2(len(listed))}
    bits = cheapest_spelling(
        text,
        easy_spans(text, words),
        span_price=lambda span: prices[span.kind],
        letter_price=_letter_bits,
    )
    return Strength(bits)


def _letter_bits(letter: str) -> float:
    if letter.isspace():
        return 0.0
    if letter.isdigit():
        return _DIGIT_BITS
    if letter.isascii() and letter.isalpha():
        return _LETTER_BITS
    return _HAN_BITS if letter.isalpha() else _SIGN_BITS
