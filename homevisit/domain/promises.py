"""How a promise or problem ages: overdue, soon due, later, or done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from homevisit.domain.follow_ups import FollowUp

SOON_DAYS = 3
SOLVED = "solved"


class Ageing(StrEnum):
    """How pressing an item is; in the order in which to look at them."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    DONE = "done"


_ORDER = {ageing: place for place, ageing in enumerate(Ageing)}


def days_left(item: FollowUp, today: date) -> int | None:
    """Return the days until an item is due; negative when it is overdue."""
    due = iso_day(item.due_date)
    return (due - today).days if due else None


def ageing(item: FollowUp, today: date, *, soon_days: int = SOON_DAYS) -> Ageing:
    """Return how pressing an item is; on the day it is due it is soon, not overdue."""
    if item.state == SOLVED:
        return Ageing.DONE
    left = days_left(item, today)
    if left is None:
        return Ageing.UNDATED
    if left < 0:
        return Ageing.OVERDUE
    return Ageing.SOON if left <= soon_days else Ageing.LATER


def by_urgency(items: Iterable[FollowUp], today: date) -> tuple[FollowUp, ...]:
    """Return the items, the most pressing first; nothing else ranks a child."""
    return tuple(
        sorted(
            items,
            key=lambda item: (_ORDER[ageing(item, today)], item.due_date, item.id),
        )
    )
