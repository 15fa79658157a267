"""What was typed in the room stays in the room, in its place, until it is written."""

import pytest

from homevisit.ledger import drafts
from homevisit.services import care_drafts, room, staffing
from homevisit.services.care_drafts import CareDraft
from tests.services.conftest import PASSWORD

CASE = "c" * 32


@pytest.fixture
def opened(session):
    staffing.add_post(session, session.person_id, "psychologist")
    return room.make_room(session, PASSWORD)


def test_a_draft_is_offered_where_it_was_typed_and_goes_when_it_is_written(opened):
    step = CareDraft("care_step", "follow_up", CASE, answers={"text": "睡眠好些"})
    note = CareDraft("counselling_note", "note", CASE, "n" * 32, {"process": "画画"})
    for each in (step, note, step):
        care_drafts.keep(opened, each)
    assert {each.act for each in care_drafts.read(opened)} == {"follow_up", "note"}
    found = care_drafts.find(opened, "follow_up", CASE)
    assert (found.answers, bool(found.saved_at)) == ({"text": "睡眠好些"}, True)
    assert care_drafts.find(opened, "note", CASE) is None
    assert care_drafts.find(opened, "note", CASE, "n" * 32).answers == note.answers
    care_drafts.drop(opened, "follow_up", CASE)
    assert [each.act for each in care_drafts.read(opened)] == ["note"]


def test_it_outlives_the_closed_room_and_is_in_no_other_file(opened, session):
    care_drafts.keep(opened, CareDraft("care_step", "interview", CASE))
    room.close_room(session)
    assert drafts.read_drafts(session.ledger.db) == ()
    again = room.open_room(session, PASSWORD)
    assert [each.act for each in care_drafts.read(again)] == ["interview"]
