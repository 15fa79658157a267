"""The board: what waits by level, one case in full, and what is odd about either."""

from __future__ import annotations

from datetime import timedelta

from homevisit.domain import care_steps as steps
from homevisit.services import (
    care_board,
    care_cases,
    level_settings,
    records,
    staffing,
    students,
)
from tests.domain.care_play import DETAILS
from tests.services.care.acts import followed, raised, step


def child(opened, class_id, name):
    written = students.add_student(
        opened.school,
        {"name": name, "sex": "2", "birth_date": "2013-03-01", "class_id": class_id},
        {},
    )
    return written.record_ids[0]


def test_cases_stand_by_level_and_the_most_pressing_first(
    opened, case_id, class_id, clock
):
    clock.advance(hours=1)
    other = raised(opened, child(opened, class_id, "白若溪"))
    grave = raised(opened, child(opened, class_id, "罗小满"), suggested_severity=4)
    waiting = raised(opened, child(opened, class_id, "喻书瑶"), signs=["farewell"])
    fresh = raised(opened, child(opened, class_id, "何景行"))
    followed(opened, case_id)
    followed(opened, other)
    followed(opened, grave, severity=4)
    care_cases.accept(opened, fresh)
    clock.advance(hours=23)
    queue = care_board.queue(opened)
    counted = [(each.severity, len(each.rows)) for each in queue.groups]
    assert counted == [(None, 1), (4, 1), (2, 2)]
    assert queue.groups[1].level.label == "红"
    assert queue.groups[1].legend == "特别关爱，24 小时内跟进"
    row = queue.groups[1].rows[0]
    assert (row.name, row.class_name, row.pressing) == ("罗小满", "七(2)班", "late")
    assert row.elapsed == 1.0
    assert (queue.open_count, queue.late) == (4, 1)
    (clue,) = queue.clues
    assert (clue.case_id, clue.name, clue.pressing) == (waiting, "喻书瑶", "late")
    assert queue.late_clues == 1


def test_a_case_in_full(opened, case_id, clock):
    followed(opened, case_id)
    clock.advance(days=1)
    written = step(opened, case_id, steps.FOLLOW_UP, 3, text="又不太吃饭")
    care_cases.share_hint(opened, case_id, "多陪陪她")
    page = care_board.case(opened, case_id)
    assert [each.step.step for each in page.entries] == [
        "follow_up",
        "plan",
        "interview",
        "accept",
    ]
    latest = page.entries[0]
    assert (latest.before, latest.after, latest.step.text) == (2, 3, "又不太吃饭")
    assert latest.step.id == written.record_ids[0]
    assert [mark.severity for mark in page.levels] == [2, 3]
    assert page.hint == "多陪陪她"
    assert page.clocks[0].due_at == min(each.due_at for each in page.clocks)
    assert steps.PROPOSE_CLOSURE in page.possible
    assert page.row.name == "江予安"
    assert page.concerns[0].facts == "上课走神"


def test_a_new_clue_on_a_known_case_is_said_once(opened, case_id, jiang):
    followed(opened, case_id)
    raised(opened, jiang, facts="今天没来")
    queue = care_board.queue(opened)
    (clue,) = queue.clues
    assert clue.on_known_case
    assert (clue.due_at - clue.started_at, clue.messages) == (timedelta(days=3), ())
    assert queue.groups[0].rows[0].new_clues == 1
    care_cases.take_in(opened, clue.concern_id)
    assert care_board.queue(opened).clues == ()


def test_a_child_that_has_left_is_said_and_the_case_stays(opened, case_id, jiang):
    followed(opened, case_id)
    gone = {"roll_status": "transferred_out"}
    records.save(opened.school, [records.edit_of(opened.school, jiang, gone)])
    row = care_board.queue(opened).groups[0].rows[0]
    assert "已离开本校" in row.messages[0]


def test_a_clock_three_years_off_is_said_and_nothing_changes(opened, case_id, clock):
    followed(opened, case_id)
    assert care_board.queue(opened).trust.kind == "fine"
    now = clock.at
    clock.at = now + timedelta(days=3 * 365)
    ahead = care_board.queue(opened)
    assert (ahead.trust.kind, ahead.trust.facts["days"]) == ("ahead", 1095)
    assert ahead.late == 1
    clock.at = now - timedelta(days=3 * 365)
    behind = care_board.queue(opened)
    assert behind.trust.kind == "behind"
    assert behind.open_count == 1
    step(opened, case_id, steps.FOLLOW_UP, text="写于时钟慢了的电脑上")
    assert care_board.case(opened, case_id).entries[0].step.text.startswith("写于")
    clock.at = now
    assert care_board.queue(opened).trust.kind == "fine"


def test_a_clock_that_somebody_looked_at_is_believed(opened, case_id, clock):
    followed(opened, case_id)
    clock.advance(days=400)
    assert care_board.queue(opened).trust.kind == "ahead"
    care_board.say_clock_is_right(opened)
    assert care_board.queue(opened).trust.kind == "fine"


def test_a_deleted_scheme_is_said_and_the_levels_stay(opened, case_id):
    followed(opened, case_id, severity=3)
    session = opened.school
    scheme_id = level_settings.use(session, "shipped_three_levels").record_ids[-1]
    assert care_board.queue(opened).groups[0].level.label == "Ⅱ级"
    records.archive(session, scheme_id, "不用了")
    queue = care_board.queue(opened)
    assert "等级方案已不存在" in queue.scheme_message
    assert queue.groups[0].severity == 3
    assert queue.groups[0].level.label == "橙"


