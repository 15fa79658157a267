"""Terms move without moving what is stored; days that cannot be right wait."""

from __future__ import annotations

import pytest

from homevisit.domain.kinds import doubts_of
from homevisit.services import calendars, records, term_days, terms, visits
from homevisit.services.term_days import TermDayUnclearError
from tests.services.test_visits import filled


def dated(session, kind="term", term_kind="first"):
    return next(
        each
        for each in terms.read_dated(session)
        if each.kind == kind and each.term_kind == term_kind
    )


def test_moved_days_are_in_use_and_can_be_taken_back(session):
    first = dated(session)

    moved = terms.move(session, first.id, "2026-09-03", "2027-01-22")

    assert moved.doubts == ()
    assert dated(session).stored.end_date == "2027-01-22"
    records.take_back(session, moved.written.save_id)
    assert dated(session).span == first.span


def test_a_finalised_visit_keeps_its_term_when_the_days_move(session, jiang):
    form = filled(session, jiang, visit_date="2026-10-18")
    done = visits.finalise_visit(session, form)
    before = records.read(session, done.visit_ids[0]).term_id
    first = dated(session)

    terms.move(session, first.id, "2026-11-01", "2027-01-22")

    assert before == first.id
    assert records.read(session, done.visit_ids[0]).term_id == before


@pytest.mark.parametrize(
    ("days", "field", "code"),
    [
        (("2027-01-22", "2026-09-03"), "end_date", "dates_reversed"),
        (("2026-09-01", "2027-03-01"), "end_date", "dates_overlap"),
        (("2027-07-10", "2027-08-01"), "start_date", "dates_overlap"),
        (("九月初", "2027-01-22"), "start_date", "date_unclear"),
        (("2026-09-01", ""), "end_date", "date_unclear"),
    ],
)
def test_days_that_cannot_be_right_are_said_and_kept(session, days, field, code):
    first = dated(session)

    moved = terms.move(session, first.id, *days)

    assert moved.written is None
    assert [(each.field, each.code) for each in moved.doubts] == [(field, code)]
    shown = dated(session)
    assert (shown.span.start_date, shown.span.end_date) == days
    assert shown.stored == first.stored
    assert shown.doubts == moved.doubts
    assert calendars.read_calendar(session).terms[0].end_date == first.stored.end_date


def test_a_later_right_answer_ends_the_draft(session):
    first = dated(session)
    terms.move(session, first.id, "2027-01-22", "2026-09-03")
    terms.move(session, first.id, "2026-09-03", "2027-01-22")
    shown = dated(session)
    assert shown.doubts == ()
    assert shown.span == shown.stored


def test_days_that_only_waited_for_others_are_written_when_these_move(session):
    first, second = dated(session), dated(session, term_kind="second")
    terms.move(session, first.id, "2026-09-01", "2027-02-25")
    assert dated(session).doubts[0].facts["name"] == second.stored.name

    moved = terms.move(session, second.id, "2027-03-01", "2027-07-10")

    assert dated(session).doubts == ()
    assert dated(session).stored.end_date == "2027-02-25"

    records.take_back(session, moved.written.save_id)

    assert dated(session) == first
    assert dated(session, term_kind="second") == second


def test_a_draft_of_the_calendar_is_no_unfinished_visit(session):
    terms.move(session, dated(session).id, "2027-01-22", "2026-09-03")
    assert visits.read_drafts(session) == ()


def test_a_school_year_is_added_once_and_as_one_save(session):
    written = terms.add_year(session, 2027)
    assert {each.start_year for each in terms.read_dated(session)} == {2026, 2027}
    assert terms.add_year(session, 2027).save_id is None
    records.take_back(session, written.save_id)
    assert {each.start_year for each in terms.read_dated(session)} == {2026}


def test_a_holiday_is_counted_to_another_term(session):
    written = terms.change_rule(session, "winter", "second")
    assert calendars.read_calendar(session).rule.winter_counts_to == "second"
    assert calendars.read_calendar(session).rule.summer_counts_to == "second"
    records.take_back(session, written.save_id)
    assert calendars.read_calendar(session).rule.winter_counts_to == "first"


def test_an_unknown_term_cannot_move(session):
    with pytest.raises(records.NoSuchRecordError):
        terms.move(session, "0" * 32, "2026-09-01", "2027-01-01")


def test_an_exam_is_put_into_the_calendar_moved_nowhere_and_taken_out(session):
    first = dated(session)
    added = term_days.add(session, first.id, "exam_final", "2027-01-18", name="期末")
    terms.move(session, first.id, "2026-09-03", "2027-01-22")
    again = term_days.add(session, first.id, "exam_final", "2027-01-18", name="统考")

    def days():
        known = records.read(session, first.id)
        return [(each.what, each.on, each.name) for each in known.days]

    assert days() == [("exam_final", "2027-01-18", "统考")]
    records.take_back(session, again.save_id)
    assert days() == [("exam_final", "2027-01-18", "期末")]
    term_days.remove(session, first.id, "exam_final", "2027-01-18")
    assert days() == []
    assert added.save_id


@pytest.mark.parametrize(
    ("what", "on"), [("exam_final", "一月"), ("feast", "2027-01-18")]
)
def test_a_day_without_date_or_kind_is_refused(session, what, on):
    with pytest.raises(TermDayUnclearError):
        term_days.add(session, dated(session).id, what, on)


def test_a_day_outside_the_term_is_said_and_kept(session):
    first = dated(session)
    term_days.add(session, first.id, "exam_midterm", "2027-06-01")
    term = records.read(session, first.id)
    assert [each.code for each in doubts_of(term)] == ["day_outside_term"]
    assert [each.on for each in term.days] == ["2027-06-01"]
