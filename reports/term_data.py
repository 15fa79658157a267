"""What a term summary is made of: counts as they are printed, and words.

A count is a number, or the mark that stands for a hidden one: "<5" or "*".
"""

from __future__ import annotations

from dataclasses import dataclass

Count = int | str

# What can be left off a summary, in the order of the paper. The numbers at a glance
# and the places to sign are on every one.
CLASSES, TALKS, GROUPS, MONTHS = "classes", "talks", "groups", "months"
MISSING, TEXTS, CHECKS, TABLES = "missing", "texts", "checks", "tables"
CARE = "care"
PARTS = (CLASSES, TALKS, GROUPS, CARE, MONTHS, MISSING, TEXTS, CHECKS, TABLES)


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """How many of those due in a class were visited, and how."""

    name: str
    due: Count
    reached: Count
    on_site: Count
    other: Count


@dataclass(frozen=True, slots=True)
class TalkRow:
    """How many students of a grade each kind of talk reached; `total` of all kinds."""

    name: str
    due: Count
    reached: tuple[Count, ...]
    total: Count


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A line of the tables at the end: a class, its visits and its talks."""

    on_roll: int
    coverage: ClassCoverage
    talks: TalkRow


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One special group; its students may belong to others as well."""

    name: str
    due: Count
    reached: Count
    talks: Count


@dataclass(frozen=True, slots=True)
class CareRow:
    """How many children are cared for at one level, or at all of them."""

    name: str
    count: Count


@dataclass(frozen=True, slots=True)
class Month:
    """The visits of a month; `is_present` in the term that is reported."""

    label: str
    on_site: int
    other: int
    is_present: bool


@dataclass(frozen=True, slots=True)
class NotVisited:
    """Who of a class was not visited yet; names as this copy may show them."""

    class_name: str
    names: tuple[str, ...]
    count: Count
    booked: Count


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """Two numbers that must agree, and what they are."""

    words: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Promises and problems due in the period, by pieces and not by people."""

    due: int = 0
    in_time: int = 0
    overdue: int = 0
    still_open: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part in words; its title is that of a term summary."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TermSummary:
    """All that one term summary says; what is empty is not printed."""

    report_no: str
    school: str
    term: str
    cut_off: str
    counted_at: str
    scope: str
    threshold: int
    roster: int
    kinds: tuple[str, ...]
    whole: ClassCoverage
    all_talks: TalkRow
    visits: int = 0
    trips: int = 0
    households: int = 0
    teachers: int = 0
    leader_trips: int = 0
    follow_ups: FollowUps = FollowUps()
    classes: tuple[ClassCoverage, ...] = ()
    grades: tuple[TalkRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    care: tuple[CareRow, ...] = ()
    months: tuple[Month, ...] = ()
    not_visited: tuple[NotVisited, ...] = ()
    checks: tuple[CrossCheck, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    class_rows: tuple[ClassRow, ...] = ()
    has_full_names: bool = False


def percent(part: Count, whole: Count) -> int | None:
    """Return whole per cent, cut and not rounded up; None where a count is hidden.

    Nothing is a percentage of nobody.
    """
    if isinstance(part, str) or isinstance(whole, str) or not whole:
        return None
    return 100 * part // whole


def fraction(part: Count, whole: Count, digits: int = 1) -> str:
    """Return per cent with a decimal for a headline, or the mark of what is hidden."""
    for each in (part, whole):
        if isinstance(each, str):
            return each
    if not isinstance(part, int) or not isinstance(whole, int) or not whole:
        return "—"
    return f"{100 * part / whole:.{digits}f}"
