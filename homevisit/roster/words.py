"""What schools write above their columns, and which field each heading means.

From the registry's list of 48 items (domain.md, section 10.9) and from lists that
teachers make themselves. A heading is looked up after `plain_heading`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from homevisit.roster.targets import (
    CERTIFICATE,
    CLASS,
    GRADE,
    GROUPS,
    HARDSHIP,
    MEMBER,
    SINGLE_PARENT,
    UNATTENDED,
)
from homevisit.text import N_

_WORDS = {
    "student.name": "姓名 学生姓名 名字 学生 学生名字 学生名称",
    "student.name_pinyin": "姓名拼音 拼音",
    "student.former_name": "曾用名",
    "student.sex": "性别 学生性别",
    "student.birth_date": (
        "出生日期 出生年月 出生年月日 生日 出生时间 出生日 学生出生日期"
    ),
    CLASS: "班级 年级班级 年级/班级 年班 所在班级 班级名称 行政班 行政班级 班别 班",
    GRADE: "年级 所在年级 年级名称",
    "student.class_seat_no": "班内学号 学号 座号 座位号 班内序号",
    "student.entry_ym": "入学年月 入学时间 入学日期 入校时间",
    "student.entry_mode": "入学方式",
    "student.boarding": (
        "就读方式 是否住校 是否寄宿 住宿 住校 是否住宿 走读住校 住宿情况"
    ),
    "student.roll_status": "学生状态 学籍状态 在读状态 学生当前状态 在校状态",
    "student.strengths": "特长 学生特长",
    "student.interests": "爱好 兴趣爱好 兴趣",
    "student.remark": "备注 说明 备注说明 其他说明",
    "student_private.id_doc_type": "身份证件类型 证件类型 身份证类型",
    "student_private.id_doc_no": (
        "身份证件号 身份证号 身份证号码 证件号 证件号码 公民身份号码 身份证 "
        "学生身份证号 学生身份证号码 身份证件号码 公民身份证号码 身份号码"
    ),
    "student_private.student_registry_no": (
        "学籍号 全国学籍号 学生学籍号 国网学籍号 全国统一学籍号 学籍号码 国家学籍号"
    ),
    "student_private.registry_aux_no": "学籍辅号",
    "student_private.ethnic_group": "民族",
    "student_private.nationality": "国籍 国籍/地区 国籍地区",
    "student_private.hukou_address": (
        "户口所在地 户籍所在地 户籍地址 户口所在地行政区划 户口地址 户籍"
    ),
    "student_private.hukou_type": "户口性质 户口类型 户籍性质",
    "student_private.home_address": (
        "现住址 家庭住址 家庭地址 住址 家庭详细地址 现居住地 居住地址 现家庭住址 "
        "家庭现住址 详细住址 通信地址 通讯地址"
    ),
    "student_private.home_village": "村组 行政村 所在村 村社 社区 村(社区) 村",
    "student_private.phone": (
        "联系电话 电话 手机 手机号 手机号码 联系方式 家庭电话 电话号码 联系手机"
    ),
    "student_private.emergency_name": "紧急联系人 紧急联系人姓名",
    "student_private.emergency_phone": "紧急联系人电话 紧急联系电话 紧急电话",
    "student_private.emergency_relation": "紧急联系人关系 紧急联系人与学生关系",
    "student_private.health_status": "健康状况 身体状况",
    "student_private.special_constitution": "特异体质 慢性病 特殊疾病 特殊体质 疾病史",
    "student_private.allergies": "过敏史 过敏 过敏情况",
    "student_private.only_child": "是否独生子女 独生子女",
    "student_private.preschool": "是否受过学前教育 学前教育",
    "student_private.registry_left_behind": (
        "是否留守儿童 留守 是否留守 留守儿童 留守情况 留守类型"
    ),
    "student_private.registry_migrant": (
        "是否进城务工人员随迁子女 进城务工人员随迁子女 随迁 随迁子女 是否随迁子女 "
        "是否随迁"
    ),
    "student_private.registry_orphan": "是否孤儿 孤儿",
    "student_private.martyr_child": "是否烈士或优抚子女 烈士优抚 烈士或优抚子女",
    "student_private.inclusive_class": "随班就读 是否随班就读",
    "student_private.registry_disability": "残疾类型 残疾 残疾类别 残疾人类型",
    "student_private.aid_needed": "是否需要申请资助 申请资助 是否申请资助",
    "student_private.boarding_subsidy": "是否享受一补 享受一补",
    "student_private.commute_km": "上下学距离 家校距离 离校距离",
    "student_private.commute_mode": "上下学方式 上下学交通方式 交通方式",
    "student_private.needs_bus": "是否需要乘坐校车 校车 是否乘坐校车",
    "student_private.political_status": "政治面貌",
    GROUPS: "特殊群体 群体类别 学生类别 特殊类型 特殊群体类别 特殊类别 学生类型",
    SINGLE_PARENT: "是否单亲 单亲家庭 单亲 是否单亲家庭 是否单亲家庭学生",
    HARDSHIP: (
        "是否建档立卡 建档立卡 是否低保 低保 家庭经济困难 贫困生 是否贫困 "
        "是否家庭经济困难 是否经济困难 困难学生"
    ),
    UNATTENDED: "事实无人抚养 是否事实无人抚养 事实无人抚养儿童 是否事实无人抚养儿童",
    CERTIFICATE: "残疾证号 残疾人证号 残疾证 残疾证号码 残疾人证号码",
}
_MEMBER_WORDS = {
    "name": "姓名 名字 名称",
    "relation": "关系 与学生关系 与本人关系 与学生的关系 称谓",
    "phone": "电话 联系电话 手机 手机号 手机号码 联系方式 电话号码 联系手机",
    "is_guardian": "是否监护人 是监护人 监护人",
    "lives_together": "是否共同生活 共同生活 是否同住",
    "work_place": "务工地点 务工地 打工地点 外出地点 务工地址",
    "employer": "工作单位 单位 工作单位及职务 务工单位",
    "id_doc_no": "身份证号 身份证件号 证件号码 身份证号码 证件号 身份证",
    "education": "学历 文化程度 受教育程度",
    "address": "现住址 住址 家庭住址 地址",
    "member_health": "健康状况 身体状况",
    "away_since": "外出时间 外出务工时间",
    "return_plan": "预计返乡 预计返乡时间",
    "guardianship_ability": "监护能力",
    "marriage": "婚姻状况",
    "birth_date": "出生日期 出生年月",
    "remark": "备注",
}
_NOT_NEEDED = N_("A home visit does not need it, so it is better not collected.")
_RUNNING_NUMBER = N_("This is only the list's own numbering.")
_DERIVED = N_("It follows from the date of birth.")
_UNNEEDED = {
    _RUNNING_NUMBER: "序号 编号 行号 no",
    _DERIVED: "年龄 周岁",
    _NOT_NEEDED: (
        "家长职务 职务 职业 家长职业 宗教信仰 宗教 家庭年收入 年收入 收入 家庭收入 "
        "车牌号 邮编 邮政编码 电子信箱 电子邮箱 邮箱 主页 主页地址 照片 籍贯 出生地 "
        "港澳台侨外 是否由政府购买学位 政府购买学位 学生来源 身份证件有效期 "
        "证件有效期 血型 qq qq号 微信 微信号 身高 体重 关系说明 户口簿号 银行卡号 "
        "银行账号 开户行 学校 学校名称"
    ),
}
_MEMBER_UNNEEDED = (
    "关系说明 民族 职务 职业 户口所在地 身份证件类型 证件类型 政治面貌 宗教信仰 年收入 "
    "月收入 车牌号 国籍 邮箱 微信号 年龄"
)
_SLOTS = {
    "1": "1",
    "一": "1",
    "2": "2",
    "二": "2",
    "父亲": "father",
    "爸爸": "father",
    "父": "father",
    "母亲": "mother",
    "妈妈": "mother",
    "母": "mother",
    "监护人": "guardian",
    "家长": "parent",
}
_PERSON = re.compile(
    r"(?:(?:家庭)?成员(?:或监护人)?([12一二])(?:或监护人)?|第?([12一二])监护人|"
    r"监护人([12一二])|(父亲|爸爸|父|母亲|妈妈|母|监护人|家长))"
    r"(?:基本)?(?:信息|情况|资料)?的?[-_/:]?(.*)"
)
_ASIDE = re.compile(r"\((?!社区)[^)]*\)|[★☆*#※]|必填|选填")


def plain_heading(text: str) -> str:
    """Return a heading without stars, asides in brackets, blanks and width."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _ASIDE.sub("", "".join(folded.split())).strip(":.,、;")


