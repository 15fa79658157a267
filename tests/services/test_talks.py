"""The six talks: written as one save, planned and carried out, odd ones said."""

from __future__ import annotations

import pytest

from homevisit.ledger import history
from homevisit.ledger.queries import Query
from homevisit.services import (
    follow_ups,
    records,
    school_rows,
    students,
    talk_notes,
    talks,
)
from homevisit.services.records import ReasonMissingError
from homevisit.services.school_rows import Period
from homevisit.services.talks import (
    NobodyChosenError,
    TalkDayMissingError,
    TalkEntry,
    TalkStateError,
)

TODAY = "2026-11-20"
YEAR = Period("2026-09-01", "2027-08-31")


@pytest.fixture
def yuan(session, class_id):
    values = {"name": "袁知行", "class_id": class_id, "entry_ym": "2026-09"}
    return students.add_student(session, values).record_ids[0]


@pytest.fixture
def yu(session, class_id):
    values = {"name": "喻书瑶", "class_id": class_id}
    return students.add_student(session, values).record_ids[0]


def entry(*whom, kind="homeroom_teacher", promises=(), **values):
    return TalkEntry(kind, whom, {"topics": ["study"], **values}, promises)


def only(session, student_id):
    (found,) = talks.of_student(session, student_id)
    return found


def codes(written, talk_id=""):
    return {
        doubt.code
        for each, doubts in written.doubts.items()
        if not talk_id or each == talk_id
        for doubt in doubts
    }


def test_an_ordinary_talk_knows_day_term_class_and_teacher(session, jiang, class_id):
    written = talks.log(session, entry(jiang, content="英语听写进步了。"))

    found = only(session, jiang)
    assert (found.on_date, found.state, found.class_id) == (TODAY, "done", class_id)
    assert (found.talker_id, found.recorder_id) == (session.person_id,) * 2
    assert found.school_year == 2026
    assert records.read(session, found.term_id).kind == "first"
    assert found.session_id == ""
    assert written.doubts == {}
    records.take_back(session, written.save_id)
    assert talks.of_student(session, jiang) == ()


def test_a_group_talk_is_one_save_and_each_part_is_edited_by_itself(
    session, jiang, yuan, yu
):
    written = talks.log(session, entry(jiang, yuan, yu, jiang, content="一起定班规"))

    parts = [only(session, each) for each in (jiang, yuan, yu)]
    assert len({each.session_id for each in parts} - {""}) == 1
    assert len(written.record_ids) == 3
    talks.edit(session, parts[1].id, {"advice": "下周再谈一次"})
    assert only(session, yuan).advice == "下周再谈一次"
    assert only(session, jiang).advice == ""
    records.take_back(session, written.save_id)
    assert [talks.of_student(session, each) for each in (jiang, yu)] == [(), ()]


def test_the_psychologists_talk_keeps_only_that_it_took_place(session, jiang):
    said = {"content": "不该写下的话", "mood": "low", "refer_psych": True}
    written = talks.log(session, entry(jiang, kind="psychologist", **said))

    found = only(session, jiang)
    assert (found.content, found.mood, found.topics) == ("", "", ())
    doubts = written.doubts[found.id]
    dropped = {each.field for each in doubts if each.code == "talk_not_kept"}
    assert dropped == {"content", "mood", "topics", "refer_psych"}
    assert follow_ups.open_items(session, jiang) == ()
    cells = session.ledger.db.execute("SELECT body FROM record").fetchall()
    assert not any("不该写下的话" in str(cell) for (cell,) in cells)
    words = {
        write.field for write in history.of_record(session.ledger.db, found.id, None)
    }
    assert "content" not in words


def test_of_peers_only_theme_number_and_a_clue_are_kept(session, jiang):
    said = {"theme": "考前放松", "peer_count": 4, "needs_look": True}
    talks.log(session, entry(jiang, kind="peer", content="某同学说", **said))
    found = only(session, jiang)
    assert (found.theme, found.peer_count, found.needs_look) == ("考前放松", 4, True)
    assert (found.content, found.talker_id) == ("", "")


def test_a_leaders_talk_makes_promises_with_owner_and_day(session, jiang, yuan):
    promise = {
        "description": "联系车队加一个站",
        "promised_by": "school",
        "due_date": "2026-12-04",
    }
    written = talks.log(session, entry(jiang, yuan, kind="leader", promises=(promise,)))

    for student_id in (jiang, yuan):
        (due,) = follow_ups.open_items(session, student_id)
        assert (due.days_left, due.item.owner_id) == (14, session.person_id)
        assert due.item.source == "talk"
        assert due.item.source_id == only(session, student_id).id
        assert due.item.kind == "promise"
    records.take_back(session, written.save_id)
    assert follow_ups.open_items(session, jiang) == ()


