"""Words with stable codes: the shipped tables, and what a school made of them.

A code is the official one where papers show it, otherwise an English identifier. What a
school adds, renames or hides is laid over the table; no code ever disappears, so that
history stays readable.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from homevisit.paths import resource_path
from homevisit.text import current_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.domain.school import VocabularyItem

_OWN_KEYS = frozenset({"code", "zh", "en", "also"})


@dataclass(frozen=True)
class Term:
    """One word: `also` holds other spellings that files use, `facts` what rules ask."""

    code: str
    zh: str
    en: str
    order: int
    also: tuple[str, ...] = ()
    is_active: bool = True
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)

    def label(self, language: str | None = None) -> str:
        """Return the word in `language`, or in the language in use."""
        chosen = language or current_language()
        return (self.en if chosen == "en" else self.zh) or self.zh or self.code


@dataclass(frozen=True)
class Vocabulary:
    """A table of terms in order; of a closed one a school cannot hide a term."""

    name: str
    terms: tuple[Term, ...]
    closed: bool
    source: str

    @cached_property
    def _by_code(self) -> Mapping[str, Term]:
        return {term.code: term for term in self.terms}

    @cached_property
    def _by_word(self) -> Mapping[str, str]:
        words: dict[str, str] = {}
        for term in self.terms:
            for word in (term.code, term.zh, term.en, *term.also):
                words.setdefault(_plain(word), term.code)
        return words

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def term(self, code: str) -> Term | None:
        """Return the term of a code, hidden or not."""
        return self._by_code.get(code)

    def label(self, code: str, language: str | None = None) -> str:
        """Return the word for a code; of an unknown code, the code itself."""
        term = self.term(code)
        return term.label(language) if term else code

    def code_of(self, word: str) -> str:
        """Return the code that a label, code or usual spelling means, or ""."""
        return self._by_word.get(_plain(word), "")

    def offered(self) -> tuple[Term, ...]:
        """Return the terms to choose from."""
        return tuple(term for term in self.terms if term.is_active)


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(folded.split())


def _term(order: int, row: Mapping[str, Any]) -> Term:
    facts = {key: value for key, value in row.items() if key not in _OWN_KEYS}
    return Term(
        row["code"],
        row["zh"],
        row["en"],
        order,
        tuple(row.get("also", ())),
        facts=MappingProxyType(facts),
    )


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return a shipped table. Raises `LookupError` where there is none of the name."""
    path = resource_path("vocabularies", f"{name}.toml")
    if not path.is_file():
        raise LookupError(name)
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    terms = tuple(_term(order, row) for order, row in enumerate(content["terms"]))
    return Vocabulary(name, terms, content["closed"], content["source"])


def _laid_over(term: Term, item: VocabularyItem, *, closed: bool) -> Term:
    return replace(
        term,
        zh=item.zh or term.zh,
        en=item.en or term.en,
        order=term.order if item.order is None else item.order,
        also=(*term.also, term.zh) if item.zh else term.also,
        is_active=closed or item.is_active is not False,
    )


def with_items(table: Vocabulary, items: Iterable[VocabularyItem]) -> Vocabulary:
    """Return the table as the school has it; old words are still understood.

    Items of other vocabularies and items without a code are passed over.
    """
    terms = {term.code: term for term in table.terms}
    for item in items:
        if item.vocabulary != table.name or not item.code:
            continue
        known = terms.get(item.code)
        added = Term(item.code, item.zh or item.code, item.en, len(terms))
        terms[item.code] = _laid_over(
            known or added, item, closed=table.closed and known is not None
        )
    ordered = sorted(terms.values(), key=lambda term: term.order)
    return replace(table, terms=tuple(ordered))
