"""Grades of both school systems, how classes are called, and what September does.

A class's grade follows from its stage, its year of entry and the school year. Primary
school has six years and junior middle school three (六三制), or five and four (五四制).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.domain.calendar import FIRST_MONTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.classes import SchoolClass
    from homevisit.domain.school import School

FIVE_FOUR = "five_four"
BY_STAGE = "by_stage"
STAGE_ORDER = {
    "kindergarten": 0,
    "primary": 1,
    "junior": 2,
    "senior": 3,
    "vocational": 4,
    "special": 5,
}
_YEARS = {
    "kindergarten": 3,
    "primary": 6,
    "junior": 3,
    "senior": 3,
    "vocational": 3,
    "special": 9,
}
_YEARS_FIVE_FOUR = {**_YEARS, "primary": 5, "junior": 4}
HAN_NUMBERS = "〇一二三四五六七八九十"
_KINDERGARTEN = ("小班", "中班", "大班")


@dataclass(frozen=True, slots=True)
class Grade:
    """A year of a stage, counted from 1."""

    stage: str
    year: int


def han_number(number: int) -> str:
    """Return a number from 0 to 99 in Chinese, as grades and classes are written."""
    tens, ones = divmod(number, 10)
    if not tens:
        return HAN_NUMBERS[ones]
    front = "" if tens == 1 else HAN_NUMBERS[tens]
    return f"{front}十{HAN_NUMBERS[ones] if ones else ''}"


def years_of(stage: str, system: str = "") -> int:
    """Return how many years a stage has; 0 for an unknown one."""
    return (_YEARS_FIVE_FOUR if system == FIVE_FOUR else _YEARS).get(stage, 0)


def grade_in(
    stage: str, entry_year: int, school_year: int, system: str = ""
) -> Grade | None:
    """Return the grade of a cohort, or None before its entry and after its end."""
    year = school_year - entry_year + 1
    return Grade(stage, year) if 1 <= year <= years_of(stage, system) else None


def entry_year_of(grade: Grade, school_year: int) -> int:
    """Return the year in which those who are in a grade now entered the stage."""
    return school_year - grade.year + 1


def leaving_year(stage: str, entry_year: int, system: str = "") -> int:
    """Return the year a cohort is named by when it leaves, such as 2027 (2027届)."""
    return entry_year + years_of(stage, system)


def _front(grade: Grade, system: str, style: str) -> str:
    """Return what stands before 年级 or alone: 三, 七, 初一, 高一."""
    number = han_number(grade.year)
    if grade.stage == "senior":
        return f"高{number}"
    if grade.stage == "junior":
        if style == BY_STAGE:
            return f"初{number}"
        return han_number(years_of("primary", system) + grade.year)
    return {"vocational": f"职{number}", "special": f"特教{number}"}.get(
        grade.stage, number
    )


def grade_name(grade: Grade, system: str = "", style: str = "") -> str:
    """Return a grade's name, such as 三年级, 七年级, 初一, 高一, 大班."""
    if grade.stage == "kindergarten":
        return _KINDERGARTEN[grade.year - 1]
    front = _front(grade, system, style)
    return front if front[0] in "初高职" else f"{front}年级"


def class_name(school_class: SchoolClass, school: School, school_year: int) -> str:
    """Return how the school calls a class in a school year, such as 七(2)班.

    Its own name wins. A class that has left is called by its year, such as 2024级2班.
    """
    if school_class.alias:
        return school_class.alias
    entry, number = school_class.entry_year, school_class.class_no
    if entry is None or number is None:
        return ""
    grade = grade_in(school_class.stage, entry, school_year, school.system)
    if grade is None or school.class_style == "cohort":
        return f"{entry}级{number}班"
    return _styled(grade, number, school)


def _styled(grade: Grade, number: int, school: School) -> str:
    name = grade_name(grade, school.system, school.grade_style)
    style = school.class_style
    if style == "plain":
        return f"{name}{number}班"
    if style == "chinese":
        return f"{name}{han_number(number)}班"
    if style == "short":
        name = name.removesuffix("年级")
    return f"{name}({number})班"


def promotion(
    classes: Iterable[SchoolClass], school: School, school_year: int
) -> dict[str, dict[str, Any]]:
    """Return what a new school year changes: the classes that have finished leave.

    All others keep their record, for their grade follows from the year. Classes whose
    stage or year of entry is unknown, and those that left before, are left alone.
    """
    left_on = f"{school_year}-{FIRST_MONTH - 1:02}-31"
    return {
        each.id: {"state": "graduated", "graduated_on": left_on}
        for each in classes
        if each.state in {"", "active"}
        and each.entry_year is not None
        and 0 < years_of(each.stage, school.system) <= school_year - each.entry_year
    }
