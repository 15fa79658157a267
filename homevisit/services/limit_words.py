"""How long something may take, as people write it: `30 分钟`, `24 h`, `当天`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from homevisit.domain.care_school_records import Limit
from homevisit.errors import Problem
from homevisit.text import N_, _, translate_count

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNITS = {
    "minutes": ("min", "minute", "minutes", "分", "分钟"),
    "hours": ("h", "hour", "hours", "时", "小时", "个小时"),
    "days": ("d", "day", "days", "天", "日"),
}
_WEEKS = ("w", "week", "weeks", "周", "星期", "个星期")
_SAME_DAY = frozenset({"end of day", "same day", "当天", "当日"})
_NEVER = frozenset({"", "-", "—", "–", "none", "无", "不限"})
_WRITTEN = re.compile(r"(\d{1,4})\s*(\D+)")
_WEEK = 7


class LimitUnclearError(Problem):
    """The words are no length of time."""

    code = "limit_unclear"
    what = N_("This could not be read as a length of time.")
    safe = N_("The limit is as it was before.")
    todo = N_("Write a number and a unit, such as 30 minutes, 24 hours or 3 days.")


def read_limit(event: str, severity: int, written: str) -> Limit | None:
    """Return the limit that the words mean, or None for no limit.

    Raises `LimitUnclearError`.
    """
    words = " ".join(unicodedata.normalize("NFKC", written).split()).casefold()
    if words in _NEVER:
        return None
    if words in _SAME_DAY:
        return Limit(event=event, severity=severity, days=0)
    match = _WRITTEN.fullmatch(words)
    number, word = (int(match[1]), match[2].strip()) if match else (0, "")
    if not number:
        raise LimitUnclearError
    if word in _WEEKS:
        return Limit(event=event, severity=severity, days=number * _WEEK)
    for unit, spellings in _UNITS.items():
        if word in spellings:
            return Limit(event=event, severity=severity).model_copy(
                update={unit: number}
            )
    raise LimitUnclearError


def limit_words(limits: Iterable[Limit], event: str, severity: int) -> str:
    """Return the words of one limit among `limits`; "" where there is none."""
    for each in limits:
        if (each.event, each.severity) == (event, severity):
            return words_of(each)
    return ""


def words_of(limit: Limit) -> str:
    """Return how a limit is said in the language in use."""
    if limit.minutes:
        return translate_count("{count} minute", "{count} minutes", limit.minutes)
    if limit.hours:
        return translate_count("{count} hour", "{count} hours", limit.hours)
    if limit.days:
        return translate_count("{count} day", "{count} days", limit.days)
    return _("same day") if limit.days is not None else ""