def test_a_leader_owns_what_she_promised(session, jiang):
    other = records.save(session, [records.edit("staff", {"name": "白一川"})])
    (leader,) = other.record_ids
    promise = {"description": "换宿舍", "promised_by": "school"}
    talks.log(
        session, entry(jiang, kind="leader", promises=(promise,), talker_id=leader)
    )
    (due,) = follow_ups.open_items(session, jiang)
    assert due.item.owner_id == leader


def test_the_words_of_a_leaders_talk_are_a_record_of_their_own(session, jiang):
    said = {"content": "想换座位。", "why_chosen": "父母常年在外", "mood": "low"}
    written = talks.log(session, entry(jiang, kind="leader", **said))
    found = only(session, jiang)
    assert (found.content, found.mood, found.topics, found.why_chosen) == (
        "",
        "",
        (),
        "",
    )
    assert codes(written, found.id) <= {"talker_missing"}
    note = talk_notes.of_student(session, jiang)[found.id]
    assert (note.content, note.mood, note.topics) == ("想换座位。", "low", ("study",))
    edited = talks.edit(session, found.id, {"content": "想换到前排。"})
    assert talk_notes.of_student(session, jiang)[found.id].content == "想换到前排。"
    assert only(session, jiang).content == ""
    records.take_back(session, edited.save_id)
    records.take_back(session, written.save_id)
    assert talk_notes.of_student(session, jiang) == {}


def test_words_move_with_the_kind_of_the_talk(session, jiang):
    (talk_id,) = talks.log(session, entry(jiang, content="家里的事")).record_ids
    talks.edit(session, talk_id, {"talk_kind": "leader"})
    assert only(session, jiang).content == ""
    assert talk_notes.of_student(session, jiang)[talk_id].content == "家里的事"
    talks.edit(session, talk_id, {"talk_kind": "parent"})
    found = only(session, jiang)
    assert (found.content, found.topics) == ("家里的事", ("study",))
    assert talk_notes.of_student(session, jiang)[talk_id].content == ""


def test_asking_the_psychologist_leaves_one_thing_to_do(session, jiang):
    talks.log(session, entry(jiang, refer_psych=True))
    (due,) = follow_ups.open_items(session, jiang)
    assert (due.item.category, due.days_left) == ("psychological", 7)


def test_a_plan_becomes_the_talk_and_undo_makes_it_a_plan_again(session, jiang):
    planned = talks.plan(session, entry(jiang, on_date="2026-11-25", topics=[]))
    (plan_id,) = planned.record_ids
    written = talks.log(session, entry(jiang, next_date="2026-12-11"))

    found = only(session, jiang)
    assert (found.id, found.state, found.on_date) == (plan_id, "follow_up", TODAY)
    records.take_back(session, written.save_id)
    found = only(session, jiang)
    assert (found.state, found.on_date) == ("planned", "2026-11-25")


def test_a_plan_far_ahead_or_of_a_colleague_stays_a_plan(session, jiang):
    talks.plan(session, entry(jiang, on_date="2026-12-20"))
    talks.log(session, entry(jiang))
    states = [each.state for each in talks.of_student(session, jiang)]
    assert states == ["planned", "done"]

    other = records.save(session, [records.edit("staff", {"name": "白一川"})])
    (colleague,) = other.record_ids
    at = {"on_date": TODAY, "talker_id": colleague}
    talks.plan(session, entry(jiang, kind="subject_teacher", **at))
    mine = {"talker_id": session.person_id}
    talks.log(session, entry(jiang, kind="subject_teacher", **mine))
    kinds = [each.talk_kind for each in talks.of_student(session, jiang)]
    assert kinds.count("subject_teacher") == 2


def test_many_are_planned_as_one_save_and_who_has_a_plan_keeps_it(
    session, jiang, yuan, yu
):
    talks.plan(session, entry(yuan, on_date="2026-11-24"))
    written = talks.plan(session, entry(jiang, yuan, yu, on_date="2026-11-27"))
    assert len(written.record_ids) == 2
    assert only(session, yuan).on_date == "2026-11-24"
    assert only(session, jiang).session_id == ""
    assert talks.plan(session, entry(yuan, on_date=TODAY)).save_id is None
    records.take_back(session, written.save_id)
    assert talks.of_student(session, yu) == ()
    with pytest.raises(TalkDayMissingError):
        talks.plan(session, entry(jiang, on_date="下周三"))
    with pytest.raises(NobodyChosenError):
        talks.plan(session, entry(on_date=TODAY))


