"""Resident identity numbers, GB 11643-1999: 18 characters, the last one a check.

Real files hold wrong numbers; they are doubted, shown as "to check", and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.domain.digits import SAFE_DIGITS, lost_digits, plain
from homevisit.domain.record import Doubt
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from homevisit.domain.students import Student, StudentPrivate

RESIDENT_ID_CARD = "1"
_LENGTH = 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    f"{number}"
    for numbers in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
    for number in numbers
)
# Numbers of foreigners' permanent residence cards begin with 9 since 2023.
_FOREIGN = "9"
_OTHER_LENGTHS = range(5, 31)


@dataclass(frozen=True, slots=True)
class ResidentId:
    """What a number says; `birth` is None when its digits are no day."""

    region: str
    birth: date | None
    sex: str
    check_is_right: bool


def check_character(first_seventeen: str) -> str:
    """Return the check character of 17 digits."""
    total = sum(
        int(digit) * weight
        for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True)
    )
    return _CHECKS[total % 11]


def _has_form(number: str) -> bool:
    return (
        len(number) == _LENGTH
        and number.isascii()
        and number[:17].isdigit()
        and (number[17].isdigit() or number[17] == "X")
    )


def read_resident_id(raw: object) -> ResidentId | None:
    """Return what an 18-character number says, or None when it has not that form."""
    number = plain(raw)
    if not _has_form(number):
        return None
    day = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    return ResidentId(
        region=number[:6],
        birth=iso_day(day),
        sex="1" if int(number[16]) % 2 else "2",
        check_is_right=check_character(number[:17]) == number[17],
    )


def _form_doubt(field: str, raw: object, number: str) -> Doubt:
    if lost_digits(raw):
        message = N_("The sheet kept this as a number; its last digits are lost.")
        return Doubt(field, "id_digits_lost", message, {"kept": SAFE_DIGITS})
    if len(number) == 15 and number.isdigit():
        message = N_("This is a number of 15 digits; they are no longer valid.")
        return Doubt(field, "id_fifteen_digits", message)
    if len(number) != _LENGTH:
        message = N_("The number has {count} digits; 18 are expected.")
        return Doubt(field, "id_length", message, {"count": len(number)})
    message = N_("The number may hold only digits, and an X at the end.")
    return Doubt(field, "id_characters", message)


def resident_id_doubts(
    field: str, raw: object, *, today: date | None = None
) -> tuple[Doubt, ...]:
    """Return what is odd about a number; nothing about an empty one."""
    number = plain(raw)
    if not number:
        return ()
    read = read_resident_id(number)
    if read is None or lost_digits(raw):
        return (_form_doubt(field, raw, number),)
    return tuple(_content_doubts(field, read, today))


def _content_doubts(
    field: str, read: ResidentId, today: date | None
) -> Iterator[Doubt]:
    if not read.check_is_right:
        message = N_("The last character does not fit the others; a digit is wrong.")
        yield Doubt(field, "id_check", message)
    if read.birth is None:
        message = N_("Digits 7 to 14 are not a date of birth.")
        yield Doubt(field, "id_birth", message)
    elif today and read.birth > today:
        message = N_("By this number the person is not born yet.")
        yield Doubt(field, "id_birth_future", message)
    if read.region[:2] not in _PROVINCES and read.region[0] != _FOREIGN:
        message = N_("The first digits are of no known region.")
        yield Doubt(field, "id_region", message)


def other_document_doubts(field: str, raw: object) -> tuple[Doubt, ...]:
    """Return a doubt about a passport or permit number of unlikely length."""
    number = plain(raw)
    if not number or len(number) in _OTHER_LENGTHS:
        return ()
    message = N_("A document number of {count} characters is unusual.")
    return (Doubt(field, "document_length", message, {"count": len(number)}),)


def identity_doubts(student: Student, private: StudentPrivate) -> tuple[Doubt, ...]:
    """Return where the identity number contradicts the student's sex or birth date."""
    if private.id_doc_type not in {"", RESIDENT_ID_CARD}:
        return ()
    read = read_resident_id(private.id_doc_no)
    if read is None or not read.check_is_right:
        return ()
    found: list[Doubt] = []
    if student.sex and student.sex != read.sex:
        message = N_("The sex differs from the identity number.")
        found.append(Doubt("sex", "sex_differs_from_id", message))
    born = iso_day(student.birth_date)
    if born and read.birth and born != read.birth:
        message = N_("The date of birth differs from the identity number.")
        found.append(Doubt("birth_date", "birth_differs_from_id", message))
    return tuple(found)


def mask_id(number: str) -> str:
    """Return a number to show in a list: the ends, with the date of birth covered."""
    if len(number) < 11:
        return "*" * len(number)
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
