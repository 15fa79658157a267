"""Which letters of a name's pinyin were typed, so that the list can mark them."""

from __future__ import annotations

import unicodedata

Span = tuple[int, int]


def _plain(text: str) -> str:
    letters = []
    for sign in text.casefold():
        bare = unicodedata.normalize("NFD", sign)[0]
        letters.append("v" if sign in "üǖǘǚǜ" else bare)
    return "".join(letters)


def matched_spans(pinyin: str, typed: str) -> tuple[Span, ...]:
    """Return the spans of `pinyin` that `typed` stands for; none when it does not.

    A run of typed letters may begin at any syllable and take any beginning of each
    one, as initials, full pinyin or a mixture.
    """
    wanted = _plain(typed.replace(" ", "").replace("'", ""))
    if not wanted.isascii() or not wanted.isalpha():
        return ()
    syllables = _syllables(_plain(pinyin))
    for first in range(len(syllables)):
        found = _take(syllables[first:], wanted)
        if found is not None:
            return tuple(found)
    return ()


def _syllables(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for part in text.split(" "):
        if part:
            found.append((at, part))
        at += len(part) + 1
    return found


def _take(syllables: list[tuple[int, str]], wanted: str) -> list[Span] | None:
    if not wanted:
        return []
    if not syllables:
        return None
    at, syllable = syllables[0]
    longest = 0
    while longest < min(len(syllable), len(wanted)):
        if syllable[longest] != wanted[longest]:
            break
        longest += 1
    for length in range(longest, 0, -1):
        rest = _take(syllables[1:], wanted[length:])
        if rest is not None:
            return [(at, at + length), *rest]
    return None


def name_spans(name: str, typed: str) -> tuple[Span, ...]:
    """Return where the characters typed stand in the name itself."""
    wanted = typed.strip()
    at = name.find(wanted) if wanted else -1
    return ((at, at + len(wanted)),) if at >= 0 else ()
