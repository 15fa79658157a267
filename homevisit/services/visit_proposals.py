"""Whom to visit next and on which day: by village, siblings together, a day for each.

Nothing is written here: a proposal is looked at, moved about and then planned.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.domain.pinyin import display_pinyin
from homevisit.domain.villages import village_of
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    groups,
    school,
    student_order,
    students,
    visit_plans,
)
from homevisit.services.visit_plans import PlannedTrip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homevisit.services.session import Session

_TRIPS_A_DAY = 6
_AHEAD = 14
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Home:
    """Where a child lives; `is_read` says that the village was read from the address.

    `household` is the household's id, or the child's own where none is known.
    """

    village: str = ""
    household: str = ""
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A present student to plan a visit for; days are ISO, or empty."""

    student_id: str
    name: str
    pinyin: str
    class_id: str
    class_name: str
    home: Home
    is_special: bool
    last_visit_on: str
    is_visited: bool
    planned_for: str


@dataclass(frozen=True, slots=True)
class ProposedTrip:
    """One home on the way: who lives there, and the day it is proposed for."""

    key: str
    student_ids: tuple[str, ...]
    home: Home
    day: str


def homes(session: Session) -> dict[str, Home]:
    """Return where each child lives: the file's own word, or what the address says."""
    names = ("student_id", "home_village", "home_address", "household_id")
    rows = queries.fields(session.ledger.db, "student_private", names)
    households = queries.fields(session.ledger.db, "household", ("village",))
    found = {}
    for student, said, address, household in rows.values():
        if student:
            (shared,) = households.get(household or "", ("",))
            village = said or shared or ""
            found[student] = Home(
                village or village_of(address or ""),
                household or student,
                is_read=not village and bool(address),
            )
    return found


def candidates(session: Session) -> tuple[Candidate, ...]:
    """Return the present students: first who was not visited this term nor is planned.

    Among equals special groups come first, then who has waited longest.
    """
    ids = students.find_ids(
        session, students.StudentQuery(order=student_order.BY_VISIT)
    )
    known = _Known(session)
    return tuple(
        sorted(
            (known.candidate(each) for each in ids),
            key=lambda c: (c.is_visited, bool(c.planned_for), not c.is_special),
        )
    )


class _Known:
    """What is known of all students, asked for once."""

    def __init__(self, session: Session) -> None:
        db = session.ledger.db
        done = Query("visit", states=("completed",))
        term = calendars.current_term(session)
        self._last = queries.latest_days(db, done)
        self._recent = (
            queries.latest_days(db, replace(done, term_id=term.id)) if term else {}
        )
        self._names = queries.titles(db, "student")
        self._classes = queries.fields(db, "student", ("class_id", "name_pinyin"))
        self._class_names = school.class_names(session)
        self._homes, self._planned = homes(session), _planned_days(session)
        self._special = set().union(*groups.all_members(session).values())

    def candidate(self, student_id: str) -> Candidate:
        class_id, pinyin = self._classes.get(student_id, ("", ""))
        name = self._names.get(student_id, "")
        return Candidate(
            student_id=student_id,
            name=name,
            pinyin=pinyin or display_pinyin(name),
            class_id=class_id or "",
            class_name=self._class_names.get(class_id or "", ""),
            home=self._homes.get(student_id, Home(household=student_id)),
            is_special=student_id in self._special,
            last_visit_on=self._last.get(student_id, ("", 0))[0],
            is_visited=student_id in self._recent,
            planned_for=self._planned.get(student_id, ""),
        )


def propose(
    session: Session,
    student_ids: Sequence[str],
    moved: Mapping[str, str],
    *,
    since: str = "",
) -> tuple[ProposedTrip, ...]:
    """Return the trips to these students in the order of day and village.

    A village to which somebody goes soon keeps that day, others get the next day on
    which nothing is planned, from `since` (an ISO day) or tomorrow on. `moved` are days
    (by trip) that a person chose already.
    """
    where = homes(session)
    by_home: dict[str, list[str]] = {}
    for student_id in dict.fromkeys(student_ids):
        household = where.get(student_id, Home(household=student_id)).household
        by_home.setdefault(household, []).append(student_id)
    by_village: dict[str, list[str]] = {}
    for key, members in by_home.items():
        village = where.get(members[0], Home()).village
        by_village.setdefault(village, []).append(key)
    days = _Days(session, iso_day(since))
    found = []
    for village in sorted(by_village, key=lambda name: (-len(by_village[name]), name)):
        for key in by_village[village]:
            day = moved.get(key) or days.next_for(village)
            living_there = tuple(by_home[key])
            home = where.get(living_there[0], Home(household=key))
            found.append(ProposedTrip(key, living_there, home, day))
    return tuple(sorted(found, key=lambda each: (each.day, each.home.village)))


def timed(
    trips: Iterable[ProposedTrip], *, start: str, minutes: int
) -> tuple[PlannedTrip, ...]:
    """Return the trips with times: on each day one after the other from `start`.

    Without a start, or past midnight, a trip has no time.
    """
    made = []
    count: dict[str, int] = defaultdict(int)
    first = _minute_of_day(start)
    for each in trips:
        at = None if first is None else first + count[each.day] * minutes
        count[each.day] += 1
        is_fine = at is not None and at < _MINUTES_A_DAY
        time = f"{at // 60:02d}:{at % 60:02d}" if at is not None and is_fine else ""
        made.append(PlannedTrip(each.student_ids, each.day, time, each.home.village))
    return tuple(made)


class _Days:
    """The days from one on, with what is planned on them already."""

    def __init__(self, session: Session, since: date | None) -> None:
        self._today = session.clock.today()
        tomorrow = self._today + timedelta(days=1)
        self._first = max(since, self._today) if since else tomorrow
        own: dict[date, set[str]] = defaultdict(set)
        self._soon: dict[str, date] = {}
        for each in visit_plans.read_standing(session).still_open():
            day = iso_day(each.planned_date)
            if day is None or day < self._today:
                continue
            if each.assignee_id == session.person_id:
                own[day].add(each.trip_id or each.id)
            if each.village and 0 <= (day - self._first).days <= _AHEAD:
                self._soon.setdefault(each.village, day)
        self._load = {day: len(trips) for day, trips in own.items()}
        self._taken = set(own)
        self._given: dict[str, date] = {}

    def next_for(self, village: str) -> str:
        """Return the day for one more trip to a village."""
        day = self._given.get(village) or self._soon.get(village)
        if day is None or self._load.get(day, 0) >= _TRIPS_A_DAY:
            day = self._first_free()
        self._given[village] = day
        self._taken.add(day)
        self._load[day] = self._load.get(day, 0) + 1
        return day.isoformat()

    def _first_free(self) -> date:
        day = self._first
        while day in self._taken:
            day += timedelta(days=1)
        return day


def _planned_days(session: Session) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in visit_plans.read_standing(session).still_open():
        found.setdefault(each.student_id, each.planned_date)
    return found


def _minute_of_day(text: str) -> int | None:
    hours, mark, minutes = text.partition(":")
    if not (mark and hours.isdecimal() and minutes.isdecimal()):
        return None
    return int(hours) * 60 + int(minutes)
