"""The list of visits: what is listed where, filtered, counted and ordered."""

from __future__ import annotations

import pytest

from homevisit.services import (
    comparing,
    groups,
    merging,
    records,
    school,
    visit_endings,
    visit_lists,
    visit_plans,
    visits,
)
from homevisit.services.visit_lists import DayMarks, VisitQuery
from homevisit.services.visit_plans import PlannedTrip
from tests.services.test_visit_plans import enrol
from tests.services.test_visits import filled


@pytest.fixture
def yuan(session, class_id):
    return enrol(session, class_id, "袁知行", "禾田镇上田村四组12号")


@pytest.fixture
def busy(session, jiang, yuan):
    """江予安 is planned twice, visited and written about; 袁知行 was not at home."""
    trips = [
        PlannedTrip((jiang,), "2026-12-02", "16:30", "石桥村"),
        PlannedTrip((yuan,), "2026-11-12", "09:00", "上田村"),
    ]
    visit_plans.plan(session, trips)
    form = filled(session, jiang, visit_date="2026-11-20", next_date="2026-12-20")
    made = visits.finalise_visit(session, form)
    visit_plans.note_attempt(session, [yuan], "not_home", "门锁着")
    visits.keep_draft(session, visits.begin_visit(session, yuan))
    return made.visit_ids[0]


def find(session, state, **query):
    book = visit_lists.read_book(session)
    return visit_lists.find(session, book, VisitQuery(state, **query))


def names(session, state, **query):
    return [each.name for each in find(session, state, **query).lines]


def test_each_state_lists_its_own_and_counts_stand_beside_all(session, busy):
    counts = find(session, "planned").counts
    assert counts == {"planned": 2, "done": 1, "not_met": 1, "drafts": 1, "review": 2}
    assert names(session, "planned") == ["袁知行", "江予安"]
    (missed,) = find(session, "not_met").lines
    assert (missed.name, missed.remark) == ("袁知行", "门锁着")


def test_a_late_plan_stays_in_every_period(session, busy):
    assert names(session, "planned", period="week") == ["袁知行"]
    (line,) = find(session, "planned", period="week").lines
    assert line.is_late


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        ({"typed": "jya"}, ["江予安"]),
        ({"village": "上田村"}, ["袁知行"]),
        ({"group": "left_behind"}, ["江予安"]),
        ({"group": "disabled"}, []),
        ({"teacher_id": "somebody else"}, []),
    ],
)
def test_narrowing_also_narrows_the_counts(session, jiang, busy, narrowing, found):
    groups.determine(session, jiang, "left_behind", {})
    listed = find(session, "planned", **narrowing)
    assert [each.name for each in listed.lines] == found
    assert listed.counts.get("planned", 0) == len(found)


def test_the_class_narrows_too(session, busy):
    other = school.add_class(session, "junior", 2026, 3)
    assert names(session, "planned", class_id=other) == []


def test_a_return_that_nobody_plans_is_to_follow_up(session, jiang, busy):
    assert names(session, "to_follow") == []
    plans = [
        each.record_id
        for each in find(session, "planned").lines
        if each.student_id == jiang
    ]
    visit_plans.cancel(session, plans, "先不去")
    assert names(session, "to_follow") == ["江予安"]


def test_returned_visits_come_first_until_they_are_answered(session, busy, clock):
    visit_endings.review_visit(session, busy, accepted=False, remark="请补充约定。")
    first = find(session, "review").lines[0]
    assert (first.name, first.remark) == ("江予安", "请补充约定。")
    assert first.is_to_answer
    clock.advance(minutes=5)
    visit_endings.add_addendum(session, busy, "约定每周视频。", "补充")
    assert not any(each.is_to_answer for each in find(session, "review").lines)
    assert find(session, "review").counts["review"] == 2


def test_a_saved_visit_and_its_draft_are_one_line(session, jiang):
    form = filled(session, jiang)
    saved = visits.save_visit(session, form)
    again = visits.open_form(session, saved.record_ids[0])
    visits.keep_draft(session, again.filled(at_home="写作业"))
    (line,) = find(session, "drafts").lines
    assert (line.kind, line.draft_id) == ("visit", again.draft_id)


@pytest.mark.parametrize("order", visit_lists.ORDERS)
def test_every_order_lists_everything_once(session, busy, order):
    assert sorted(names(session, "planned", order=order)) == ["江予安", "袁知行"]


def test_the_month_knows_what_is_on_each_day(session, busy):
    book = visit_lists.read_book(session)
    marks = visit_lists.marks(book.lines)
    assert marks["2026-11-20"] == DayMarks(done=1, not_met=1)
    assert marks["2026-12-02"] == DayMarks(planned=1)
    on_day = visit_lists.of_day(session, book, "2026-11-20", VisitQuery())
    assert {each.name for each in on_day} == {"江予安", "袁知行"}
    assert visit_lists.of_day(session, book, "2026-11-20", VisitQuery(typed="zz")) == []


@pytest.mark.parametrize(
    ("period", "span"),
    [
        ("week", ("2026-11-16", "2026-11-22")),
        ("month", ("2026-11-01", "2026-11-30")),
        ("term", ("2026-09-01", "2027-01-31")),
        ("all", ("", "")),
    ],
)
def test_periods(session, jiang, period, span):
    book = visit_lists.read_book(session)
    assert visit_lists.span_of(book, period) == span


def test_of_a_merged_file_everything_is_listed_under_the_kept_one(
    session, jiang, class_id
):
    twin = enrol(session, class_id, "江予安", "石桥村三组")
    visits.finalise_visit(session, filled(session, twin, visit_date="2026-11-18"))
    trip = PlannedTrip((twin,), "2026-12-02", "16:30", "石桥村")
    visit_plans.plan(session, [trip])
    comparison = comparing.compare(session, jiang, twin)
    merging.merge(session, comparison, decided(comparison))
    book = visit_lists.read_book(session)
    assert {each.student_id for each in book.lines} == {jiang}
    assert names(session, "done") == names(session, "planned") == ["江予安"]


def decided(comparison):
    return {(pair.kind, pair.name): pair.kept[0] for pair in comparison.undecided()}


def test_visits_of_a_file_that_was_set_aside_leave_the_list(session, yuan, busy):
    records.archive(session, yuan, "录错了")
    book = visit_lists.read_book(session)
    assert {each.name for each in book.lines} == {"江予安"}
