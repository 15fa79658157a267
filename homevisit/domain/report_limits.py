"""When a mandatory report is due: the law's "at once", and hours that schools set.

Sources: domain.md 2.17 and 4.3. Pure: from limits, what was told and the time follow
the lines of the clock; a report that was given late is late and stays so.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from homevisit.paths import resource_path
from homevisit.text import current_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.care_passing import ReportLimit
    from homevisit.domain.care_school_records import MandatoryReportNote

_SOON = timedelta(minutes=10)


class LimitState(StrEnum):
    """How one limit stands; the law's own is late as soon as it begins."""

    TOLD = "told"
    TOLD_LATE = "told_late"
    RUNNING = "running"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as it works here; `is_law` cannot be turned off."""

    code: str
    zh: str
    en: str
    source_zh: str
    source_en: str
    minutes: int
    bodies: tuple[str, ...]
    channel: str = ""
    is_law: bool = False
    is_on: bool = True

    @property
    def label(self) -> str:
        return self.en if current_language() == "en" else self.zh

    @property
    def source(self) -> str:
        return self.source_en if current_language() == "en" else self.source_zh


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit of one report: until when, when it was met, and how it stands."""

    limit: Limit
    due_at: datetime
    told_at: datetime | None
    state: LimitState


@cache
def shipped() -> tuple[Limit, ...]:
    """Return the shipped limits, the law's first."""
    path = resource_path("care", "report_limits.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["limits"]
    return tuple(_limit(row) for row in rows)


def with_changes(changes: Iterable[ReportLimit]) -> tuple[Limit, ...]:
    """Return the limits as a school has them; the law's stays as it is."""
    by_code = {each.code: each for each in changes}
    found = []
    for limit in shipped():
        change = by_code.get(limit.code)
        if change is not None and not limit.is_law:
            is_on = limit.is_on if change.is_on is None else change.is_on
            minutes = limit.minutes if change.minutes is None else change.minutes
            limit = replace(limit, is_on=is_on, minutes=minutes)  # noqa: PLW2901  laid over
        found.append(limit)
    return tuple(found)


def lines(
    limits: Iterable[Limit],
    found_at: datetime,
    notes: Iterable[MandatoryReportNote],
    now: datetime,
) -> tuple[LimitLine, ...]:
    """Return how each limit that applies stands, in their order."""
    told = [(each, at) for each in notes if (at := read_instant(each.told_at))]
    return tuple(
        _line(limit, found_at, _told(limit, told), now)
        for limit in limits
        if limit.is_on
    )


def read_instant(written: str) -> datetime | None:
    """Return an instant of a record; None where it is not one."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _told(
    limit: Limit, told: Iterable[tuple[MandatoryReportNote, datetime]]
) -> datetime | None:
    met = (
        at
        for each, at in told
        if each.body in limit.bodies and limit.channel in {"", each.channel}
    )
    return min(met, default=None)


def _line(
    limit: Limit, found_at: datetime, told_at: datetime | None, now: datetime
) -> LimitLine:
    due_at = found_at + timedelta(minutes=limit.minutes)
    if told_at is not None:
        in_time = limit.is_law or told_at <= due_at
        state = LimitState.TOLD if in_time else LimitState.TOLD_LATE
    elif now >= due_at:
        state = LimitState.LATE
    else:
        state = LimitState.SOON if due_at - now <= _SOON else LimitState.RUNNING
    return LimitLine(limit, due_at, told_at, state)


def _limit(row: dict[str, Any]) -> Limit:
    return Limit(**{**row, "bodies": tuple(row["bodies"])})
