"""How long there is still, or how long it is overdue, in words and as a share."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from homevisit.text import _, translate_count
from ui.care_rows import Countdown

if TYPE_CHECKING:
    from ui.care_rows import DueState

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_SOON = timedelta(hours=24)
# Above this nobody counts the hours any more.
_COARSE = 3 * _DAY


def countdown(
    due_at: str,
    now: datetime,
    *,
    what: str = "",
    owner: str = "",
    started_at: str = "",
) -> Countdown | None:
    """Return what is due at an instant as seen `now`; None for no instant."""
    due = _read(due_at)
    if due is None:
        return None
    left = due - now
    words = _("{time} overdue") if left < timedelta() else _("{time} left")
    return Countdown(
        words=words.format(time=_long(abs(left))),
        until=_until(due, now),
        state=_state(left),
        elapsed=_share(_read(started_at), due, now),
        what=what,
        owner=owner,
    )


def _state(left: timedelta) -> DueState:
    if left < timedelta():
        return "late"
    return "soon" if left <= _SOON else "fine"


def _share(started: datetime | None, due: datetime, now: datetime) -> float:
    if now >= due:
        return 1.0
    if started is None or started >= due:
        return 0.0
    return max(0.0, (now - started) / (due - started))


def _until(due: datetime, now: datetime) -> str:
    local, here = due.astimezone(), now.astimezone()
    if local.date() == here.date():
        return _("today {time}").format(time=local.strftime("%H:%M"))
    form = "%m-%d %H:%M" if local.year == here.year else "%Y-%m-%d"
    return local.strftime(form)


def _long(span: timedelta) -> str:
    """Return a span as people say it: days and hours, or hours and minutes."""
    days, hours = span.days, span.seconds // 3600
    if span >= _COARSE:
        return translate_count("{count} day", "{count} days", days)
    if span >= _DAY:
        return _("{days} d {hours} h").format(days=days, hours=hours)
    minutes = span.seconds // 60 % 60
    if span >= _HOUR:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    return translate_count("{count} minute", "{count} minutes", minutes)


def _read(instant: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(instant)
    except ValueError:
        return None
    return found if found.tzinfo else found.astimezone()
