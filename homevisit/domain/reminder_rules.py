"""Reminders as rules over facts: which rule, about whom, since when, until when.

Sources: domain.md 2.4 (events that call for a visit) and 4.1 (care at four nodes,
regular contact, written notice of entrusted care). Pure: the same rules, facts and day
always give the same reminders. What was set aside is known by rule, subject and period,
never by a moment, so that a clock put right loses nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from homevisit.domain.calendar import SECOND, in_order
from homevisit.domain.dates import iso_day
from homevisit.paths import resource_path
from homevisit.text import current_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homevisit.domain.reminders import ReminderRule
    from homevisit.domain.school import Term

ANSWERS = frozenset({"visit", "talk", "item"})
_EXAMS, _OTHER_DAYS = "exams", "school_days"
_EXAM = "exam_"


@dataclass(frozen=True, slots=True)
class Rule:
    """A shipped rule as it works here, with the school's own words for why."""

    code: str
    kind: str
    zh: str
    en: str
    why_zh: str
    why_en: str
    source: str
    numbers: Mapping[str, int]
    answer: str
    is_on: bool = True
    node: str = ""
    event: str = ""
    groups: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the rule is called in the language in use."""
        return self.en if current_language() == "en" else self.zh

    @property
    def why(self) -> str:
        """Why there is such a rule, a sentence in the language in use."""
        return self.why_en if current_language() == "en" else self.why_zh


@dataclass(frozen=True, slots=True)
class Pupil:
    """What rules ask of a student who is here; days are ISO, "" where unknown.

    `contact_on` is the last visit that met the family or talk that was held, `visit_on`
    the last such visit; `unnoticed_since` the day since which a written notice of
    entrusted care is missing.
    """

    id: str
    groups: frozenset[str] = frozenset()
    in_class_since: str = ""
    is_leaving: bool = False
    contact_on: str = ""
    visit_on: str = ""
    unnoticed_since: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a student that was noted."""

    id: str
    student_id: str
    event: str
    day: str


@dataclass(frozen=True, slots=True)
class OpenThing:
    """A promise, plan or planned talk that is still open, and its day."""

    kind: str
    id: str
    student_id: str
    day: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rules look at."""

    pupils: Sequence[Pupil] = ()
    terms: Sequence[Term] = ()
    happenings: Sequence[Happening] = ()
    open_things: Sequence[OpenThing] = ()
    dismissed: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to think of: made by a rule, about a student, standing since a day.

    `day` is the day it comes from (the last contact, the event, the day planned; "" if
    there is none); `period` says how long a dismissal holds.
    """

    rule: str
    subject_id: str
    student_id: str
    since: str
    day: str = ""
    period: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.rule, self.subject_id, self.period


