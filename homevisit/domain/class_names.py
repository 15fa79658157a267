"""Class names as files write them: 三年级(2)班, 七(3)班, 初一3班, 2024级1班, 301班."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from homevisit.domain.grades import (
    FIVE_FOUR,
    HAN_NUMBERS,
    Grade,
    entry_year_of,
    leaving_year,
    years_of,
)

_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_STAGES = {
    "小学": "primary",
    "小": "primary",
    "初中": "junior",
    "初": "junior",
    "高中": "senior",
    "高": "senior",
    "中职": "vocational",
    "职高": "vocational",
    "职": "vocational",
    "特教": "special",
    "培智": "special",
    "幼儿园": "kindergarten",
}
_STAGE = "|".join(sorted(_STAGES, key=len, reverse=True))
_GRADE = re.compile(rf"({_STAGE})?({_NUMBER}?)(?:年级|年)?")
_KINDERGARTEN = {"小班": 1, "中班": 2, "大班": 3}
_YEAR = re.compile(rf"({_STAGE})?(\d{{4}})([级届])")
_CLASS = re.compile(rf"[(\[]?({_NUMBER})[)\]]?班?")
_DIGITS = re.compile(r"([1-9])(\d{2})班?")
_BRACKETS = str.maketrans("〔【［〕】］", "(([))]")


@dataclass(frozen=True, slots=True)
class ParsedClass:
    """What a class name says; None and "" for what it does not say.

    `cohort` is the year of entry where the name holds it, `leaves_in` the year of
    leaving; `alias` is a name without a number, such as 实验班.
    """

    grade: Grade | None = None
    stage: str = ""
    cohort: int | None = None
    leaves_in: int | None = None
    class_no: int | None = None
    alias: str = ""

    def entry_year(self, school_year: int, system: str = "") -> int | None:
        """Return the year of entry, from the name or from the grade."""
        if self.cohort is not None:
            return self.cohort
        if self.grade is not None:
            return entry_year_of(self.grade, school_year)
        if self.leaves_in is not None and self.stage:
            return self.leaves_in - leaving_year(self.stage, 0, system)
        return None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return "".join(folded.split()).removesuffix(".0")


def _number(text: str) -> int | None:
    """Return the value of Arabic or Chinese digits up to 99."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    tens, mark, ones = text.partition("十")
    if not mark:
        found = HAN_NUMBERS.find(text) if len(text) == 1 else -1
        return found if found > 0 else None
    front = HAN_NUMBERS.find(tens) if tens else 1
    back = HAN_NUMBERS.find(ones) if ones else 0
    return front * 10 + back if front > 0 and back >= 0 else None


def _counted(number: int, system: str) -> Grade | None:
    """Return the grade that is number so and so from the first of primary school."""
    primary = years_of("primary", system)
    if 1 <= number <= primary:
        return Grade("primary", number)
    junior = number - primary
    fits = 1 <= junior <= years_of("junior", system)
    return Grade("junior", junior) if fits else None


def parse_grade(text: str, system: str = "") -> Grade | None:
    """Return the grade a text names, such as 三年级, 七, 初一, 高一, 9年级, 大班."""
    plain = _plain(text)
    if plain in _KINDERGARTEN:
        return Grade("kindergarten", _KINDERGARTEN[plain])
    if plain in {"预初", "预备", "预备年级"}:
        return Grade("junior", 1) if system == FIVE_FOUR else Grade("primary", 6)
    match = _GRADE.fullmatch(plain)
    number = _number(match[2]) if match and match[2] else None
    if match is None or number is None:
        return None
    if not match[1]:
        return _counted(number, system)
    stage = _STAGES[match[1]]
    if 1 <= number <= years_of(stage, system):
        return Grade(stage, number)
    counted = _counted(number, system)
    return counted if counted and counted.stage == stage else None


def _split(plain: str, system: str) -> tuple[Grade | None, str]:
    """Return the grade a class name begins with, and the rest of the name.

    The longest beginning that leaves a class wins: 七(3)班 before 七.
    """
    for end in range(len(plain) - 1, 0, -1):
        grade = parse_grade(plain[:end], system)
        if grade and (_CLASS.fullmatch(plain[end:]) or plain[:end].endswith("年级")):
            return grade, plain[end:]
    return None, plain


def parse_class_name(
    text: str, *, system: str = "", grade: str = "", stage: str = ""
) -> ParsedClass:
    """Return what a class cell says; `grade` is the cell beside it, if there is one.

    `stage` is what the school has when it has one only, for names such as 2024级1班.
    """
    plain = _plain(text)
    beside = _of_grade_cell(_plain(grade), system, stage)
    year = _YEAR.match(plain)
    if year:
        start = _of_year(year, stage)
        return _with_class(start, plain[year.end() :])
    digits = _DIGITS.fullmatch(plain)
    if digits and beside.grade is None:
        found = _counted(int(digits[1]), system)
        return _with_class(_of_grade(found), str(int(digits[2])))
    found, rest = _split(plain, system)
    return _with_class(_of_grade(found) if found else beside, rest)


def _of_grade(grade: Grade | None) -> ParsedClass:
    return ParsedClass(grade, grade.stage) if grade else ParsedClass()


def _of_year(match: re.Match[str], stage: str) -> ParsedClass:
    named = _STAGES[match[1]] if match[1] else stage
    year = int(match[2])
    if match[3] == "级":
        return ParsedClass(stage=named, cohort=year)
    return ParsedClass(stage=named, leaves_in=year)


def _of_grade_cell(plain: str, system: str, stage: str) -> ParsedClass:
    year = _YEAR.fullmatch(plain)
    if year:
        return _of_year(year, stage)
    return _of_grade(parse_grade(plain, system))


def _with_class(start: ParsedClass, rest: str) -> ParsedClass:
    match = _CLASS.fullmatch(rest)
    number = _number(match[1]) if match else None
    return ParsedClass(
        start.grade,
        start.stage,
        start.cohort,
        start.leaves_in,
        number,
        "" if number is not None else rest,
    )
