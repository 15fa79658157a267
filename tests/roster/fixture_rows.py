"""The headings and rows of the fixtures: the registry's form and teachers' lists."""

# domain.md, section 10.9: the list of 48 items, in the order of its form.
REGISTRY = [
    "姓名★",
    "性别★",
    "出生日期★",
    "出生地★",
    "籍贯",
    "民族★",
    "国籍/地区★",
    "身份证件类型★",
    "身份证件号",
    "港澳台侨外★",
    "政治面貌",
    "健康状况★",
    "照片",
    "姓名拼音",
    "曾用名",
    "身份证件有效期",
    "户口所在地★",
    "户口性质★",
    "特长",
    "学籍辅号",
    "班内学号",
    "年级★",
    "班级★",
    "入学年月★",
    "入学方式★",
    "就读方式★",
    "学生来源★",
    "现住址★",
    "通信地址★",
    "家庭地址★",
    "联系电话★",
    "邮政编码★",
    "电子信箱",
    "主页地址",
    "是否独生子女★",
    "是否受过学前教育★",
    "是否留守儿童★",
    "是否进城务工人员随迁子女★",
    "是否孤儿★",
    "是否烈士或优抚子女★",
    "随班就读★",
    "残疾类型★",
    "是否由政府购买学位★",
    "是否需要申请资助★",
    "是否享受一补★",
    "上下学距离★",
    "上下学方式★",
    "是否需要乘坐校车★",
]
MEMBER = (
    "成员{n}姓名★ 成员{n}关系★ 成员{n}关系说明 成员{n}民族 成员{n}工作单位 "
    "成员{n}现住址★ 成员{n}户口所在地★ 成员{n}联系电话★ 成员{n}是否监护人★ "
    "成员{n}身份证件类型 成员{n}身份证件号 成员{n}职务"
)
FAMILY = [head.format(n=n) for n in (1, 2) for head in MEMBER.split()]

SIMPLE = [
    "姓名",
    "性别",
    "出生日期",
    "身份证号",
    "年级",
    "班级",
    "联系电话",
    "家庭住址",
]
MOCK = [
    *("姓名", "性别", "身份证号", "全国学籍号", "年级班级", "出生年月"),
    *("是否留守", "监护人", "电话", "家长职务", "备注"),
]


def registry_row(who, *, codes=False):
    left = {"非留守儿童": "0", "单亲留守儿童": "1", "双亲留守儿童": "2"}
    return [
        who.name,
        {"男": "1", "女": "2"}[who.sex] if codes else who.sex,
        f"{who.born:%Y%m%d}",
        "四川省",
        "四川省",
        "01" if codes else "汉族",
        "中国",
        "1" if codes else "居民身份证",
        who.id_no,
        "否",
        "群众",
        "10" if codes else "健康或良好",
        "",
        "",
        "",
        "",
        "四川省禾田县",
        "1" if codes else "农业户口",
        "",
        "",
        who.seat,
        who.grade,
        f"{who.class_no}班",
        "202509",
        "11" if codes else "就近入学",
        "2" if codes else "住校",
        "正常入学",
        who.address,
        who.address,
        who.address,
        who.phone,
        "610000",
        "",
        "",
        "否",
        "是",
        left[who.left_behind] if codes else who.left_behind,
        "0" if codes else "否",
        "否",
        "否",
        "非随班就读",
        "无残疾",
        "否",
        "是",
        "否",
        "3.5",
        "步行",
        "否",
        *member_cells(who.father, "51" if codes else "父亲", who),
        *member_cells(who.mother, "52" if codes else "母亲", who),
    ]


def member_cells(name, relation, who):
    phone = "139" + who.phone[3:]
    is_guardian = "是" if relation in {"父亲", "51"} else "否"
    return [
        name, relation, "", "汉族", "成都市某厂", who.address, "四川省禾田县",
        phone, is_guardian, "", "", "",
    ]  # fmt: skip


def simple_row(who):
    return [
        who.name, who.sex, f"{who.born:%Y-%m-%d}", who.id_no, who.grade,
        f"{who.class_no}班", who.phone, who.address,
    ]  # fmt: skip


def mock_row(who):
    return [
        who.name, who.sex, who.id_no, who.registry_no, who.class_name,
        f"{who.born.year}.{who.born.month}", who.left_behind.removesuffix("儿童"),
        who.father, who.phone, "组长", "",
    ]  # fmt: skip
