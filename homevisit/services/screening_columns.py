"""What the columns of a screening's file are: who, totals, factors, and the rest.

Single items are recognised and never taken in, nor a level or diagnosis that another
program computed. A person may decide otherwise about a column that is not understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from homevisit.roster.targets import CLASS, GRADE, NAME
from homevisit.roster.words import is_known, plain_heading, target_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.screening_rules import Scale


class Role(StrEnum):
    """What becomes of a column."""

    REGISTRY = "registry"
    ID = "id"
    NAME = "name"
    CLASS = "class"
    GRADE = "grade"
    TOTAL = "total"
    FACTOR = "factor"
    VALIDITY = "validity"
    CONSENT = "consent"
    WATCHED = "watched"
    ITEM = "item"
    VERDICT = "verdict"
    KNOWN = "known"
    UNKNOWN = "unknown"


WHO = frozenset({Role.REGISTRY, Role.ID, Role.NAME})
SCORES = frozenset({Role.TOTAL, Role.FACTOR, Role.WATCHED})
CHOOSABLE = (Role.TOTAL, Role.FACTOR, Role.VALIDITY, Role.CONSENT, Role.UNKNOWN)
_WHO_BY_TARGET = {
    NAME: Role.NAME,
    CLASS: Role.CLASS,
    GRADE: Role.GRADE,
    "student_private.student_registry_no": Role.REGISTRY,
    "student_private.id_doc_no": Role.ID,
}
_TOTALS = frozenset(
    {"总分", "总得分", "量表总分", "得分", "合计", "totalscore", "total"}
)
_VALIDITY = frozenset({"效度", "测谎", "说谎", "掩饰", "效度量表", "validity"})
_CONSENT = frozenset(
    {"知情同意", "家长知情同意", "家长同意", "监护人同意", "是否同意", "consent"}
)
_TAIL = re.compile(r"(?:维度|量表)?(?:因子)?(?:原始|标准|粗)?(?:得分|分数|均分|分)?$")
_ITEM = re.compile(r"(?:第|题|题目|问题|item|q|t|v|a)?[-_]?(\d{1,3})(?:题|[.、:)].*)?")
_SENTENCE = re.compile(
    r"(?:我|你|您|他|她|最近|近来|过去|是否|有没有|经常|总是|感到|觉得).{4,}"
)
_VERDICT = re.compile(
    r".*(?:等级|级别|结论|诊断|预警|风险|评价|解释|建议|结果|阳性|程度|level|result).*"
)
_LONG = 16
_BESIDE = frozenset(
    {"序号", "编号", "测评日期", "测评时间", "测试日期", "完成时间", "用时"}
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, heading and role; `name` is the factor or the item."""

    index: int
    heading: str
    role: Role
    name: str = ""


def guess(headings: Iterable[str], scale: Scale) -> tuple[Column, ...]:
    """Return what each column is; only the first of a kind that is needed once."""
    taken: set[tuple[Role, str]] = set()
    found = []
    for index, heading in enumerate(headings):
        column = _guess(index, heading, scale)
        key = (column.role, column.name)
        is_single = column.role not in {Role.ITEM, Role.VERDICT, Role.KNOWN}
        if is_single and column.role is not Role.UNKNOWN and key in taken:
            column = replace(column, role=Role.UNKNOWN, name="")
        taken.add(key)
        found.append(column)
    return tuple(found)


def choose(
    columns: tuple[Column, ...], index: int, role: Role, name: str = ""
) -> tuple[Column, ...]:
    """Return the columns with one decided by a person; a factor is called `name`.

    Raises `ValueError` for a single item or a role that cannot be chosen.
    """
    if role not in CHOOSABLE or columns[index].role in {Role.ITEM, Role.WATCHED}:
        raise ValueError(role)
    chosen = replace(columns[index], role=role, name="")
    if role is Role.FACTOR:
        chosen = replace(chosen, name=name or _short(chosen.heading))
    return tuple(
        chosen
        if each.index == index
        else replace(each, role=Role.UNKNOWN, name="")
        if role is not Role.UNKNOWN and (each.role, each.name) == (role, chosen.name)
        else each
        for each in columns
    )


def _guess(index: int, heading: str, scale: Scale) -> Column:
    plain = plain_heading(heading)
    if not plain:
        return Column(index, heading, Role.KNOWN)
    role, name = _score(plain, scale)
    if role is None:
        role, name = _other(plain, heading, scale)
    return Column(index, heading, role, name)


def _score(plain: str, scale: Scale) -> tuple[Role | None, str]:
    """Return the role of a column of numbers, and the factor's name."""
    short = _short(plain)
    if plain in _TOTALS or short in {"总", "合计"}:
        return Role.TOTAL, ""
    if short in _VALIDITY or short in scale.validity:
        return Role.VALIDITY, ""
    for spellings in scale.factors:
        if short in spellings or plain in spellings:
            return Role.FACTOR, spellings[0]
    return None, ""


def _other(plain: str, heading: str, scale: Scale) -> tuple[Role, str]:
    who = Role.CONSENT if plain in _CONSENT else _WHO_BY_TARGET.get(target_of(heading))
    if who:
        return who, ""
    item = _ITEM.fullmatch(plain)
    if item:
        is_watched = int(item[1]) in scale.watched
        return (Role.WATCHED if is_watched else Role.ITEM), item[1]
    if _SENTENCE.match(plain) or (len(plain) > _LONG and not is_known(heading)):
        return Role.ITEM, ""
    if is_known(heading) or plain in _BESIDE:
        return Role.KNOWN, ""
    if _VERDICT.fullmatch(plain):
        return Role.VERDICT, ""
    return _own_factor(plain, scale)


def _own_factor(plain: str, scale: Scale) -> tuple[Role, str]:
    """Return a factor of a scale that is not known, where the heading says so."""
    short = _short(plain)
    if not scale.factors and short and short != plain:
        return Role.FACTOR, short
    return Role.UNKNOWN, ""


def _short(heading: str) -> str:
    """Return a heading without what says that it is a score."""
    plain = plain_heading(heading)
    return _TAIL.sub("", plain) or plain
