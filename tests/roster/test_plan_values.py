"""What a cell means, what is doubted in it, and which groups it suggests."""

from datetime import date

import pytest

from homevisit.roster.known import Known, KnownStudent
from homevisit.roster.mapping import guess_mapping
from homevisit.roster.plan import Action, plan_import
from homevisit.roster.read import parse
from homevisit.roster.sheets import Sheet
from homevisit.roster.table import find_table
from homevisit.text import use_language
from tests.roster import make_fixtures
from tests.roster.people import id_number, pupil
from tests.roster.planning import HEADINGS, SCHOOL, codes, edits, on_file, plan, row_of


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("zh_CN")


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
    for odd in ("nan", "inf", "1e999"):
        (row,) = plan([*start, odd, "否", "x", "是"], headings=headings).rows
        assert codes(row) == ["no_number"]
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
