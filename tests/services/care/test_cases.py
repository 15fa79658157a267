"""The steps of a case in the room, and the shell that follows them."""

from __future__ import annotations

import pytest

from homevisit.domain import care_steps as steps
from homevisit.domain.care_clocks import first_clock
from homevisit.ledger.queries import Query
from homevisit.services import (
    care_board,
    care_cases,
    care_facts,
    care_publishing,
    care_shells,
    concerns,
    records,
)
from homevisit.services.care_cases import CaseEntry, StepRefusedError
from homevisit.services.records import RecordEdit
from tests.services.care.acts import followed, raised, said_by, step


def shell(opened, case_id):
    return records.read(opened.school, case_id, "care_case")


def state(opened, case_id):
    return care_facts.read_case(opened, case_id).case.state


def test_a_case_is_taken_up_and_the_shell_follows(opened, case_id, clock):
    assert shell(opened, case_id).state == "raised"
    number = shell(opened, case_id).case_no
    care_cases.accept(opened, case_id)
    assert shell(opened, case_id).state == "accepted"
    assert shell(opened, case_id).next_due_at
    assert shell(opened, case_id).next_due_kind == ""
    clock.advance(hours=3)
    step(opened, case_id, steps.INTERVIEW, 3, text="睡不着，提到祖母")
    found = shell(opened, case_id)
    assert (found.state, found.severity, found.case_no) == ("accepted", 3, number)
    assert found.owner_id == opened.person_id
    file = records.read(opened, case_id, "care_file")
    assert (file.case_no, len(file.concern_ids)) == (number, 1)


def test_the_shell_says_nothing_of_what_was_written(opened, case_id):
    followed(opened, case_id, severity=3)
    step(opened, case_id, steps.FOLLOW_UP, text="秘密词甲", action="秘密词乙")
    words = str(records.values_of(opened.school, case_id))
    assert "秘密词" not in words
    assert not any(one.id in words for one in records.find(opened, Query("care_step")))


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("raised", "raised"),
        ("accepted", "accepted"),
        ("assessed", "accepted"),
        ("intervening", "accepted"),
        ("referred", "accepted"),
        ("on_leave", "accepted"),
        ("monitoring", "accepted"),
        ("closed", "closed"),
        ("rejected", "closed"),
        ("merged", "closed"),
        ("transferred", "transferred"),
        ("graduated", "graduated"),
    ],
)
def test_the_shell_does_not_say_whether_a_child_was_referred_or_why_it_ended(
    inside, told
):
    assert care_publishing.told_state(inside) == told


def test_publishing_twice_writes_once(opened, case_id):
    followed(opened, case_id)
    assert care_cases.publish(opened) == 0
    saves = len(records.recent_saves(opened.school, 100))
    assert care_cases.publish(opened) == 0
    assert len(records.recent_saves(opened.school, 100)) == saves


def test_a_crash_between_the_two_saves_is_made_good(opened, case_id, monkeypatch):
    class PoweredOff(Exception):  # noqa: N818  no error of ours
        pass

    def dies(*_args, **_more):
        raise PoweredOff

    with monkeypatch.context() as broken:
        broken.setattr(care_publishing, "_publish", dies)
        with pytest.raises(PoweredOff):
            care_cases.accept(opened, case_id)
    assert state(opened, case_id) == "accepted"
    assert shell(opened, case_id).state == "raised"
    assert care_cases.publish(opened) == 1
    assert shell(opened, case_id).state == "accepted"
    assert care_cases.publish(opened) == 0


def test_who_knows_less_than_the_shell_does_not_overwrite_it(opened, case_id):
    followed(opened, case_id)
    newer = {"state": "monitoring", "as_of": [care_publishing.mark("elsewhere")]}
    records.save(opened.school, [records.edit_of(opened.school, case_id, newer)])
    assert care_cases.publish(opened) == 0
    assert shell(opened, case_id).state == "monitoring"


def test_an_act_can_be_taken_back_and_the_shell_follows(opened, case_id):
    care_cases.accept(opened, case_id)
    written = step(opened, case_id, steps.INTERVIEW, 4)
    assert shell(opened, case_id).severity == 4
    care_cases.take_back(opened, written.save_id)
    assert shell(opened, case_id).severity is None
    assert shell(opened, case_id).state == "accepted"
    assert state(opened, case_id) == "accepted"


def test_what_does_not_fit_is_refused_in_a_sentence(opened, case_id):
    with pytest.raises(StepRefusedError, match="还没有人受理") as refused:
        step(opened, case_id, steps.FOLLOW_UP)
    assert refused.value.refusal.code == "not_accepted"
    followed(opened, case_id)
    with pytest.raises(StepRefusedError, match="目标") as refused:
        step(opened, case_id, steps.PLAN, goals="  ")
    assert refused.value.refusal.field == "goals"
    assert len(care_cases.read_steps(opened, case_id)) == 3


def test_breaking_secrecy_is_an_act_with_all_it_must_say(opened, case_id):
    followed(opened, case_id)
    for name in ("because", "reason", "told", "minimum"):
        with pytest.raises(StepRefusedError) as refused:
            step(opened, case_id, steps.CONFIDENTIALITY_BREAK, **{name: ""})
        assert refused.value.refusal.field == name
    step(opened, case_id, steps.CONFIDENTIALITY_BREAK, told="母亲")
    (found,) = care_cases.secrecy_breaks(opened, case_id)
    assert found.details["told"] == "母亲"
    assert state(opened, case_id) == "intervening"


