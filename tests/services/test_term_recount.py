"""Each number of a term summary, counted a second time without any code of ours.

The school is invented by chance and awkward: siblings on one trip, children who come,
leave and change class, groups that overlap and end, visits in the holidays, of other
terms, of children who are gone, unfinished ones, and talks in every state. What is
recounted are the fields of the records, by the definitions of domain.md 7.1.
"""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from homevisit.domain.suppression import recoverable
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records, school
from homevisit.services import term_summaries as summaries
from homevisit.services.term_summaries import Wish
from reports.term_data import PARTS
from tests.domain.test_suppression import solved
from tests.services.invented_term import GROUPS, KINDS, ON_SITE, Invented, invent

LATE = date(2027, 2, 10)
CUT_OFFS = ("2026-09-20", "2026-10-31", "2026-12-15", "2027-01-20", "2027-02-08")


@pytest.fixture(params=[3, 11])
def invented(request, session, clock):
    clock.advance(days=(LATE - clock.today()).days)
    for year in (2025, 2026):
        calendars.set_up_calendar(session, year)
    terms = {
        (each.school_year, each.kind): each
        for each in calendars.read_calendar(session).terms
    }
    made = Invented(Random(request.param), terms, session.person_id)
    invent(made)
    records.save(session, made.edits)
    return terms[2026, "first"]


class Recount:
    """The school as it stood on a day, from the fields of its records alone."""

    def __init__(self, session, term, day):
        self._session, self.term, self.day = session, term, day
        self.where = self._on_the_roll()
        self.groups = self._in_groups()
        self.special = set().union(*self.groups.values())
        self.visits = [each for each in self._done() if each.term_id == term.id]
        self.seen = {each.student_id for each in self.visits} & self.special
        self.site = {
            each.student_id for each in self.visits if ON_SITE[each.visit_form]
        } & self.special
        self.talked = {kind: self._talked(kind) for kind in KINDS}

    def _all(self, kind):
        return records.find(self._session, Query(kind))

    def _on_the_roll(self):
        stays = [
            (each.student_id, each.class_id, each.from_date, each.to_date)
            for each in self._all("class_membership")
        ]
        for each in self._all("student"):
            since = each.class_since or f"{each.entry_ym}-01"
            if each.roll_status in {"enrolled", "home_teaching"}:
                stays.append((each.id, each.class_id, since, "9999"))
            elif each.left_on:
                stays.append((each.id, each.class_id, since, each.left_on))
        return {
            who: where
            for who, where, first, end in sorted(stays, key=lambda stay: stay[2])
            if first <= self.day < end
        }

    def _in_groups(self):
        found = {code: set() for code in GROUPS}
        for each in self._all("determination"):
            until = each.valid_to or "9999"
            is_on = each.valid_from <= self.day <= until and each.state != "rejected"
            if is_on and each.student_id in self.where:
                found[each.group_code].add(each.student_id)
        return found

    def _done(self):
        return [
            each
            for each in self._all("visit")
            if each.state == "finalised"
            and each.outcome == "completed"
            and each.visit_date <= self.day
            and each.student_id in self.where
        ]

    def _talked(self, kind):
        return {
            each.student_id
            for each in self._all("talk")
            if each.talk_kind == kind
            and each.term_id == self.term.id
            and each.on_date <= self.day
            and each.state in {"done", "follow_up", "closed"}
        } & self.special

    def inside(self, class_ids):
        return {who for who in self.special if self.where[who] in class_ids}

    def coverage(self, who):
        seen, site = who & self.seen, who & self.site
        return len(who), len(seen), len(site), len(seen - site)

    def talks(self, who):
        each = [len(who & self.talked[kind]) for kind in KINDS]
        return len(who), *each, sum(each)

    def totals(self):
        homes = {
            who: each.id for each in self._all("household") for who in each.student_ids
        }
        heads = {
            each.id
            for each in self._all("staff")
            if any(post.role in {"principal", "leader"} for post in each.roles)
        }
        people, led = set(), set()
        for each in self.visits:
            along = {one.staff_id for one in each.companions if one.staff_id}
            taking_part = {each.lead_teacher_id, *along}
            people |= taking_part
            if taking_part & heads:
                led.add(each.trip_id or each.id)
        return (
            len(self.visits),
            len({each.trip_id or each.id for each in self.visits}),
            len({homes.get(each.student_id, each.student_id) for each in self.visits}),
            len(people),
            len(led),
        )

    def follow_ups(self):
        due = in_time = overdue = still_open = 0
        for each in self._all("follow_up"):
            if each.student_id not in self.where or each.raised_on > self.day:
                continue
            end = each.closed_on if each.state == "solved" else ""
            is_done = bool(end) and end <= self.day
            still_open += not is_done
            if self.term.start_date <= each.due_date <= self.day:
                due += 1
                in_time += is_done and end <= each.due_date
                overdue += not is_done and each.due_date < self.day
        return due, in_time, overdue, still_open

    def months(self, since):
        found = {}
        for each in self._done():
            if each.visit_date >= since:
                month = int(each.visit_date[5:7])
                pair = found.setdefault(month, [0, 0])
                pair[not ON_SITE[each.visit_form]] += 1
        return found

    def booked(self):
        return {
            each.student_id
            for each in self._all("visit_plan")
            if each.planned_date and each.state in {"to_visit", "arranged"}
        }


