"""Which backups stay: three days, four weeks, twelve months, each by its newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

DAYS, WEEKS, MONTHS = 3, 4, 12


def to_keep(made: Iterable[datetime]) -> frozenset[datetime]:
    """Return the instants whose backups stay.

    Counted in days, weeks and months that have a backup, not in days that passed: a
    laptop that lay in a drawer for a term loses nothing. The newest always stays.
    """
    newest_first = sorted(made, reverse=True)
    return (
        _newest_of_each(newest_first, lambda at: at.date(), DAYS)
        | _newest_of_each(newest_first, lambda at: at.isocalendar()[:2], WEEKS)
        | _newest_of_each(newest_first, lambda at: (at.year, at.month), MONTHS)
    )


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], object], count: int
) -> frozenset[datetime]:
    newest: dict[object, datetime] = {}
    for at in newest_first:
        newest.setdefault(period(at), at)
    return frozenset(list(newest.values())[:count])
