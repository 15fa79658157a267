"""The family members that a row names, beside those on file."""

import pytest

from homevisit.roster.known import KnownMember, KnownStudent
from homevisit.text import use_language
from tests.roster.people import pupil
from tests.roster.planning import codes, on_file, plan


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("zh_CN")


FAMILY = [
    *("姓名", "性别", "身份证号", "班级", "父亲姓名", "父亲电话"),
    *("监护人", "监护人关系", "监护人电话", "成员2姓名", "成员2关系"),
]


def family_row(*cells):
    return ["丁安澜", "男", pupil(1).id_no, "七(2)班", *cells]


def members(row):
    return [
        (edit.record_id, dict(edit.fields))
        for edit in row.edits
        if edit.kind == "family_member"
    ]


def test_a_guardian_who_is_the_father_is_one_person():
    cells = family_row("丁守田", "13800002716", "丁守田", None, None, "罗安", "母女")
    (row,) = plan(cells, headings=FAMILY).rows
    assert members(row) == [
        (
            None,
            {
                "name": "丁守田",
                "phone": "13800002716",
                "relation": "father",
                "is_guardian": True,
            },
        ),
        (None, {"name": "罗安", "relation": "mother"}),
    ]


def test_family_members_on_file_are_updated_not_doubled():
    known = on_file(pupil(1))
    father = KnownMember("m1", {"name": "丁 守田", "relation": "father", "phone": "1"})
    aunt = KnownMember("m2", {"name": "丁兰", "relation": "aunt_father"})
    student = KnownStudent(
        "s1", known.values, "p", known.private_values, (father, aunt)
    )
    cells = family_row(
        "丁守田", "13800002716", "丁兰", "姑姑", "13800002717", None, None
    )
    (row,) = plan(cells, headings=FAMILY, students=[student]).rows
    assert members(row) == [
        ("m1", {"name": "丁守田", "phone": "13800002716"}),
        ("m2", {"phone": "13800002717", "is_guardian": True}),
    ]
    assert {change.field for change in row.changes} == {"name", "phone"}


def test_a_relation_that_is_not_known_is_left_out_and_said():
    cells = family_row(None, None, "丁兰", "大姑妈妈", None, None, None)
    (row,) = plan(cells, headings=FAMILY).rows
    assert "unknown_word" in codes(row)
    assert members(row) == [(None, {"name": "丁兰", "is_guardian": True})]
