"""Phone numbers of all kinds that families give; masked wherever many are shown."""

from __future__ import annotations

import re
from enum import StrEnum

from homevisit.domain.digits import plain
from homevisit.domain.record import Doubt
from homevisit.text import N_

_SEPARATORS = re.compile(r"[,;/、，；|\n]+|或")
_COUNTRY = re.compile(r"^(\+|00)86")


class PhoneKind(StrEnum):
    """What a number looks like."""

    MOBILE = "mobile"
    LAND_LINE = "land_line"
    SERVICE = "service"
    SHORT = "short"
    LOCAL = "local"
    UNKNOWN = "unknown"


_FORMS = (
    (PhoneKind.MOBILE, re.compile(r"1[3-9]\d{9}")),
    (PhoneKind.SERVICE, re.compile(r"[48]00-?\d{3}-?\d{4}")),
    (PhoneKind.LAND_LINE, re.compile(r"\(?0\d{2,3}\)?-?[2-9]\d{6,7}([-转]\d{1,6})?")),
    (PhoneKind.LOCAL, re.compile(r"[2-9]\d{6,7}([-转]\d{1,6})?")),
    (PhoneKind.SHORT, re.compile(r"\d{3,6}")),
)


def clean_phone(raw: object) -> str:
    """Return a number without blanks, country code, or a mobile number's hyphens."""
    text = plain(raw).replace("—", "-").replace("–", "-")
    text = _COUNTRY.sub("", text).strip("-")
    bare = text.replace("-", "")
    is_mobile = _FORMS[0][1].fullmatch(bare)
    return bare if is_mobile else text


def split_phones(raw: object) -> tuple[str, ...]:
    """Return the numbers of a cell that holds several."""
    whole = "" if raw is None else str(raw)
    found = (clean_phone(part) for part in _SEPARATORS.split(whole))
    return tuple(part for part in found if part)


def phone_kind(number: str) -> PhoneKind:
    """Return what a cleaned number looks like."""
    for kind, form in _FORMS:
        if form.fullmatch(number):
            return kind
    return PhoneKind.UNKNOWN


def phone_doubts(field: str, raw: object) -> tuple[Doubt, ...]:
    """Return a doubt about a number that looks like none we know."""
    number = clean_phone(raw)
    if not number or phone_kind(number) is not PhoneKind.UNKNOWN:
        return ()
    digits = sum(character.isdigit() for character in number)
    if number.startswith("1") and digits == len(number):
        message = N_("A mobile number has 11 digits; this one has {count}.")
        return (Doubt(field, "mobile_length", message, {"count": digits}),)
    message = N_("This does not look like a phone number.")
    return (Doubt(field, "phone_form", message),)


def mask_phone(number: str) -> str:
    """Return a number to show in a list, such as `138****1234`; short ones in full."""
    if len(number) < 7:
        return number
    front, end = (3, 4) if len(number) > 8 else (2, 2)
    return f"{number[:front]}****{number[-end:]}"
