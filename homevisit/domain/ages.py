"""Ages in full years on a day: 14 for sensitive data, 16 for left-behind, 18 for all.

A child born on 29 February is counted a year older on 1 March of an ordinary year: the
later day, because every limit here protects the younger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

SENSITIVE_UNDER = 14
LEFT_BEHIND_UNDER = 16
MINOR_UNDER = 18
COMPULSORY = range(6, 16)


def full_years(born: date, on: date) -> int:
    """Return the age on a day; negative before birth."""
    had_birthday = (on.month, on.day) >= (born.month, born.day)
    return on.year - born.year - (not had_birthday)


def full_months(since: date, on: date) -> int:
    """Return how many full months lie between two days."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return months - (on.day < since.day)


def is_under(born: date, years: int, on: date) -> bool:
    """Say whether somebody is younger than `years` on a day."""
    return full_years(born, on) < years


def is_of_compulsory_age(born: date, on: date) -> bool:
    """Say whether a child is of the age of compulsory schooling, 6 to 15."""
    return full_years(born, on) in COMPULSORY
