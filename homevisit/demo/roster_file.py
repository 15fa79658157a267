"""The school's list as schools keep it: a real .xlsx in the registry's layout.

A merged title, a line with the filler, starred headings, labels instead of codes,
numbers as text, a total below: what the import must cope with.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from homevisit.demo.people import Child, Relative

_HAN = "〇一二三四五六七八九"
_RELATIONS = {
    "father": "父亲",
    "mother": "母亲",
    "stepfather": "继父",
    "paternal_grandfather": "祖父",
    "paternal_grandmother": "祖母",
    "maternal_grandfather": "外祖父",
    "maternal_grandmother": "外祖母",
    "aunt_father": "姑母",
}
_NATIONS = {"01": "汉族", "03": "回族", "04": "藏族", "05": "维吾尔族"}
_LEFT_BEHIND = {"0": "非留守儿童", "1": "单亲留守儿童", "2": "双亲留守儿童"}
_WAYS = ("步行", "公共汽车", "家庭自行接送", "自行车", "校车")
_WIDTHS = {"姓名": 16, "现住址": 26, "身份证件号": 21, "学籍号": 22}


def class_label(child: Child, school_year: int) -> tuple[str, str]:
    """Return grade and class as the list writes them: 七年级, 七(2)班."""
    grade = _HAN[school_year - child.room.entry_year + 7]
    return f"{grade}年级", f"{grade}({child.room.class_no})班"


def _yes(value: object) -> str:
    return "是" if value else "否"


def _relative(place: int, of: Callable[[Relative], str]) -> Callable[[Child], str]:
    def read(child: Child) -> str:
        return of(child.family[place]) if place < len(child.family) else ""

    return read


def _member_columns(place: int) -> dict[str, Callable[[Child], Any]]:
    front = f"成员{place + 1}"
    return {
        f"{front}姓名★": _relative(place, lambda who: who.name),
        f"{front}关系★": _relative(place, lambda who: _RELATIONS[who.relation]),
        f"{front}联系电话★": _relative(place, lambda who: who.phone),
        f"{front}是否监护人★": _relative(place, lambda who: _yes(who.is_guardian)),
        f"{front}务工地点": _relative(place, lambda who: who.work_place),
    }


def _columns(school_year: int) -> dict[str, Callable[[Child], Any]]:
    return {
        "姓名★": lambda child: child.name,
        "性别★": lambda child: "男" if child.sex == "1" else "女",
        "出生日期★": lambda child: child.born,
        "民族★": lambda child: _NATIONS[child.ethnic],
        "国籍/地区★": lambda _child: "中国",
        "身份证件类型★": lambda _child: "居民身份证",
        "身份证件号★": lambda child: child.id_no,
        "学籍号★": lambda child: f"G{child.id_no}",
        "年级★": lambda child: class_label(child, school_year)[0],
        "班级★": lambda child: class_label(child, school_year)[1],
        "入学年月★": lambda child: f"{child.room.entry_year}09",
        "入学方式★": lambda _child: "就近入学",
        "就读方式★": lambda child: "住校" if child.number % 5 == 0 else "走读",
        "学生状态": lambda _child: "在读",
        "健康状况★": lambda _child: "健康或良好",
        "现住址★": lambda child: child.address,
        "村组": lambda child: child.village,
        "联系电话★": lambda child: child.family[0].phone,
        "是否留守儿童★": lambda child: _LEFT_BEHIND[child.story.left_behind],
        "是否进城务工人员随迁子女★": lambda child: _yes(
            child.story.marks.get("registry_migrant")
        ),
        "是否孤儿★": lambda child: _yes(child.story.marks.get("registry_orphan")),
        "上下学方式": lambda child: _WAYS[child.number % len(_WAYS)],
        "紧急联系人": lambda child: child.family[0].name,
        "紧急联系人电话": lambda child: child.family[0].phone,
        "紧急联系人关系": lambda child: _RELATIONS[child.family[0].relation],
        **_member_columns(0),
        **_member_columns(1),
    }


def roster_file(
    children: Sequence[Child], *, school: str, school_year: int, made_at: datetime
) -> bytes:
    """Return the workbook; the same children and time give the same bytes."""
    content = BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    workbook.set_properties({"title": school, "created": made_at.replace(tzinfo=None)})
    sheet = workbook.add_worksheet("学生基本信息")
    columns = _columns(school_year)
    headings = ["序号", "班内学号", *columns]
    _head(workbook, sheet, headings, school)
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    seats: dict[Any, int] = {}
    for row, child in enumerate(children, start=3):
        seats[child.room] = seats.get(child.room, 0) + 1
        sheet.write_number(row, 0, row - 2)
        sheet.write_string(row, 1, f"{seats[child.room]:02}")
        for column, read in enumerate(columns.values(), start=2):
            value = read(child)
            if value == child.born:
                sheet.write_datetime(row, column, value, day)
            else:
                sheet.write_string(row, column, value)
    sheet.write_string(len(children) + 3, 0, f"合计 {len(children)} 人")
    workbook.close()
    return content.getvalue()


def _head(workbook: Any, sheet: Any, headings: list[str], school: str) -> None:  # noqa: ANN401  XlsxWriter ships no types
    bold = workbook.add_format({"bold": True, "align": "center"})
    last = len(headings) - 1
    sheet.merge_range(0, 0, 0, last, f"{school}学生基本信息表（人物均为虚构）", bold)
    sheet.merge_range(1, 0, 1, last, "填表人：学籍室    带★为必填项")
    for column, heading in enumerate(headings):
        sheet.write_string(2, column, heading, bold)
        width = _WIDTHS.get(heading.rstrip("★"), max(8, 2 * len(heading)))
        sheet.set_column(column, column, width)
    sheet.freeze_panes(3, 3)
