"""Search tokens of a text: every character, and every pair of neighbours in a run.

A run is letters, digits and Han characters without a break. A text that contains a
query has all of the query's tokens; that the reverse holds is for the reader of the
index to verify. Words of Latin letters and numbers are cut up alike, so that the end of
a phone number is found too.
"""

from __future__ import annotations

import re
import unicodedata

# Unicode 6.1 does not know these, and SQLite's tokenizer takes them for blanks.
_HAN_PLANES = range(0x20000, 0x40000)
_NEW_HAN = re.compile("[\u4db6-\u4dbf\u9fcd-\u9fff]")


def _is_word(character: str) -> bool:
    return character.isalnum() or ord(character) in _HAN_PLANES


def _runs(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c if _is_word(c) else " " for c in folded)
    return kept.split()


def _written(characters: str) -> str:
    return "".join(
        f"x{ord(c):x}" if ord(c) in _HAN_PLANES or _NEW_HAN.match(c) else c
        for c in characters
    )


def text_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens to index a text by, each once, in order of appearance."""
    found: dict[str, None] = {}
    for run in _runs(text):
        for place, character in enumerate(run):
            found[_written(character)] = None
            if place:
                found[_written(run[place - 1 : place + 1])] = None
    return tuple(found)


def query_tokens(query: str) -> tuple[str, ...]:
    """Return the tokens that every text containing the query has; pairs if possible."""
    found: dict[str, None] = {}
    for run in _runs(query):
        if len(run) == 1:
            found[_written(run)] = None
        for place in range(1, len(run)):
            found[_written(run[place - 1 : place + 1])] = None
    return tuple(found)
