"""How visits are counted, so that numbers agree everywhere.

Only completed visits count. A trip to siblings is one trip, one household, and as many
students as were visited. Coverage and on-site coverage are shown as n of N.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain.visit_rules import is_completed, is_on_site

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from homevisit.domain.school import School
    from homevisit.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class Share:
    """n of N; no percentage of nothing."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in per cent with one decimal, or None of an empty whole."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


@dataclass(frozen=True, slots=True)
class VisitCounts:
    """What a period's visits come to."""

    trips: int
    on_site_trips: int
    students: int
    on_site_students: int
    households: int
    teachers: int
    attempts: int

    @property
    def on_site_share(self) -> Share:
        """The trips on site among all trips."""
        return Share(self.on_site_trips, self.trips)


def trip_of(visit: Visit) -> str:
    """Return what siblings' records of one trip have in common."""
    return visit.trip_id or visit.id


def _teachers(visits: Iterable[Visit]) -> set[str]:
    leading = {visit.lead_teacher_id for visit in visits}
    along = {person.staff_id for visit in visits for person in visit.companions}
    return (leading | along) - {""}


def count_visits(
    visits: Collection[Visit], school: School, households: Mapping[str, str]
) -> VisitCounts:
    """Return the counts of these visits; `households` maps students to theirs.

    A student without a known household is counted as one of his own. Attempts are
    trips that met nobody.
    """
    done = [visit for visit in visits if is_completed(visit)]
    on_site = [visit for visit in done if is_on_site(visit.visit_form, school)]
    met = {trip_of(visit) for visit in done}
    students = {visit.student_id for visit in done}
    return VisitCounts(
        trips=len(met),
        on_site_trips=len({trip_of(visit) for visit in on_site}),
        students=len(students),
        on_site_students=len({visit.student_id for visit in on_site}),
        households=len({households.get(each) or each for each in students}),
        teachers=len(_teachers(done)),
        attempts=len({trip_of(visit) for visit in visits} - met),
    )


def coverage(due: Collection[str], visits: Iterable[Visit]) -> Share:
    """Return how many of the students who are due have a completed visit."""
    visited = {visit.student_id for visit in visits if is_completed(visit)}
    return Share(len(visited & set(due)), len(set(due)))


def on_site_coverage(
    due: Collection[str], visits: Iterable[Visit], school: School
) -> Share:
    """Return how many of the students who are due have a completed visit on site."""
    return coverage(due, [v for v in visits if is_on_site(v.visit_form, school)])


def not_yet_visited(due: Iterable[str], visits: Iterable[Visit]) -> tuple[str, ...]:
    """Return the students who are due and have no completed visit, in given order."""
    visited = {visit.student_id for visit in visits if is_completed(visit)}
    return tuple(student for student in due if student not in visited)
