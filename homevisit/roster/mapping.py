"""Which column goes to which field: guessed, explained, and remembered.

A column's heading decides first, its content second: it can overrule a heading that
means two things (学号), and it alone speaks where there is no heading. What need not be
collected is left out unless a person decides otherwise, and the reason is given.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from homevisit.domain.dates import read_date
from homevisit.roster.sheets import LostDigitsError, Note, text_of
from homevisit.roster.targets import CLASS, MEMBER, NAME, REQUIRED, targets
from homevisit.roster.words import plain_heading, target_of, why_unneeded
from homevisit.text import N_, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.roster.sheets import Cell
    from homevisit.roster.table import Table

_SAMPLE = 50
_MOST = 0.6

_BY_HEADING = Note("by_heading", N_("The heading says so."))
_BY_CONTENT = Note("by_content", N_("The content looks like it; please check."))
_BY_BOTH = Note("by_both", N_("The heading and the content say so."))
_OVERRULED = Note("overruled", N_("The content says so, though the heading does not."))
_DOUBTFUL = Note(
    "doubtful", N_("The heading says so, but the content looks different.")
)
_CHOSEN = Note("chosen", N_("You chose it."))
_REMEMBERED = Note("remembered", N_("As it was for such a list before."))
_TAKEN = Note("taken", N_("Another column holds this already."))
_UNKNOWN = Note("unknown", N_("It is not known what this column means."))
_EMPTY = Note("empty", N_("The column is empty."))

_REGISTRY_NO = "student_private.student_registry_no"
_ID_NO = "student_private.id_doc_no"
_PHONE = "student_private.phone"
_BIRTH = "student.birth_date"
_FORMS = (
    (_REGISTRY_NO, re.compile(r"[GLJglj]\d{17}[\dXx]")),
    (_ID_NO, re.compile(r"\d{17}[\dXx]")),
    (_PHONE, re.compile(r"1[3-9]\d{9}")),
    ("student.sex", re.compile(r"[男女]")),
    (CLASS, re.compile(r".{0,8}[\d一二三四五六七八九十]+[)）]?班")),
    (NAME, re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")),
)
# Content of these forms means the field wherever it stands; of the others it may be
# another person's or another place's.
_DECISIVE = {_REGISTRY_NO: {"student.class_seat_no", _ID_NO}, _ID_NO: {_REGISTRY_NO}}
_CHECKED = {key for key, _ in _FORMS if key not in {NAME, CLASS}} | {_BIRTH}


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What becomes of one column: its target, "" when left out, and why.

    `score` is 0 to 1; `sample` is the first filled cell, which may be somebody's data.
    """

    column: int
    heading: str
    target: str
    score: float
    why: Note
    sample: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The choice for every column of one list."""

    columns: tuple[ColumnChoice, ...]

    def missing(self) -> tuple[str, ...]:
        """Return the targets without which the list cannot be imported."""
        chosen = {column.target for column in self.columns}
        return tuple(key for key in REQUIRED if key not in chosen)

    def by_target(self) -> dict[str, int]:
        """Return the column of each target that has one."""
        return {
            column.target: column.column for column in self.columns if column.target
        }

    def choose(self, column: int, target: str) -> ColumnMapping:
        """Return the mapping with one column decided by a person.

        A column that went there before is left out. Raises `LookupError` for a target
        that does not exist.
        """
        if target and target not in targets():
            raise LookupError(target)
        return ColumnMapping(
            tuple(
                replace(each, target=target, score=1.0, why=_CHOSEN)
                if each.column == column
                else replace(each, target="", why=_TAKEN)
                if target and each.target == target
                else each
                for each in self.columns
            )
        )

    def to_values(self) -> dict[str, str]:
        """Return what to remember: targets by plain heading; nobody's data."""
        return {
            plain_heading(column.heading): column.target
            for column in self.columns
            if column.heading
        }


def signature(table: Table) -> str:
    """Return a short digest of a list's headings, by which a mapping is remembered."""
    headings = "\n".join(map(plain_heading, table.headings))
    return hashlib.sha256(headings.encode()).hexdigest()[:32]


def _texts(cells: Iterable[Cell]) -> list[str]:
    found = []
    for cell in islice((cell for cell in cells if cell is not None), _SAMPLE):
        try:
            text = text_of(cell)
        except LostDigitsError:
            continue
        if text:
            found.append(text)
    return found


