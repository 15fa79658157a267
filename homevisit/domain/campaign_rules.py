"""How far a campaign is: whom it is for, who goes, who was visited (domain.md 2.5).

Pure functions over plain rows. A visit counts by its day in the window and a plan by
its own, whether or not anybody thought of the campaign when writing them; so the
numbers are the same in every vault and for every cut-off day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain import indicators
from homevisit.domain.campaigns import GROUPS
from homevisit.domain.dates import iso_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from homevisit.domain.campaigns import Campaign
    from homevisit.domain.indicators import Share, VisitRow, VisitTotals

ALL, NEW, STARTING, LIST = "all", "new", "starting", "list"
OPEN, CLOSED, CANCELLED = "open", "closed", "cancelled"
_HUNDRED = 100
_SUMMER_MONTH = 7


@dataclass(frozen=True, slots=True)
class Child:
    """What a campaign asks of a student; `household` is the child's own id if unknown.

    `entered` is the month of entry, `YYYY-MM` or empty.
    """

    id: str
    class_id: str = ""
    entered: str = ""
    is_in_first_grade: bool = False
    groups: frozenset[str] = frozenset()
    village: str = ""
    household: str = ""


@dataclass(frozen=True, slots=True)
class Duties:
    """Who goes, from the narrowest word to the widest: child, village, class."""

    of_student: Mapping[str, str]
    of_village: Mapping[str, str]
    of_class: Mapping[str, str]

    def who_goes(self, child: Child) -> str:
        """Return the colleague's id, or "" while nobody was said."""
        return (
            self.of_student.get(child.id, "")
            or self.of_village.get(child.village, "")
            or self.of_class.get(child.class_id, "")
        )


@dataclass(frozen=True, slots=True)
class Line:
    """How far a teacher, a village, a class or the whole is; ids stand behind it all.

    `homes` are households; `planned` those not yet visited with a plan to come,
    `overdue` those whose planned day has passed.
    """

    key: str
    visited: Share
    on_site: Share
    homes: Share
    planned: frozenset[str] = frozenset()
    overdue: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Progress:
    """A campaign on a day: the whole and its parts, each part by its key.

    Under the key "" stand those without a teacher or village.
    """

    whole: Line
    by_teacher: tuple[Line, ...]
    by_village: tuple[Line, ...]
    by_class: tuple[Line, ...]
    totals: VisitTotals

    @property
    def is_empty(self) -> bool:
        """Whether nobody is in the scope."""
        return not self.whole.visited.due


def stage_on(campaign: Campaign, today: date) -> str:
    """Return `to_come`, `running`, `ended`, `closed` or `cancelled`."""
    if campaign.state in {CLOSED, CANCELLED}:
        return campaign.state
    text = today.isoformat()
    if campaign.first_day and text < campaign.first_day:
        return "to_come"
    return "ended" if campaign.last_day and text > campaign.last_day else "running"


def in_scope(
    campaign: Campaign, children: Iterable[Child], listed: frozenset[str]
) -> tuple[Child, ...]:
    """Return whom the campaign is for; nobody where its scope is not said."""
    meant = _MEANT.get(campaign.scope)
    if meant is None:
        return ()
    classes = frozenset(campaign.class_ids)
    return tuple(
        child
        for child in children
        if (not classes or child.class_id in classes) and meant(campaign, child, listed)
    )


def _is_new(campaign: Campaign, child: Child, _listed: frozenset[str]) -> bool:
    """Say whether a child entered this school year; from July the coming one counts."""
    last = iso_day(campaign.last_day)
    if last is None or not child.entered:
        return False
    year = last.year if last.month >= _SUMMER_MONTH else last.year - 1
    return child.entered >= f"{year}-{_SUMMER_MONTH:02}"


_MEANT: Mapping[str, Callable[[Campaign, Child, frozenset[str]], bool]] = {
    ALL: lambda _campaign, _child, _listed: True,
    NEW: _is_new,
    STARTING: lambda _campaign, child, _listed: child.is_in_first_grade,
    GROUPS: lambda campaign, child, _listed: bool(
        child.groups.intersection(campaign.groups) if campaign.groups else child.groups
    ),
    LIST: lambda _campaign, child, listed: child.id in listed,
}


def progress(
    children: Sequence[Child],
    visits: Iterable[VisitRow],
    plans: Mapping[str, str],
    duties: Duties,
    today: str,
) -> Progress:
    """Return how far a campaign is among those in its scope.

    `visits` are those of the window up to the cut-off day; `plans` the next planned day
    of each child with one; all days are ISO.
    """
    whom = {child.id for child in children}
    own = [visit for visit in visits if visit.student_id in whom]
    seen = _Seen(
        indicators.visited(own), indicators.visited(own, on_site=True), plans, today
    )
    homes = {child.id: child.household or child.id for child in children}
    return Progress(
        whole=seen.line("", children),
        by_teacher=seen.lines(children, duties.who_goes),
        by_village=seen.lines(children, lambda child: child.village),
        by_class=seen.lines(children, lambda child: child.class_id),
        totals=indicators.visit_totals(own, homes),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who was visited, and who is planned."""

    visited: frozenset[str]
    on_site: frozenset[str]
    plans: Mapping[str, str]
    today: str

    def lines(
        self, children: Iterable[Child], key: Callable[[Child], str]
    ) -> tuple[Line, ...]:
        parts: dict[str, list[Child]] = defaultdict(list)
        for child in children:
            parts[key(child)].append(child)
        # Who was forgotten comes last, not first.
        ordered = sorted(parts, key=lambda each: (not each, each))
        return tuple(self.line(each, parts[each]) for each in ordered)

    def line(self, key: str, children: Sequence[Child]) -> Line:
        due = [child.id for child in children]
        waiting = frozenset(due) - self.visited
        days = {each: self.plans[each] for each in waiting if each in self.plans}
        late = frozenset(each for each, day in days.items() if day < self.today)
        at = {child.id: child.household or child.id for child in children}
        met = {at[each] for each in due if each in self.visited}
        return Line(
            key,
            visited=indicators.share(due, self.visited),
            on_site=indicators.share(due, self.on_site),
            homes=indicators.share(frozenset(at.values()), met),
            planned=frozenset(days) - late,
            overdue=late,
        )


def is_enough(part: int, whole: int, percent: int | None) -> bool:
    """Say whether n of N is at least a share in per cent; of nobody it always is."""
    return part * _HUNDRED >= whole * (percent or 0)


def homes_lacking(line: Line, least: int | None) -> int:
    """Return how many homes a teacher lacks of the least number that was agreed."""
    return max(0, (least or 0) - line.homes.part)


def share_out(children: Iterable[Child], staff_ids: Sequence[str]) -> dict[str, str]:
    """Return a teacher for each village, so that all have about as many homes.

    The largest village first, to whom has the fewest homes so far; children without a
    village are not shared out. Nobody to go gives nothing.
    """
    homes: dict[str, set[str]] = defaultdict(set)
    for child in children:
        if child.village:
            homes[child.village].add(child.household or child.id)
    load = dict.fromkeys(staff_ids, 0)
    found: dict[str, str] = {}
    for village in sorted(homes, key=lambda each: (-len(homes[each]), each)):
        if load:
            chosen = min(load, key=lambda each: load[each])
            found[village] = chosen
            load[chosen] += len(homes[village])
    return found
