"""The code on a paper form: twelve digits, typable without an input method.

Three digits of the vault, seven of chance, two check digits after ISO/IEC 7064
MOD 97-10, which find every single wrong digit and every exchange of two neighbours.
The code tells nothing; what it stands for lies in the vault that gave it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

VAULT_DIGITS, CHANCE_DIGITS = 3, 7
DIGITS = VAULT_DIGITS + CHANCE_DIGITS + 2
_QR = "HVF1"
_MARKED = re.compile(rf"{_QR}:(\d{{{DIGITS}}}):(\d{{1,2}})")
_BETWEEN = re.compile(r"[\s\-‐‑–—_.·]+")


class Typed(Enum):
    """What is wrong with a code that somebody typed."""

    EMPTY = "empty"
    NOT_A_CODE = "not_a_code"
    MISTYPED = "mistyped"


@dataclass(frozen=True, slots=True)
class PaperMark:
    """What a QR code of a form says: which form, which of its pages."""

    code: str
    page: int


def make_code(vault_tag: str, chance: str) -> str:
    """Return the twelve digits for a vault's tag and a number of chance."""
    bare = vault_tag + chance
    return f"{bare}{98 - int(bare) * 100 % 97:02d}"


def is_code(code: str) -> bool:
    """Whether these are twelve digits whose check digits fit."""
    plain = code.isascii() and code.isdigit() and len(code) == DIGITS
    return plain and int(code) % 97 == 1


def vault_tag_of(code: str) -> str:
    return code[:VAULT_DIGITS]


def spaced(code: str) -> str:
    """Return the code in groups of four, as it is printed."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def tidied(typed: str) -> str:
    """Return what was typed without spaces and dashes, full-width signs made plain."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).casefold()


def read_typed(typed: str) -> str | Typed:
    """Return the code that was typed, or what is wrong with it."""
    bare = tidied(typed)
    if not bare:
        return Typed.EMPTY
    if not (bare.isascii() and bare.isdigit() and len(bare) == DIGITS):
        return Typed.NOT_A_CODE
    return bare if is_code(bare) else Typed.MISTYPED


def qr_text(code: str, page: int) -> str:
    """Return what the QR code of a form's page says."""
    return f"{_QR}:{code}:{page}"


def read_mark(qr: str) -> PaperMark | None:
    """Return what a QR code says of a form; None for any other QR code."""
    found = _MARKED.fullmatch(qr)
    if found is None or not is_code(found[1]):
        return None
    return PaperMark(found[1], int(found[2]))