def test_states_go_their_way_and_no_other(session, jiang):
    (talk_id,) = talks.plan(session, entry(jiang, on_date="2026-11-25")).record_ids
    talks.book(session, [talk_id], "2026-11-26", "16:20")
    found = only(session, jiang)
    assert (found.state, found.on_date, found.start_time) == (
        "booked",
        "2026-11-26",
        "16:20",
    )
    talks.move(session, [talk_id], "2027-03-03")
    found = only(session, jiang)
    assert (found.state, records.read(session, found.term_id).kind) == (
        "planned",
        "second",
    )
    talks.change_state(session, [talk_id], "done")
    with pytest.raises(TalkStateError):
        talks.change_state(session, [talk_id], "planned")
    with pytest.raises(ReasonMissingError):
        talks.change_state(session, [talk_id], "cancelled", " ")
    with pytest.raises(TalkStateError):
        talks.change_state(session, [talk_id], "cancelled", "孩子请假")
    talks.change_state(session, [talk_id], "closed")
    assert only(session, jiang).state == "closed"


def test_a_cancelled_talk_says_why_and_counts_nowhere(session, jiang):
    (talk_id,) = talks.plan(session, entry(jiang, on_date="2026-11-25")).record_ids
    talks.change_state(session, [talk_id], "cancelled", "孩子请假")
    assert only(session, jiang).cancelled_because == "孩子请假"
    (row,) = school_rows.talks(session, YEAR)
    assert row.state == "cancelled"


def test_nobody_chosen_is_refused(session):
    with pytest.raises(NobodyChosenError):
        talks.log(session, entry())


def test_what_is_odd_is_saved_and_said(session, jiang, yuan):
    gone = {"name": "白一川", "to_date": "2026-10-31"}
    written = records.save(session, [records.edit("staff", gone)])
    (colleague,) = written.record_ids
    future = talks.log(session, entry(jiang, on_date="2026-11-23"))
    assert codes(future) == {"talk_in_future"}
    early = talks.log(session, entry(yuan, on_date="2026-08-31"))
    assert "before_enrolment" in codes(early)
    nowhere = talks.log(session, entry(jiang, on_date="2019-03-01"))
    assert codes(nowhere) == {"day_outside_terms"}
    left = talks.log(session, entry(jiang, talker_id=colleague))
    assert codes(left) == {"talker_had_left"}
    nobody = talks.log(session, entry(jiang, kind="leader"))
    assert codes(nobody) == {"talker_missing"}
    out = {"roll_status": "transferred_out", "left_on": "2026-10-15"}
    records.save(session, [records.edit("student", out, record_id=yuan)])
    late = talks.log(session, entry(yuan))
    assert codes(late) == {"after_leaving"}
    assert len(talks.of_student(session, jiang)) == 4
    assert len(talks.of_student(session, yuan)) == 2


def test_another_kind_keeps_no_word_of_the_first(session, jiang):
    (talk_id,) = talks.log(session, entry(jiang, content="家里的事")).record_ids
    talks.edit(session, talk_id, {"talk_kind": "psychologist"})
    found = only(session, jiang)
    assert (found.content, found.topics) == ("", ())
    written = talks.edit(session, talk_id, {"content": "再写一次"})
    assert codes(written, talk_id) == {"talk_not_kept"}
    assert only(session, jiang).content == ""


def test_ones_own_kinds_come_first(session, jiang):
    kinds = talks.kinds_for(session)
    assert set(kinds[:3]) == {"homeroom_teacher", "parent", "peer"}
    assert len(set(kinds)) == 6
    assert talks.talker_for(session, "parent", jiang) == session.person_id
    assert talks.talker_for(session, "peer", jiang) == ""


def test_a_student_of_a_busy_school_is_asked_for_by_index(session, jiang):
    talks.log(session, entry(jiang))
    plan = session.ledger.db.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM record WHERE kind = ? AND student_id = ?"
        " AND archived = 0",
        (Query("talk").kind, jiang),
    ).fetchall()
    assert "SCAN record" not in str(plan)
