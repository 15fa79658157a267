"""Until when something is due: in words, and how much of its time has gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ui.care_rows import Countdown
from ui.desk.care_signs import left_words, read_instant, until_words

if TYPE_CHECKING:
    from ui.care_rows import DueState

_SOON = timedelta(hours=24)


def countdown(
    due_at: str,
    now: datetime,
    *,
    what: str = "",
    owner: str = "",
    started_at: str = "",
) -> Countdown | None:
    """Return what is due at an instant as seen `now`; None for what is no instant."""
    due = read_instant(due_at)
    if due is None or due.tzinfo is None:
        return None
    return Countdown(
        words=left_words(due, now),
        until=until_words(due, now.astimezone().date()),
        state=_state(due - now),
        elapsed=_share(read_instant(started_at), due, now),
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
