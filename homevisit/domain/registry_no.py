"""Student registry numbers: G, L or J and 18 characters; old local ones in any form.

A G number is usually G and the resident ID number; an L number holds region, birth date
and four random digits; a J number is built like an ID with its check character.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.domain.digits import plain
from homevisit.domain.record import Doubt
from homevisit.domain.resident_id import read_resident_id
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.domain.students import StudentPrivate

_FORM = re.compile(r"[GLJ]\d{17}[\dX]")
_OLD_LOCAL = re.compile(r"\d{16}|\d{19}")


class RegistryKind(StrEnum):
    """How a registry number is built."""

    BY_ID = "G"
    TEMPORARY = "L"
    WITHOUT_ID = "J"
    OLD_LOCAL = "local"
    UNKNOWN = ""


def registry_kind(raw: object) -> RegistryKind:
    """Return how a number is built."""
    number = plain(raw)
    if _FORM.fullmatch(number):
        return RegistryKind(number[0])
    old = _OLD_LOCAL.fullmatch(number)
    return RegistryKind.OLD_LOCAL if old else RegistryKind.UNKNOWN


def registry_doubts(field: str, raw: object) -> tuple[Doubt, ...]:
    """Return what is odd about a registry number; nothing about an empty one."""
    number = plain(raw)
    kind = registry_kind(number)
    if not number or kind is RegistryKind.OLD_LOCAL:
        return ()
    if kind is RegistryKind.UNKNOWN:
        message = N_("A registry number is G, L or J and 18 more characters.")
        return (Doubt(field, "registry_form", message, {"count": len(number)}),)
    if kind is RegistryKind.TEMPORARY:
        day = f"{number[7:11]}-{number[11:13]}-{number[13:15]}"
        fits = number[-1].isdigit() and iso_day(day) is not None
    else:
        read = read_resident_id(number[1:])
        fits = bool(read and read.check_is_right and read.birth)
    if fits:
        return ()
    message = N_("The digits of the registry number do not fit each other.")
    return (Doubt(field, "registry_check", message),)


def registry_id_doubts(private: StudentPrivate) -> tuple[Doubt, ...]:
    """Return a doubt when a G number is not the resident ID number on file."""
    number = plain(private.student_registry_no)
    id_no = plain(private.id_doc_no)
    if registry_kind(number) is not RegistryKind.BY_ID or len(id_no) != 18:
        return ()
    if number[1:] == id_no:
        return ()
    message = N_("The registry number differs from the identity number.")
    return (Doubt("student_registry_no", "registry_differs_from_id", message),)
