"""Finding in a password what a guesser would try as one piece.

Blocked words, dates, repetitions and rows of keys are such spans. The block-list and
the strength estimate ask the same question of them with different prices: what is the
cheapest way to spell the password by spans and single characters?
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

_LONGEST_WORD = 24
_SHORTEST_RUN = 3
_WIDEST_REPEAT = 4
_ROWS = (
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "abcdefghijklmnopqrstuvwxyz",
)
_RUNS = tuple(run for row in _ROWS for run in (row * 2, row[::-1] * 2))
_YEAR, _MONTH, _DAY = r"(19|20)\d\d", r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}[-./年 ]?{_MONTH}[-./月 ]?{_DAY}日?",
        rf"{_DAY}[-./ ]?{_MONTH}[-./ ]?{_YEAR}",
        rf"\d\d{_MONTH}{_DAY}",
        rf"{_MONTH}月{_DAY}日",
        rf"{_YEAR}年?",
    )
)


class Kind(Enum):
    """Why a span is easy to guess."""

    WORD = "word"
    DATE = "date"
    REPEAT = "repeat"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Span:
    """One easy piece, from `start` up to `end`."""

    kind: Kind
    start: int
    end: int


def easy_spans(text: str, words: AbstractSet[str]) -> Iterator[Span]:
    """Yield every easy piece of a normalised, case-folded password."""
    for start in range(len(text)):
        yield from _words_at(text, start, words)
        yield from _dates_at(text, start)
        yield from _patterns_at(text, start)


def cheapest_spelling(
    text: str,
    spans: Iterable[Span],
    *,
    span_price: Callable[[Span], float],
    letter_price: Callable[[str], float],
) -> float:
    """Return the least total price of spelling all of `text`."""
    ending: dict[int, list[Span]] = {}
    for span in spans:
        ending.setdefault(span.end, []).append(span)
    cheapest = [0.0]
    for end in range(1, len(text) + 1):
        prices = [cheapest[end - 1] + letter_price(text[end - 1])]
        prices += [cheapest[s.start] + span_price(s) for s in ending.get(end, ())]
        cheapest.append(min(prices))
    return cheapest[-1]


def _words_at(text: str, start: int, words: AbstractSet[str]) -> Iterator[Span]:
    for end in range(start + 2, min(len(text), start + _LONGEST_WORD) + 1):
        if text[start:end] in words:
            yield Span(Kind.WORD, start, end)


def _dates_at(text: str, start: int) -> Iterator[Span]:
    for pattern in _DATES:
        match = pattern.match(text, start)
        if match:
            yield Span(Kind.DATE, start, match.end())


def _patterns_at(text: str, start: int) -> Iterator[Span]:
    for width in range(1, _WIDEST_REPEAT + 1):
        end = _repeat_end(text, start, width)
        if end - start >= max(_SHORTEST_RUN, 2 * width):
            yield Span(Kind.REPEAT, start, end)
    end = _run_end(text, start)
    if end - start >= _SHORTEST_RUN:
        yield Span(Kind.RUN, start, end)


def _repeat_end(text: str, start: int, width: int) -> int:
    unit, end = text[start : start + width], start + width
    while text.startswith(unit, end) and end < len(text):
        end += width
    return end


def _run_end(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and any(text[start : end + 1] in run for run in _RUNS):
        end += 1
    return end
