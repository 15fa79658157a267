"""Argon2id (RFC 9106) with bounds: how a password becomes a key, and how slowly.

The parameters stand in a file that anybody may have changed, so they are hostile input:
they are checked before any work is done. New vaults calibrate to 0.5-1 s on the
machine at hand, and never go below 64 MiB, 3 passes, 4 lanes.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault import strict

if TYPE_CHECKING:
    from collections.abc import Callable

MIB = 1024
MEMORY_KIB = (19 * MIB, 1024 * MIB)
PASSES = (1, 16)
LANES = (1, 8)
SALT_BYTES = (16, 64)
_OUTPUT_BYTES = 32
_SHORTEST_SECONDS = 0.5
_LONGEST_SECONDS = 1.0
_MOST_MEMORY_KIB = 256 * MIB


class NotEnoughMemoryError(Problem):
    """Argon2id could not get the memory that the key file asks for."""

    code = "not_enough_memory"
    what = N_("This computer has too little free memory to check the password.")
    safe = N_("The vault was not touched, and everything in it is safe.")
    todo = N_("Close other programs or restart the computer, then try again.")


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """Cost of one password try: memory in KiB, passes over it, lanes beside each other.

    Raises `strict.ShapeError` when a figure lies outside the bounds.
    """

    memory_kib: int
    passes: int
    lanes: int

    ALG: ClassVar[str] = "argon2id"

    def __post_init__(self) -> None:
        strict.number(self.memory_kib, *MEMORY_KIB)
        strict.number(self.passes, *PASSES)
        strict.number(self.lanes, *LANES)

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """Return 32 bytes; raises `NotEnoughMemoryError`."""
        try:
            return hash_secret_raw(
                secret,
                salt,
                time_cost=self.passes,
                memory_cost=self.memory_kib,
                parallelism=self.lanes,
                hash_len=_OUTPUT_BYTES,
                type=Type.ID,
            )
        except (HashingError, MemoryError):
            raise NotEnoughMemoryError from None


LEAST = KdfParameters(memory_kib=64 * MIB, passes=3, lanes=4)


def _seconds(parameters: KdfParameters) -> float:
    start = time.perf_counter()
    parameters.derive(b"calibration", bytes(SALT_BYTES[0]))
    return time.perf_counter() - start


def calibrate(
    measure: Callable[[KdfParameters], float] = _seconds,
) -> KdfParameters:
    """Return the parameters that cost 0.5-1 s here, memory first, then passes.

    A slow machine gets `LEAST`, whatever it costs there.
    """
    chosen, spent = LEAST, measure(LEAST)
    while spent < _SHORTEST_SECONDS:
        stronger = _next_step(chosen)
        if stronger is None:
            break
        took = measure(stronger)
        if took > _LONGEST_SECONDS:
            break
        chosen, spent = stronger, took
    return chosen


def _next_step(now: KdfParameters) -> KdfParameters | None:
    if now.memory_kib < _MOST_MEMORY_KIB:
        more = min(now.memory_kib * 3 // 2, _MOST_MEMORY_KIB)
        return KdfParameters(more, now.passes, now.lanes)
    if now.passes < PASSES[1]:
        return KdfParameters(now.memory_kib, now.passes + 1, now.lanes)
    return None
