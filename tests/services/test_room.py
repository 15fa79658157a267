"""The counselling room as the services see it: a session of its own behind a door."""

from __future__ import annotations

import pytest

from homevisit.domain.kinds import KINDS
from homevisit.domain.record import Compartment
from homevisit.ledger import drafts
from homevisit.ledger.admission import NotAdmittedError
from homevisit.ledger.drafts import Draft
from homevisit.ledger.queries import Query
from homevisit.services import (
    backups,
    records,
    room,
    staffing,
    students,
    vaults,
    viewings,
)
from homevisit.services.room import NoRoomError, RoomClosedError
from homevisit.vault import proof
from homevisit.vault.unlocking import WrongPasswordError
from tests.services.conftest import PASSWORD

_COUNSELLED = ("counselling_note", {"case_no": "2026-007"})


@pytest.fixture
def psychologist(session):
    staffing.add_post(session, session.person_id, "psychologist")
    return session


@pytest.fixture
def opened(psychologist):
    return room.make_room(psychologist, PASSWORD)


def test_only_psychology_staff_make_one(session):
    assert not room.has_room(session)
    with pytest.raises(room.NotPsychologyStaffError):
        room.make_room(session, PASSWORD)
    with pytest.raises(NoRoomError):
        room.room_of(session)
    with pytest.raises(NoRoomError):
        room.open_room(session, PASSWORD)


def test_the_door(psychologist):
    with pytest.raises(WrongPasswordError):
        room.make_room(psychologist, "not this one")
    made = room.make_room(psychologist, PASSWORD)
    assert room.room_of(psychologist) is room.room_of(made) is made
    assert made.school is psychologist
    assert made.person_id == psychologist.person_id

    room.close_room(psychologist)
    assert room.has_room(psychologist)
    with pytest.raises(RoomClosedError):
        room.room_of(psychologist)
    with pytest.raises(WrongPasswordError):
        room.open_room(psychologist, "not this one")
    again = room.open_room(psychologist, PASSWORD)
    assert room.open_room(psychologist, PASSWORD) is again

    psychologist.close()
    assert not again.vault.db.is_open
    assert not room.is_open(psychologist)


def test_every_kind_has_one_ledger(opened):
    counselling = {k for k in KINDS if KINDS[k].COMPARTMENT is Compartment.COUNSELLING}
    for kind in KINDS:
        right, wrong = opened.school, opened
        if kind in counselling:
            right, wrong = wrong, right
        edit = records.edit(kind, {"some_text": "x"})
        draft = Draft(kind, kind, None, None, {"some_text": "x"})

        with pytest.raises(NotAdmittedError):
            records.save(wrong, [edit])
        with pytest.raises(NotAdmittedError):
            drafts.keep_draft(wrong.ledger, draft)

        written = records.save(right, [edit])
        assert records.read(right, written.record_ids[0]).unknown == {"some_text": "x"}
        assert drafts.keep_draft(right.ledger, draft)
    kept = {each.kind for each in drafts.read_drafts(opened.ledger.db)}
    assert kept == counselling


def test_it_stays_open_over_a_check_and_a_rotation(opened):
    edit = records.edit(*_COUNSELLED)
    records.save(opened, [edit])
    checked = vaults.verify(opened.school, deep=True)
    assert checked.is_sound
    assert checked.room_chain.checked == 1
    renewed = vaults.rotate_key(checked.session, PASSWORD).session
    assert room.room_of(renewed) is opened
    records.save(opened, [edit])
    assert vaults.verify(renewed).room_chain.checked == 2


def test_a_new_line_in_the_open_room_asks_for_todays_backup(opened, clock):
    school = opened.school
    backups.make(school)
    clock.advance(days=1)
    assert not backups.is_due(school)
    records.save(opened, [records.edit(*_COUNSELLED)])
    assert backups.is_due(school)
    made = backups.make_daily(school)
    assert made.room.made_at == clock.now()
    assert not backups.is_due(school)


def test_it_follows_when_two_files_of_a_child_become_one(opened, class_id):
    school = opened.school
    kept, other = (
        students.add_student(school, {"name": "江予安", "class_id": class_id})
        for _ in range(2)
    )
    kept_id, other_id = kept.record_ids[0], other.record_ids[0]
    note = records.edit(*_COUNSELLED, student_id=other_id)
    records.save(opened, [note])
    of_kept = Query("counselling_note", student_id=kept_id)
    assert records.find(room.room_of(school), of_kept) == ()

    values = {"kept_id": kept_id, "merged_id": other_id}
    merge = records.save(school, [records.edit("student_merge", values)])
    assert len(records.find(room.room_of(school), of_kept)) == 1
    assert vaults.rebuild(room.room_of(school))
    room.close_room(school)
    opened = room.open_room(school, PASSWORD)
    assert len(records.find(opened, of_kept)) == 1

    records.take_back(school, merge.save_id)
    assert records.find(room.room_of(school), of_kept) == ()


def test_looks_are_noted_in_the_room_by_ids_alone(opened):
    written = records.save(opened, [records.edit(*_COUNSELLED, student_id="child")])
    looked = viewings.Looked("child", "counselling_note", written.record_ids[0], "text")
    viewings.note(opened, looked)
    (line,) = viewings.of_student(opened, "child")
    assert (line.record_id, line.field) == (written.record_ids[0], "text")
    assert line.person_id == opened.person_id
    assert viewings.of_student(opened.school, "child") == ()


def test_backups_say_whether_they_hold_the_room(opened, clock, monkeypatch):
    school = opened.school
    assert not backups.overview(school).lacks_room
    monkeypatch.setattr("homevisit.vault.backup.carry_room", lambda *_: None)
    backups.make(school)
    assert backups.overview(school).lacks_room
    monkeypatch.undo()
    clock.advance(days=1)
    made = backups.make(school)
    seen = backups.overview(school)
    assert not seen.lacks_room
    assert [each.holds_room for each in seen.kept] == [True, False]
    assert backups.check(school, made.folder).is_room_sound


def test_closing_says_what_stood_in_the_way_of_the_backup(opened, monkeypatch):
    monkeypatch.setattr(proof, "check_structure", lambda *_: 1)
    assert room.close_room(opened.school).code == "backup_failed"
    assert room.close_room(opened.school) is None


def test_it_closes_after_two_minutes_or_what_was_chosen(opened):
    assert room.idle_minutes(opened.school) == 2
    room.set_idle_minutes(opened, 5)
    assert room.idle_minutes(opened.school) == room.idle_minutes(opened) == 5
    with pytest.raises(ValueError, match="minutes"):
        room.set_idle_minutes(opened, 120)
