"""Judging words in a teacher's notes, and the observation to write instead.

Source: the guidance that recurs in school forms — describe first, no labels, quote what
was said. What stands in quotation marks is somebody's own words and is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.text import N_, current_language, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homevisit.domain.vocabulary import Term, Vocabulary

GAP = "＿＿"
GAPS = re.compile("＿{2,}|_{4,}")
_USUAL_QUESTION = N_("This is a judgement: what was seen or heard at the time?")
# Belongs to the word it strengthens, and goes with it.
_ADVERBS = "非常|特别|十分|比较|有点|有些|很|太|挺"
_NEVER = "\0"
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|‘[^’]*’|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One word with a question to think of, and a pattern with gaps, perhaps empty."""

    word: str
    question: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a judging word stands in a text; `end` is exclusive."""

    start: int
    end: int
    judgement: Judgement


class Wording:
    """The judging words of one school, ready to be looked for while somebody types."""

    def __init__(self, table: Vocabulary) -> None:
        self._known: dict[str, Judgement] = {}
        fine: set[str] = set()
        for term in table.offered():
            fine.update(term.facts.get("unless", "").split())
            for judgement in _judgements(term):
                self._known[judgement.word.casefold()] = judgement
        # The longest first, and what is fine among them, so that it is passed over.
        every = sorted(
            {*self._known, *fine, _NEVER}, key=lambda each: (-len(each), each)
        )
        # A look at the first letter is enough nearly everywhere.
        starts = (*every, *_ADVERBS.split("|"))
        firsts = {letter for each in starts for letter in (each[0].upper(), each[0])}
        first = f"(?=[{re.escape(''.join(sorted(firsts)))}])"
        words = "|".join(map(_spelled, every))
        self._pattern = re.compile(f"{first}(?:{_ADVERBS})?(?P<word>{words})")

    def find(self, text: str) -> tuple[Found, ...]:
        """Return the judging words outside of quotation marks, from left to right."""
        quoted = [each.span() for each in _QUOTED.finditer(text)]
        return tuple(
            Found(each.start(), each.end(), judgement)
            for each in self._pattern.finditer(text)
            if (judgement := self._known.get(each["word"].casefold())) is not None
            and not any(start < each.start() < end for start, end in quoted)
        )


def _judgements(term: Term) -> Iterator[Judgement]:
    facts = term.facts
    question = facts.get("ask_en" if current_language() == "en" else "ask", "")
    question = question or translate(_USUAL_QUESTION)
    for word in (term.zh, *term.also):
        yield Judgement(word, question, facts.get("instead", ""))
    if term.en:
        yield Judgement(term.en, question, facts.get("instead_en", ""))


def _spelled(word: str) -> str:
    # Latin words are whole words; Chinese has no spaces to tell.
    exact = re.escape(word)
    return rf"(?i:\b{exact}\b)" if word.isascii() and word[0].isalpha() else exact
