"""Plan items, session records and the appointment book of the room."""

from __future__ import annotations

from datetime import timedelta

import pytest

from homevisit.ledger import drafts
from homevisit.ledger.drafts import Draft
from homevisit.services import appointments, counselling_notes, plan_items, records
from homevisit.services.appointments import Booking
from tests.services.care.acts import followed


@pytest.fixture
def case(opened, case_id):
    followed(opened, case_id)
    return case_id


def test_an_item_is_added_counted_finished_and_stopped(opened, case):
    with pytest.raises(plan_items.ItemKindMissingError):
        plan_items.add(opened, case, {"text": "每周一次"})
    weekly = plan_items.add(
        opened, case, {"kind": "counselling", "frequency": "每周一次"}
    ).record_ids[0]
    once = plan_items.add(opened, case, {"kind": "consent"}).record_ids[0]
    plan_items.done(opened, weekly, next_on="2026-11-27")
    plan_items.done(opened, once)
    first, second = plan_items.of_case(opened, case)
    assert (first.id, first.state, first.times, first.next_on) == (
        weekly,
        "doing",
        1,
        "2026-11-27",
    )
    assert (second.state, second.done_on) == ("done", "2026-11-20")
    plan_items.edit(opened, weekly, {"people": [{"name": "姑妈", "role": "监护人"}]})
    assert plan_items.read(opened, weekly).people[0].name == "姑妈"
    plan_items.stop(opened, weekly)
    assert [each.id for each in plan_items.of_case(opened, case)] == [once]
    assert len(plan_items.of_case(opened, case, with_stopped=True)) == 2


def test_a_session_is_kept_under_the_number_of_the_case(opened, case, clock):
    first = counselling_notes.write(opened, case, {"chief_complaint": "睡不好"})
    clock.advance(days=7)
    counselling_notes.write(opened, case, {"process": "一起写了计划"})
    newest, oldest = counselling_notes.of_case(opened, case)
    assert oldest.id == first.record_ids[0]
    assert (newest.session_no, newest.first_date) == (2, "2026-11-20")
    assert newest.session_date == "2026-11-27"
    assert newest.case_no.startswith("XL-2026-")
    assert "江予安" not in str(records.values_of(opened, newest.id))


def test_a_diagnosis_is_the_word_of_a_hospital(opened, case):
    with pytest.raises(counselling_notes.DiagnosisWithoutHospitalError):
        counselling_notes.write(opened, case, {"diagnosis": "某症"})
    note = counselling_notes.write(
        opened, case, {"diagnosis": "见病历", "diagnosed_by": "县医院"}
    ).record_ids[0]
    with pytest.raises(counselling_notes.DiagnosisWithoutHospitalError):
        counselling_notes.edit(opened, note, {"diagnosed_by": " "})
    counselling_notes.edit(opened, note, {"effect": "能睡着了"})
    assert counselling_notes.read(opened, note).effect == "能睡着了"


def test_an_appointment_is_booked_moved_held_or_missed(opened, case, clock):
    at = clock.now() + timedelta(days=1)
    one = appointments.book(opened, Booking(case, at, place="辅导室")).record_ids[0]
    with pytest.raises(appointments.SlotTakenError):
        appointments.book(opened, Booking(case, at + timedelta(minutes=44)))
    two = appointments.book(opened, Booking(case, at + timedelta(minutes=45)))
    second = two.record_ids[0]
    with pytest.raises(appointments.SlotTakenError):
        appointments.move(opened, one, at + timedelta(minutes=60))
    appointments.move(opened, one, at + timedelta(days=2), "学生参加比赛")
    found = appointments.read(opened, one)
    assert found.moved_from < found.starts_at
    assert [each.id for each in appointments.upcoming(opened)] == [second, one]
    day = (at.astimezone()).date()
    assert [each.id for each in appointments.of_day(opened, day)] == [second]
    appointments.missed(opened, second, "没有来")
    appointments.done(opened, one)
    assert appointments.upcoming(opened) == ()
    for late in (appointments.done, appointments.missed, appointments.cancel):
        with pytest.raises(appointments.AppointmentOverError):
            late(opened, second)
    states = {each.state for each in appointments.of_case(opened, case)}
    assert states == {"missed", "done"}


def test_a_draft_that_is_written_for_good_goes(opened, case):
    drafts.keep_draft(
        opened.ledger, Draft("d1", "counselling_note", None, None, {"process": "x"})
    )
    counselling_notes.write(opened, case, {"process": "x"}, draft_id="d1")
    assert drafts.read_draft(opened.ledger.db, "d1") is None