def test_without_a_psychologist_student_affairs_answers(opened, case_id):
    followed(opened, case_id)
    posts = [{"role": "student_affairs"}]
    records.save(
        opened.school,
        [records.edit_of(opened.school, opened.person_id, {"roles": posts})],
    )
    row = care_board.queue(opened).groups[0].rows[0]
    assert row.owner == "周静怡"
    assert "暂由德育处负责" in row.owner_message


def test_ended_cases_leave_the_queue_and_stay_to_be_found(opened, case_id):
    care_cases.accept(opened, case_id)
    step(opened, case_id, steps.REJECT)
    assert care_board.queue(opened).groups == ()
    (row,) = care_board.ended(opened)
    assert (row.case_id, row.state, row.due_at) == (case_id, "rejected", None)


def arrived(opened, case_id, name, severity=None, *, after, by="staff-b"):
    """Write a step that a colleague made without knowing of the latest here."""
    values = {
        "case_id": case_id,
        "step": name,
        "at": records.instant(opened),
        "by_id": by,
        "after": list(after),
        "details": DETAILS.get(name, {}),
    }
    if severity is not None:
        values["severity"] = severity
    return records.save(opened, [records.edit("care_step", values)]).record_ids[0]


def test_two_people_took_up_one_case_and_both_facts_stay(opened, case_id, clock):
    other = arrived(opened, case_id, steps.ACCEPT, after=())
    clock.advance(minutes=5)
    own = {
        "case_id": case_id,
        "step": steps.ACCEPT,
        "at": records.instant(opened),
        "by_id": opened.person_id,
    }
    file = {"case_no": "XL-2026-00000", "opened_at": records.instant(opened)}
    records.save(
        opened,
        [
            records.edit("care_step", own),
            records.edit("care_file", file, record_id=case_id),
        ],
    )
    row = care_board.queue(opened).groups[0].rows[0]
    assert row.has_disagreement
    assert "都受理了这个个案" in row.messages[0]
    page = care_board.case(opened, case_id)
    assert {each.step.by_id for each in page.entries} == {"staff-b", opened.person_id}
    assert page.case.owner_id == "staff-b"
    assert other in page.case.order
    step(opened, case_id, steps.HAND_OVER, owner_id=opened.person_id)
    again = care_board.case(opened, case_id)
    assert again.case.owner_id == opened.person_id
    assert again.case.disagreements == ()
    assert len(again.entries) == 3


def test_a_level_changed_by_two_people_stays_the_higher_and_is_said(
    opened, case_id, clock
):
    followed(opened, case_id)
    known = care_board.case(opened, case_id).case.heads
    step(opened, case_id, steps.LEVEL_CHANGE, 3)
    clock.advance(minutes=1)
    arrived(opened, case_id, steps.LEVEL_CHANGE, 4, after=known)
    care_cases.publish(opened)
    row = care_board.queue(opened).groups[0].rows[0]
    assert row.severity == 4
    assert "定了不同的等级" in row.messages[0]
    assert records.read(opened.school, case_id, "care_case").severity == 4
    step(opened, case_id, steps.LEVEL_CHANGE, 4, reason="一起商量后定为此级")
    page = care_board.case(opened, case_id)
    assert page.case.disagreements == ()
    assert [mark.severity for mark in page.levels] == [2, 3, 4, 4]


def test_a_clue_on_an_ended_case_has_its_time_and_says_what_to_do(
    opened, case_id, jiang, clock
):
    followed(opened, case_id)
    later = raised(opened, jiang, facts="又听同学说起", signs=["farewell"])
    assert later == case_id
    step(opened, case_id, steps.TRANSFER)
    clock.advance(hours=2)
    queue = care_board.queue(opened)
    (clue,) = queue.clues
    assert (clue.pressing, queue.late_clues) == ("late", 1)
    assert "重新打开" in clue.messages[0]
    number = care_board.ended(opened)[0].case_no
    written = care_cases.take_in(opened, clue.concern_id)
    again = care_board.queue(opened)
    assert again.clues == ()
    row = again.groups[0].rows[0]
    assert (row.case_id, row.case_no, row.state) == (case_id, number, "accepted")
    care_cases.take_back(opened, written.save_id)
    assert [each.concern_id for each in care_board.queue(opened).clues] == [
        clue.concern_id
    ]


def test_a_clue_on_a_merged_case_goes_on_in_the_other(opened, case_id, jiang):
    followed(opened, case_id)
    other = "raised-elsewhere"
    shell = {"student_id": jiang, "opened_at": records.instant(opened)}
    records.save(opened.school, [records.edit("care_case", shell, record_id=other)])
    care_cases.accept(opened, other)
    step(opened, case_id, steps.MERGE, into_id=other)
    later = {"facts": "又听同学说起", "case_id": case_id, "student_id": jiang}
    records.save(opened.school, [records.edit("concern", later, record_id="late")])
    assert [each.concern_id for each in care_board.queue(opened).clues] == ["late"]
    care_cases.take_in(opened, "late")
    assert care_board.queue(opened).clues == ()
    assert [each.state for each in care_board.ended(opened)] == ["merged"]
    file = records.read(opened, other, "care_file")
    assert "late" in file.concern_ids


def test_a_case_of_a_colleague_is_hers_until_she_leaves(opened, case_id):
    colleague = staffing.add(opened.school, "顾明岚", "psychologist").record_ids[0]
    taken = {"state": "accepted", "owner_id": colleague, "as_of": ["0123456789abcdef"]}
    records.save(opened.school, [records.edit_of(opened.school, case_id, taken)])
    queue = care_board.queue(opened)
    assert (queue.clues, queue.with_colleagues) == ((), 1)
    staffing.end_stay(opened.school, colleague)
    clock = opened.clock
    clock.advance(days=1)
    queue = care_board.queue(opened)
    assert ([each.case_id for each in queue.clues], queue.with_colleagues) == (
        [case_id],
        0,
    )
