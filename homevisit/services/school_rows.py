"""The school as plain rows, read in a few questions: what indicators are counted over.

A school of 3,000 with two years of records is read in well under a second, because no
record is made of the rows and no history is looked at.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from homevisit.domain.calendar import school_year_of
from homevisit.domain.grades import grade_in, grade_name
from homevisit.domain.group_rules import is_valid_on
from homevisit.domain.indicators import RosterRow, TalkRow, VisitRow
from homevisit.domain.visit_rules import COMPLETED, is_on_site
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records, school
from homevisit.services.records import SIGNED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from homevisit.domain.families import Household
    from homevisit.services.session import Session

# 在校生数: on the roll and taught, at school or at home (domain.md 7.1).
ON_ROLL = ("enrolled", "home_teaching")
_NO_GRADE = ("", "")
_LEADERS = frozenset({"principal", "leader"})


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both ISO and included; of a term by its id."""

    first: str
    last: str
    term_id: str = ""


def roster(session: Session, cut_off: date) -> tuple[RosterRow, ...]:
    """Return every stay in a class, with groups and grades as of the cut-off day."""
    members = _groups(session, cut_off)
    homes = _households(session)
    grades = _grades(session, cut_off)
    before = _stays(session)
    rows: list[RosterRow] = []
    for who in _students(session):
        stays = list(before.get(who.id, ()))
        if who.state in ON_ROLL or who.left_on:
            until = "" if who.state in ON_ROLL else who.left_on
            stays.append((who.class_id, who.since, until))
        joined = min((since for _class, since, _until in stays if since), default="")
        rows += [
            RosterRow(
                student_id=who.id,
                class_id=in_class,
                grade=grades.get(in_class, _NO_GRADE)[0],
                since=first,
                until=until,
                household=homes.get(who.id, ""),
                groups=frozenset(members.get(who.id, ())),
                grade_code=grades.get(in_class, _NO_GRADE)[1],
                boarding=who.boarding,
                joined=who.entered or joined,
            )
            for in_class, first, until in stays
        ]
    return tuple(rows)


def visits(session: Session, period: Period) -> tuple[VisitRow, ...]:
    """Return the finalised visits of a period: of a term those that it was given."""
    own = calendars.read_school(session)
    leaders = people_with(session, _LEADERS)
    on_site: dict[str, bool] = {}
    people: dict[tuple[str, str], tuple[frozenset[str], bool]] = {}
    rows = []
    asked = _asked("visit", period)
    for row in queries.visits_counted(session.ledger.db, asked):
        visit_id, student_id, day, outcome, lead, form, kind, trip_id, along = row
        if form not in on_site:
            on_site[form] = is_on_site(form, own)
        if (lead, along) not in people:
            who = _people(lead, along)
            people[lead, along] = who, not who.isdisjoint(leaders)
        rows.append(
            VisitRow(
                visit_id,
                student_id,
                day,
                trip_id,
                form,
                kind,
                outcome == COMPLETED,
                on_site[form],
                *people[lead, along],
                period.term_id,
            )
        )
    return tuple(rows)


def _people(lead: str, along: str) -> frozenset[str]:
    others = (each.get("staff_id") for each in json.loads(along)) if along else ()
    return frozenset(each for each in (lead, *others) if each)


def talks(session: Session, period: Period) -> tuple[TalkRow, ...]:
    """Return the talks of a period in every state."""
    asked = _asked("talk", period)
    return tuple(
        TalkRow(talk_id, student_id, kind, state, day, group, talker)
        for talk_id, student_id, day, state, talker, kind, group in queries.columns(
            session.ledger.db, asked, ("session_id",)
        )
    )


def grades_of(session: Session, day: date) -> dict[str, str]:
    """Return the name of each class's grade in the school year of a day."""
    return {each: name for each, (name, _code) in _grades(session, day).items()}


def grade_names(session: Session, day: date) -> dict[str, str]:
    """Return the grades that the school has by their codes, the lowest first."""
    known = {code: name for name, code in _grades(session, day).values() if code}
    return dict(sorted(known.items()))


def _grades(session: Session, day: date) -> dict[str, tuple[str, str]]:
    own = calendars.read_school(session)
    year = school_year_of(day)
    found = {}
    for each in school.classes(session, with_graduated=True):
        entry = each.entry_year
        grade = grade_in(each.stage, entry, year, own.system) if entry else None
        style = (own.system, own.grade_style)
        if grade:
            code = f"{grade.stage}_{grade.year}"
            found[each.id] = (grade_name(grade, *style), code)
        else:
            found[each.id] = _NO_GRADE
    return found


def _asked(kind: str, period: Period) -> Query:
    # What was finalised is signed: work in progress is counted nowhere.
    states = SIGNED if kind == "visit" else ()
    if period.term_id:
        return Query(kind, term_id=period.term_id, states=states, until=period.last)
    return Query(kind, since=period.first, until=period.last, states=states)


class _Student(NamedTuple):
    id: str
    state: str
    class_id: str
    since: str
    left_on: str
    boarding: str
    entered: str


def _students(session: Session) -> Iterable[_Student]:
    names = ("class_id", "class_since", "entry_ym", "left_on", "boarding")
    for row in queries.columns(session.ledger.db, Query("student"), names):
        class_id, since, entry, left_on, boarding = row[6:]
        entered = f"{entry}-01" if entry else ""
        begun = since or entered
        yield _Student(row[0], row[3], class_id, begun, left_on, boarding, entered)


def _stays(session: Session) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    names = ("class_id", "from_date")
    asked = Query("class_membership")
    for row in queries.columns(session.ledger.db, asked, names):
        _id, student_id, until, *_others, class_id, since = row
        found.setdefault(student_id, []).append((class_id, since, until))
    return found


@dataclass(frozen=True, slots=True)
class Membership:
    """What `is_valid_on` asks of a determination."""

    state: str
    valid_from: str
    valid_to: str


def _groups(session: Session, day: date) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    names = ("group_code", "valid_from", "valid_to", "state")
    asked = Query("determination")
    for row in queries.columns(session.ledger.db, asked, names):
        code, since, until, state = row[6:]
        if code and is_valid_on(Membership(state, since, until), day):
            found.setdefault(row[1], set()).add(code)
    return found


def _households(session: Session) -> dict[str, str]:
    return {
        student_id: home.id
        for home in records.find(session, Query("household"))
        for student_id in cast("Household", home).student_ids
    }


def people_with(session: Session, roles: frozenset[str]) -> frozenset[str]:
    """Return the colleagues who hold or held any of these posts."""
    return frozenset(
        each.id
        for each in school.staff(session)
        if any(post.role in roles for post in each.roles)
    )
