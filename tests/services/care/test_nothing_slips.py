"""Nothing raised slips off the board, and nothing forged is taken for a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homevisit.domain import care_steps as steps
from homevisit.exchange.handing_on import has_held
from homevisit.ledger.ledger import Edit, Ledger
from homevisit.services import (
    care_approvals,
    care_board,
    care_cases,
    care_facts,
    care_shells,
    records,
)
from homevisit.services.care_cases import StepRefusedError
from homevisit.services.concerns import CASE, KIND
from homevisit.services.records import RecordEdit
from tests.services.care.acts import followed, raised, step
from tests.services.care.test_board import child

COLLEAGUE, LEADER = "0198000000007000800000000000dddd", "leader-1"


def on_board(opened):
    """Return the ids of the cases that can be seen on the board, and of clues."""
    queue = care_board.queue(opened)
    rows = {row.case_id for group in queue.groups for row in group.rows}
    return rows | {each.case_id for each in queue.clues}


def write_as(session, person, record_id, kind, values):
    """Write as a colleague does in a vault of her own; no service asks who she is."""
    ledger = session.ledger
    author = replace(ledger.author, person_id=person)
    other = Ledger(ledger.db, ledger.indexing, author, ledger.clock)
    other.save([Edit(record_id, kind, values.get("student_id"), values)])


def enter(session, person, role, *, by=""):
    values = {"name": "钟老师", "roles": [{"role": role}]}
    if by:
        write_as(session, by, person, "staff", values)
    else:
        records.save(session, [RecordEdit("staff", values, person)])


def test_a_case_whose_taking_up_was_taken_back_is_a_clue_again(opened, case_id):
    accepted = care_cases.accept(opened, case_id)
    care_cases.share_hint(opened, case_id, "多陪陪她")
    care_cases.take_back(opened, accepted.save_id)
    assert on_board(opened) == {case_id}
    care_cases.accept(opened, case_id)
    assert care_board.queue(opened).clues == ()
    assert on_board(opened) == {case_id}


def test_a_concern_that_came_before_its_shell_is_on_the_board(opened, jiang):
    values = {
        "student_id": jiang,
        "case_id": "case-1",
        "facts": "又哭了",
        "raised_at": "2026-11-01T00:00:00Z",
        "raised_by": COLLEAGUE,
    }
    write_as(opened.school, COLLEAGUE, "concern-1", KIND, values)
    (clue,) = care_board.queue(opened).clues
    assert (clue.case_id, clue.name) == ("case-1", "江予安")
    care_cases.accept(opened, "case-1")
    page = care_board.case(opened, "case-1")
    assert (page.row.name, page.row.case_no) == ("江予安", clue.case_no)
    with pytest.raises(records.NoSuchRecordError):
        care_facts.read_case(opened, "case-2")

    shell = {"student_id": jiang, "state": "raised", "concern_ids": ["concern-1"]}
    write_as(opened.school, COLLEAGUE, "case-1", CASE, shell)
    care_cases.publish(opened)
    (known,) = care_shells.shells(opened.school)
    assert known.state == "accepted"


def test_marks_of_a_teacher_do_not_stop_what_psychologists_tell(opened, case_id):
    care_cases.accept(opened, case_id)
    care_cases.share_hint(opened, case_id, "多陪陪她")
    forged = {"as_of": ["0123456789abcdef"], "hint": "不用管他", "state": "closed"}
    write_as(opened.school, COLLEAGUE, case_id, CASE, forged)
    assert care_cases.publish(opened) == 1
    (known,) = care_shells.shells(opened.school)
    assert (known.hint, known.state) == ("多陪陪她", "accepted")

    enter(opened.school, COLLEAGUE, "psychologist")
    further = {"as_of": ["fedcba9876543210"], "hint": "我们已谈过"}
    write_as(opened.school, COLLEAGUE, case_id, CASE, further)
    assert care_cases.publish(opened) == 0, "she knows a step that has not come here"


def test_a_note_that_no_psychologist_wrote_is_said_to_be_none(opened, case_id):
    (known,) = care_shells.shells(opened.school)
    assert not known.is_foreign, "raised by anybody"
    care_cases.accept(opened, case_id)
    care_cases.share_hint(opened, case_id, "多陪陪她")
    (known,) = care_shells.shells(opened.school)
    assert not known.is_foreign
    write_as(opened.school, COLLEAGUE, case_id, CASE, {"hint": "不用管他"})
    (known,) = care_shells.shells(opened.school)
    assert known.is_foreign
    care_cases.publish(opened)
    (known,) = care_shells.shells(opened.school)
    assert (known.hint, known.is_foreign) == ("多陪陪她", False)


def test_a_concern_in_another_ones_name_says_so(opened, case_id, jiang):
    (clue,) = care_board.queue(opened).clues
    assert clue.messages == ()
    values = {"student_id": jiang, "case_id": case_id, "facts": "假的"}
    named = {**values, "raised_by": opened.person_id}
    write_as(opened.school, COLLEAGUE, "concern-9", KIND, named)
    write_as(opened.school, COLLEAGUE, clue.concern_id, KIND, {"facts": "没事"})
    messages = [each.messages for each in care_board.queue(opened).clues]
    assert [len(each) for each in messages] == [1, 1]


@pytest.fixture
def asked(opened, case_id):
    """The leaders are asked about closing a grave case."""
    followed(opened, case_id, severity=3)
    step(opened, case_id, steps.PROPOSE_CLOSURE)
    made = care_approvals.ask(opened.school, case_id, "closure", severity=3)
    return made.record_ids[0]


def yes_of(person):
    return {"decision": "yes", "decided_by": person}


def words(opened):
    return [each.decided_by for each in care_approvals.given(opened.school)]


def test_a_yes_counts_from_a_leader_and_for_what_was_asked(opened, asked):
    session = opened.school
    write_as(session, LEADER, asked, care_approvals.KIND, yes_of(LEADER))
    assert words(opened) == [], "nobody knows of her post"
    enter(session, LEADER, "principal", by=LEADER)
    assert not has_held(session, LEADER, {"principal"})
    assert words(opened) == [], "nobody but herself says that she is the principal"
    enter(session, LEADER, "leader")
    assert words(opened) == [LEADER]
    write_as(session, COLLEAGUE, asked, care_approvals.KIND, {"case_id": "other"})
    assert words(opened) == [], "it was said to another question"


def test_nobody_answers_what_she_asked(opened, case_id):
    enter(opened.school, LEADER, "principal")
    values = {"case_id": case_id, "what": "plan", "asked_by": LEADER, **yes_of(LEADER)}
    write_as(opened.school, LEADER, "word-1", care_approvals.KIND, values)
    assert words(opened) == []


def test_a_case_is_merged_only_into_an_open_one_of_the_same_child(
    opened, case_id, jiang, class_id
):
    followed(opened, case_id)
    step(opened, case_id, steps.TRANSFER, to_school="邻县一中")
    again = raised(opened, jiang)
    other = raised(opened, child(opened, class_id, "白若溪"))
    for each in (again, other):
        care_cases.accept(opened, each)
    for wrong in ("nowhere", other, again):
        with pytest.raises(StepRefusedError) as refused:
            step(opened, again, steps.MERGE, into_id=wrong)
        assert refused.value.refusal.field == "into_id"
    step(opened, again, steps.MERGE, into_id=case_id)
    step(opened, case_id, steps.REOPEN)
    with pytest.raises(StepRefusedError):
        step(opened, case_id, steps.MERGE, into_id=again)
    assert on_board(opened) == {case_id, other}
