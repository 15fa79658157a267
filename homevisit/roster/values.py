"""What a cell means for the field it goes to: a value, and what to say about it.

Nothing is guessed silently: a repair is said, a word that is not known is left out and
said, and a number that lost its digits is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, partial
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from homevisit.domain import Shape
from homevisit.domain.dates import DOUBTS, read_date
from homevisit.domain.digits import plain
from homevisit.domain.names import DOT, clean_name, name_doubts
from homevisit.domain.phones import PhoneKind, phone_doubts, phone_kind, split_phones
from homevisit.domain.resident_id import resident_id_doubts
from homevisit.roster.sheets import LostDigitsError, text_of
from homevisit.roster.targets import SINGLE_PARENT
from homevisit.roster.words import plain_heading, target_of
from homevisit.text import N_, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from homevisit.domain import Doubt
    from homevisit.domain.vocabulary import Vocabulary
    from homevisit.roster.sheets import Cell
    from homevisit.roster.targets import Target

MAX_TEXT = 20_000
# As serial numbers of days these would be 1905; nobody on a list is that old.
_FIRST_YEAR, _LAST_YEAR = 1900, 2101

_YES = frozenset("是有1y√✓对") | {"yes", "true", "是的", "享受", "需要"}
_NO = re.compile(r"[非不无没否×x0n].*|false")
# What almost every cell of such a column holds; the rest is looked at closely.
_USUAL_NAME = re.compile(r"[\u4e00-\u9fa5]{2,6}")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LIST = re.compile(r"[,;/、，；|\n]+")
_IDENTITY = ("student_private.id_doc_no", "student_private.student_registry_no")
_NUMBERS = frozenset(
    {"id_doc_no", "student_registry_no", "registry_aux_no", "disability_cert_no"}
)
_LEFT_BEHIND_OF_ANY_KIND = frozenset(["是", "有", "留守", "留守儿童", "留守学生"])
_BOARDING = {"是": "boarder", "否": "day", "有": "boarder", "无": "day"}
_RELATIONS = {
    "父子": "father",
    "父女": "father",
    "母子": "mother",
    "母女": "mother",
    "祖孙": "paternal_grandfather",
    "爷孙": "paternal_grandfather",
}


class Severity(StrEnum):
    """Whether a row can be imported with this."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a cell: a msgid with facts, which are nobody's data."""

    code: str
    message: str
    severity: Severity = Severity.WARNING
    facts: Mapping[str, str | int] = field(default_factory=dict)
    is_repaired: bool = False

    def __str__(self) -> str:
        return translate(self.message).format(**self.facts)


class Reading(NamedTuple):
    """What a cell was read as; `value` is None where there is nothing to import.

    `hint` is a group that the cell speaks of without saying all that the field asks.
    """

    value: Any = None
    findings: tuple[Finding, ...] = ()
    hint: str = ""


_NOTHING = Reading()
_TOO_LONG = Finding(
    "too_long",
    N_("This text is longer than {limit} characters."),
    Severity.ERROR,
    {"limit": MAX_TEXT},
)
_UNKNOWN_WORD = Finding(
    "unknown_word", N_("This word is not known here; it will not be imported.")
)
_NO_NUMBER = Finding("no_number", N_("This is not a number; it will not be imported."))
_SECOND_PHONE = Finding(
    "second_phone", N_("There is more than one number here; only the first is taken.")
)
_NO_MOBILE = Finding(
    "phone_not_mobile", N_("This is not a mobile number; it can be imported.")
)
_NEW_DOT = Finding(
    "dot_replaced", N_("The dot in the name was changed to “·”."), is_repaired=True
)
_CLEANED = Finding(
    "name_cleaned",
    N_("Blanks or invisible marks in the name were taken out."),
    is_repaired=True,
)
_WITHOUT_KIND = Finding(
    "left_behind_without_kind",
    N_("It does not say whether one parent is away or both; please complete it."),
)
_NOT_SINGLE_PARENT = Finding(
    "left_behind_is_not_single_parent",
    N_("One parent works away; that is not a single-parent family. Kept apart."),
)
_WHICH_MONTH = Finding(
    "month_ambiguous",
    N_("As a number this may mean January or October; please write it as text."),
)
_MESSAGE_LOST = N_(
    "The sheet kept this as a number and lost its last digits. "
    "Format the column as text and type it again."
)


def found_by(doubts: Iterable[Doubt]) -> tuple[Finding, ...]:
    """Return the domain's doubts as warnings: doubtful values are imported."""
    return tuple(
        Finding(doubt.code, doubt.message, facts=dict(doubt.facts)) for doubt in doubts
    )


def _lost(target: Target) -> Reading:
    severity = Severity.ERROR if target.key in _IDENTITY else Severity.WARNING
    return Reading(findings=(Finding("digits_lost", _MESSAGE_LOST, severity),))


def _name(target: Target, text: str) -> Reading:
    if _USUAL_NAME.fullmatch(text):
        return Reading(text)
    name = clean_name(text)
    findings: tuple[Finding, ...] = ()
    if name != text:
        findings = (_NEW_DOT,) if DOT in name and DOT not in text else (_CLEANED,)
    return Reading(name, findings + found_by(name_doubts(target.field, name)))