_Made = Iterator[Reminder]
_By = Callable[[Rule, Facts, date], _Made]


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the rules as they are shipped."""
    content = resource_path("reminders", "rules.toml").read_text(encoding="utf-8")
    return tuple(
        Rule(
            **{
                **row,
                "numbers": MappingProxyType(row["numbers"]),
                "groups": tuple(row.get("groups", ())),
            }
        )
        for row in tomllib.loads(content)["rules"]
    )


def with_changes(changes: Iterable[ReminderRule]) -> tuple[Rule, ...]:
    """Return the rules as somebody changed them; unknown numbers are passed over."""
    known = {each.code: each for each in changes}
    return tuple(_changed(each, known.get(each.code)) for each in shipped_rules())


def _changed(rule: Rule, change: ReminderRule | None) -> Rule:
    if change is None:
        return rule
    said = {
        row.name: row.value
        for row in change.numbers
        if row.name in rule.numbers and row.value is not None and row.value >= 0
    }
    is_on = rule.is_on if change.is_on is None else change.is_on
    return replace(rule, numbers={**rule.numbers, **said}, is_on=is_on)


def due(rules: Iterable[Rule], facts: Facts, today: date) -> tuple[Reminder, ...]:
    """Return what the rules that are on remind of today, the longest standing first.

    Of missing contact with a student only the first rule that applies reminds.
    """
    found: list[Reminder] = []
    in_gap: set[str] = set()
    for rule in rules:
        make = _BY_KIND.get(rule.kind)
        if not rule.is_on or make is None:
            continue
        made = [
            each
            for each in make(rule, facts, today)
            if rule.kind != "gap" or each.student_id not in in_gap
        ]
        if rule.kind == "gap":
            in_gap.update(each.student_id for each in made)
        found += made
    standing = (each for each in found if each.key not in facts.dismissed)
    return tuple(sorted(standing, key=lambda each: (each.since, each.rule, each.key)))


@dataclass(frozen=True, slots=True)
class _Node:
    """A time of the year at which children are to be cared for."""

    first: date
    last: date
    period: str
    leavers_only: bool = field(default=False)


def _nodes(rule: Rule, terms: Sequence[Term]) -> Iterator[_Node]:
    ahead = timedelta(days=rule.numbers["ahead"])
    after = timedelta(days=rule.numbers["after"])
    for term in in_order(terms):
        begins = date.fromisoformat(term.start_date)
        ends = date.fromisoformat(term.end_date)
        if rule.node == "leaving" and term.kind != SECOND:
            continue
        middle = {
            "term_start": begins,
            "holidays": ends + timedelta(days=1),
            "leaving": ends,
        }.get(rule.node)
        if middle is not None:
            leaving = rule.node == "leaving"
            yield _Node(middle - ahead, middle + after, term.id, leaving)
        for day, period in _days_of(rule.node, term):
            yield _Node(day - ahead, day + after, period)


def _days_of(node: str, term: Term) -> Iterator[tuple[date, str]]:
    """Return the days of a node that the calendar has; exams are at the end if none."""
    if node not in {_EXAMS, _OTHER_DAYS}:
        return
    found = [
        day
        for each in term.days
        if each.what.startswith(_EXAM) == (node == _EXAMS)
        and (day := iso_day(each.on)) is not None
    ]
    for day in found:
        yield day, f"{term.id}/{day.isoformat()}"
    if node == _EXAMS and not found:
        yield date.fromisoformat(term.end_date), term.id


def _at_nodes(rule: Rule, facts: Facts, today: date) -> _Made:
    for node in _nodes(rule, facts.terms):
        if not node.first <= today <= node.last:
            continue
        since = node.first.isoformat()
        for pupil in facts.pupils:
            is_meant = pupil.groups and (pupil.is_leaving or not node.leavers_only)
            if is_meant and pupil.contact_on < since:
                yield Reminder(
                    rule.code,
                    pupil.id,
                    pupil.id,
                    since,
                    pupil.contact_on,
                    node.period,
                )


def _in_gaps(rule: Rule, facts: Facts, today: date) -> _Made:
    wanted = frozenset(rule.groups)
    days = timedelta(days=rule.numbers["days"])
    latest = (today - days).isoformat()
    term = _term_at(facts.terms, today)
    for pupil in facts.pupils:
        if wanted and not pupil.groups & wanted:
            continue
        counted = pupil.contact_on or pupil.in_class_since
        if counted > latest:
            continue
        begun = iso_day(counted)
        since = (begun + days).isoformat() if begun else ""
        period = f"{pupil.contact_on}/{term}"
        yield Reminder(rule.code, pupil.id, pupil.id, since, pupil.contact_on, period)


def _after_events(rule: Rule, facts: Facts, today: date) -> _Made:
    first = (today - timedelta(days=rule.numbers["days"])).isoformat()
    met = {
        pupil.id: pupil.visit_on if rule.answer == "visit" else pupil.contact_on
        for pupil in facts.pupils
    }
    for each in facts.happenings:
        is_now = each.event == rule.event and first <= each.day <= today.isoformat()
        if is_now and met.get(each.student_id, each.day) < each.day:
            yield Reminder(
                rule.code, each.id, each.student_id, each.day, each.day, each.day
            )


def _moved_in(rule: Rule, facts: Facts, today: date) -> _Made:
    first = (today - timedelta(days=rule.numbers["days"])).isoformat()
    for pupil in facts.pupils:
        came = pupil.in_class_since
        if first <= came <= today.isoformat() and pupil.contact_on < came:
            yield Reminder(rule.code, pupil.id, pupil.id, came, pupil.contact_on, came)


def _unnoticed(rule: Rule, facts: Facts, today: date) -> _Made:
    term = _term_at(facts.terms, today)
    for pupil in facts.pupils:
        since = pupil.unnoticed_since
        if since and since <= today.isoformat():
            yield Reminder(rule.code, pupil.id, pupil.id, since, since, term)


def _overdue(rule: Rule, facts: Facts, today: date) -> _Made:
    wait = timedelta(days=rule.numbers["days"])
    here = {pupil.id for pupil in facts.pupils}
    last = (today - wait).isoformat()
    for each in facts.open_things:
        # Most are not due yet: text tells as much, and far sooner than a date.
        if each.kind != rule.kind or each.day > last or each.student_id not in here:
            continue
        day = iso_day(each.day)
        if day is not None:
            yield Reminder(
                rule.code,
                each.id,
                each.student_id,
                (day + wait).isoformat(),
                each.day,
                each.day,
            )


def _term_at(terms: Sequence[Term], today: date) -> str:
    """Return the term that began last; "" before the first."""
    begun = [t.id for t in in_order(terms) if t.start_date <= today.isoformat()]
    return begun[-1] if begun else ""


_BY_KIND: Mapping[str, _By] = MappingProxyType(
    {
        "node": _at_nodes,
        "gap": _in_gaps,
        "event": _after_events,
        "moved_in": _moved_in,
        "entrusted": _unnoticed,
        "promise": _overdue,
        "plan": _overdue,
        "talk": _overdue,
    }
)
KNOWN_KINDS = frozenset(_BY_KIND)