@cache
def _by_word() -> dict[str, str]:
    return {word: key for key, words in _WORDS.items() for word in words.split()}


@cache
def _member_by_word() -> dict[str, str]:
    return {w: field for field, words in _MEMBER_WORDS.items() for w in words.split()}


def _person(plain: str) -> tuple[str, str] | None:
    """Return the slot and the rest of a heading about a family member."""
    match = _PERSON.fullmatch(plain)
    if not match:
        return None
    number, nth, guardian, part, rest = match.groups()
    if part:
        return _SLOTS[part], rest
    slot = _SLOTS[number or nth or guardian]
    if number:
        return slot, rest
    return ("guardian", rest) if slot == "1" else ("guardian2", rest)


def target_of(heading: str) -> str:
    """Return the key of the target that a heading means, or ""."""
    plain = plain_heading(heading)
    if known := _by_word().get(plain):
        return known
    person = _person(plain)
    if person is None:
        return ""
    slot, rest = person
    field = _member_by_word().get(rest) if rest else "name"
    return f"{MEMBER}.{slot}.{field}" if field else ""


def why_unneeded(heading: str) -> str:
    """Return the msgid of why such a column is left out, or "" for all others."""
    plain = plain_heading(heading)
    for why, words in _UNNEEDED.items():
        if plain in words.split():
            return why
    person = _person(plain)
    is_unneeded = person is not None and person[1] in _MEMBER_UNNEEDED.split()
    return _NOT_NEEDED if is_unneeded else ""


def is_known(heading: str) -> bool:
    """Say whether a text is what stands above a column, wanted or not."""
    return bool(target_of(heading) or why_unneeded(heading))