def _content(texts: list[str]) -> str:
    """Return the target that most of a column's content looks like, or ""."""
    if not texts:
        return ""
    for key, form in _FORMS:
        fitting = sum(bool(form.fullmatch(text)) for text in texts)
        if fitting >= _MOST * len(texts) and _varies_enough(key, texts):
            return key
    dates = sum(bool(read_date(text).iso) for text in texts)
    return _BIRTH if dates >= _MOST * len(texts) else ""


def _varies_enough(key: str, texts: list[str]) -> bool:
    """Tell names from words such as 汉族, which repeat."""
    return key != NAME or len(set(texts)) > len(texts) / 2 or len(texts) < 3


def _guess(column: int, heading: str, texts: list[str]) -> ColumnChoice:
    sample = texts[0] if texts else ""
    by_heading, by_content = target_of(heading), _content(texts)
    choice = ColumnChoice(column, heading, "", 0.0, _UNKNOWN, sample)
    if by_heading and by_heading in _DECISIVE.get(by_content, ()):
        return replace(choice, target=by_content, score=0.9, why=_OVERRULED)
    if by_heading:
        score, why = _agreement(by_heading, by_content, texts)
        return replace(choice, target=by_heading, score=score, why=why)
    if unneeded := why_unneeded(heading):
        return replace(choice, score=1.0, why=Note("unneeded", unneeded))
    if not texts:
        return replace(choice, score=1.0, why=_EMPTY)
    if by_content and not heading:
        return replace(choice, target=by_content, score=0.5, why=_BY_CONTENT)
    return choice


def _agreement(heading: str, content: str, texts: list[str]) -> tuple[float, Note]:
    field = heading.rpartition(".")[2]
    if content and content.rpartition(".")[2] == field:
        return 1.0, _BY_BOTH
    if not texts:
        return 0.3, _BY_HEADING
    if heading in _CHECKED:
        return 0.5, _DOUBTFUL
    return 0.9, _BY_HEADING


def _without_unneeded(choice: ColumnChoice) -> ColumnChoice:
    target = targets().get(choice.target)
    if target is None or target.facts.on_by_default:
        return choice
    return replace(choice, target="", why=Note("unneeded", target.facts.why))


def _each_once(choices: list[ColumnChoice]) -> list[ColumnChoice]:
    """Leave every target to its surest column, the first of equals."""
    best: dict[str, ColumnChoice] = {}
    for choice in choices:
        held = best.get(choice.target)
        if held is None or choice.score > held.score:
            best[choice.target] = choice
    return [
        choice
        if not choice.target or best[choice.target] is choice
        else replace(choice, target="", why=_TAKEN)
        for choice in choices
    ]


def _parents_phone(choices: list[ColumnChoice]) -> list[ColumnChoice]:
    """Take 家长电话 for the family's number where no column names that parent."""
    chosen = Counter(choice.target for choice in choices)
    if chosen[f"{MEMBER}.parent.name"] or chosen[_PHONE]:
        return choices
    return [
        replace(choice, target=_PHONE)
        if choice.target == f"{MEMBER}.parent.phone"
        else choice
        for choice in choices
    ]


def _remembered(choice: ColumnChoice, known: Mapping[str, str]) -> ColumnChoice:
    target = known.get(plain_heading(choice.heading)) if choice.heading else None
    if target is None or (target and target not in targets()):
        return choice
    return replace(choice, target=target, score=1.0, why=_REMEMBERED)


def guess_mapping(
    table: Table, remembered: Mapping[str, Any] | None = None
) -> ColumnMapping:
    """Return what each column seems to be; `remembered` is an earlier `to_values()`."""
    guesses = [
        _guess(index, heading, _texts(table.column(index)))
        for index, heading in enumerate(table.headings)
    ]
    choices = _each_once(
        [_without_unneeded(guess) for guess in _parents_phone(guesses)]
    )
    if remembered:
        choices = _each_once([_remembered(choice, remembered) for choice in choices])
    return ColumnMapping(tuple(choices))


def heading_of(choice: ColumnChoice) -> str:
    """Return what to call a column on the screen."""
    if choice.heading:
        return choice.heading
    return translate(N_("Column {number}")).format(number=choice.column + 1)
