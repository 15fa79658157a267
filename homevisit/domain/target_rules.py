"""How targets are counted: who is in scope, who was reached, what is still owed.

Pure functions over the plain rows of `indicators` (domain.md 4.1, 7.1).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homevisit.domain.calendar import school_year_of
from homevisit.domain.dates import iso_day
from homevisit.domain.indicators import Share, share
from homevisit.domain.targets import ANY_GROUP, NAMED_GROUPS, NEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.domain.indicators import Roster, RosterRow, VisitRow
    from homevisit.domain.targets import Target

_FIRST_YEAR = "_1"
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """How a target stands: the students of its scope, and those reached.

    `by_class` has every class with somebody in scope. `percent` is the share of every
    class that has to be reached.
    """

    target_id: str
    share: Share
    by_class: Mapping[str, Share] = field(default_factory=dict)
    percent: int = _HUNDRED

    @property
    def is_empty(self) -> bool:
        """Say whether nobody is in scope, so that there is nothing to reach."""
        return not self.share.whole

    @property
    def short_classes(self) -> frozenset[str]:
        """Return the classes of which too few students were reached."""
        return frozenset(
            class_id for class_id, each in self.by_class.items() if self.still(class_id)
        )

    @property
    def is_met(self) -> bool:
        """Say whether no class is short; a target without anybody is not met."""
        return not self.is_empty and not self.short_classes

    @property
    def owed(self) -> frozenset[str]:
        """Return who was not reached in the classes that are short."""
        short = (self.by_class[each].missing for each in self.short_classes)
        return frozenset().union(*short)

    def still(self, class_id: str) -> int:
        """Return how many more students of a class have to be reached."""
        found = self.by_class.get(class_id)
        if found is None:
            return 0
        # A share of a child is a child: 50 % of 5 are 3.
        wanted = -(-found.whole * self.percent // _HUNDRED)
        return max(0, wanted - found.part)


def in_scope(target: Target, roster: Roster, school_year: int) -> frozenset[str]:
    """Return the students that a target is about, of those on the roll that day.

    New is who joined the school in `school_year`; of whom the day is not known, is not.
    """
    sizes = Counter(row.class_id for row in roster.rows.values())
    return frozenset(
        student_id
        for student_id, row in roster.rows.items()
        if _belongs(target, row)
        and _grade_fits(target, row)
        and _size_fits(target, sizes[row.class_id])
        and _newness_fits(target, row, school_year)
    )


def _belongs(target: Target, row: RosterRow) -> bool:
    if target.boarding and row.boarding != target.boarding:
        return False
    if target.whom == ANY_GROUP:
        return bool(row.groups)
    return target.whom != NAMED_GROUPS or not row.groups.isdisjoint(target.groups)


def _grade_fits(target: Target, row: RosterRow) -> bool:
    if target.starting_grade and not row.grade_code.endswith(_FIRST_YEAR):
        return False
    return not target.grades or row.grade_code in target.grades


def _size_fits(target: Target, size: int) -> bool:
    least, most = target.class_size_from, target.class_size_to
    return (least is None or size >= least) and (most is None or size <= most)


def _newness_fits(target: Target, row: RosterRow, school_year: int) -> bool:
    if not target.newness:
        return True
    joined = iso_day(row.joined)
    is_new = joined is not None and school_year_of(joined) >= school_year
    return is_new == (target.newness == NEW)


def visits_for(
    target: Target, visits: Iterable[VisitRow], homeroom: frozenset[str]
) -> Counter[str]:
    """Return how many completed visits count for a target, by student.

    `homeroom` are the homeroom teachers; one counts who came along, too. Visits of the
    period are asked for: the days are not looked at here.
    """
    forms = frozenset(target.visit_forms)
    return Counter(
        visit.student_id
        for visit in visits
        if visit.is_completed
        and (visit.is_on_site or not target.on_site_only)
        and (not forms or visit.form in forms)
        and _by_right_person(target, visit, homeroom)
    )


def _by_right_person(target: Target, visit: VisitRow, homeroom: frozenset[str]) -> bool:
    if target.by_role == "leader":
        return visit.has_leader
    return not target.by_role or not visit.teachers.isdisjoint(homeroom)


def measure(
    target: Target, roster: Roster, times: Mapping[str, int], school_year: int
) -> Measured:
    """Return how a target stands, given how often each student was seen."""
    due = in_scope(target, roster, school_year)
    reached = {who for who in due if times.get(who, 0) >= target.times}
    classes: dict[str, set[str]] = {}
    for who in due:
        classes.setdefault(roster.rows[who].class_id, set()).add(who)
    return Measured(
        target.id,
        share(due, reached),
        {class_id: share(members, reached) for class_id, members in classes.items()},
        target.share,
    )
