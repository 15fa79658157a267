"""Talks that are not needed: marked with a reason, shown, not due, lifted again."""

from __future__ import annotations

import pytest

from homevisit.domain.talk_matrix import CellState
from homevisit.services import (
    due,
    matrix,
    records,
    students,
    talk_exemptions,
    talks,
    targets,
)
from homevisit.services.matrix import LACKING, Filter
from homevisit.services.records import ReasonMissingError
from homevisit.services.talk_exemptions import NoTermError
from homevisit.services.talks import NobodyChosenError, TalkEntry

LEADER = "leader"


@pytest.fixture
def yuan(session, class_id):
    values = {"name": "袁知行", "class_id": class_id, "roll_status": "enrolled"}
    return students.add_student(session, values).record_ids[0]


def state(session, student_id, kind=LEADER):
    return matrix.read(session).matrix.cell(student_id, kind).state


def leaders_owe(session):
    return {
        student_id
        for student_id, owed in due.by_student(session).items()
        if any(each.talk_kind == LEADER for each in owed)
    }


def test_marked_with_a_reason_it_is_exempt_until_it_is_lifted(session, jiang, yuan):
    written = talk_exemptions.exempt(session, [jiang, yuan], LEADER, "在医院休养")
    page = matrix.read(session)
    assert page.matrix.cell(jiang, LEADER).state is CellState.EXEMPT
    assert page.reasons[LEADER][jiang] == "在医院休养"
    assert state(session, jiang, "peer") is CellState.NONE
    talk_exemptions.lift(session, [jiang], LEADER)
    assert state(session, jiang) is CellState.NONE
    assert state(session, yuan) is CellState.EXEMPT
    talk_exemptions.exempt(session, [jiang], LEADER, "又住院了")
    assert matrix.read(session).reasons[LEADER][jiang] == "又住院了"
    assert len(written.record_ids) == 2


def test_undo_takes_a_mark_back(session, jiang):
    written = talk_exemptions.exempt(session, [jiang], LEADER, "在医院休养")
    records.take_back(session, written.save_id)
    assert state(session, jiang) is CellState.NONE


def test_a_talk_that_was_held_shows_all_the_same(session, jiang):
    talk_exemptions.exempt(session, [jiang], "parent", "在医院休养")
    talks.log(session, TalkEntry("parent", (jiang,), {"topics": ["study"]}))
    assert state(session, jiang, "parent") is CellState.DONE


def test_who_is_exempt_is_neither_due_nor_lacking(session, jiang, yuan):
    wanted = {"name": "校领导谈", "what": "talk", "talk_kind": LEADER, "whom": "all"}
    targets.add(session, wanted)
    assert leaders_owe(session) == {jiang, yuan}
    talk_exemptions.exempt(session, [jiang], LEADER, "在医院休养")
    assert leaders_owe(session) == {yuan}
    page = matrix.read(session, Filter(kind=LEADER, state=LACKING))
    assert [each.student_id for each in page.students] == [yuan]
    assert page.matrix.sums((jiang, yuan), LEADER) == (0, 1)


def test_another_term_begins_anew(session, jiang, clock):
    talk_exemptions.exempt(session, [jiang], LEADER, "在医院休养")
    clock.advance(days=120)
    assert state(session, jiang) is CellState.NONE


def test_reason_students_and_term_are_needed(session, jiang, clock):
    with pytest.raises(ReasonMissingError):
        talk_exemptions.exempt(session, [jiang], LEADER, " ")
    with pytest.raises(NobodyChosenError):
        talk_exemptions.exempt(session, [], LEADER, "在医院休养")
    with pytest.raises(NobodyChosenError):
        talk_exemptions.lift(session, [jiang], LEADER)
    clock.advance(days=900)
    with pytest.raises(NoTermError):
        talk_exemptions.exempt(session, [jiang], LEADER, "在医院休养")
