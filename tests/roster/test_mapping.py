"""The list is found in a sheet, and each column goes where its heading says."""

from datetime import date

import pytest

from homevisit.domain import KINDS
from homevisit.roster.mapping import guess_mapping, heading_of, signature
from homevisit.roster.read import parse
from homevisit.roster.sheets import Sheet
from homevisit.roster.table import find_table
from homevisit.roster.targets import MEMBER, targets
from homevisit.roster.words import (
    _WORDS,
    is_known,
    plain_heading,
    target_of,
    why_unneeded,
)
from homevisit.text import use_language
from tests.roster import fixture_rows, make_fixtures
from tests.roster.people import pupils


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("zh_CN")


def table_of(name):
    content = (make_fixtures.FOLDER / name).read_bytes()
    return find_table(Sheet(**parse(content)[2][0]))


def table(*rows, **facts):
    return find_table(Sheet("", [list(row) for row in rows], **facts))


def guessed(*rows):
    return [choice.target for choice in guess_mapping(table(*rows)).columns]


def test_every_heading_of_the_registry_is_known_wanted_or_not():
    unknown = [
        head
        for head in fixture_rows.REGISTRY + fixture_rows.FAMILY
        if not is_known(head)
    ]
    assert unknown == []


def test_every_word_leads_to_a_target_that_exists():
    assert set(_WORDS) <= set(targets())
    words = " ".join(_WORDS.values()).split()
    assert len(words) == len(set(words))
    assert all(plain_heading(word) == word for word in words)


def test_every_target_has_a_label_and_a_field_of_its_record():
    for target in targets().values():
        assert target.label
        if target.kind in KINDS and target.kind != "determination":
            assert target.field in KINDS[target.kind].model_fields


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("姓名★", "student.name"),
        (" 学生 姓名 （必填）", "student.name"),
        ("＊性别", "student.sex"),
        ("班级/年级", ""),
        ("年级班级", "class.name"),
        ("出生日期(格式:YYYYMMDD)", "student.birth_date"),
        ("是否留守儿童", "student_private.registry_left_behind"),
        ("是否单亲家庭", "determination.single_parent"),
        ("成员1姓名★", f"{MEMBER}.1.name"),
        ("家庭成员二联系电话", f"{MEMBER}.2.phone"),
        ("成员2是否监护人", f"{MEMBER}.2.is_guardian"),
        ("父亲", f"{MEMBER}.father.name"),
        ("父亲手机号码", f"{MEMBER}.father.phone"),
        ("母亲信息务工地点", f"{MEMBER}.mother.work_place"),
        ("监护人", f"{MEMBER}.guardian.name"),
        ("第二监护人电话", f"{MEMBER}.guardian2.phone"),
        ("监护人与学生关系", f"{MEMBER}.guardian.relation"),
        ("家长姓名", f"{MEMBER}.parent.name"),
        ("成员1血型", ""),
        ("其他栏", ""),
    ],
)
def test_a_heading_means(heading, target):
    assert target_of(heading) == target


def test_what_is_not_needed_has_its_reason():
    for heading in ("家长职务", "序号", "年龄", "成员1职务", "宗教信仰"):
        assert why_unneeded(heading).endswith(".")
    assert why_unneeded("姓名") == why_unneeded("其他栏") == ""


def test_the_registry_form_is_mapped_as_a_whole():
    mapping = guess_mapping(table_of("01-registry-labels.openpyxl.xlsx"))
    chosen = {choice.heading: choice for choice in mapping.columns}
    assert mapping.missing() == ()
    assert chosen["姓名★"].target == "student.name"
    assert chosen["姓名★"].why.code == "by_both"
    assert chosen["现住址★"].target == "student_private.home_address"
    assert chosen["家庭地址★"].why.code == "taken"
    assert chosen["政治面貌"].target == ""
    assert str(chosen["政治面貌"].why).endswith("the registry alone asks.")
    assert chosen["成员1职务"].why.code == "unneeded"
    assert chosen["成员2联系电话★"].target == f"{MEMBER}.2.phone"
    assert sum(bool(choice.target) for choice in mapping.columns) > 30
    sure = [choice.score for choice in mapping.columns if choice.target]
    assert min(sure) > 0


def test_titles_above_and_a_heading_of_two_levels():
    found = table_of("02-titles-merged.openpyxl.xlsx")
    assert found.header_row == 4
    assert found.rows[0].number == 5
    assert found.headings[5] == "父亲信息姓名"
    assert found.rows[3].cells[1] == "七年级(2)班"
    targets_found = [choice.target for choice in guess_mapping(found).columns]
    assert targets_found[:2] == ["", "class.name"]
    assert f"{MEMBER}.mother.phone" in targets_found


def test_a_list_of_another_writer_with_a_title():
    found = table_of("12-legacy-titles.xlwt.xls")
    assert (found.header_row, found.rows[0].number) == (2, 3)
    assert [row.number for row in found.rows if row.is_hidden] == [5, 6]


