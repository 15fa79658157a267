"""What is written is plain JSON: what a form or a sheet hands over is made so here.

A save or a draft must never fail because of one character. A lone half of a UTF-16 pair
(some input methods hand one over) becomes U+FFFD, a number that JSON has not becomes
null, a whole number beyond 64 bits becomes text, a tuple becomes a list.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from homevisit.canonical import write_json

if TYPE_CHECKING:
    from homevisit.ledger.change import Json

_SURROGATE = re.compile("[\ud800-\udfff]")
_BEYOND = 1 << 63


def plain(value: Json) -> Json:
    """Return `value` as JSON can hold it everywhere; what can be kept is kept."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, int):
        return value if -_BEYOND <= value < _BEYOND else _digits(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return _plain_group(value)


def plain_text(text: str) -> str:
    """Return `text` as UTF-8 can hold it: pairs joined, lone halves replaced."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def is_same(one: Json, other: Json) -> bool:
    """Whether two values are one JSON text: True is not 1, a tuple is a list."""
    if one is None or other is None:
        return one is other
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    return write_json(one) == write_json(other)


def _plain_group(value: Json) -> Json:
    if isinstance(value, dict):
        return {
            plain_text(name) if isinstance(name, str) else name: plain(each)
            for name, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def _digits(number: int) -> str:
    try:
        return str(number)
    except ValueError:
        # Python refuses to write thousands of decimal digits.
        return hex(number)
