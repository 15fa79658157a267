"""Reminders over a real vault: facts as they are written, dismissals, rules, events."""

from __future__ import annotations

import pytest

from homevisit.services import (
    calendars,
    follow_ups,
    groups,
    records,
    reminder_facts,
    reminders,
    visit_plans,
    visits,
)
from homevisit.services.records import ReasonMissingError
from homevisit.services.reminders import EventUnclearError, RuleNumberError
from homevisit.services.visit_plans import PlannedTrip


@pytest.fixture(autouse=True)
def calendar(session):
    calendars.keep_up_calendar(session)


@pytest.fixture
def left_behind(session, jiang):
    values = {"valid_from": "2026-09-05", "group_subtype": "both_away"}
    groups.determine(session, jiang, "left_behind", values)
    return jiang


def told(session):
    return [(each.rule, each.since) for each in reminders.read(session)]


def hold(session, student_id, day="2026-11-20"):
    form = visits.begin_visit(session, student_id).filled(
        visit_date=day,
        visit_form="onsite_home",
        purposes=["know_family"],
        interviewees=[{"name": "江守田"}],
        risks_found=["none"],
    )
    return visits.finalise_visit(session, form)


def test_a_left_behind_child_without_notice_and_contact_is_thought_of(
    session, left_behind
):
    assert told(session) == [
        ("gap_left_behind", ""),
        ("entrusted_notice", "2026-09-05"),
    ]
    hold(session, left_behind)
    assert told(session) == [("entrusted_notice", "2026-09-05")]
    carer = {
        "student_id": left_behind,
        "name": "江守田",
        "relation": "entrusted_carer",
        "entrusted_since": "2026-09-10",
    }
    edit = records.edit("family_member", carer, student_id=left_behind)
    records.save(session, [edit])
    assert told(session) == []


def test_promise_plan_and_event_remind_until_they_are_done(session, jiang, clock):
    follow_ups.add_item(
        session, jiang, {"description": "借书", "due_date": "2026-11-15"}
    )
    visit_plans.plan(session, [PlannedTrip((jiang,), "2026-11-21")])
    reminders.note_event(session, [jiang], "illness")
    assert told(session) == [
        ("promise_due", "2026-11-16"),
        ("event_illness", "2026-11-20"),
    ]
    clock.advance(days=2)
    assert ("plan_overdue", "2026-11-22") in told(session)
    hold(session, jiang, "2026-11-22")
    assert told(session) == [("promise_due", "2026-11-16")]


def test_a_dismissal_needs_a_reason_holds_with_a_wrong_clock_and_can_be_undone(
    session, left_behind, clock
):
    both = reminders.read(session)
    with pytest.raises(ReasonMissingError):
        reminders.dismiss(session, both, " ")
    written = reminders.dismiss(session, both, "外婆当面告知，下周补书面")
    assert reminders.read(session) == ()
    clock.advance(days=-4000)
    reminders.read(session)
    clock.advance(days=4000)
    assert reminders.read(session) == ()
    records.take_back(session, written.save_id)
    assert reminders.read(session) == both
    reminders.dismiss(session, both, "再次说明")
    assert reminders.read(session) == ()


def test_rules_can_be_switched_off_and_their_numbers_changed(session, left_behind):
    off = reminders.switch(session, "entrusted_notice", is_on=False)
    assert told(session) == [("gap_left_behind", "")]
    reminders.note_event(session, [left_behind], "mood", "2026-11-10")
    assert ("event_mood", "2026-11-10") in told(session)
    reminders.set_numbers(session, "event_mood", {"days": 5})
    assert ("event_mood", "2026-11-10") not in told(session)
    records.take_back(session, off.save_id)
    assert ("entrusted_notice", "2026-09-05") in told(session)
    for odd in ({"days": -1}, {"days": 1000}, {"weeks": 2}):
        with pytest.raises(RuleNumberError):
            reminders.set_numbers(session, "event_mood", odd)
    with pytest.raises(LookupError):
        reminders.switch(session, "nothing", is_on=True)


def test_an_event_is_one_save_for_several_and_has_a_known_kind_and_day(session, jiang):
    written = reminders.note_event(session, [jiang], "absent", remark="说是睡过了")
    (event,) = reminders.events_of(session, jiang)
    assert (event.event, event.happened_on) == ("absent", "2026-11-20")
    assert event.class_id
    records.take_back(session, written.save_id)
    assert reminders.events_of(session, jiang) == ()
    for kind, day in (("bored", ""), ("mood", "2026-11-21"), ("mood", "gestern")):
        with pytest.raises(EventUnclearError):
            reminders.note_event(session, [jiang], kind, day)


def test_rules_and_dismissals_stay_with_their_author_and_events_with_the_class(session):
    kinds = records.KINDS
    assert kinds["reminder_rule"].COMPARTMENT == "author"
    assert kinds["reminder_dismissal"].COMPARTMENT == "author"
    assert kinds["student_event"].COMPARTMENT == "class-file"


def statements_for(session, monkeypatch):
    asked = []
    db = session.ledger.db
    execute = type(db).execute

    def counted(own, sql, params=()):
        asked.append(sql)
        return execute(own, sql, params)

    monkeypatch.setattr(type(db), "execute", counted)
    reminder_facts.read(session)
    monkeypatch.undo()
    return len(asked)


def test_the_questions_to_the_vault_do_not_grow_with_the_school(
    session, class_id, left_behind, monkeypatch
):
    few = statements_for(session, monkeypatch)
    edits = [
        records.edit(
            "student",
            {"name": f"学生{n}", "class_id": class_id, "roll_status": "enrolled"},
        )
        for n in range(40)
    ]
    whom = records.save(session, edits).record_ids
    for each in whom[:10]:
        groups.determine(session, each, "single_parent", {})
    visit_plans.plan(session, [PlannedTrip(whom[:5], "2026-11-22")])
    assert statements_for(session, monkeypatch) <= few + 2
    assert few < 20
