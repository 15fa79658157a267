"""What the numbers of a screening are worth: valid or not, over which threshold.

Thresholds are data with a source, shipped as examples and changed by the school. The
strongest word is that an interview is suggested: no level, no diagnosis, and no words
of an item (domain.md 2.8, 6.1).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from homevisit.domain.care_counselling import Threshold
from homevisit.paths import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOTHING, ATTENTION, INTERVIEW, INVALID = (
    "nothing_found",
    "attention",
    "interview",
    "invalid",
)
TOTAL = "total"
EVERY_FACTOR = "*"
_RANKS = {NOTHING: 0, ATTENTION: 1, INTERVIEW: 2}


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale by name: its factors with other spellings, its validity, its example.

    `watched` are numbers of items whose hit is kept and whose score is not.
    """

    code: str
    items: int = 0
    factors: tuple[tuple[str, ...], ...] = ()
    validity: tuple[str, ...] = ()
    invalid_from: float | None = None
    watched: tuple[int, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a row gave: nothing but totals, factors, and hits of watched items."""

    total: float | None = None
    factors: Mapping[str, float] | None = None
    validity: float | None = None
    hits: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self.total is None and not self.factors and not self.hits


@dataclass(frozen=True, slots=True)
class Judged:
    """A first result in one of four words, and what led to it."""

    result: str
    over: tuple[str, ...] = ()
    is_valid: bool | None = None


def judge(
    numbers: Numbers,
    thresholds: Iterable[Threshold],
    invalid_from: float | None = None,
) -> Judged:
    """Return the strongest word that the thresholds lead to.

    Numbers that are not valid lead to no other word, but for a watched item's hit.
    """
    is_valid = _is_valid(numbers, invalid_from)
    if numbers.hits:
        return Judged(INTERVIEW, numbers.hits, is_valid)
    if is_valid is False:
        return Judged(INVALID, (), is_valid=False)
    reached = [
        (name, each.result)
        for each in thresholds
        if each.at_least is not None and each.result in _RANKS
        for name in _over(numbers, each.factor, each.at_least)
    ]
    words = [NOTHING, *(result for _name, result in reached)]
    over = tuple(dict.fromkeys(name for name, _result in reached))
    return Judged(max(words, key=lambda word: _RANKS[word]), over, is_valid)


def _is_valid(numbers: Numbers, invalid_from: float | None) -> bool | None:
    if numbers.validity is None or invalid_from is None:
        return None
    return numbers.validity < invalid_from


def _over(numbers: Numbers, factor: str, at_least: float) -> list[str]:
    """Return what reaches a threshold: the total, one factor, or any of all."""
    known = numbers.factors or {}
    if not factor:
        has = numbers.total is not None and numbers.total >= at_least
        return [TOTAL] if has else []
    if factor == EVERY_FACTOR:
        return [name for name, value in known.items() if value >= at_least]
    value = known.get(factor)
    return [factor] if value is not None and value >= at_least else []


@cache
def scales() -> Mapping[str, Scale]:
    """Return the scales that are known by name, with their example thresholds."""
    path = resource_path("care", "scales.toml")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {code: _scale(code, row) for code, row in content.items() if _is_scale(row)}


def scale(code: str) -> Scale:
    """Return a scale by its code, or one of which nothing is known."""
    return scales().get(code) or Scale(code)


def _is_scale(row: object) -> bool:
    return isinstance(row, dict)


def _scale(code: str, row: dict[str, object]) -> Scale:
    found: dict[str, object] = dict(row)
    source = str(found.get("source", ""))
    invalid = found.get("invalid_from")
    return Scale(
        code=code,
        items=_whole(found.get("items")),
        factors=tuple(tuple(each) for each in _listed(found.get("factors"))),
        validity=tuple(_listed(found.get("validity"))),
        invalid_from=float(invalid) if isinstance(invalid, int | float) else None,
        watched=tuple(_listed(found.get("watched"))),
        thresholds=tuple(_thresholds(found, source)),
        source=source,
    )


def _thresholds(row: Mapping[str, object], source: str) -> Iterable[Threshold]:
    for part, factor in ((TOTAL, ""), ("factor", EVERY_FACTOR)):
        for result in (ATTENTION, INTERVIEW):
            value = row.get(f"{part}_{result}")
            if isinstance(value, int | float):
                yield Threshold(
                    factor=factor, at_least=float(value), result=result, source=source
                )


def _listed(value: object) -> list:  # type: ignore[type-arg]  # whatever the file has
    return list(value) if isinstance(value, list) else []


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
