"""Whether the computer's clock can be believed, which every time limit hangs on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

BEHIND_BY = timedelta(minutes=10)
# Longer than the summer holidays and a leave together: an office that was shut for it.
AHEAD_BY = timedelta(days=200)
_BEHIND = N_(
    "This computer's clock stands {days} days before the latest entry. Time limits are"
    " not to be relied on until it is set right; nothing that was written is changed."
)
_AHEAD = N_(
    "This computer's clock stands {days} days after the latest entry. If that is wrong,"
    " set it right; until then limits look overdue. Nothing is changed."
)
_HOURS_BEHIND = N_(
    "This computer's clock stands a little before the latest entry. Look whether it is"
    " right; nothing that was written is changed."
)


class Trusted(StrEnum):
    """What the clock looks like beside the latest entry."""

    FINE = "fine"
    BEHIND = "behind"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Trust:
    """Whether to believe the clock; `message` is a msgid with `facts`, "" if so."""

    kind: Trusted = Trusted.FINE
    message: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)


def clock_trust(now: datetime, last_known: datetime | None) -> Trust:
    """Return what to think of a clock that shows `now`; `last_known` is an entry's."""
    if last_known is None:
        return Trust()
    ahead = now - last_known
    if ahead < -timedelta(days=1):
        return Trust(Trusted.BEHIND, _BEHIND, {"days": (-ahead).days})
    if ahead < -BEHIND_BY:
        return Trust(Trusted.BEHIND, _HOURS_BEHIND)
    if ahead > AHEAD_BY:
        return Trust(Trusted.AHEAD, _AHEAD, {"days": ahead.days})
    return Trust()
