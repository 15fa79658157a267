"""The invented visit of the design's mock, and fuller and stranger ones."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from io import BytesIO

from PIL import Image

from reports.visit_data import (
    Addendum,
    Choice,
    GuardianSignature,
    Note,
    Photo,
    PrintRun,
    Promise,
    Review,
    TeacherConfirmation,
    VisitSection,
    VisitSummary,
)


def boxes(*words: str) -> tuple[Choice, ...]:
    """Return choices; those that begin with + are ticked."""
    return tuple(Choice(word.lstrip("+"), word.startswith("+")) for word in words)


# 江守田 by an unpractised hand, on a pad 250 wide.
SIGNATURE = (
    ((5, 9), (12, 14)),
    ((0, 28), (9, 33)),
    ((4, 55), (12, 42), (20, 29)),
    ((27, 13), (42, 11), (56, 12)),
    ((42, 13), (41, 30), (40, 49)),
    ((24, 51), (44, 49), (61, 50)),
    ((99, 0), (101, 6)),
    ((80, 22), (83, 11), (104, 9), (124, 10), (118, 18)),
    ((88, 22), (104, 21), (118, 21)),
    ((85, 33), (105, 31), (122, 32)),
    ((105, 21), (106, 38), (105, 52), (98, 47)),
    ((92, 39), (97, 45)),
    ((148, 10), (148, 30), (146, 52)),
    ((148, 10), (174, 7), (201, 8), (200, 30), (199, 51)),
    ((147, 30), (172, 28), (199, 28)),
    ((174, 9), (173, 30), (172, 50)),
    ((146, 52), (172, 50), (199, 50)),
    ((204, 53), (216, 55), (229, 51), (242, 43)),
)

RUN = PrintRun(
    printed_by="周静怡",
    printed_at="2025-11-20 17:42",
    copy_number=1,
    school="禾田镇中心学校",
    check_code="7c1e 9a40 b2d6",
    qr_payload="HV1:3f0a6c1e7c1e9a40b2d65b8d9e2f4471",
    opaque_facts={"format": 1, "visit": "3f0a6c1e5b8d9e2f", "parts": {"facts": "7c1e"}},
)

FULL = VisitSummary(
    number="JF-2025-0702-031",
    term="2025—2026 学年第一学期",
    student="江予安",
    sex="男",
    class_name="七(2)班",
    class_teacher="周静怡",
    visit_date="2025-11-20",
    time_span="16:40—17:35",
    form="入户",
    ordinal="本学期第 2 次",
    place="石桥村三组",
    lead_teacher="周静怡",
    companions="顾明岚",
    interviewees="祖父 江守田（监护人）",
    student_present="是",
    outcome="已完成",
    purposes=boxes(
        "+例行家访", "+回访跟进", "+关心近况", "学业沟通", "+资助政策", "其他"
    ),
    family_situation="与档案有一处变化：祖母 10 月底膝盖手术，近期由祖父一人照料起居。",
    study_places=boxes("独立书桌", "+共用桌子", "没有固定位置"),
    study_environment="晚饭后在堂屋写作业，只有一盏顶灯。",
    at_home="每天帮祖父喂鸡、收衣服；周末自己拆装自行车变速器。周末手机用到十点多，叫了三次才放下。",
    child_words="爸爸说过年回来带我去看修车的店，我想先把链条修好给他看。",
    at_school="本月作业按时率提高，数学单元测验进步；图书角管理认真，被同学推荐为组长。",
    guardian_opinion="想让孩子参加课后服务，晚上有人看着写作业；希望老师打电话时说慢一点。",
    home_promises=(
        Promise("每周三、周日晚与父亲视频，每次不超过 30 分钟。", "祖父", "11-26 起"),
        Promise("周末手机放堂屋，晚九点交给祖父。", "祖父、江予安"),
    ),
    school_promises=(
        Promise("报名课后服务（周一至周四），费用按政策减免。", "周静怡", "11-24 前"),
        Promise("送一盏护眼台灯，从爱心物资中领取。", "林知远", "11-28 前"),
    ),
    policies=boxes(
        "+学生资助",
        "控辍保学",
        "+安全（防溺水、用火用电）",
        "+家庭教育促进法",
        "心理健康",
    ),
    next_visit="2025-12-11　电话",
    satisfaction=boxes("+满意", "基本满意", "不满意"),
    guardian=GuardianSignature("祖父", "2025-11-20 17:31", SIGNATURE),
    teachers=TeacherConfirmation(("周静怡", "顾明岚"), "2025-11-20 17:33"),
)


def jpeg(width: int = 400, height: int = 300) -> bytes:
    """Return a photo-like JPEG."""
    file = BytesIO()
    image = Image.effect_mandelbrot((width, height), (-2, -1, 1, 1), 50)
    image.convert("RGB").save(file, "JPEG")
    return file.getvalue()


# Everything that can be filled in, with long and rare words, on three pages.
VERY_FULL = replace(
    FULL,
    sections=frozenset(VisitSection),
    student="阿卜杜热合曼江·买买提图尔孙·阿不都热依木",
    companions="顾明岚、林知远、沈秋禾、村委会主任古丽巴哈尔·艾合买提",
    interviewees="祖母 𠅤𬱖㛃（监护人）、姑姑 龑䶮𫍯、叔叔 𠮷𬺈",
    place="石桥村三组，过了老磨坊第二座桥往里走，门前有一棵很大的皂角树，树下有石磨",
    sibling_note="妹妹 江予宁 三(1)班，同一次家访。",
    family_situation=FULL.family_situation * 6,
    at_home=f"{FULL.at_home}\n" * 9,
    more_observations=(
        Note("监护与教养方式", choices=boxes("+民主", "专制", "溺爱", "忽视", "矛盾")),
        Note("家长诉求与困难", "希望减免校车费；奶奶看病的报销单子不会填。" * 4),
    ),
    home_promises=(
        *FULL.home_promises,
        Promise(
            "每天早上由祖父或者邻居家的大哥哥陪着走到校车站，遇到下雨下雪提前半小时出门",
            "祖父、邻居王大哥、江予安",
            "2025-12-01 起，到寒假前一天为止",
        ),
    ),
    risk=(
        Note("风险线索", choices=boxes("无", "+监护", "心理", "侵害", "辍学", "安全")),
        Note("说明", "祖母住院期间，晚上常由两个孩子自己在家。"),
    ),
    guardian=GuardianSignature(
        "祖母",
        reason_for_none="老人不识字，已当面读给她听，她表示同意，请村委会主任作了见证。",
    ),
    review=Review(
        "林知远", "2025-11-28", "已阅。请按时落实台灯和课后服务，下次请校医同行。"
    ),
    addenda=(
        Addendum(
            "2025-11-25 09:10", "周静怡", "补记电话内容", "祖父来电，台灯收到。" * 5
        ),
    ),
    photos=(Photo(jpeg(), "堂屋的书桌"), Photo(b"torn", "读不出"), Photo(jpeg(30, 90))),
)


def words_of(value: object) -> list[str]:
    """Return every string in a print's data, ids of sections excepted."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [word for item in value for word in words_of(item)]
    if is_dataclass(value):
        return [
            w for item in fields(value) for w in words_of(getattr(value, item.name))
        ]
    return []
