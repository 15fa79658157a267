"""The recovery code: 130 random bits that a person copies from paper.

Crockford's base32 (no I, L, O, U): 26 characters, then two check characters of a
Reed-Solomon code over GF(32), all in groups of four. Any one or two wrong or swapped
characters are noticed before the slow key derivation, and a single one is located.
"""

from __future__ import annotations

import secrets
import unicodedata

from homevisit.errors import Problem
from homevisit.text import N_

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PAYLOAD = 26
CHECKS = 2
LENGTH = PAYLOAD + CHECKS
GROUP = 4
_LOOKALIKES = str.maketrans("ILO", "110")
_SEPARATORS = str.maketrans("", "", "- \t\r\n\u2010\u2011\u2013\u2014\u30fc")
# GF(32) by x^5 + x^2 + 1, whose root 2 generates all 31 non-zero elements.
_POLYNOMIAL, _FIELD, _ORDER = 0b100101, 32, 31


class RecoveryCodeLengthError(Problem):
    """Too few or too many characters."""

    code = "recovery_code_length"
    what = N_("A recovery code has 28 letters and digits; {found} were typed.")
    safe = N_("Nothing was changed.")
    todo = N_("Compare with the paper and type all seven groups of four.")


class RecoveryCodeTypoError(Problem):
    """The check characters do not fit: somebody mistyped."""

    code = "recovery_code_typo"
    what = N_("The recovery code has a typing mistake.")
    safe = N_("Nothing was changed, and the code on paper is still good.")
    todo = N_("Compare every group with the paper and type it again.")


class RecoveryCodeGroupTypoError(RecoveryCodeTypoError):
    """One wrong character, whose place the check characters give away."""

    todo = N_("Compare group {group} with the paper first, then the others.")


def new_recovery_code() -> str:
    """Return a fresh code in groups, such as `7KX2-…`."""
    payload = [secrets.randbelow(_FIELD) for _ in range(PAYLOAD)]
    return in_groups("".join(ALPHABET[v] for v in payload + _check_values(payload)))


def in_groups(code: str) -> str:
    """Return the code as it is printed."""
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def read_recovery_code(typed: str) -> bytes:
    """Return the secret that a typed code stands for.

    Case, spaces, dashes, full-width forms and the lookalikes I, L, O do not matter.
    Raises `RecoveryCodeLengthError` or `RecoveryCodeTypoError`.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_SEPARATORS)
    plain = plain.translate(_LOOKALIKES)
    if len(plain) != LENGTH:
        raise RecoveryCodeLengthError(found=len(plain))
    strangers = [i for i, letter in enumerate(plain) if letter not in ALPHABET]
    if strangers:
        raise RecoveryCodeGroupTypoError(group=strangers[0] // GROUP + 1)
    _require_checks([ALPHABET.index(letter) for letter in plain])
    return plain[:PAYLOAD].encode("ascii")


def _powers() -> tuple[int, ...]:
    found, value = [], 1
    for _ in range(_ORDER):
        found.append(value)
        value <<= 1
        if value & _FIELD:
            value ^= _POLYNOMIAL
    return tuple(found)


_EXP = _powers()
_LOG = {value: exponent for exponent, value in enumerate(_EXP)}


def _times(one: int, other: int) -> int:
    if not one or not other:
        return 0
    return _EXP[(_LOG[one] + _LOG[other]) % _ORDER]


def _at(values: list[int], point: int) -> int:
    """Return the polynomial with these coefficients, highest first, at `point`."""
    total = 0
    for value in values:
        total = _times(total, point) ^ value
    return total


def _check_values(payload: list[int]) -> list[int]:
    # Remainder of payload * x^2 divided by (x - 2)(x - 4) = x^2 + 6x + 8.
    first = second = 0
    for value in payload:
        factor = value ^ first
        first, second = second ^ _times(factor, 6), _times(factor, 8)
    return [first, second]


def _require_checks(values: list[int]) -> None:
    one, two = _at(values, _EXP[1]), _at(values, _EXP[2])
    if not one and not two:
        return
    if one and two:
        from_end = (_LOG[two] - _LOG[one]) % _ORDER
        if from_end < LENGTH:
            group = (LENGTH - 1 - from_end) // GROUP + 1
            raise RecoveryCodeGroupTypoError(group=group)
    raise RecoveryCodeTypoError
