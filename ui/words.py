"""Dates and times as people type and read them; no Qt."""

from __future__ import annotations

import re
from datetime import date, timedelta

from homevisit.text import _, current_language, translate_count

_FULL = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$")
_SHORT = re.compile(r"(\d{1,2})\D(\d{1,2})\D?$")
_TIME = re.compile(r"(\d{1,2})\D?(\d{2})$")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_CHINESE = "零一二三四五六七八九十"
_WIDE = str.maketrans("０１２３４５６７８９：．－／", "0123456789:.-/")


def read_date(typed: str, today: date) -> str | None:
    """Return the ISO day meant by `typed`: `20251120`, `11-20`, `今天`; None if none.

    Without a year the one is meant that puts the day closest to `today`.
    """
    text = typed.strip().translate(_WIDE)
    words = {"今天": 0, "today": 0, "昨天": -1, "yesterday": -1, "前天": -2, "明天": 1}
    if text.lower() in words:
        return (today + timedelta(days=words[text.lower()])).isoformat()
    if match := _FULL.match(text):
        return _day(*(int(part) for part in match.groups()))
    if match := _SHORT.match(text):
        return _nearest(int(match[1]), int(match[2]), today)
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date) -> str | None:
    years = (today.year - 1, today.year, today.year + 1)
    days = [found for year in years if (found := _day(year, month, day))]
    if not days:
        return None
    return min(days, key=lambda each: abs((date.fromisoformat(each) - today).days))


def read_time(typed: str) -> str | None:
    """Return `HH:MM` for `1640`, `16:40`, `16：40`; None for anything else."""
    match = _TIME.match(typed.strip().translate(_WIDE))
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return f"{int(match[1]):02d}:{match[2]}"


def short_day(iso: str, today: date) -> str:
    """Return a day for lists: today, `11-20`, or with the year when it is another."""
    if iso == today.isoformat():
        return _("Today")
    return iso[5:] if iso[:4] == str(today.year) else iso


def days_ago(days: int) -> str:
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Yesterday")
    return translate_count("{count} day ago", "{count} days ago", days)


def masked_name(name: str) -> str:
    """Return the name as shown while names are masked: the first sign and stars."""
    return name[:1] + "*" * max(1, min(2, len(name) - 1)) if name else ""


def month_words(year: str, month: int) -> str:
    """Return a month as the language writes it; an empty year is this one."""
    if current_language() == "en":
        return f"{_MONTHS[month - 1]} {year}".strip()
    return f"{year} 年 {month} 月" if year else f"{month} 月"


def numbered(number: int, title: str) -> str:
    """Return a heading with its number as the language writes it."""
    if current_language() == "en":
        return f"{number}. {title}"
    return f"{_CHINESE[number]}、{title}"
