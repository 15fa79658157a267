"""Invented papers of care, filled."""

from __future__ import annotations

from dataclasses import replace

from reports.care_data import (
    CarePlan,
    Child,
    ConsentForm,
    CounsellingRecord,
    GuardianNotice,
    HotlineCard,
    HotlineLine,
    Legend,
    Level,
    MandatoryReport,
    NoteGroup,
    PlanLine,
    ReferralLetter,
    Told,
)
from reports.visit_data import Note, PrintRun
from tests.reports.samples import boxes

CARE_RUN = PrintRun("秦月", "2026-11-20 17:42", 3, "禾田镇中心学校")
CHILD = Child("江予安", "女", "13 岁", "七(2)班", "祖父 江守田", "13800001234")
ALONE = replace(CHILD, guardian="", guardian_phone="")
SCHEME = Legend(
    "四色方案",
    (
        Level(4, "特别关爱", "red"),
        Level(3, "重点关爱", "orange"),
        Level(2, "关注", "yellow"),
        Level(1, "一般关注", "blue"),
    ),
)
REFERRAL = ReferralLetter(
    case_no="2026-014",
    child=CHILD,
    day="2026-11-20",
    to_name="县心理诊疗中心",
    to_place="人民路 12 号",
    urgency=boxes("今天", "+一周内"),
    reason="近三周午休独处，自述入睡困难。",
    done_already="个别谈话三次。",
    wanted=boxes("+专业评估"),
    consent=boxes("+同意转介", "暂不同意"),
    feedback_by="2026-12-04",
    psychologist="秦月",
    school_phone="07900000001",
)
NOTICE = GuardianNotice(
    number="2026-014",
    child=ALONE,
    day="2026-11-20",
    form="面谈",
    told="祖父 江守田",
    observed="近三周午休独处。",
    advice="一周内到专业机构评估。",
    safety=boxes("+不让孩子独处", "+收好药品和刀具"),
    choices=boxes("同意前往", "+暂不前往"),
    choice_note="家里再商量",
    witnesses=("方校医", "何老师"),
    refusal_note="读完后不愿签字",
    homeroom_teacher="周静怡",
    psychologist="秦月",
    leader="程校长",
)
CONSENT = ConsentForm(number="2026-014", child=CHILD, counsellor="秦月")
REPORT = MandatoryReport(
    number="QB-2026-002",
    child=ALONE,
    found_at="2026-11-20 08:10",
    found_by="周静怡",
    situations=boxes("+身体存在多处损伤", "被遗弃或长期无人照料"),
    facts="左臂有三处陈旧瘀伤。",
    protection="女教师陪伴。",
    told=(Told("石桥派出所（110）", "2026-11-20 08:25", "电话", "回执 1120-7"),),
    known_to="校长",
    later=(Note("2026-11-21", "民政干部到校。"),),
    contacts=("公安 110", "民政 12345"),
    finder="周静怡",
    signed_at="2026-11-20 09:05",
)
RECORD = CounsellingRecord(
    case_no="2026-014",
    facts=(("日期", "2026-11-20"), ("次数", "3"), ("地点", "心语室")),
    groups=(
        NoteGroup(
            "评估", (Note("类别", "", boxes("+睡眠")), Note("观察", "愿意画画。"))
        ),
    ),
    counsellor="秦月",
)
PLAN = CarePlan(
    case_no="2026-014",
    day="2026-11-20",
    level=SCHEME.levels[1],
    legend=SCHEME,
    lines=(PlanLine("班级", "结伴午餐", "班主任", "每天", "2026-11-20 起", "进行中"),),
    forbidden="不在公开场合询问。",
    safety="晚自习有人陪伴。",
    next_review="2026-12-04",
    psychologist="秦月",
)
CARD = HotlineCard(
    "禾田镇中心学校",
    (
        HotlineLine("12356", "全国心理援助热线", "24 小时"),
        HotlineLine("110 / 120", "报警、急救"),
    ),
    "全国",
    "2026-09-01",
)
