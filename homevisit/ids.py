"""Record and change ids: UUIDv7 (RFC 9562, section 5.7) as 32 hexadecimal digits.

They need no coordinator, sort by time in an index, and exist only inside ciphertext,
so the time in them tells nobody anything.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homevisit.clock import Clock

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62
_RANDOM_HIGH = 12
_RANDOM_LOW = 62


def new_id(clock: Clock) -> str:
    """Return a fresh UUIDv7 stamped with `clock`'s time."""
    milliseconds = int(clock.now().timestamp() * 1000) & ((1 << 48) - 1)
    value = (
        (milliseconds << 80)
        | _VERSION
        | (secrets.randbits(_RANDOM_HIGH) << 64)
        | _VARIANT
        | secrets.randbits(_RANDOM_LOW)
    )
    return f"{value:032x}"


def derived_id(*parts: str) -> str:
    """Return the one id that these parts have in every vault.

    For records of which a school or a child can have only one, so that two people who
    make it apart from each other make the same one.
    """
    joined = "\0".join(parts).encode("utf-8")
    return hashlib.sha256(joined).hexdigest()[:32]
