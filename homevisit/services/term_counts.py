"""Counting a term up to a day: who is due, who was reached, and by what.

Every number is a set of students or a count of rows, by the definitions of
`homevisit.domain.indicators`; the table has the sums in which a reader could look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from homevisit.domain import indicators
from homevisit.domain.indicators import (
    Roster,
    VisitRow,
    roster_on,
    visited,
)
from homevisit.domain.suppression import Sum, Table
from homevisit.domain.talk_rules import HELD, OPEN, TALK_KINDS
from homevisit.domain.visit_plans import OPEN_STATES
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import records, school_rows
from homevisit.services.school_rows import Period
from reports.term_data import (
    CARE,
    CLASSES,
    GROUPS,
    MISSING,
    TABLES,
    TALKS,
    TEXTS,
    FollowUps,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from homevisit.domain.care_records import CareCase
    from homevisit.domain.school import Term
    from homevisit.domain.visit_plans import VisitPlan
    from homevisit.services.session import Session

SOLVED = "solved"
# A concern that is only raised is no case yet; the others have ended.
_NOT_CARED_FOR = frozenset(
    {"", "raised", "rejected", "merged", "closed", "transferred", "graduated"}
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a term summary counts, as sets of students; groups by code."""

    roster: Roster
    due: frozenset[str]
    reached: frozenset[str]
    on_site: frozenset[str]
    talked: Mapping[str, frozenset[str]]
    booked: frozenset[str]
    visits: tuple[VisitRow, ...]
    recent: tuple[VisitRow, ...]
    groups: Mapping[str, frozenset[str]]
    scope: str = ""
    care: Mapping[int, frozenset[str]] = field(default_factory=dict)
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    grades: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def other(self) -> frozenset[str]:
        """Who was visited, but never on site."""
        return self.reached - self.on_site

    def totals(self) -> indicators.VisitTotals:
        homes = {who: row.household for who, row in self.roster.rows.items()}
        return indicators.visit_totals(self.visits, homes)


def count(
    session: Session,
    term: Term,
    cut_off: date,
    *,
    class_ids: tuple[str, ...] = (),
    since: str = "",
) -> Counted:
    """Count a term up to a day, in some classes or in all.

    `since` is the first day of the visits that the trend of months shows.
    """
    day = cut_off.isoformat()
    whole = roster_on(school_rows.roster(session, cut_off), day)
    rows = {
        who: row
        for who, row in whole.rows.items()
        if not class_ids or row.class_id in class_ids
    }
    roster = Roster(rows)
    due = frozenset(who for who, row in rows.items() if row.groups)
    period = Period(term.start_date, day, term.id)
    visits = _among(school_rows.visits(session, period), rows)
    talked = _talked(session, period)
    recent = school_rows.visits(session, Period(since or term.start_date, day))
    return Counted(
        roster=roster,
        due=due,
        reached=visited(visits) & due,
        on_site=visited(visits, on_site=True) & due,
        talked={kind: who & due for kind, who in talked.items()},
        booked=_booked(session) & due,
        visits=visits,
        recent=_among(recent, rows),
        groups=_groups(roster),
        scope="+".join(sorted(class_ids)),
        care={} if class_ids else _care(session, rows, day),
        classes=_parts(roster, due, "class_id"),
        grades=_parts(roster, due, "grade"),
    )


def follow_ups(session: Session, counted: Counted, days: tuple[str, str]) -> FollowUps:
    """Count what was to be done from the first to the last day, as it stood then."""
    first, last = days
    due = in_time = overdue = still_open = 0
    found = queries.columns(
        session.ledger.db, Query("follow_up"), ("closed_on", "raised_on")
    )
    for _id, student_id, due_on, state, _author, _title, closed, raised in found:
        if student_id not in counted.roster.rows or raised > last:
            continue
        is_done = state == SOLVED and bool(closed) and closed <= last
        still_open += not is_done
        if due_on and first <= due_on <= last:
            due += 1
            in_time += is_done and closed <= due_on
            overdue += not is_done and due_on < last
    return FollowUps(due, in_time, overdue, still_open)