def _phone(target: Target, text: str) -> Reading:
    if _MOBILE.fullmatch(text):
        return Reading(text)
    numbers = split_phones(text)
    if not numbers:
        return _NOTHING
    first = numbers[0]
    findings: tuple[Finding, ...] = (_SECOND_PHONE,) if len(numbers) > 1 else ()
    if phone_kind(first) in {PhoneKind.LOCAL, PhoneKind.SHORT, PhoneKind.LAND_LINE}:
        findings += (_NO_MOBILE,)
    return Reading(first, findings + found_by(phone_doubts(target.field, first)))


def _text(target: Target, text: str) -> Reading:
    if target.field not in _NUMBERS:
        return Reading(text) if len(text) <= MAX_TEXT else Reading(None, (_TOO_LONG,))
    is_plain = text.isascii() and text.isalnum()
    number = text.upper() if is_plain else plain(text)
    if target.field == "id_doc_no" and target.slot:
        return Reading(number, found_by(resident_id_doubts(target.field, number)))
    return Reading(number)


def _number(_target: Target, text: str) -> Reading:
    try:
        number = float(text)
    except ValueError:
        return Reading(None, (_NO_NUMBER,))
    if not isfinite(number):
        return Reading(None, (_NO_NUMBER,))
    return Reading(int(number) if number.is_integer() else number)


def _date(target: Target, cell: Cell) -> Reading:
    if isinstance(cell, int | float) and _FIRST_YEAR <= cell < _LAST_YEAR:
        cell = format(cell, ".15g")
        if cell.endswith(".1"):
            return Reading(None, (_WHICH_MONTH,))
    reading = read_date(cell)
    if reading.problem:
        finding = Finding(reading.problem, DOUBTS[reading.problem])
        return Reading(None, (finding,))
    if target.facts.shape is Shape.MONTH:
        return Reading(reading.iso[:7] or None)
    return Reading(reading.iso or None)


def _means_the_field(target: Target, word: str) -> bool:
    """Say whether a cell repeats its heading, as 孤儿 does under 是否孤儿."""
    return target_of(word) == target.key


def _flag(target: Target, text: str) -> Reading:
    word = plain_heading(text)
    if target.key == SINGLE_PARENT and "留守" in word:
        return Reading(None, (_NOT_SINGLE_PARENT,), "left_behind")
    if word in _YES or _means_the_field(target, word):
        return Reading(value=True)
    if _NO.fullmatch(word):
        return Reading(value=False)
    return Reading(None, (_UNKNOWN_WORD,))


def _choice(target: Target, text: str, vocabulary: Vocabulary) -> Reading:
    code = vocabulary.code_of(text)
    if target.field == "boarding":
        code = code or _BOARDING.get(text, "")
    elif target.facts.vocabulary == "relations":
        code = code or _RELATIONS.get(text, "")
    elif target.field == "registry_left_behind" and not code:
        if text in _LEFT_BEHIND_OF_ANY_KIND:
            return Reading(None, (_WITHOUT_KIND,), "left_behind")
        code = "0" if _NO.fullmatch(text) else ""
    return Reading(code) if code else Reading(None, (_UNKNOWN_WORD,))


def _choices(_target: Target, text: str, vocabulary: Vocabulary) -> Reading:
    words = [word for word in _LIST.split(text) if word.strip()]
    if len(words) == 1 and _NO.fullmatch(words[0]) and not vocabulary.code_of(text):
        return _NOTHING
    codes = [vocabulary.code_of(word) for word in words]
    findings = () if all(codes) else (_UNKNOWN_WORD,)
    known = list(dict.fromkeys(filter(None, codes)))
    return Reading(known or None, findings)


_BY_SHAPE: dict[Shape, Callable[[Target, str], Reading]] = {
    Shape.NAME: _name,
    Shape.PHONE: _phone,
    Shape.NUMBER: _number,
}
_DATES = frozenset({Shape.DATE, Shape.MONTH})
# The same few words stand in these columns row after row.
_REPEATED = frozenset({Shape.FLAG, Shape.CHOICE, Shape.CHOICES})


class CellReader:
    """Makes a reader for each column, with one set of vocabularies."""

    def __init__(self, vocabulary: Callable[[str], Vocabulary]) -> None:
        self._vocabulary = vocabulary

    def reader_of(self, target: Target) -> Callable[[Cell], Reading]:
        """Return what reads the cells of a column that goes to `target`."""
        if target.facts.shape in _DATES:
            return cache(partial(_date, target))
        if target.facts.shape in _REPEATED:
            return cache(partial(_read_text, target, self._word(target)))
        read = _BY_SHAPE.get(target.facts.shape, _text)
        return partial(_read_text, target, partial(read, target))

    def _word(self, target: Target) -> Callable[[str], Reading]:
        shape = target.facts.shape
        if shape is Shape.FLAG:
            return partial(_flag, target)
        read = _choice if shape is Shape.CHOICE else _choices
        words = self._vocabulary(target.facts.vocabulary)
        return partial(read, target, vocabulary=words)


def _read_text(target: Target, read: Callable[[str], Reading], cell: Cell) -> Reading:
    try:
        text = text_of(cell)
    except LostDigitsError:
        return _lost(target)
    return read(text) if text else _NOTHING
