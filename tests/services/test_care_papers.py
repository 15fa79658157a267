"""Papers of care from records: what stands on them, and that every copy is logged."""

import pytest

from homevisit.domain.care_counselling import CounsellingNote
from homevisit.domain.record import Shape, facts_of
from homevisit.ledger.queries import Query
from homevisit.services import (
    care_papers,
    hotlines,
    records,
    school,
    staffing,
    viewings,
)
from homevisit.services import room as rooms
from homevisit.services.care_paper_facts import PaperFacts
from homevisit.services.care_papers import Paper, Wish
from homevisit.services.care_room_papers import record
from homevisit.services.records import NoSuchRecordError, ReasonMissingError
from homevisit.services.room import NoRoomError, RoomClosedError
from tests.reports.reading import text_of, tight
from tests.services.conftest import PASSWORD

WHY = "交监护人"


def on(session, *wish, **more):
    return text_of(care_papers.preview(session, Wish(*wish, **more)).pdf)


def put(session, kind, /, **values):
    found = records.edit(kind, values, student_id=values.get("student_id", ""))
    return records.save(session, [found]).record_ids[0]


@pytest.fixture
def room(session, jiang):
    staffing.add_post(session, session.person_id, "psychologist")
    return rooms.make_room(session, PASSWORD)


@pytest.fixture
def case(room, jiang):
    case_id = put(
        room,
        "care_file",
        student_id=jiang,
        case_no="XL-2026-7K3QF",
        accepted_by=room.person_id,
    )
    shell = {
        "student_id": jiang,
        "case_no": "XL-2026-7K3QF",
        "severity": 3,
        "state": "intervening",
        "next_due_at": "2026-12-04T04:00:00Z",
    }
    records.save(room.school, [records.edit("care_case", shell, record_id=case_id)])
    return case_id


@pytest.fixture
def notice(session, jiang, case):
    return put(
        session,
        "guardian_notice",
        student_id=jiang,
        case_id=case,
        told_on="2026-11-20",
        form="meeting",
        told_by=[session.person_id],
        guardian_name="江守田",
        guardian_phone="138 0000 2716",
        observed="近三周午休独处。",
        advice="请到专业机构评估。",
        choice="not_now",
        choice_note="家里商量后再定",
        signature="refused",
        witnesses=["方校医", "何老师"],
        refusal_note="读完后不愿签字",
    )


def test_a_notice_says_facts_choice_and_how_it_was_refused(session, notice):
    text = on(session, Paper.NOTICE, notice)
    for each in (
        "XL-2026-7K3QF",
        "江予安",
        "近三周午休独处。",
        "江守田",
        "家里商量后再定",
        "方校医",
        "读完后不愿签字",
        "周静怡",
    ):
        assert each in text, each
    records.save(
        session,
        [records.RecordEdit("guardian_notice", {"signature": "signed"}, notice)],
    )
    assert "见证人" not in on(session, Paper.NOTICE, notice)


def test_copies_are_counted_by_subject_and_leave_only_with_a_reason(session, notice):
    for reason in ("", " x "):
        with pytest.raises(ReasonMissingError):
            care_papers.print_paper(session, Wish(Paper.NOTICE, notice, reason))
    assert care_papers.copies_of(session, Paper.NOTICE, notice) == 0
    for number in (1, 2):
        made = care_papers.print_paper(session, Wish(Paper.NOTICE, notice, WHY))
        assert f"第{number}份" in text_of(made.pdf)
    assert "第3份" in on(session, Paper.NOTICE, notice)
    assert care_papers.copies_of(session, Paper.NOTICE, "other") == 0
    (first, _) = records.find(session, Query("export", title="guardian_notice"))
    assert (first.purpose, first.exported_by) == (WHY, session.person_id)


def test_a_referral_gives_the_least_that_a_clinic_needs(session, room, case, jiang):
    step = put(
        room,
        "care_step",
        student_id=jiang,
        case_id=case,
        step="referral",
        at="2026-11-20T01:00:00Z",
        by_id=session.person_id,
        severity=3,
        text="只在室内的经过",
        details={
            "tier": "county",
            "place": "县医院心理门诊",
            "reason": "入睡困难三周",
            "urgency": "soon",
            "guardian_agrees": "given",
        },
        next_on="2026-12-04",
    )
    text = on(session, Paper.REFERRAL, step)
    for each in ("江予安", "县医院心理门诊", "入睡困难三周", "XL-2026-7K3QF"):
        assert each in text, each
    assert "只在室内的经过" not in text
    assert "红" not in text
    with pytest.raises(NoSuchRecordError):
        care_papers.preview(session, Wish(Paper.REFERRAL, case))


