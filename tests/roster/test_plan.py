"""Who a row is, what would be written of it, and what is left to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.roster.known import Answers
from homevisit.roster.plan import Action, with_class
from homevisit.text import use_language
from tests.roster.people import id_number, pupil, pupils
from tests.roster.planning import HEADINGS, codes, edits, on_file, plan, row_of


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("zh_CN")


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


@pytest.mark.parametrize(
    ("grade", "written", "said"),
    [
        ("七年级", "七(9)班", "七(9)班"),
        ("七年级", "2025级9班", "2025级9班"),
        ("七年级", "9班", "七年级9班"),
        ("", "七(9)班", "七(9)班"),
    ],
)
def test_a_new_class_says_its_grade_once(grade, written, said):
    row = row_of(pupil(1), 班级=written, 年级=grade)
    (new,) = plan(row, headings=[*HEADINGS, "年级"]).new_classes
    assert (new.written, new.entry_year, new.class_no) == (said, 2025, 9)


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


def test_hidden_rows_are_told_one_by_one():
    found = plan(row_of(pupil(1)), row_of(pupil(2)), hidden=(3,))
    assert [codes(row) for row in found.rows] == [[], ["row_is_hidden"]]
