"""The indicators that are reported upward, each with one exact definition.

Source: domain.md 7.1. Pure functions over plain rows, so that the same numbers come out
wherever they are shown. Persons, trips and households are counted apart; only completed
visits and talks that were held count; groups overlap, and their numbers never add up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from homevisit.domain.talk_rules import HELD, TALK_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

K = TypeVar("K", bound=str)
MONTH = 7


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A student's stay in a class: from `since`, up to and without `until`.

    Days are ISO; an empty `since` is ever since, an empty `until` still. `household`
    is empty where none is known; `groups` are those of the cut-off day. `grade_code` is
    of the vocabulary `grades`; `joined` is the first day at the school.
    """

    student_id: str
    class_id: str
    grade: str = ""
    since: str = ""
    until: str = ""
    household: str = ""
    groups: frozenset[str] = frozenset()
    grade_code: str = ""
    boarding: str = ""
    joined: str = ""

    def is_there(self, day: str) -> bool:
        return self.since <= day and (not self.until or day < self.until)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One student's part in a finalised visit; siblings on one trip share `trip_id`."""

    id: str
    student_id: str
    on_date: str
    trip_id: str = ""
    form: str = ""
    kind: str = ""
    is_completed: bool = True
    is_on_site: bool = True
    teachers: frozenset[str] = frozenset()
    has_leader: bool = False
    term_id: str = ""

    @property
    def trip(self) -> str:
        return self.trip_id or self.id


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One student's part in a talk; students of one group talk share `session_id`."""

    id: str
    student_id: str
    kind: str
    state: str
    on_date: str
    session_id: str = ""
    talker_id: str = ""

    @property
    def session(self) -> str:
        return self.session_id or self.id


@dataclass(frozen=True, slots=True)
class Share:
    """n of N, and who they are; no percentage of nothing."""

    reached: frozenset[str]
    due: frozenset[str]

    @property
    def part(self) -> int:
        return len(self.reached)

    @property
    def whole(self) -> int:
        return len(self.due)

    @property
    def percent(self) -> float | None:
        """The share in per cent with one decimal, or None of an empty whole."""
        return round(100 * self.part / self.whole, 1) if self.whole else None

    @property
    def missing(self) -> frozenset[str]:
        """Who is due and was not reached."""
        return self.due - self.reached


@dataclass(frozen=True, slots=True)
class VisitTotals:
    """What visits come to, each thing counted for itself.

    `visits` counts students' parts, `trips` ways to a home, `households` homes.
    """

    visits: int = 0
    trips: int = 0
    on_site_trips: int = 0
    students: int = 0
    on_site_students: int = 0
    households: int = 0
    teachers: int = 0
    leader_trips: int = 0
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class TalkTotals:
    """Talks of one kind: how many were held, and with how many students."""

    talks: int = 0
    students: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is on the roll on a day, each once, in the class of that day."""

    rows: Mapping[str, RosterRow] = field(default_factory=dict)

    @property
    def students(self) -> frozenset[str]:
        return frozenset(self.rows)

    def by(self, key: Callable[[RosterRow], str]) -> dict[str, set[str]]:
        """Return the students by a key of their row."""
        found: dict[str, set[str]] = {}
        for student_id, row in self.rows.items():
            found.setdefault(key(row), set()).add(student_id)
        return found

    def of_groups(self, codes: Iterable[str]) -> frozenset[str]:
        """Return who belongs to any of the groups."""
        wanted = frozenset(codes)
        return frozenset(s for s, row in self.rows.items() if row.groups & wanted)


def roster_on(rows: Iterable[RosterRow], day: str) -> Roster:
    """Return who is on the roll on a day; of two stays at once the later one counts."""
    found: dict[str, RosterRow] = {}
    for row in sorted(rows, key=lambda each: (each.since, each.class_id)):
        if row.is_there(day):
            found[row.student_id] = row
    return Roster(found)


def ever_on_roll(rows: Iterable[RosterRow], first: str, last: str) -> frozenset[str]:
    """Return who was on the roll on any day from the first to the last."""
    return frozenset(
        row.student_id
        for row in rows
        if row.since <= last and (not row.until or row.until > first)
    )


def visited(visits: Iterable[VisitRow], *, on_site: bool = False) -> frozenset[str]:
    """Return the students with at least one completed visit, or one on site."""
    return frozenset(
        v.student_id for v in visits if v.is_completed and (v.is_on_site or not on_site)
    )


def share(due: Collection[str], reached: Collection[str]) -> Share:
    """Return how many of those who are due were reached; others do not count."""
    whole = frozenset(due)
    return Share(whole & frozenset(reached), whole)


def shares(
    groups: Mapping[K, Collection[str]], reached: Collection[str]
) -> dict[K, Share]:
    """Return the share of every group; one without anybody is there, too."""
    return {name: share(due, reached) for name, due in groups.items()}


def visit_totals(
    visits: Collection[VisitRow], households: Mapping[str, str]
) -> VisitTotals:
    """Return what the visits come to; a student without a household is one of his own.

    Attempts are trips that met nobody.
    """
    done = [visit for visit in visits if visit.is_completed]
    on_site = [visit for visit in done if visit.is_on_site]
    trips = {visit.trip for visit in done}
    students = {visit.student_id for visit in done}
    return VisitTotals(
        visits=len({visit.id for visit in done}),
        trips=len(trips),
        on_site_trips=len({visit.trip for visit in on_site}),
        students=len(students),
        on_site_students=len({visit.student_id for visit in on_site}),
        households=len({households.get(each) or each for each in students}),
        teachers=len({each for visit in done for each in visit.teachers}),
        leader_trips=len({visit.trip for visit in done if visit.has_leader}),
        attempts=len({visit.trip for visit in visits} - trips),
    )


def trips_by(
    visits: Iterable[VisitRow], key: Callable[[VisitRow], str], among: Sequence[str]
) -> dict[str, int]:
    """Return the completed trips by a key; each of `among` is there, if only with 0.

    A trip with parts of several keys counts under each of them.
    """
    found = {(key(visit), visit.trip) for visit in visits if visit.is_completed}
    counts = Counter(name for name, _trip in found)
    return {name: counts[name] for name in dict.fromkeys((*among, *sorted(counts)))}


def month_of(row: VisitRow | TalkRow) -> str:
    """Return the month of a day, `YYYY-MM`."""
    return row.on_date[:MONTH]


def talk_totals(talks: Iterable[TalkRow]) -> dict[str, TalkTotals]:
    """Return, per kind of the closed list, the talks held and the students in them."""
    held = [talk for talk in talks if talk.state in HELD]
    return {
        kind: TalkTotals(
            len({talk.session for talk in held if talk.kind == kind}),
            len({talk.student_id for talk in held if talk.kind == kind}),
        )
        for kind in TALK_KINDS
    }


def talked_with(talks: Iterable[TalkRow], kind: str) -> frozenset[str]:
    """Return the students with whom a talk of a kind was held."""
    return frozenset(
        talk.student_id for talk in talks if talk.kind == kind and talk.state in HELD
    )
