"""Disability certificates: the 18 of the ID number, category 1 to 7, level 1 to 4.

A first certificate has 20 characters; those re-issued may carry a suffix, whose rule is
not published, so any short one is accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain.digits import plain
from homevisit.domain.record import Doubt
from homevisit.domain.resident_id import read_resident_id
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homevisit.domain.determinations import Determination

_FORM = re.compile(r"(\d{17}[\dX])([1-7])([1-4])([A-Z]?\d{0,2})")
# Level 1 or 2 is what the rules on unattended children call severe.
SEVERE_LEVELS = frozenset({"1", "2"})


@dataclass(frozen=True, slots=True)
class DisabilityCertificate:
    """What a certificate number says."""

    id_no: str
    category: str
    level: str
    suffix: str


def read_certificate(raw: object) -> DisabilityCertificate | None:
    """Return what a certificate number says, or None when it has not its form."""
    match = _FORM.fullmatch(plain(raw))
    return DisabilityCertificate(*match.groups()) if match else None


def certificate_doubts(field: str, raw: object) -> tuple[Doubt, ...]:
    """Return what is odd about a certificate number by itself."""
    number = plain(raw)
    if not number:
        return ()
    read = read_certificate(number)
    if read is None:
        message = N_("A certificate number has 20 characters; this one has {count}.")
        return (Doubt(field, "certificate_form", message, {"count": len(number)}),)
    resident = read_resident_id(read.id_no)
    if resident and resident.check_is_right:
        return ()
    message = N_("The identity number within the certificate number is wrong.")
    return (Doubt(field, "certificate_id", message),)


def certificate_cross_doubts(
    determination: Determination, *, id_no: str = ""
) -> tuple[Doubt, ...]:
    """Return where a certificate number contradicts category, level or ID number."""
    read = read_certificate(determination.disability_cert_no)
    return tuple(_differences(determination, read, id_no)) if read else ()


def _differences(
    determination: Determination, read: DisabilityCertificate, id_no: str
) -> Iterator[Doubt]:
    if determination.disability_category not in {"", read.category}:
        message = N_("The category differs from the certificate number.")
        yield Doubt("disability_category", "category_differs", message)
    if determination.disability_level not in {"", read.level}:
        message = N_("The level differs from the certificate number.")
        yield Doubt("disability_level", "level_differs", message)
    if id_no and plain(id_no) != read.id_no:
        message = N_("The certificate is for another identity number.")
        yield Doubt("disability_cert_no", "certificate_of_another", message)
