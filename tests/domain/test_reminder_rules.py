"""Every rule by itself: when it reminds, since when, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain import reminder_rules as rules
from homevisit.domain.reminder_rules import Facts, Happening, OpenThing, Pupil
from homevisit.domain.reminders import ReminderRule, RuleNumber
from homevisit.domain.school import Term, TermDay
from homevisit.domain.vocabulary import vocabulary

FIRST = Term(
    id="t1",
    kind="first",
    school_year=2026,
    start_date="2026-09-01",
    end_date="2027-01-31",
)
SECOND = Term(
    id="t2",
    kind="second",
    school_year=2026,
    start_date="2027-02-20",
    end_date="2027-07-10",
)
TERMS = (FIRST, SECOND)
CHILD = Pupil("a", frozenset({"left_behind"}))


def rule(code):
    return next(each for each in rules.shipped_rules() if each.code == code)


def told(code, facts, today):
    """Return (subject, since) of what one rule reminds of, whether it is on or not."""
    found = rules.due(
        [replace(rule(code), is_on=True)], facts, date.fromisoformat(today)
    )
    return [(each.subject_id, each.since) for each in found]


def test_every_shipped_rule_can_be_read_and_says_why_and_where_from():
    shipped = rules.shipped_rules()
    assert len({each.code for each in shipped}) == len(shipped)
    for each in shipped:
        assert each.kind in rules.KNOWN_KINDS
        assert each.answer in rules.ANSWERS
        assert all((each.zh, each.en, each.why_zh, each.why_en, each.source))
        assert set(each.groups) <= {term.code for term in vocabulary("groups").terms}


def test_every_event_has_its_rule():
    events = {each.event for each in rules.shipped_rules() if each.kind == "event"}
    assert events == {term.code for term in vocabulary("student_events").terms}


def test_every_group_is_looked_after_by_a_rule_of_contact():
    in_rules = {
        code
        for each in rules.shipped_rules()
        if each.kind == "gap" and each.is_on
        for code in each.groups
    }
    assert in_rules == {term.code for term in vocabulary("groups").terms}


@pytest.mark.parametrize(
    ("code", "days", "since"),
    [
        ("term_start", ("2026-08-31", "2026-09-01", "2026-09-22", "2026-09-23"), None),
        ("exams", ("2027-01-09", "2027-01-10", "2027-01-31", "2027-02-01"), None),
        ("holidays", ("2027-01-31", "2027-02-01", "2027-03-03", "2027-03-04"), None),
    ],
)
def test_a_node_reminds_within_its_days_only(code, days, since):
    facts = Facts(pupils=[CHILD], terms=TERMS)
    before, first, last, after = days
    assert told(code, facts, before) == []
    assert told(code, facts, first) == [("a", first)]
    assert told(code, facts, last) == [("a", first)]
    assert told(code, facts, after) == []


def test_a_contact_since_the_node_began_ends_it_and_others_are_not_meant():
    met = replace(CHILD, contact_on="2026-09-01")
    earlier = replace(CHILD, id="b", contact_on="2026-08-31")
    nobody = Pupil("c")
    facts = Facts(pupils=[met, earlier, nobody], terms=TERMS)
    assert told("term_start", facts, "2026-09-03") == [("b", "2026-09-01")]


def test_before_leaving_school_only_the_last_class_is_meant():
    leaving = replace(CHILD, id="b", is_leaving=True)
    facts = Facts(pupils=[CHILD, leaving], terms=TERMS)
    assert told("school_change", facts, "2027-06-20") == [("b", "2027-05-26")]
    assert told("school_change", facts, "2027-01-20") == []


def test_contact_is_missing_after_the_days_of_the_group():
    facts = Facts(pupils=[replace(CHILD, contact_on="2026-10-01")], terms=TERMS)
    assert told("gap_left_behind", facts, "2026-11-14") == []
    assert told("gap_left_behind", facts, "2026-11-15") == [("a", "2026-11-15")]
    assert told("gap_left_behind", facts, "2026-12-30") == [("a", "2026-11-15")]
    assert told("gap_special", facts, "2027-12-30") == []


def test_who_was_never_met_counts_from_the_day_in_the_class():
    facts = Facts(pupils=[replace(CHILD, in_class_since="2026-09-01")], terms=TERMS)
    assert told("gap_left_behind", facts, "2026-10-15") == []
    assert told("gap_left_behind", facts, "2026-10-16") == [("a", "2026-10-16")]


def test_one_child_in_two_groups_is_reminded_of_once():
    both = replace(CHILD, groups=frozenset({"left_behind", "single_parent"}))
    wanted = [rule("gap_left_behind"), rule("gap_special")]
    found = rules.due(wanted, Facts(pupils=[both]), date(2026, 11, 20))
    assert [each.rule for each in found] == ["gap_left_behind"]


@pytest.mark.parametrize("event", [t.code for t in vocabulary("student_events").terms])
def test_an_event_reminds_until_somebody_went(event):
    code = f"event_{event}"
    facts = Facts([CHILD], TERMS, [Happening("e1", "a", event, "2026-11-10")])
    assert told(code, facts, "2026-11-09") == []
    assert told(code, facts, "2026-11-10") == [("e1", "2026-11-10")]
    assert told(code, facts, "2026-12-10") == [("e1", "2026-11-10")]
    assert told(code, facts, "2026-12-11") == []
    went = replace(CHILD, contact_on="2026-11-10", visit_on="2026-11-10")
    assert told(code, replace(facts, pupils=[went]), "2026-11-12") == []


def test_a_talk_answers_a_mood_but_not_an_illness():
    talked = replace(CHILD, contact_on="2026-11-11")
    mood = Happening("e1", "a", "mood", "2026-11-10")
    illness = Happening("e2", "a", "illness", "2026-11-10")
    facts = Facts([talked], TERMS, [mood, illness])
    assert told("event_mood", facts, "2026-11-12") == []
    assert told("event_illness", facts, "2026-11-12") == [("e2", "2026-11-10")]


def test_a_new_class_reminds_until_the_family_was_met():
    came = Pupil("a", in_class_since="2026-11-01", contact_on="2026-10-30")
    facts = Facts([came], TERMS)
    assert told("moved_in", facts, "2026-11-20") == [("a", "2026-11-01")]
    assert told("moved_in", facts, "2026-12-02") == []
    met = replace(came, contact_on="2026-11-01")
    assert told("moved_in", replace(facts, pupils=[met]), "2026-11-20") == []


def test_a_missing_notice_stands_since_the_determination_and_again_next_term():
    child = replace(CHILD, unnoticed_since="2026-09-01")
    facts = Facts([child], TERMS)
    wanted = [rule("entrusted_notice")]
    (first,) = rules.due(wanted, facts, date(2026, 11, 20))
    assert first.since == "2026-09-01"
    facts = replace(facts, dismissed=frozenset({first.key}))
    assert rules.due(wanted, facts, date(2027, 2, 19)) == ()
    assert len(rules.due(wanted, facts, date(2027, 2, 20))) == 1


@pytest.mark.parametrize(
    ("code", "kind"),
    [("promise_due", "promise"), ("plan_overdue", "plan"), ("talk_overdue", "talk")],
)
def test_what_is_open_reminds_from_the_day_after_its_day(code, kind):
    facts = Facts([CHILD], TERMS, [], [OpenThing(kind, "x", "a", "2026-11-10")])
    assert told(code, facts, "2026-11-10") == []
    assert told(code, facts, "2026-11-11") == [("x", "2026-11-11")]
    gone = [OpenThing(kind, "x", "left", "2026-11-10"), OpenThing(kind, "y", "a", "")]
    assert told(code, replace(facts, open_things=gone), "2026-11-11") == []


def test_what_was_moved_after_a_dismissal_reminds_again():
    thing = OpenThing("plan", "x", "a", "2026-11-10")
    facts = Facts([CHILD], TERMS, [], [thing])
    (first,) = rules.due([rule("plan_overdue")], facts, date(2026, 11, 12))
    facts = replace(facts, dismissed=frozenset({first.key}))
    assert rules.due([rule("plan_overdue")], facts, date(2026, 11, 13)) == ()
    moved = replace(facts, open_things=[replace(thing, day="2026-11-15")])
    assert len(rules.due([rule("plan_overdue")], moved, date(2026, 11, 16))) == 1


def test_numbers_and_switches_of_the_school_are_laid_over_the_shipped_ones():
    changed = ReminderRule(
        code="gap_left_behind",
        is_on=False,
        numbers=(
            RuleNumber(name="days", value=10),
            RuleNumber(name="nights", value=3),
        ),
    )
    odd = ReminderRule(code="gap_special", numbers=(RuleNumber(name="days", value=-4),))
    made = {each.code: each for each in rules.with_changes([changed, odd])}
    assert dict(made["gap_left_behind"].numbers) == {"days": 10}
    assert not made["gap_left_behind"].is_on
    assert made["gap_special"] == rule("gap_special")
    facts = Facts(pupils=[CHILD])
    assert rules.due([made["gap_left_behind"]], facts, date(2026, 11, 20)) == ()


_DAYS = st.dates(date(2026, 8, 1), date(2027, 8, 31))
_TEXT_DAYS = st.one_of(st.just(""), _DAYS.map(date.isoformat))
_PUPILS = st.lists(
    st.builds(
        Pupil,
        id=st.sampled_from("abcdef"),
        groups=st.frozensets(st.sampled_from(["left_behind", "orphan", "medical"])),
        in_class_since=_TEXT_DAYS,
        is_leaving=st.booleans(),
        contact_on=_TEXT_DAYS,
        visit_on=_TEXT_DAYS,
        unnoticed_since=_TEXT_DAYS,
    ),
    unique_by=lambda each: each.id,
    max_size=6,
)


@given(_PUPILS, _DAYS, st.integers(-400, 400))
def test_a_clock_that_goes_wrong_and_right_again_loses_no_dismissal(
    pupils, today, off_by
):
    facts = Facts(pupils, TERMS)
    shipped = rules.shipped_rules()
    found = rules.due(shipped, facts, today)
    assert all(each.since <= today.isoformat() for each in found)
    quiet = replace(facts, dismissed=frozenset(each.key for each in found))
    rules.due(shipped, quiet, today + timedelta(days=off_by))
    again = {each.key for each in rules.due(shipped, quiet, today)}
    assert again.isdisjoint({each.key for each in found})
    in_gaps = [e.student_id for e in found if e.rule.startswith("gap_")]
    assert len(in_gaps) == len(set(in_gaps))


def test_exams_are_those_of_the_calendar_and_else_the_end_of_the_term():
    facts = Facts((CHILD,), TERMS)
    assert told("exams", facts, "2027-01-20") == [("a", "2027-01-10")]
    assert told("exams", facts, "2026-11-05") == []
    days = (
        TermDay(what="exam_midterm", on="2026-11-10"),
        TermDay(what="exam_final", on="2027-01-18"),
        TermDay(what="parents_meeting", on="2026-11-20"),
        TermDay(what="exam_other", on="soon"),
    )
    facts = Facts((CHILD,), (FIRST.model_copy(update={"days": days}), SECOND))
    assert told("exams", facts, "2026-11-05") == [("a", "2026-10-20")]
    assert told("exams", facts, "2026-11-11") == []
    assert told("exams", facts, "2027-01-18") == [("a", "2026-12-28")]
    assert told("exams", facts, "2027-01-20") == []
    assert told("school_days", facts, "2026-11-14") == [("a", "2026-11-13")]
    assert told("school_days", facts, "2026-11-21") == []


def test_a_dismissal_before_one_exam_does_not_hold_for_the_next():
    days = (
        TermDay(what="exam_midterm", on="2026-11-10"),
        TermDay(what="exam_final", on="2027-01-18"),
    )
    facts = Facts((CHILD,), (FIRST.model_copy(update={"days": days}),))
    (first,) = rules.due([rule("exams")], facts, date(2026, 11, 5))
    later = replace(facts, dismissed=frozenset({first.key}))
    assert rules.due([rule("exams")], later, date(2026, 11, 5)) == ()
    assert len(rules.due([rule("exams")], later, date(2027, 1, 5))) == 1
