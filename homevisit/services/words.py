"""The words behind codes, as this school uses them, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homevisit.domain import vocabulary as tables
from homevisit.ledger.queries import Query
from homevisit.services import records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.school import VocabularyItem
    from homevisit.domain.vocabulary import Vocabulary
    from homevisit.services.session import Session


class Words:
    """The vocabularies of one school; read once, for one screen or one print."""

    def __init__(self, items: Iterable[VocabularyItem] = ()) -> None:
        self._items = tuple(items)
        self._made: dict[str, Vocabulary] = {}

    def table(self, name: str) -> Vocabulary:
        """Return a vocabulary as the school has it."""
        if name not in self._made:
            shipped = tables.vocabulary(name)
            self._made[name] = tables.with_items(shipped, self._items)
        return self._made[name]

    def label(self, name: str, code: str) -> str:
        """Return the word for a code; nothing for no code."""
        return self.table(name).label(code) if code else ""

    def labels(self, name: str, codes: Iterable[str]) -> tuple[str, ...]:
        """Return the words for several codes."""
        return tuple(self.label(name, code) for code in codes)

    def offered(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return (code, word) of what a form offers, in order."""
        return tuple((each.code, each.label()) for each in self.table(name).offered())


def read_words(session: Session) -> Words:
    """Return the vocabularies with what this school added or renamed."""
    found = records.find(session, Query("vocabulary_item"))
    return Words(cast("tuple[VocabularyItem, ...]", found))
