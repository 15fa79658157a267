"""What linear equations over whole numbers give away: exact, without rounding."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

K = TypeVar("K", bound=Hashable)
Bounds = tuple[int, int | None]
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Equation(Generic[K]):
    """The sum of factors times unknowns is `known`."""

    terms: Mapping[K, int]
    known: int


Row = tuple[dict[K, Fraction], Fraction]


def determined(
    equations: Iterable[Equation[K]], bounds: Mapping[K, Bounds]
) -> frozenset[K]:
    """Return the unknowns of `bounds` that can have one value only.

    Found by elimination, and by narrowing the bounds (both ends included, None for no
    end) along every equation as given and as eliminated.
    """
    given: list[Row[K]] = [
        (
            {key: Fraction(factor) for key, factor in each.terms.items() if factor},
            Fraction(each.known),
        )
        for each in equations
    ]
    solved = _eliminated(given)
    sure = {next(iter(terms)) for terms, _known in solved if len(terms) == 1}
    ends = {key: [Fraction(low), _end(high)] for key, (low, high) in bounds.items()}
    _narrow([*given, *solved], ends)
    sure |= {key for key, (low, high) in ends.items() if low == high}
    return frozenset(sure & set(bounds))


def _end(high: int | None) -> Fraction | None:
    return None if high is None else Fraction(high)


def _eliminated(rows: Iterable[Row[K]]) -> list[Row[K]]:
    """Return the reduced rows; each has a pivot that stands in no other row."""
    done: dict[K, Row[K]] = {}
    for terms, known in rows:
        left, value = dict(terms), known
        for key in [each for each in left if each in done]:
            left, value = _without(left, value, key, done[key])
        if not left:
            continue
        pivot = min(left, key=repr)
        factor = left[pivot]
        row: Row[K] = ({k: v / factor for k, v in left.items()}, value / factor)
        for key, (others, result) in list(done.items()):
            if pivot in others:
                done[key] = _without(others, result, pivot, row)
        done[pivot] = row
    return list(done.values())


def _without(
    terms: Mapping[K, Fraction], known: Fraction, key: K, row: Row[K]
) -> Row[K]:
    factor = terms[key]
    left = dict(terms)
    for other, weight in row[0].items():
        value = left.get(other, Fraction(0)) - factor * weight
        if value:
            left[other] = value
        else:
            left.pop(other, None)
    return left, known - factor * row[1]


def _narrow(rows: Iterable[Row[K]], ends: dict[K, list[Fraction | None]]) -> None:
    every = list(rows)
    for _round in range(_ROUNDS):
        changes = [_narrow_one(row, key, ends) for row in every for key in row[0]]
        if not any(changes):
            return


def _narrow_one(row: Row[K], key: K, ends: dict[K, list[Fraction | None]]) -> bool:
    """Narrow one unknown by what the others of its row leave to it."""
    terms, known = row
    if key not in ends:
        return False
    least, most = _rest(terms, key, ends)
    factor = terms[key]
    low = None if most is None else (known - most) / factor
    high = None if least is None else (known - least) / factor
    if factor < 0:
        low, high = high, low
    own = ends[key]
    changed = False
    if low is not None and (own[0] is None or low > own[0]):
        own[0], changed = Fraction(-((-low) // 1)), True
    if high is not None and (own[1] is None or high < own[1]):
        own[1], changed = Fraction(high // 1), True
    return changed


def _rest(
    terms: Mapping[K, Fraction], key: K, ends: Mapping[K, list[Fraction | None]]
) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the greatest value of a row without one unknown."""
    least: Fraction | None = Fraction(0)
    most: Fraction | None = Fraction(0)
    for other, factor in terms.items():
        if other == key:
            continue
        low, high = ends.get(other, [None, None])
        if factor < 0:
            low, high = high, low
        least = None if least is None or low is None else least + factor * low
        most = None if most is None or high is None else most + factor * high
    return least, most
