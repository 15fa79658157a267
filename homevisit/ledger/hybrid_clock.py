"""Hybrid logical clock: a stamp for display order, never for deciding what is kept.

48 bits of milliseconds and a 16-bit counter. A stamp from a wild clock is stored as it
came, but not adopted, so that one wrong laptop can not drag everybody's time along
(design: exchange.md §2.3). The same holds for this computer's own past: one save made
while its clock stood at 2076 must not put 2076 on every later one, so stamps go back to
the wall once they are more than ten minutes ahead of it. They then no longer grow, and
need not: the merge asks no stamp, and (writer, number) orders one copy's saves.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homevisit.clock import Clock

_COUNTER_BITS = 16
TOLERANCE_MS = 10 * 60 * 1000


class HybridClock:
    """Gives stamps near the wall clock that grow unless it was set back far."""

    def __init__(self, clock: Clock, last: int = 0) -> None:
        self._clock = clock
        self.last = last

    def _wall_ms(self) -> int:
        return max(0, int(self._clock.now().timestamp() * 1000))

    def tick(self) -> int:
        """Return the next stamp."""
        wall = self._wall_ms()
        is_wild = (self.last >> _COUNTER_BITS) > wall + TOLERANCE_MS
        self.last = max(wall << _COUNTER_BITS, 0 if is_wild else self.last + 1)
        return self.last

    def witness(self, stamp: int) -> None:
        """Move past a stamp that was received, unless its clock is clearly ahead."""
        if (stamp >> _COUNTER_BITS) <= self._wall_ms() + TOLERANCE_MS:
            self.last = max(self.last, stamp)


def stamp_time(stamp: int) -> datetime:
    """Return the instant that a stamp claims; the epoch's end where it is absurd."""
    try:
        return datetime.fromtimestamp((stamp >> _COUNTER_BITS) / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC)
