"""Grades and classes of both systems, as files and as schools write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.domain import read_record
from homevisit.domain.class_names import parse_class_name, parse_grade
from homevisit.domain.grades import (
    STAGE_ORDER,
    Grade,
    class_name,
    entry_year_of,
    grade_in,
    grade_name,
    han_number,
    leaving_year,
    promotion,
    years_of,
)
from homevisit.domain.vocabulary import vocabulary

SYSTEMS = ["six_three", "five_four"]
GRADES = [
    (system, Grade(stage, year))
    for system in SYSTEMS
    for stage in STAGE_ORDER
    for year in range(1, years_of(stage, system) + 1)
]


def a_class(**values):
    return read_record("school_class", values.pop("id", "c"), values)


def a_school(**values):
    return read_record("school", "s", values)


def test_the_order_of_stages_is_that_of_the_vocabulary():
    assert list(STAGE_ORDER) == [term.code for term in vocabulary("stages").terms]


@pytest.mark.parametrize(
    ("text", "system", "grade"),
    [
        ("三年级", "", Grade("primary", 3)),
        ("３年级", "", Grade("primary", 3)),
        ("三", "", Grade("primary", 3)),
        ("小三", "", Grade("primary", 3)),
        ("小学三年级", "", Grade("primary", 3)),
        ("六年级", "six_three", Grade("primary", 6)),
        ("六年级", "five_four", Grade("junior", 1)),
        ("七年级", "six_three", Grade("junior", 1)),
        ("七年级", "five_four", Grade("junior", 2)),
        ("初中七年级", "six_three", Grade("junior", 1)),
        ("初一", "six_three", Grade("junior", 1)),
        ("初一年级", "", Grade("junior", 1)),
        ("初四", "five_four", Grade("junior", 4)),
        ("初四", "six_three", None),
        ("9年级", "", Grade("junior", 3)),
        ("高一", "", Grade("senior", 1)),
        ("高中一年级", "", Grade("senior", 1)),
        ("大班", "", Grade("kindergarten", 3)),
        ("预备", "five_four", Grade("junior", 1)),
        ("十年级", "", None),
        ("高四", "", None),
        ("年级", "", None),
        ("", "", None),
    ],
)
def test_grades_are_read(text, system, grade):
    assert parse_grade(text, system) == grade


@pytest.mark.parametrize(
    ("text", "stage", "year", "number"),
    [
        ("三年级(2)班", "primary", 3, 2),
        ("三年级（２）班", "primary", 3, 2),
        ("三年级〔2〕班", "primary", 3, 2),
        ("三(2)班", "primary", 3, 2),
        ("三2班", "primary", 3, 2),
        ("3年级2班", "primary", 3, 2),
        ("7(3)班", "junior", 1, 3),
        ("七(3)班", "junior", 1, 3),
        ("七年级三班", "junior", 1, 3),
        ("初一3班", "junior", 1, 3),
        ("初一(3)班", "junior", 1, 3),
        ("初一三班", "junior", 1, 3),
        ("高一(5)班", "senior", 1, 5),
        ("高一5", "senior", 1, 5),
        ("九年级五班", "junior", 3, 5),
        ("九年级十二班", "junior", 3, 12),
        ("八 (12) 班", "junior", 2, 12),
        ("301", "primary", 3, 1),
        ("712班", "junior", 1, 12),
    ],
)
def test_class_names_with_a_grade_are_read(text, stage, year, number):
    parsed = parse_class_name(text, system="six_three")
    assert parsed.grade == Grade(stage, year)
    assert parsed.class_no == number
    assert parsed.entry_year(2026) == 2026 - year + 1


@pytest.mark.parametrize(
    ("text", "stage", "entry"),
    [
        ("2024级1班", "", 2024),
        ("初2024级1班", "junior", 2024),
        ("初中2024级（1）班", "junior", 2024),
        ("初中2027届1班", "junior", 2024),
        ("小学2027届1班", "primary", 2021),
    ],
)
def test_class_names_with_a_year_are_read(text, stage, entry):
    parsed = parse_class_name(text)
    assert (parsed.stage, parsed.class_no) == (stage, 1)
    assert parsed.entry_year(2026) == entry


def test_a_year_of_leaving_needs_a_stage():
    assert parse_class_name("2027届1班").entry_year(2026) is None
    assert parse_class_name("2027届1班", stage="junior").entry_year(2026) == 2024


@pytest.mark.parametrize(
    ("text", "grade", "expected"),
    [
        ("2班", "三年级", (Grade("primary", 3), 2, "")),
        ("2", "初一", (Grade("junior", 1), 2, "")),
        ("(2)班", "七年级", (Grade("junior", 1), 2, "")),
        ("二班", "9", (Grade("junior", 3), 2, "")),
        ("2.0", "三年级", (Grade("primary", 3), 2, "")),
        ("实验班", "三年级", (Grade("primary", 3), None, "实验班")),
        ("三年级春蕾班", "", (Grade("primary", 3), None, "春蕾班")),
        ("春蕾班", "", (None, None, "春蕾班")),
        ("", "", (None, None, "")),
    ],
)
def test_a_grade_cell_beside_the_class_cell_helps(text, grade, expected):
    parsed = parse_class_name(text, grade=grade)
    assert (parsed.grade, parsed.class_no, parsed.alias) == expected


def test_a_grade_cell_may_hold_the_cohort():
    parsed = parse_class_name("1班", grade="2024级", stage="primary")
    assert (parsed.cohort, parsed.stage, parsed.class_no) == (2024, "primary", 1)


@given(st.text(max_size=12), st.text(max_size=8), st.sampled_from(SYSTEMS))
def test_no_text_breaks_the_reading(text, grade, system):
    parse_class_name(text, grade=grade, system=system).entry_year(2026, system)


@pytest.mark.parametrize(("system", "grade"), GRADES)
@pytest.mark.parametrize("style", ["continuous", "by_stage"])
def test_what_is_written_is_read_back(system, grade, style):
    if grade.stage in {"vocational", "special"} and style == "by_stage":
        style = "continuous"
    assert parse_grade(grade_name(grade, system, style), system) == grade


@pytest.mark.parametrize(("system", "grade"), GRADES)
@pytest.mark.parametrize("style", ["brackets", "short", "plain", "chinese"])
def test_class_names_are_read_back(system, grade, style):
    school = a_school(system=system, class_style=style)
    entry = entry_year_of(grade, 2026)
    there = a_class(stage=grade.stage, entry_year=entry, class_no=12)
    name = class_name(there, school, 2026)
    parsed = parse_class_name(name, system=system)
    assert (parsed.grade, parsed.class_no) == (grade, 12)


@pytest.mark.parametrize(
    ("grade_style", "class_style", "name"),
    [
        ("", "", "七年级(2)班"),
        ("continuous", "short", "七(2)班"),
        ("by_stage", "brackets", "初一(2)班"),
        ("by_stage", "plain", "初一2班"),
        ("", "chinese", "七年级二班"),
        ("", "cohort", "2026级2班"),
    ],
)
def test_a_class_is_called_as_the_school_does(grade_style, class_style, name):
    school = a_school(grade_style=grade_style, class_style=class_style)
    there = a_class(stage="junior", entry_year=2026, class_no=2)
    assert class_name(there, school, 2026) == name


def test_a_class_rises_each_year_and_is_called_by_its_cohort_when_it_has_left():
    there = a_class(stage="primary", entry_year=2021, class_no=2)
    names = [class_name(there, a_school(), year) for year in range(2020, 2028)]
    assert names[0] == names[-1] == "2021级2班"
    assert names[1:7] == [f"{number}年级(2)班" for number in "一二三四五六"]


def test_the_own_name_of_a_class_wins_and_an_unclear_class_has_none():
    assert class_name(a_class(alias="春蕾班"), a_school(), 2026) == "春蕾班"
    assert class_name(a_class(), a_school(), 2026) == ""


def test_cohorts_and_years_of_leaving():
    assert grade_in("primary", 2026, 2025) is None
    assert grade_in("primary", 2021, 2026, "five_four") is None
    assert leaving_year("junior", 2024) == 2027
    assert leaving_year("junior", 2024, "five_four") == 2028


@given(st.integers(1, 99))
def test_chinese_numbers_are_read_back(number):
    assert parse_class_name(f"三年级{han_number(number)}班").class_no == number


def test_september_graduates_who_have_finished_and_no_one_else():
    classes = [
        a_class(
            id="left", stage="primary", entry_year=2020, class_no=1, state="active"
        ),
        a_class(id="stays", stage="primary", entry_year=2021, class_no=1),
        a_class(id="junior", stage="junior", entry_year=2023, class_no=1),
        a_class(id="late", stage="junior", entry_year=2020, class_no=1),
        a_class(
            id="merged", stage="primary", entry_year=2020, class_no=2, state="merged"
        ),
        a_class(id="unclear", class_no=3),
    ]
    changes = promotion(classes, a_school(), 2026)
    assert sorted(changes) == ["junior", "late", "left"]
    assert changes["left"] == {"state": "graduated", "graduated_on": "2026-08-31"}


def test_five_and_four_years_graduate_a_year_earlier_and_later():
    classes = [
        a_class(id="p", stage="primary", entry_year=2021),
        a_class(id="j", stage="junior", entry_year=2023),
    ]
    school = a_school(system="five_four")
    assert sorted(promotion(classes, school, 2026)) == ["p"]
    assert sorted(promotion(classes, school, 2027)) == ["j", "p"]


@given(st.lists(st.integers(2015, 2030), max_size=8), st.integers(2018, 2030))
def test_promotion_twice_is_promotion_once(entries, year):
    classes = [
        a_class(id=str(n), stage="junior", entry_year=entry)
        for n, entry in enumerate(entries)
    ]
    changes = promotion(classes, a_school(), year)
    after = [
        read_record(
            "school_class",
            each.id,
            {"stage": "junior", "entry_year": each.entry_year}
            | changes.get(each.id, {}),
        )
        for each in classes
    ]
    assert promotion(after, a_school(), year) == {}
    assert all(
        (each.id in changes) == (grade_in("junior", each.entry_year, year) is None)
        for each in classes
        if each.entry_year <= year
    )
