"""What cards of reminders and their settings show, in the user's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReminderGroup:
    """What one rule reminds of; `why` and `source` say why there is such a rule.

    `names` are of the first few students; `answer` is visit, talk or item.
    """

    rule: str
    title: str
    why: str
    source: str
    answer: str
    since: str
    student_ids: tuple[str, ...]
    names: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in the settings; `days` is None where it has no such number.

    `ahead` and `after` belong to the times of the year.
    """

    code: str
    title: str
    about: str
    part: str
    is_on: bool
    numbers: tuple[tuple[str, int], ...]