def agrees(shown, true, threshold):
    """Say whether each count printed is the number, or the right mark instead."""
    return all(
        each == number or (threshold and each == "*") or (each == "<5" and number < 5)
        for each, number in zip(shown, true, strict=True)
    )


def row_of(talk_row):
    return talk_row.due, *talk_row.reached, talk_row.total


def share_of(coverage):
    return coverage.due, coverage.reached, coverage.on_site, coverage.other


@pytest.mark.parametrize("threshold", [0, 5])
def test_every_printed_number_is_that_of_the_recount(session, invented, threshold):
    names = school.class_names(session, 2026)
    before = next(
        each
        for each in calendars.read_calendar(session).terms
        if (each.school_year, each.kind) == (2025, "second")
    )
    for day in CUT_OFFS:
        wish = Wish(
            term_id=invented.id,
            cut_off=date.fromisoformat(day),
            threshold=threshold,
        )
        said = summaries.make(session, wish).summary
        true = Recount(session, invented, day)
        check_totals(said, true, threshold)
        check_classes(said, true, names, threshold)
        check_grades(session, said, true, threshold)
        check_rest(said, true, names, before.start_date, threshold)
        assert all(each.agrees for each in said.checks)


def check_totals(said, true, threshold):
    assert said.roster == len(true.where)
    work = (said.visits, said.trips, said.households, said.teachers, said.leader_trips)
    assert work == true.totals()
    items = said.follow_ups
    told = (items.due, items.in_time, items.overdue, items.still_open)
    assert told == true.follow_ups()
    assert agrees(share_of(said.whole), true.coverage(true.special), threshold)
    assert agrees(row_of(said.all_talks), true.talks(true.special), threshold)


def check_classes(said, true, names, threshold):
    of_name = {name: class_id for class_id, name in names.items()}
    assert {of_name[each.name] for each in said.classes} == set(true.where.values())
    for each, line in zip(said.classes, said.class_rows, strict=True):
        who = true.inside({of_name[each.name]})
        assert agrees(share_of(each), true.coverage(who), threshold)
        assert line.coverage == each
        assert agrees(row_of(line.talks), true.talks(who), threshold)
        in_class = [w for w in true.where.values() if w == of_name[each.name]]
        assert line.on_roll == len(in_class)


def check_grades(session, said, true, threshold):
    years = {"七年级": ("junior", 2026), "八年级": ("junior", 2025)}
    years["三年级"] = ("primary", 2024)
    found = set()
    for row in said.grades:
        inside = {
            each.id
            for each in school.classes(session)
            if (each.stage, each.entry_year) == years[row.name]
        }
        found |= inside & set(true.where.values())
        assert agrees(row_of(row), true.talks(true.inside(inside)), threshold)
    assert found == set(true.where.values())


def check_rest(said, true, names, since, threshold):
    shown = {each.name: each for each in said.groups}
    for code, who in true.groups.items():
        if not who:
            assert GROUPS[code] not in shown
            continue
        each = shown[GROUPS[code]]
        counts = (each.due, each.reached, each.talks)
        due, seen, _site, _other = true.coverage(who)
        assert agrees(counts, (due, seen, true.talks(who)[-1]), threshold)
    months = {int(each.label.removesuffix("月")): each for each in said.months}
    expected = true.months(since)
    assert expected.keys() <= months.keys()
    for number, each in months.items():
        assert [each.on_site, each.other] == expected.get(number, [0, 0])
    booked = true.booked()
    for line in said.not_visited:
        (class_id,) = (c for c, name in names.items() if name == line.class_name)
        missing = true.inside({class_id}) - true.seen
        counts = (len(missing), len(missing & booked))
        assert (line.count, line.booked) == counts
    if not threshold:
        lines = {line.class_name for line in said.not_visited}
        left = {names[true.where[who]] for who in true.special - true.seen}
        assert lines == left


@pytest.mark.parametrize("parts", [{"classes"}, {"groups", "talks"}, set()])
def test_papers_of_parts_a_week_apart_give_nothing_away(session, invented, parts):
    first, later = date(2026, 10, 31), date(2026, 11, 7)
    some = Wish(invented.id, first, parts=frozenset(parts))
    before = summaries.make(session, some)
    assert {name for name in FIELDS if getattr(before.summary, FIELDS[name])} <= parts
    summaries.keep(session, before, some)
    now = summaries.make(session, Wish(invented.id, later)).printed
    assert now.hidden
    assert bool(before.printed.unprinted) == (parts != set(PARTS))
    assert solved(before.printed, now) == set()
    assert recoverable([before.printed, now]) == frozenset()


FIELDS = {
    "classes": "classes",
    "talks": "grades",
    "groups": "groups",
    "months": "months",
    "missing": "not_visited",
    "texts": "chapters",
    "checks": "checks",
    "tables": "class_rows",
}
