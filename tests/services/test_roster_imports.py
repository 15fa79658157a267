from __future__ import annotations

import pytest

from homevisit.domain.record import to_values
from homevisit.ledger.queries import Query
from homevisit.roster.known import Answers
from homevisit.services import groups, records, roster_imports, school, students
from homevisit.services.roster_imports import ColumnsMissingError, PlanOutdatedError
from homevisit.services.students import StudentQuery

HEADINGS = (
    "姓名★",
    "性别★",
    "身份证件号",
    "出生日期★",
    "班级★",
    "联系电话★",
    "留守★",
    "成员1姓名",
    "成员1关系",
)
ID_NO = "990101201307180010"
JIANG = ("江予安", "男", ID_NO, "2013-07-18", "七(2)班", "13800002716")
ROWS = (
    (*JIANG, "双亲留守儿童", "江守田", "祖父"),
    ("阿依娜.木拉提", "女", "", "2013-05-02", "七(2)班", "", "非留守儿童", "", ""),
    ("", "女", "", "2013-06-01", "七(3)班", "13800002717", "", "", ""),
)


def workbook(path, rows=ROWS, headings=HEADINGS):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["禾田镇中心学校学生花名册"])
    for row in (headings, *rows):
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def roster(session, tmp_path):
    return roster_imports.read_roster(session, workbook(tmp_path / "花名册.xlsx"))


def imported(session, roster):
    plan = roster_imports.try_import(session, roster)
    return roster_imports.import_roster(session, roster, plan)


def present(session):
    ids = students.find_ids(session, StudentQuery())
    return {row.name: row for row in students.rows(session, ids)}


def test_a_dry_run_writes_nothing_and_tells_every_row(session, roster):
    plan = roster_imports.try_import(session, roster)

    counts = roster_imports.summary_counts(plan)
    assert (counts["new"], counts["skip"], counts["errors"]) == (2, 1, 1)
    assert [each.written for each in plan.new_classes] == ["七(2)班"]
    assert present(session) == {}


def test_an_import_is_one_save_with_class_family_and_group(session, roster):
    receipt = imported(session, roster)

    rows = present(session)
    assert set(rows) == {"江予安", "阿依娜·木拉提"}
    jiang = rows["江予安"]
    assert (jiang.class_name, jiang.groups) == ("七(2)班", ("left_behind",))
    query = Query("family_member", student_id=jiang.student_id)
    (member,) = records.find(session, query)
    assert (member.name, member.relation) == ("江守田", "paternal_grandfather")
    assert receipt.counts["new"] == 2
    assert receipt.new_classes == ("七(2)班",)


def test_an_import_says_how_many_of_its_children_may_have_two_files(session, roster):
    known = {"name": "江雨安", "birth_date": "2013-07-18"}
    students.add_student(session, known)
    for name in ("许念慈", "许念慈"):
        students.add_student(session, {"name": name, "birth_date": "2013-01-02"})

    assert imported(session, roster).possible_duplicates == 1


def test_one_undo_takes_the_whole_import_back(session, roster):
    receipt = imported(session, roster)

    records.take_back(session, receipt.save_id)

    assert present(session) == {}
    assert school.classes(session) == []
    assert records.find(session, Query("family_member")) == ()


def test_the_same_file_again_changes_nothing(session, roster):
    imported(session, roster)

    again = imported(session, roster)

    assert again.save_id is None
    assert again.counts["unchanged"] == 2


def test_filled_is_never_replaced_by_empty(session, roster, tmp_path):
    imported(session, roster)
    before = to_values(records.find(session, Query("student_private"))[0])
    row = (*JIANG[:5], "", "", "", "")
    emptier = workbook(tmp_path / "again.xlsx", (row,))

    imported(session, roster_imports.read_roster(session, emptier))

    assert to_values(records.find(session, Query("student_private"))[0]) == before


def test_a_decision_about_a_column_is_remembered(session, roster):
    column = next(c.column for c in roster.mapping.columns if "电话" in c.heading)
    chosen = roster_imports.choose_column(roster, column, "")
    plan = roster_imports.try_import(session, chosen)
    roster_imports.import_roster(session, chosen, plan)

    again = roster_imports._remembered_mapping(session, roster.table)

    assert again.columns[column].target == ""


def test_a_list_without_names_is_refused_and_one_without_a_class_is_not(
    session, tmp_path, class_id
):
    nameless = workbook(tmp_path / "a.xlsx", (("男", "七(2)班"),), ("性别", "班级"))
    with pytest.raises(ColumnsMissingError):
        roster_imports.try_import(
            session, roster_imports.read_roster(session, nameless)
        )
    classless = workbook(tmp_path / "b.xlsx", (("袁知行", "男"),), ("姓名", "性别"))
    roster = roster_imports.read_roster(session, classless)

    plan = roster_imports.try_import(session, roster, Answers(class_id=class_id))
    roster_imports.import_roster(session, roster, plan)

    assert present(session)["袁知行"].class_id == class_id


def test_a_backup_is_made_before_an_import(session, roster):
    before = len(session.vault.backups())

    imported(session, roster)

    assert len(session.vault.backups()) == before + 1


def test_a_plan_is_carried_out_once(session, roster):
    plan = roster_imports.try_import(session, roster)
    roster_imports.import_roster(session, roster, plan)

    with pytest.raises(PlanOutdatedError):
        roster_imports.import_roster(session, roster, plan)

    assert len(present(session)) == 2


def test_a_group_that_a_person_ended_is_not_brought_back(session, roster, tmp_path):
    imported(session, roster)
    student_id = present(session)["江予安"].student_id
    query = Query("determination", student_id=student_id)
    (determination,) = records.find(session, query)
    groups.end(session, determination.id, "2026-11-01", "父亲已返乡")
    row = (*JIANG[:5], "13800009999", "双亲留守儿童", "江守田", "祖父")

    newer = workbook(tmp_path / "newer.xlsx", (row,))
    imported(session, roster_imports.read_roster(session, newer))

    assert present(session)["江予安"].groups == ()


def test_a_child_has_one_private_record_in_every_vault(session, roster):
    imported(session, roster)

    (private,) = records.find(
        session,
        Query("student_private", student_id=present(session)["江予安"].student_id),
    )

    assert private.id == records.private_id(private.student_id)