def test_content_overrules_a_heading_that_means_two_things():
    rows = [["姓名", "学号"], *[[who.name, who.registry_no] for who in pupils(4)]]
    mapping = guess_mapping(table(*rows))
    assert mapping.columns[1].target == "student_private.student_registry_no"
    assert mapping.columns[1].why.code == "overruled"
    short = [["姓名", "学号"], *[[who.name, who.seat] for who in pupils(4)]]
    assert guessed(*short) == ["student.name", "student.class_seat_no"]


def test_without_headings_the_content_speaks():
    rows = [
        [who.name, who.sex, who.id_no, who.phone, who.class_name, f"{who.born:%Y%m%d}"]
        for who in pupils(6)
    ]
    found = table(*rows)
    assert not found.has_headings
    assert len(found.rows) == 6
    mapping = guess_mapping(found)
    assert [choice.target for choice in mapping.columns] == [
        "student.name",
        "student.sex",
        "student_private.id_doc_no",
        "student_private.phone",
        "class.name",
        "student.birth_date",
    ]
    assert {choice.why.code for choice in mapping.columns} == {"by_content"}
    assert heading_of(mapping.columns[0]) == "Column 1"
    assert mapping.to_values() == {}


def test_words_that_repeat_are_no_names():
    rows = [[who.name, "汉族"] for who in pupils(6)]
    assert guessed(["姓名", ""], *rows)[1] == ""


def test_a_heading_whose_content_looks_different_is_doubted():
    rows = [["姓名", "性别", "联系电话"], ["江予安", "男", "不详"]]
    choice = guess_mapping(table(*rows)).columns[2]
    assert (choice.target, choice.why.code) == ("student_private.phone", "doubtful")
    assert choice.score < 0.6


def test_an_empty_column_takes_nothing_from_a_filled_one():
    rows = [["姓名", "性别", "现住址", "家庭地址"], ["江予安", "男", None, "柳溪村3组"]]
    assert guessed(*rows)[2:] == ["", "student_private.home_address"]


def test_an_unknown_and_an_empty_column_are_left_out_with_a_reason():
    rows = [["姓名", "性别", "星座", ""], ["江予安", "男", "天秤", None]]
    codes = [choice.why.code for choice in guess_mapping(table(*rows)).columns]
    assert codes[2:] == ["unknown", "empty"]


def test_a_parents_phone_without_a_name_is_the_familys():
    rows = [["姓名", "性别", "家长电话"], ["江予安", "男", "13800002716"]]
    assert guessed(*rows)[2] == "student_private.phone"
    named = [
        ["姓名", "性别", "家长姓名", "家长电话"],
        ["江予安", "男", "江守田", "13800002716"],
    ]
    assert guessed(*named)[2:] == [f"{MEMBER}.parent.name", f"{MEMBER}.parent.phone"]


def test_a_choice_is_kept_for_the_next_list_with_these_headings():
    rows = [["姓名", "性别", "星座", "政治面貌"], ["江予安", "男", "天秤", "群众"]]
    first = table(*rows)
    mapping = guess_mapping(first).choose(2, "student.interests")
    mapping = mapping.choose(3, "student_private.political_status")
    again = guess_mapping(table(rows[0], ["何景行", "女", "双鱼", "群众"]))
    assert again.columns[2].target == ""
    again = guess_mapping(first, mapping.to_values())
    assert [choice.target for choice in again.columns[2:]] == [
        "student.interests",
        "student_private.political_status",
    ]
    assert {choice.why.code for choice in again.columns[2:]} == {"remembered"}
    assert guess_mapping(first, {"星座": "no.such"}).columns[2].target == ""
    assert "江予安" not in str(mapping.to_values())


def test_a_target_can_be_held_by_one_column_only():
    rows = [["姓名", "性别", "曾用名"], ["江予安", "男", "江安"]]
    mapping = guess_mapping(table(*rows)).choose(2, "student.name")
    assert [choice.target for choice in mapping.columns] == [
        "",
        "student.sex",
        "student.name",
    ]
    assert mapping.choose(2, "").missing() == ("student.name", "class.name")
    with pytest.raises(LookupError):
        mapping.choose(0, "student.shoe_size")


def test_the_signature_is_of_the_headings_alone():
    rows = [["姓名★", "性别"], ["江予安", "男"]]
    assert signature(table(*rows)) == signature(table(["姓名", "性别"], ["何", "女"]))
    assert signature(table(*rows)) != signature(table(["姓名", "民族"], ["何", "汉"]))


def test_an_empty_sheet_is_an_empty_table():
    assert table().rows == ()


def test_a_column_is_as_long_as_the_list_where_rows_are_short():
    found = table(["姓名", "性别"], ["江予安"], ["何景行", "女"])
    assert list(found.column(1)) == [None, "女"]


def test_merges_that_reach_beyond_the_sheet_do_no_harm():
    found = table(
        ["姓名", "性别"],
        ["江予安", "男"],
        [5.2e17, date(2012, 9, 1)],
        merged=((0, 0, 10**6, 10**4), (1, 9, 2, 9), (900, 0, 901, 0)),
    )
    assert len(found.rows) >= 2
