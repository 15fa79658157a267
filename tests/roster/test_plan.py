"""What a plan would write, and what it says of every row that it would not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.roster.known import (
    Answers,
    Known,
    KnownClass,
    KnownMember,
    KnownStudent,
    SchoolFacts,
)
from homevisit.roster.mapping import guess_mapping
from homevisit.roster.plan import Action, plan_import, with_class
from homevisit.roster.read import parse
from homevisit.roster.sheets import Sheet
from homevisit.roster.table import find_table
from homevisit.text import use_language
from tests.roster import make_fixtures
from tests.roster.people import id_number, pupil, pupils

SCHOOL = SchoolFacts(today=date(2026, 3, 2), stage="junior")
CLASS_2 = KnownClass("c2", "junior", 2025, 2, ("七(2)班",))
CLASS_3 = KnownClass("c3", "junior", 2025, 3, ("七(3)班",))
CLASSES = (CLASS_2, CLASS_3)
HEADINGS = [
    *("姓名", "性别", "出生日期", "身份证号", "学籍号", "班级", "联系电话", "家庭住址"),
    "是否留守",
]


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("zh_CN")


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


def test_a_new_student_has_all_records_and_no_ids_yet():
    (row,) = plan(row_of(pupil(1))).rows
    assert (row.action, row.student_id, row.matched_by) == (Action.NEW, None, "")
    assert codes(row) == []
    assert edits(row)["student"] == (
        None,
        {
            "name": "丁安澜",
            "sex": "1",
            "birth_date": "2012-09-12",
            "class_id": "c2",
            "roll_status": "enrolled",
        },
    )
    assert edits(row)["student_private"][1]["id_doc_type"] == "1"


def test_the_same_list_again_changes_nothing():
    (row,) = plan(row_of(pupil(1)), students=[on_file(pupil(1))]).rows
    assert (row.action, row.edits, row.changes) == (Action.UNCHANGED, (), ())


def test_what_differs_is_an_update_listed_beside_what_is_on_file():
    changed = row_of(pupil(1), 联系电话="13911112222", 是否留守="双亲留守")
    (row,) = plan(changed, students=[on_file(pupil(1))]).rows
    assert (row.action, row.matched_by) == (Action.UPDATE, "id_no")
    assert edits(row)["student_private"] == (
        "p-s1",
        {"phone": "13911112222", "registry_left_behind": "2"},
    )
    (change,) = row.changes
    assert (change.field, change.on_file, change.in_list) == (
        "phone",
        pupil(1).phone,
        "13911112222",
    )


def test_filled_is_never_replaced_by_empty():
    (row,) = plan(
        row_of(pupil(1), 联系电话=None, 家庭住址="  ", 学籍号=None),
        students=[on_file(pupil(1))],
    ).rows
    assert row.action is Action.UNCHANGED


@given(
    cells=st.lists(
        st.one_of(
            st.none(),
            st.sampled_from(["", "  ", "　", "13911112222", "男", "无", "7(2)班", "0"]),
            st.text(max_size=12),
            st.floats(),
            st.booleans(),
            st.dates(),
        ),
        min_size=len(HEADINGS) - 1,
        max_size=len(HEADINGS) - 1,
    )
)
def test_no_list_can_empty_a_field_or_break_the_plan(cells):
    who = pupil(1)
    row = [who.name, *cells]
    row[3] = who.id_no
    found = plan(row, students=[on_file(who)]).rows
    for planned in found:
        for edit in planned.edits:
            assert all(
                value not in (None, "", [], ()) for value in edit.fields.values()
            )


def test_what_is_on_file_can_be_kept():
    changed = row_of(pupil(1), 联系电话="13911112222", 是否留守="非留守儿童")
    (row,) = plan(
        changed, students=[on_file(pupil(1))], answers=Answers(keep_filled=True)
    ).rows
    assert edits(row) == {"student_private": ("p-s1", {"registry_left_behind": "0"})}
    assert row.changes == ()


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({}, "id_no"),
        ({"身份证号": None}, "registry_no"),
        ({"身份证号": None, "学籍号": None}, "name_birth_class"),
    ],
)
def test_matching_goes_by_id_then_registry_then_three_together(changes, by):
    (row,) = plan(row_of(pupil(1), **changes), students=[on_file(pupil(1))]).rows
    assert (row.student_id, row.matched_by) == ("s1", by)


@pytest.mark.parametrize(
    "changes",
    [{"出生日期": "2012-09-13"}, {"出生日期": None}, {"班级": "七(3)班"}],
)
def test_a_name_alone_never_matches(changes):
    changes = {"身份证号": None, "学籍号": None, **changes}
    (row,) = plan(row_of(pupil(1), **changes), students=[on_file(pupil(1))]).rows
    assert (row.action, codes(row)) == (Action.NEW, ["same_name_on_file"])


def test_an_empty_number_matches_no_other_empty_number():
    known = on_file(pupil(2), id_doc_no="", student_registry_no="")
    changes = {"身份证号": None, "学籍号": None}
    (row,) = plan(row_of(pupil(1), **changes), students=[known]).rows
    assert row.action is Action.NEW


def test_numbers_of_two_students_in_one_row_are_an_error():
    mixed = row_of(pupil(1), 学籍号=pupil(2).registry_no)
    (row,) = plan(mixed, students=[on_file(pupil(1)), on_file(pupil(2), "s2")]).rows
    assert row.action is Action.SKIP
    assert "two_students_match" in codes(row)
    assert row.edits == ()


def test_another_number_for_the_same_three_is_left_to_a_person():
    other = id_number(pupil(1).born, 999)
    changed = row_of(pupil(1), 身份证号=other, 学籍号="G" + other)
    known = [on_file(pupil(1))]
    (row,) = plan(changed, students=known).rows
    assert (row.action, codes(row)) == (Action.SKIP, ["other_number_on_file"])
    (row,) = plan(changed, students=known, answers=Answers(students={2: "s1"})).rows
    assert (row.action, row.matched_by) == (Action.UPDATE, "answer")
    (row,) = plan(changed, students=known, answers=Answers(students={2: ""})).rows
    assert row.action is Action.NEW


def test_two_on_file_with_the_same_three_are_left_to_a_person():
    known = [
        on_file(pupil(1), key, id_doc_no="", student_registry_no="") for key in "ab"
    ]
    (row,) = plan(row_of(pupil(1)), students=known).rows
    assert codes(row) == ["several_students_match"]


def test_two_rows_for_one_child_are_reported_and_only_one_is_used():
    found = plan(row_of(pupil(1)), row_of(pupil(2)), row_of(pupil(1), 联系电话="110"))
    assert [row.action for row in found.rows] == [Action.NEW, Action.NEW, Action.SKIP]
    (problem,) = [p for p in found.problems() if p.is_error]
    assert str(problem.finding) == "Row 2 is the same student; only that row is used."


def test_two_rows_without_numbers_are_one_child_by_the_three():
    bare = row_of(pupil(1), 身份证号=None, 学籍号=None)
    assert [r.action for r in plan(bare, bare).rows] == [Action.NEW, Action.SKIP]


def test_two_pupils_of_one_name_are_kept_apart_and_told():
    twin = row_of(pupil(2), 姓名=pupil(1).name)
    found = plan(row_of(pupil(1)), twin)
    assert [row.action for row in found.rows] == [Action.NEW, Action.NEW]
    assert codes(found.rows[1]) == ["same_name_in_list"]
    (problem,) = found.problems()
    assert "Row 2 has the same name" in str(problem.finding)


def test_a_new_name_for_a_known_number_is_told_and_listed():
    (row,) = plan(row_of(pupil(1), 姓名="丁澜"), students=[on_file(pupil(1))]).rows
    assert "name_differs_on_file" in codes(row)
    assert [change.field for change in row.changes] == ["name"]


def test_a_student_who_changed_class_is_told():
    (row,) = plan(row_of(pupil(1), 班级="七(3)班"), students=[on_file(pupil(1))]).rows
    assert codes(row) == ["class_differs_on_file"]
    assert edits(row)["student"] == ("s1", {"class_id": "c3"})


@pytest.mark.parametrize(
    ("written", "class_id"),
    [
        ("七(2)班", "c2"),
        ("七年级2班", "c2"),
        ("七（二）班", "c2"),
        ("2025级2班", "c2"),
        ("初一2班", "c2"),
        ("七(9)班", "new:junior-2025-9"),
    ],
)
def test_a_class_is_found_however_it_is_written(written, class_id):
    found = plan(row_of(pupil(1), 班级=written))
    assert edits(found.rows[0])["student"][1]["class_id"] == class_id
    assert [new.key for new in found.new_classes] == [class_id] * ("new" in class_id)


def test_a_new_class_is_created_once_and_its_id_filled_in():
    found = plan(*(row_of(who) for who in pupils(3, class_no=9)))
    (new,) = found.new_classes
    assert (new.stage, new.entry_year, new.class_no) == ("junior", 2025, 9)
    edit = with_class(found.rows[0].edits[0], {new.key: "c9"})
    assert edit.fields["class_id"] == "c9"
    private = found.rows[0].edits[1]
    assert with_class(private, {new.key: "c9"}) is private


def test_a_class_of_no_meaning_is_an_error_until_a_person_answers():
    odd = row_of(pupil(1), 班级="借读")
    (row,) = plan(odd).rows
    assert (row.action, codes(row)) == (Action.SKIP, ["class_unknown"])
    assert row.problems[0].value == "借读"
    (row,) = plan(odd, answers=Answers(classes={"借读": "c3"})).rows
    assert edits(row)["student"][1]["class_id"] == "c3"


def test_a_list_without_classes_goes_into_the_class_that_was_chosen():
    rows = [["姓名", "性别", "身份证号"], ["丁安澜", "男", pupil(1).id_no]]
    assert codes(plan(*rows[1:], headings=rows[0]).rows[0]) == ["class_missing"]
    found = plan(*rows[1:], headings=rows[0], answers=Answers(class_id="c3"))
    assert edits(found.rows[0])["student"][1]["class_id"] == "c3"


def test_a_row_without_a_name_is_an_error_and_a_total_is_passed_over():
    found = plan(
        row_of(pupil(1), 姓名=None),
        ["合计", None, None, "12"],
        [None, None, "填表人：周静怡"],
        [None, None, None, "1"],
    )
    assert [(row.action, codes(row)) for row in found.rows] == [
        (Action.SKIP, ["name_missing"])
    ]
    assert found.passed_over == (3, 4, 5)
    assert "passed_over" in [note.code for note in found.notes]


def test_a_number_that_lost_its_digits_keeps_the_row_out():
    (row,) = plan(row_of(pupil(1), 身份证号=5.1990120120912e17)).rows
    assert (row.action, codes(row)) == (Action.SKIP, ["digits_lost"])
    assert row.problems[0].value.startswith("5199012012")


def test_a_wrong_id_number_is_doubted_and_imported():
    short = pupil(1).id_no[:-1]
    (row,) = plan(row_of(pupil(1), 身份证号=short, 学籍号=None)).rows
    assert (row.action, codes(row)) == (Action.NEW, ["id_length"])
    assert edits(row)["student_private"][1]["id_doc_no"] == short


def test_other_documents_are_not_measured_as_id_numbers():
    headings = ["姓名", "性别", "出生日期", "证件类型", "证件号码", "班级"]
    cells = ["丁安澜", "男", "2012-09-12", "护照", "E12345678", "七(2)班"]
    (row,) = plan(cells, headings=headings).rows
    assert codes(row) == []
    assert edits(row)["student_private"][1]["id_doc_type"] == "A"
    (row,) = plan([*cells[:4], "E1", "七(2)班"], headings=headings).rows
    assert codes(row) == ["document_length"]


def test_sex_and_birth_that_differ_from_the_number_are_told_not_changed():
    (row,) = plan(row_of(pupil(1), 性别="女", 出生日期="2012-01-02")).rows
    assert set(codes(row)) == {"sex_differs_from_id", "birth_differs_from_id"}
    assert edits(row)["student"][1]["sex"] == "2"


def test_what_is_missing_is_completed_from_the_number_and_said():
    (row,) = plan(row_of(pupil(1), 性别=None, 出生日期="2012.9")).rows
    said = {problem.finding.code: problem for problem in row.problems}
    assert set(said) == {"taken_from_id", "birth_day_from_id"}
    assert all(problem.finding.is_repaired for problem in said.values())
    assert said["birth_day_from_id"].value == "2012.9"
    assert edits(row)["student"][1]["birth_date"] == "2012-09-12"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2012.9", "date_without_day"),
        (2012.1, "month_ambiguous"),
        ("12.9.1", "date_short_year"),
        ("2012-13-41", "date_impossible"),
        ("九月", "date_unclear"),
        ("2030-01-01", "date_future"),
    ],
)
def test_a_date_that_is_none_is_told(cell, code):
    (row,) = plan(row_of(pupil(1), 出生日期=cell, 身份证号=None, 学籍号=None)).rows
    assert code in codes(row)
    assert row.action is Action.NEW


def test_a_birth_date_after_today_is_not_taken_from_a_number():
    number = id_number(date(2030, 1, 1), 33)
    (row,) = plan(row_of(pupil(1), 出生日期=None, 身份证号=number, 学籍号=None)).rows
    assert codes(row) == ["id_birth_future"]
    assert "birth_date" not in edits(row)["student"][1]


def test_a_registry_number_is_checked_and_compared():
    (row,) = plan(row_of(pupil(1), 学籍号=pupil(2).registry_no)).rows
    assert codes(row) == ["registry_differs_from_id"]
    (row,) = plan(row_of(pupil(1), 学籍号="X12")).rows
    assert codes(row) == ["registry_form"]


def test_the_dot_of_a_name_is_repaired_and_said():
    (row,) = plan(row_of(pupil(1), 姓名="阿依娜.木拉提")).rows
    assert row.name == "阿依娜·木拉提"
    (problem,) = row.problems
    assert str(problem.finding) == "The dot in the name was changed to “·”."
    assert (problem.value, problem.finding.is_repaired) == ("阿依娜.木拉提", True)


def test_a_lost_character_in_a_name_is_doubted():
    assert codes(plan(row_of(pupil(1), 姓名="江？安")).rows[0]) == [
        "name_lost_character"
    ]


@pytest.mark.parametrize(
    ("cell", "phone", "code"),
    [
        (13800012716.0, "13800012716", []),
        ("１３８０００１２７１６", "13800012716", []),
        ("22083758", "22083758", ["phone_not_mobile"]),
        ("13800012716、13900012716", "13800012716", ["second_phone"]),
        ("1380001271", "1380001271", ["mobile_length"]),
    ],
)
def test_phones_of_all_kinds(cell, phone, code):
    (row,) = plan(row_of(pupil(1), 联系电话=cell)).rows
    assert codes(row) == code
    assert edits(row)["student_private"][1]["phone"] == phone


@pytest.mark.parametrize(
    ("cell", "value", "group"),
    [
        ("单亲留守儿童", "1", "left_behind"),
        ("1", "1", "left_behind"),
        (2.0, "2", "left_behind"),
        ("非留守儿童", "0", None),
        ("否", "0", None),
        ("是", None, "left_behind"),
        ("奇怪", None, None),
    ],
)
def test_left_behind_by_label_or_code_suggests_a_group(cell, value, group):
    (row,) = plan(row_of(pupil(1), 是否留守=cell)).rows
    assert edits(row)["student_private"][1].get("registry_left_behind") == value
    assert [s.group_code for s in row.suggestions] == [group] * (group is not None)


def test_a_left_behind_child_of_one_parent_is_no_single_parent_family():
    headings = [*HEADINGS, "单亲家庭"]
    found = plan(
        [*row_of(pupil(1), 是否留守="单亲留守"), "否"],
        [*row_of(pupil(2)), "单亲留守"],
        [*row_of(pupil(3)), "是"],
        headings=headings,
    )
    groups = [[s.group_code for s in row.suggestions] for row in found.rows]
    assert groups == [["left_behind"], ["left_behind"], ["single_parent"]]
    assert codes(found.rows[1]) == ["left_behind_is_not_single_parent"]
    assert "one_parent_away" in [note.code for note in found.notes]


def test_groups_come_from_flags_lists_and_certificates():
    certificate = pupil(1).id_no + "23"
    headings = [
        *("姓名", "性别", "身份证号", "班级", "是否孤儿", "随迁子女", "特殊群体"),
        *("残疾人证号", "是否低保", "事实无人抚养", "残疾类型"),
    ]
    cells = ["丁安澜", "男", pupil(1).id_no, "七(2)班", "孤儿", "是", "困境儿童、流动"]
    full = [*cells, certificate, "是", "非", "听力残疾"]
    (row,) = plan(full, headings=headings).rows
    found = {suggestion.group_code: suggestion for suggestion in row.suggestions}
    assert set(found) == {
        *("orphan", "accompanying", "in_difficulty", "migrant"),
        *("disabled", "economic_hardship"),
    }
    disabled = found["disabled"].fields
    assert (disabled["disability_category"], disabled["disability_level"]) == ("2", "3")
    assert disabled["disability_cert_no"] == certificate
    known = on_file(pupil(1))
    present = KnownStudent(
        "s1", known.values, "p", known.private_values, (), frozenset(found)
    )
    (row,) = plan(full, headings=headings, students=[present]).rows
    assert row.suggestions == ()
    odd = [*cells, "残12345", "否", "否", "视力、听力、奇怪"]
    (row,) = plan(odd, headings=headings).rows
    assert "unknown_word" in codes(row)
    assert edits(row)["student_private"][1]["registry_disability"] == ["1", "2"]
    (row,) = plan([*cells, None, None, None, "视力"], headings=headings).rows
    by_group = {suggestion.group_code: suggestion for suggestion in row.suggestions}
    assert by_group["disabled"].fields["disability_category"] == "1"


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


def test_hidden_rows_are_told_one_by_one():
    found = plan(row_of(pupil(1)), row_of(pupil(2)), hidden=(3,))
    assert [codes(row) for row in found.rows] == [[], ["row_is_hidden"]]


def test_words_numbers_and_long_texts_that_do_not_fit_are_said():
    headings = [
        "姓名",
        "性别",
        "身份证号",
        "班级",
        "上下学距离",
        "是否孤儿",
        "备注",
        "就读方式",
    ]
    start = ["丁安澜", "男", pupil(1).id_no, "七(2)班"]
    (row,) = plan([*start, "很远", "也许", "x" * 20_001, "是"], headings=headings).rows
    assert codes(row) == ["no_number", "unknown_word", "too_long"]
    assert row.action is Action.SKIP
    (row,) = plan([*start, "3.5", "否", "x", "是"], headings=headings).rows
    private = edits(row)["student_private"][1]
    assert (private["commute_km"], private["registry_orphan"]) == (3.5, False)
    assert edits(row)["student"][1]["boarding"] == "boarder"


def test_a_lost_number_of_another_person_is_left_out_but_not_the_row():
    headings = ["姓名", "性别", "班级", "成员1姓名", "成员1电话", "残疾证号"]
    cells = ["丁安澜", "男", "七(2)班", "丁守田", 1.38e21, 5.1990120120912e19]
    (row,) = plan(cells, headings=headings).rows
    assert codes(row) == ["digits_lost", "digits_lost"]
    assert row.action is Action.NEW


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("01-registry-labels.openpyxl.xlsx", 12),
        ("02-titles-merged.openpyxl.xlsx", 12),
        ("06-one-class-column.xlsxwriter.xlsx", 12),
        ("09-registry-codes.xlsxwriter.xlsx", 12),
        ("12-legacy-titles.xlwt.xls", 8),
        ("14-dates.libreoffice.xls", 7),
        ("17-gb18030.csv", 3),
    ],
)
def test_the_fixtures_can_be_imported(name, new):
    content = (make_fixtures.FOLDER / name).read_bytes()
    table = find_table(Sheet(**parse(content)[2][0]))
    mapping = guess_mapping(table)
    found = plan_import(table, mapping, known=Known(), school=SCHOOL)
    assert found.counts()[Action.NEW] == new
    assert len(found.to_write()) == new


def test_labels_and_codes_give_the_same_records():
    def planned(name):
        content = (make_fixtures.FOLDER / name).read_bytes()
        table = find_table(Sheet(**parse(content)[2][0]))
        found = plan_import(table, guess_mapping(table), known=Known(), school=SCHOOL)
        return [[(e.kind, dict(e.fields)) for e in row.edits] for row in found.rows]

    labels = planned("01-registry-labels.openpyxl.xlsx")
    assert labels == planned("09-registry-codes.xlsxwriter.xlsx")
    private = labels[0][1][1]
    assert (private["ethnic_group"], private["commute_mode"]) == ("01", "walk")
    assert labels[0][2] == (
        "family_member",
        {
            "name": "丁守田",
            "relation": "father",
            "phone": "13900012716",
            "is_guardian": True,
        },
    )