def make_table(counted: Counted) -> Table:
    """Return every count of students on the paper and the sums among them.

    The number of students of special groups is what must not single anybody out; what
    was done with them is hidden where that number is.
    """
    made = _Making(counted.scope)
    made.by_class(counted)
    made.by_grade(counted)
    for code, who in counted.groups.items():
        due = made.put(f"due/group/{code}", who, is_sensitive=True)
        made.put(f"reached/group/{code}", who & counted.reached, due)
        name = made.put(f"talks/group/{code}", frozenset(), due)
        made.counts[name] = sum(len(who & each) for each in counted.talked.values())
    made.by_level(counted)
    return Table(made.counts, tuple(made.sums), frozenset(made.sensitive), made.follows)


def unprinted(table: Table, parts: Collection[str]) -> frozenset[str]:
    """Return the counts that are on none of the parts of a paper.

    The numbers at a glance are on every paper. A number that several parts may say,
    also in their words, counts as said by each of them.
    """
    return frozenset(name for name in table.counts if not _is_on(name, parts))


def _is_on(name: str, parts: Collection[str]) -> bool:
    what, of = name.partition("@")[0].split("/")[:2]
    is_of_kind = what.startswith("talk_")
    if what == "care":
        return CARE in parts
    if of == "all":
        return not is_of_kind or not {TALKS, TEXTS, TABLES}.isdisjoint(parts)
    if of == "class":
        told = {TABLES} if what.startswith("talk") else {CLASSES, MISSING, TABLES}
        return not told.isdisjoint(parts)
    return not ({TALKS} if of == "grade" else {GROUPS, TEXTS}).isdisjoint(parts)


class _Making:
    """The table while it is put together."""

    def __init__(self, scope: str) -> None:
        self._scope = scope
        self.counts: dict[str, int] = {}
        self.sums: list[Sum] = []
        self.sensitive: set[str] = set()
        self.follows: dict[str, str] = {}

    def put(
        self,
        name: str,
        who: frozenset[str],
        lead: str = "",
        *,
        is_sensitive: bool = False,
    ) -> str:
        named = self.named(name)
        self.counts[named] = len(who)
        if is_sensitive:
            self.sensitive.add(named)
        if lead:
            self.follows[named] = lead
        return named

    def named(self, name: str) -> str:
        # A class is the same in every paper; all else is what one scope comes to.
        is_class = name.split("/")[1] == "class"
        return name if is_class or not self._scope else f"{name}@{self._scope}"

    def by_class(self, counted: Counted) -> None:
        parts: dict[str, list[str]] = {what: [] for what in _MEASURES}
        for key, who in _keyed("class", counted.classes, counted.due):
            due = self.put(f"due/{key}", who, is_sensitive=True)
            names = [due]
            for what in _MEASURES[1:]:
                reached = who & getattr(counted, what)
                names.append(self.put(f"{what}/{key}", reached, due))
            self.sums.append(Sum(names[1], (names[2], names[3])))
            for what, name in zip(_MEASURES, names, strict=True):
                parts[what].append(name)
        for names in parts.values():
            self.sums.append(Sum(names[-1], tuple(names[:-1])))

    def by_grade(self, counted: Counted) -> None:
        parts: dict[str, list[str]] = {}
        for key, who in _keyed("grade", counted.grades, counted.due):
            for what, name in self._talks(counted, key, who):
                parts.setdefault(what, []).append(name)
        for names in parts.values():
            self.sums.append(Sum(names[-1], tuple(names[:-1])))
        self._classes_of_grades(counted)

    def _talks(
        self, counted: Counted, key: str, who: frozenset[str]
    ) -> list[tuple[str, str]]:
        """Put in a row of talks; return its names by what they count."""
        due = self.put(f"due/{key}", who, is_sensitive=True)
        kinds = {
            f"talk_{kind}": self.put(f"talk_{kind}/{key}", who & talked, due)
            for kind, talked in counted.talked.items()
        }
        total = self.put(f"talks/{key}", frozenset(), due)
        self.counts[total] = sum(self.counts[each] for each in kinds.values())
        self.sums.append(Sum(total, tuple(kinds.values())))
        return [("due", due), *kinds.items(), ("talks", total)]

    def by_level(self, counted: Counted) -> None:
        if not counted.care:
            return
        levels = tuple(
            self.put(f"care/level/{severity}", who, is_sensitive=True)
            for severity, who in counted.care.items()
        )
        everybody = frozenset().union(*counted.care.values())
        total = self.put("care/all", everybody, is_sensitive=True)
        self.sums.append(Sum(total, levels))

    def _classes_of_grades(self, counted: Counted) -> None:
        inside: dict[str, set[str]] = {}
        for row in counted.roster.rows.values():
            inside.setdefault(row.grade, set()).add(row.class_id)
        measures: tuple[str, ...] = ()
        for class_id, who in counted.classes.items():
            names = self._talks(counted, f"class/{class_id or '-'}", who)
            measures = tuple(what for what, _name in names)
        for grade in counted.grades:
            classes = sorted(inside[grade])
            for what in measures:
                total = self.named(f"{what}/grade/{grade or '-'}")
                parts = tuple(f"{what}/class/{each or '-'}" for each in classes)
                self.sums.append(Sum(total, parts))