def test_the_note_and_the_duties_are_what_a_teacher_sees(opened, case_id):
    followed(opened, case_id)
    care_cases.share_hint(opened, case_id, " 多给一点陪伴 ")
    care_cases.set_duties(
        opened,
        case_id,
        [
            {"text": "每天看一眼", "due_date": "2026-12-01"},
            {"text": " "},
        ],
    )
    found = shell(opened, case_id)
    assert found.hint == "多给一点陪伴"
    (duty,) = found.duties
    care_shells.tick(opened.school, case_id, duty.key)
    assert care_cases.publish(opened) == 1
    assert shell(opened, case_id).duties[0].done_on == "2026-11-20"
    care_cases.set_duties(opened, case_id, [{"key": duty.key, "text": "每天两眼"}])
    assert shell(opened, case_id).duties[0].done_on == "2026-11-20"
    care_cases.share_hint(opened, case_id, "")
    assert shell(opened, case_id).hint == ""


def test_nothing_is_said_of_a_case_that_nobody_took_up(opened, case_id):
    with pytest.raises(care_cases.CaseMissingError):
        care_cases.share_hint(opened, case_id, "x")
    with pytest.raises(records.NoSuchRecordError):
        care_cases.accept(opened, "nowhere")


def test_closing_needs_the_second_person_and_the_leader(opened, case_id, clock):
    followed(opened, case_id, severity=3)
    step(opened, case_id, steps.PROPOSE_CLOSURE)
    entry = CaseEntry(case_id, steps.CONFIRM_CLOSURE)
    assert care_cases.may_write(opened, entry).code == "observed"
    clock.advance(days=200)
    assert care_cases.may_write(opened, entry).code == "leader"
    proposal = care_facts.read_case(opened, case_id).case.closure.step_id
    approval = {
        "case_id": case_id,
        "what": "closure",
        "step_id": proposal,
        "decision": "yes",
        "decided_by": "principal-1",
    }
    records.save(opened.school, [records.edit("care_approval", approval)])
    assert care_cases.may_write(opened, entry).code == "leader"
    values = {"name": "钟校长", "roles": [{"role": "principal"}]}
    leader = RecordEdit("staff", values, "principal-1")
    records.save(opened.school, [leader])
    said_by(opened.school, "principal-1", approval)
    care_cases.write(opened, entry)
    found = shell(opened, case_id)
    assert (found.state, found.closed_at[:10]) == ("closed", "2027-06-08")
    assert (found.next_due_at, found.next_due_kind) == ("", "")
    step(opened, case_id, steps.REOPEN)
    again = shell(opened, case_id)
    assert (again.state, again.closed_at, again.case_no) == (
        "accepted",
        "",
        found.case_no,
    )


def test_a_clue_on_a_child_that_left_is_kept_beside_the_case(opened, case_id, jiang):
    followed(opened, case_id)
    step(opened, case_id, steps.TRANSFER, to_school="邻县一中")
    assert shell(opened, case_id).state == "transferred"
    again = raised(opened, jiang, facts="又听同学说起")
    assert again != case_id
    care_cases.accept(opened, again)
    assert state(opened, case_id) == "transferred"
    step(opened, again, steps.MERGE, into_id=case_id)
    assert state(opened, again) == "merged"


def test_a_further_concern_is_taken_into_the_case(opened, case_id, jiang):
    followed(opened, case_id)
    assert raised(opened, jiang, facts="今天又哭了") == case_id
    (new,) = care_facts.read_case(opened, case_id).new_concerns()
    care_cases.take_in(opened, new.id)
    assert care_facts.read_case(opened, case_id).new_concerns() == ()
    assert len(concerns.of_case(opened.school, case_id)) == 2


def test_who_is_no_psychologist_any_more_is_said(opened, case_id):
    followed(opened, case_id)
    watch = care_facts.read_watch(opened.school)
    assert watch.posts.of("psychologist") == (opened.person_id,)
    records.save(
        opened.school,
        [records.edit_of(opened.school, opened.person_id, {"roles": []})],
    )
    found = first_clock(
        care_facts.read_case(opened, case_id).case,
        care_facts.read_watch(opened.school),
    )
    assert found.owner.role == "principal"
    assert "principal answers" in found.owner.message


def test_a_second_person_is_who_signed_and_not_who_is_named(opened, case_id):
    followed(opened, case_id)
    step(opened, case_id, steps.PROPOSE_CLOSURE, closure="false_alarm")
    known = care_facts.read_case(opened, case_id).case
    forged = {
        "case_id": case_id,
        "step": steps.CONFIRM_CLOSURE,
        "at": records.instant(opened),
        "by_id": "colleague",
        "after": list(known.heads),
    }
    written = records.save(opened, [records.edit("care_step", forged)])
    case = care_facts.read_case(opened, case_id).case
    assert case.is_open
    assert [each.step_id for each in case.misfits] == list(written.record_ids)


def test_a_step_is_never_edited_but_its_save_can_be_taken_back(opened, case_id):
    followed(opened, case_id)
    written = step(opened, case_id, steps.FOLLOW_UP, text="写错了人")
    (step_id,) = written.record_ids
    with pytest.raises(records.LockedRecordError):
        records.save(opened, [records.edit_of(opened, step_id, {"text": "x"})])
    care_cases.take_back(opened, written.save_id)
    assert step_id not in {e.id for e in care_cases.read_steps(opened, case_id)}


def test_a_case_that_was_taken_up_by_mistake_waits_again(opened, case_id):
    written = care_cases.accept(opened, case_id)
    care_cases.take_back(opened, written.save_id)
    found = shell(opened, case_id)
    assert (found.state, found.owner_id, found.as_of) == ("raised", "", ())
    assert found.next_due_kind == "accept"
    (clue,) = care_board.queue(opened).clues
    assert (clue.case_id, clue.on_known_case) == (case_id, False)
    care_cases.accept(opened, case_id)
    assert shell(opened, case_id).state == "accepted"
    assert care_board.queue(opened).clues == ()
