"""The notice to a guardian: written by either, read by both, told once."""

from __future__ import annotations

import pytest

from homevisit.domain import care_steps as steps
from homevisit.services import care_board, guardian_notices, records, room
from tests.services.care.acts import step
from tests.services.conftest import PASSWORD

TOLD = {
    "observed": "两周没有交作业",
    "advice": "请带孩子到县医院评估",
    "form": "meeting",
}


def waits_for_guardian(opened, case_id):
    page = care_board.case(opened, case_id)
    return "guardian_notice" in {each.kind for each in page.clocks}


@pytest.fixture
def grave(opened, case_id):
    step(opened, case_id, steps.ACCEPT)
    step(opened, case_id, steps.INTERVIEW, 3)
    return case_id


def test_a_notice_written_in_the_room_is_a_step_too(opened, grave):
    assert waits_for_guardian(opened, grave)
    told = guardian_notices.write(opened.school, grave, TOLD)
    assert not waits_for_guardian(opened, grave)
    page = care_board.case(opened, grave)
    assert [each.id for each in page.notices] == [told.notice_id]
    assert page.entries[0].step.details == {"notice_id": told.notice_id}
    (notice,) = guardian_notices.of_case(opened.school, grave)
    assert (notice.told_on, notice.told_by) == ("2026-11-20", (opened.person_id,))


def test_what_a_teacher_wrote_stops_the_clock_as_well(opened, grave):
    session = opened.school
    room.close_room(session)
    told = guardian_notices.write(session, grave, TOLD)
    assert told.step is None
    again = room.open_room(session, PASSWORD)
    assert not waits_for_guardian(again, grave)
    records.take_back(session, told.written.save_id)
    assert waits_for_guardian(again, grave)


def test_a_refused_signature_needs_two_witnesses_and_a_note(opened, grave):
    session = opened.school
    told = guardian_notices.write(session, grave, {**TOLD, "signature": "refused"})
    assert set(guardian_notices.still_missing(session, told.notice_id)) == {
        "witnesses",
        "refusal_note",
    }
    more = {"witnesses": ["村干部", "年级组长"], "refusal_note": "听完后离开"}
    guardian_notices.write(session, grave, more, notice_id=told.notice_id)
    assert guardian_notices.still_missing(session, told.notice_id) == ()
    assert len(care_board.case(opened, grave).entries) == 3


def test_an_empty_notice_is_refused(opened, grave):
    with pytest.raises(guardian_notices.NothingToldError):
        guardian_notices.write(opened.school, grave, {"form": "meeting"})
    assert guardian_notices.of_case(opened.school, grave) == ()
