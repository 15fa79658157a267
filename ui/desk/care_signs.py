"""Levels and times as the board says them: words of the scheme, what time is left."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from homevisit.domain import level_schemes
from homevisit.services import level_settings
from homevisit.text import _, run_on, translate
from ui.care_rows import LevelSign
from ui.words import short_day

if TYPE_CHECKING:
    from datetime import date

    from homevisit.domain.care_school_records import LevelScheme
    from homevisit.services.session import Session
    from ui.care_rows import Hue

HUES = frozenset({"red", "orange", "yellow", "blue"})
SEVERITIES = level_schemes.LIMITED
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_EXACT_DAYS = 3


class LevelSigns:
    """The levels of one school, read once for one screen."""

    def __init__(self, scheme: LevelScheme, notice: str = "") -> None:
        self.scheme = scheme
        self.notice = notice

    def sign(self, severity: int | None) -> LevelSign:
        """Return the sign of a level; without one it says that nobody assessed yet."""
        if severity is None:
            return LevelSign(0, "—", "none", _("not assessed yet"))
        level = level_schemes.level_of(self.scheme, severity)
        hue = level.colour if level.colour in HUES else "none"
        words = run_on((level.neutral, level.definition))
        return LevelSign(severity, level.label, cast("Hue", hue), words)

    def offered(self, *, with_none: bool = False) -> tuple[tuple[str, str], ...]:
        """Return what a form offers: the slightest level first, as bars grow."""
        found = (0, *reversed(SEVERITIES)) if with_none else tuple(reversed(SEVERITIES))
        return tuple((str(each), self.sign(each).label) for each in found)


def read_levels(session: Session) -> LevelSigns:
    """Return the levels as the school says them, and why they are not its own."""
    chosen = level_settings.in_use(session)
    return LevelSigns(chosen.scheme, translate(chosen.message))


def left_words(due: datetime, now: datetime) -> str:
    """Return how long something may still take, or for how long it is overdue."""
    left = due - now
    if left < timedelta():
        return _("overdue by {span}").format(span=span_words(-left, is_exact=False))
    return _("{span} left").format(span=span_words(left))


def span_words(span: timedelta, *, is_exact: bool = True) -> str:
    """Return a span in its largest unit, exactly with the next one below it."""
    days, rest = divmod(span, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // timedelta(minutes=1)
    if days >= _EXACT_DAYS or (days and not (hours and is_exact)):
        return _("{days} d").format(days=days)
    if days:
        return _("{days} d {hours} h").format(days=days, hours=hours)
    if hours and minutes and is_exact:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if hours:
        return _("{hours} h").format(hours=hours)
    return _("{minutes} min").format(minutes=minutes)


def until_words(due: datetime, today: date, *, with_time: bool = True) -> str:
    """Return until when: the day as lists say it, and the hour of the day."""
    local = due.astimezone()
    day = short_day(local.date().isoformat(), today)
    return f"{day} {local:%H:%M}" if with_time else day


def read_instant(text: str) -> datetime | None:
    """Return an instant of a record, or None for what is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
