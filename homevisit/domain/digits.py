"""Numbers as people and spreadsheets write them, brought to plain characters."""

from __future__ import annotations

import math
import re
import unicodedata

_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_WHOLE_FLOAT = re.compile(r"(\d+)\.0+")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
# A double holds 15 decimal digits for sure; longer numbers lose their end in a sheet.
SAFE_DIGITS = 15


def plain(raw: object) -> str:
    """Return a number's characters: narrow, upper case, without blanks or a `.0`.

    Numbers that a sheet stored as floats come back in full digits; whether they still
    mean what was typed is for `lost_digits` to say.
    """
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, str) and raw.isascii() and raw.isalnum():
        # As nearly all are, and a roster holds ten thousands of them.
        return raw.upper()
    folded = unicodedata.normalize("NFKC", "" if raw is None else str(raw))
    kept = "".join(c for c in folded if unicodedata.category(c) not in _INVISIBLE)
    whole = _WHOLE_FLOAT.fullmatch(kept)
    return (whole.group(1) if whole else kept).upper()


def lost_digits(raw: object) -> bool:
    """Say whether a sheet kept this as a number too long for it, so digits are gone."""
    if isinstance(raw, float):
        return math.fabs(raw) >= 10.0**SAFE_DIGITS
    return bool(_SCIENTIFIC.fullmatch(plain(raw)))
