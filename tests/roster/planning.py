"""Builders for the tests of a plan: rows of a list, students on file, a plan."""

from datetime import date

from homevisit.roster.known import Answers, Known, KnownClass, KnownStudent, SchoolFacts
from homevisit.roster.mapping import guess_mapping
from homevisit.roster.plan import plan_import
from homevisit.roster.sheets import Sheet
from homevisit.roster.table import find_table

SCHOOL = SchoolFacts(today=date(2026, 3, 2), stage="junior")
CLASS_2 = KnownClass("c2", "junior", 2025, 2, ("七(2)班",))
CLASS_3 = KnownClass("c3", "junior", 2025, 3, ("七(3)班",))
CLASSES = (CLASS_2, CLASS_3)
HEADINGS = [
    *("姓名", "性别", "出生日期", "身份证号", "学籍号", "班级", "联系电话", "家庭住址"),
    "是否留守",
]


def row_of(who, **changes):
    cells = {
        "姓名": who.name,
        "性别": who.sex,
        "出生日期": f"{who.born:%Y-%m-%d}",
        "身份证号": who.id_no,
        "学籍号": who.registry_no,
        "班级": who.class_name,
        "联系电话": who.phone,
        "家庭住址": who.address,
        "是否留守": None,
    }
    return list((cells | changes).values())


def on_file(who, student_id="s1", class_id="c2", **changes):
    values = {
        "name": who.name,
        "sex": "1" if who.sex == "男" else "2",
        "birth_date": f"{who.born:%Y-%m-%d}",
        "class_id": class_id,
        "roll_status": "enrolled",
    }
    private = {
        "id_doc_type": "1",
        "id_doc_no": who.id_no,
        "student_registry_no": who.registry_no,
        "phone": who.phone,
        "home_address": who.address,
    }
    for name, value in changes.items():
        (values if name in values else private)[name] = value
    return KnownStudent(student_id, values, f"p-{student_id}", private)


def plan(*rows, students=(), answers=None, headings=None, hidden=()):
    sheet = Sheet("", [headings or HEADINGS, *rows], hidden_rows=hidden)
    table = find_table(sheet)
    return plan_import(
        table,
        guess_mapping(table),
        known=Known(tuple(students), CLASSES),
        school=SCHOOL,
        answers=answers or Answers(),
    )


def codes(row):
    return [problem.finding.code for problem in row.problems]


def edits(row):
    return {edit.kind: (edit.record_id, dict(edit.fields)) for edit in row.edits}