def test_a_record_prints_every_word_and_never_the_name(session, room, case, jiang):
    said = {
        name: f"{name}：江予安说过这句"
        for name, facts in facts_of(CounsellingNote).items()
        if facts.shape in {Shape.NOTE, Shape.TEXT} and name != "case_no"
    }
    note = put(
        room,
        "counselling_note",
        student_id=jiang,
        case_id=case,
        case_no="XL-2026-7K3QF",
        session_date="2026-11-20",
        session_no=3,
        counsellor_id=session.person_id,
        guardian_consent=True,
        life_events=[{"event": "", "on": "2026-03", "remark": "江予安搬家"}],
        problem_categories=["sleep"],
        **said,
    )
    text = on(session, Paper.RECORD, note)
    assert "江予安" not in text
    for name in said:
        assert tight(f"{name}：XL-2026-7K3QF说过这句") in text, name
    assert "XL-2026-7K3QF搬家" in text
    assert "睡眠" in text
    paper, student_id, case_id = record(room, PaperFacts(session), note)
    assert (student_id, case_id) == (jiang, case)
    assert jiang not in str(paper)


def test_a_plan_shows_its_level_with_the_legend_and_the_name_on_request(
    session, room, case, jiang
):
    items = (("结伴午餐", "doing"), ("旧的安排", "stopped"))
    for words, state in items:
        put(
            room,
            "plan_item",
            student_id=jiang,
            case_id=case,
            kind="class",
            text=words,
            state=state,
            forbidden="不当众询问",
            people=[{"staff_id": session.person_id}],
            from_date="2026-11-20",
        )
    step = {"step": "plan", "at": "2026-11-19T01:00:00Z", "by_id": session.person_id}
    goals = {"goals": "室内目标", "safety": "晚自习陪伴"}
    put(room, "care_step", student_id=jiang, case_id=case, details=goals, **step)
    text = on(session, Paper.PLAN, case)
    for each in ("结伴午餐", "不当众询问", "晚自习陪伴", "重点关爱", "一般关注"):
        assert each in text, each
    assert "2026-12-04" in text
    assert "旧的安排" not in text
    assert "江予安" not in text
    assert "江予安" in on(session, Paper.PLAN, case, with_name=True)


def test_prints_of_the_room_need_it_open_and_are_logged_only_there(session, room, case):
    care_papers.print_paper(session, Wish(Paper.PLAN, case, "研判会用"))
    (log,) = records.find(room, Query("room_export"))
    assert (log.document, log.reason, log.entry_ids) == ("plan", "研判会用", (case,))
    assert records.find(session, Query("export")) == ()
    assert "第2份" in on(session, Paper.PLAN, case)
    care_papers.note_look(session, Wish(Paper.PLAN, case))
    (look,) = viewings.of_student(room, log.student_id)
    assert (look.kind, look.record_id) == ("care_file", case)
    assert viewings.of_student(session, log.student_id) == ()
    rooms.close_room(session)
    with pytest.raises(RoomClosedError):
        care_papers.print_paper(session, Wish(Paper.PLAN, case, "研判会用"))


def test_without_a_room_there_is_no_paper_of_it(session):
    with pytest.raises(NoRoomError):
        care_papers.preview(session, Wish(Paper.PLAN, "0" * 32))


def test_a_report_lists_who_was_told_what_followed_and_whom_to_call(session, jiang):
    report = put(
        session,
        "mandatory_report",
        student_id=jiang,
        report_no="QB-2026-002",
        found_at="2026-11-20T00:10:00Z",
        found_by=session.person_id,
        situations=["injury"],
        facts="左臂有陈旧瘀伤。",
        informed_ids=[session.person_id],
    )
    for values in (
        {"body": "police", "channel": "phone", "told_at": "2026-11-20T00:25:00Z"},
        {"remark": "民政干部到校。", "noted_at": "2026-11-21T01:00:00Z"},
    ):
        put(
            session,
            "mandatory_report_note",
            student_id=jiang,
            report_id=report,
            **values,
        )
    text = on(session, Paper.REPORT, report)
    for each in (
        "QB-2026-002",
        "左臂有陈旧瘀伤。",
        "公安",
        "民政干部到校。",
        "报警：110",
    ):
        assert each in text, each


def test_consent_is_for_a_student_or_blank_and_needs_no_reason(session, jiang):
    assert "江予安" in on(session, Paper.CONSENT, jiang)
    blank = care_papers.print_paper(session, Wish(Paper.SCREENING_CONSENT))
    assert "结果不作为诊断" in text_of(blank.pdf)
    assert "江予安" not in text_of(blank.pdf)


def test_the_card_holds_what_the_school_shows_on_it(session):
    hotlines.show(session, hotlines.on_card(session)[1].id, is_shown=False)
    text = on(session, Paper.HOTLINES)
    assert text.count("12356") == 8
    assert "12355" not in text
    assert on(session, Paper.HOTLINE_POSTER).count("12356") == 2


def test_each_paper_is_one_of_the_list_and_a_stranger_is_refused(session):
    school.set_up_school(session, {"phone": "0790-5550000"})
    for paper in (Paper.NOTICE, Paper.REPORT, Paper.CONSENT):
        with pytest.raises(NoSuchRecordError):
            care_papers.preview(session, Wish(paper, "0" * 32))
