"""The school as plain rows: the same numbers as a recount from the records."""

from dataclasses import replace
from datetime import date

import pytest

from homevisit.domain.indicators import (
    roster_on,
    share,
    talk_totals,
    visit_totals,
    visited,
)
from homevisit.services import (
    calendars,
    groups,
    records,
    school_rows,
    student_files,
    students,
    visits,
)
from homevisit.services.school_rows import Period

TODAY = date(2026, 11, 20)


def add(session, class_id, name, **values):
    facts = {"name": name, "class_id": class_id, "roll_status": "enrolled"}
    return students.add_student(session, {**facts, **values}, {}).record_ids[0]


def hold(session, student_id, **values):
    form = visits.begin_visit(session, student_id).filled(
        purposes=["know_family"],
        interviewees=[{"name": "江守田"}],
        risks_found=["none"],
        **{"visit_date": "2026-11-18", "visit_form": "onsite_home", **values},
    )
    return visits.finalise_visit(session, form).visit_ids


@pytest.fixture
def term(session):
    calendars.keep_up_calendar(session)
    return calendars.current_term(session)


def test_those_who_left_are_on_the_roster_until_their_last_day(session, class_id):
    here = add(session, class_id, "江予安")
    left = add(
        session,
        class_id,
        "袁知行",
        roll_status="transferred_out",
        left_on="2026-10-08",
    )
    add(session, class_id, "喻书瑶", roll_status="suspended")
    rows = school_rows.roster(session, TODAY)
    assert roster_on(rows, "2026-11-20").students == {here}
    assert roster_on(rows, "2026-10-07").students == {here, left}
    assert roster_on(rows, "2026-10-08").students == {here}
    assert {row.grade for row in rows} == {"七年级"}


def test_an_earlier_class_is_that_of_its_days(session, class_id):
    who = add(session, class_id, "江予安", class_since="2026-10-15")
    stay = {
        "student_id": who,
        "class_id": "another class",
        "from_date": "2026-09-01",
        "to_date": "2026-10-15",
        "end_reason": "moved",
    }
    records.save(session, [records.edit("class_membership", stay, student_id=who)])
    rows = school_rows.roster(session, TODAY)
    assert roster_on(rows, "2026-10-14").rows[who].class_id == "another class"
    assert roster_on(rows, "2026-10-15").rows[who].class_id == class_id


def test_groups_hold_on_the_day_and_siblings_have_one_household(session, class_id):
    one, other = add(session, class_id, "江予安"), add(session, class_id, "江予宁")
    student_files.join_household(session, (one, other), "江家")
    groups.determine(session, one, "left_behind", {"valid_from": "2026-09-05"})
    groups.determine(
        session,
        other,
        "single_parent",
        {"valid_from": "2025-09-05", "valid_to": "2026-06-30"},
    )
    rows = {row.student_id: row for row in school_rows.roster(session, TODAY)}
    assert rows[one].groups == {"left_behind"}
    assert rows[other].groups == frozenset()
    assert rows[one].household == rows[other].household != ""


def test_visits_are_those_of_the_term_finalised_and_as_they_were(
    session, class_id, term
):
    one, other = add(session, class_id, "江予安"), add(session, class_id, "袁知行")
    hold(session, one)
    hold(session, other, visit_form="phone")
    hold(session, other, outcome="not_home")
    visits.keep_draft(session, visits.begin_visit(session, one))
    period = Period(term.start_date, "2026-11-20", term.id)
    rows = school_rows.visits(session, period)
    assert len(rows) == 3
    assert visited(rows) == {one, other}
    assert visited(rows, on_site=True) == {one}
    totals = visit_totals(rows, {})
    assert (totals.trips, totals.attempts, totals.teachers) == (2, 1, 1)
    roster = roster_on(school_rows.roster(session, TODAY), "2026-11-20")
    assert share(roster.students, visited(rows)).percent == 100.0
    before = Period(term.start_date, "2026-11-17", term.id)
    assert school_rows.visits(session, before) == ()


def test_a_term_edited_later_moves_no_visit(session, class_id, term):
    who = add(session, class_id, "江予安")
    hold(session, who)
    edit = records.edit_of(session, term.id, {"end_date": "2026-11-10"})
    records.save(session, [edit])
    period = Period(term.start_date, "2027-08-31", term.id)
    assert visited(school_rows.visits(session, period)) == {who}


def test_talks_of_the_six_kinds_are_counted(session, class_id, term):
    who = add(session, class_id, "江予安")
    facts = {
        "student_id": who,
        "talk_kind": "homeroom_teacher",
        "state": "done",
        "on_date": "2026-11-18",
        "term_id": term.id,
        "talker_id": session.person_id,
    }
    edits = [
        records.edit("talk", facts, student_id=who),
        records.edit("talk", {**facts, "state": "planned"}, student_id=who),
        records.edit("talk", {**facts, "talk_kind": "peer"}, student_id=who),
    ]
    records.save(session, edits)
    period = Period(term.start_date, term.end_date, term.id)
    rows = school_rows.talks(session, period)
    assert {row.talker_id for row in rows} == {session.person_id}
    found = talk_totals(rows)
    assert (found["homeroom_teacher"].talks, found["peer"].students) == (1, 1)
    one_day = replace(period, term_id="", first="2026-11-19")
    assert school_rows.talks(session, one_day) == ()
