"""Search tokens of a text: every character, and every pair of neighbours in a run.

A run is letters, digits and Han characters without a break. A text that contains a
query has all of the query's tokens; that the reverse holds is for the reader of the
index to verify. Words of Latin letters and numbers are cut up alike, so that the end of
a phone number is found too.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Unicode 6.1 does not know these, and SQLite's tokenizer takes them for blanks.
_UNKNOWN = re.compile("[\u4db6-\u4dbf\u9fcd-\u9fff\U00020000-\U0003ffff]")
_RUN = re.compile("(?:[^\\W_]|[\U00020000-\U0003ffff])+")


def _runs(text: str) -> list[str]:
    return _RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def _in_ascii(match: re.Match[str]) -> str:
    return f"x{ord(match.group()):x}"


def _written(tokens: Iterable[str]) -> tuple[str, ...]:
    """Return the tokens once each, in letters that every tokenizer knows."""
    once = dict.fromkeys(tokens)
    if not _UNKNOWN.search("".join(once)):
        return tuple(once)
    return tuple(_UNKNOWN.sub(_in_ascii, token) for token in once)


def text_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens to index a text by, each once: characters, then pairs."""
    runs = _runs(text)
    singles = (character for run in runs for character in run)
    return _written([*singles, *_pairs(runs)])


def _pairs(runs: Iterable[str]) -> Iterator[str]:
    for run in runs:
        yield from map("".join, pairwise(run))


def query_tokens(query: str) -> tuple[str, ...]:
    """Return the tokens that every text containing the query has; pairs if possible."""
    runs = _runs(query)
    singles = (run for run in runs if len(run) == 1)
    return _written([*singles, *_pairs(runs)])