_MEASURES = ("due", "reached", "on_site", "other")


def _care(
    session: Session, students: Mapping[str, object], day: str
) -> dict[int, frozenset[str]]:
    """Return who is cared for on a day, each at the highest level of her cases."""
    highest: dict[str, int] = {}
    for each in cast("tuple[CareCase, ...]", records.find(session, Query("care_case"))):
        has_ended = bool(each.closed_at) and each.closed_at[: len(day)] <= day
        is_open = each.state not in _NOT_CARED_FOR and not has_ended
        if (
            is_open
            and each.opened_at[: len(day)] <= day
            and each.student_id in students
        ):
            level = max(each.severity or 0, highest.get(each.student_id, 0))
            highest[each.student_id] = level
    found: dict[int, set[str]] = {}
    for who, level in sorted(highest.items()):
        found.setdefault(level, set()).add(who)
    return {level: frozenset(found[level]) for level in sorted(found, reverse=True)}


def _groups(roster: Roster) -> dict[str, frozenset[str]]:
    codes = {code for row in roster.rows.values() for code in row.groups}
    return {code: roster.of_groups((code,)) for code in sorted(codes)}


def _keyed(
    of: str, parts: Mapping[str, frozenset[str]], whole: frozenset[str]
) -> list[tuple[str, frozenset[str]]]:
    """Return the parts by the key of their cells, and last the whole."""
    found = [(f"{of}/{code or '-'}", who) for code, who in parts.items()]
    return [*found, ("all", whole)]


def _parts(roster: Roster, due: frozenset[str], name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for who, row in roster.rows.items():
        members = found.setdefault(getattr(row, name), set())
        if who in due:
            members.add(who)
    return {key: frozenset(who) for key, who in found.items()}


def _talked(session: Session, period: Period) -> dict[str, frozenset[str]]:
    """Return with whom a talk of each kind was held in a term up to a day."""
    asked = Query("talk", term_id=period.term_id, until=period.last)
    found: dict[str, set[str]] = {kind: set() for kind in TALK_KINDS}
    for who, kind, held, _last, _next in queries.standings(
        session.ledger.db, asked, HELD, OPEN
    ):
        if held and kind in found:
            found[kind].add(who)
    return {kind: frozenset(who) for kind, who in found.items()}


def _among(
    rows: tuple[VisitRow, ...], students: Mapping[str, object]
) -> tuple[VisitRow, ...]:
    return tuple(row for row in rows if row.student_id in students)


def _booked(session: Session) -> frozenset[str]:
    plans = records.find(session, Query("visit_plan", states=OPEN_STATES))
    return frozenset(
        each.student_id
        for each in cast("tuple[VisitPlan, ...]", plans)
        if each.planned_date
    )
