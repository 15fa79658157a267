"""What the domain tells the ledger about a record: its list columns and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.ledger.change import Json
    from homevisit.ledger.record_rows import Columns


class Indexing(Protocol):
    """Pure functions of a record's kind and values."""

    def admits(self, kind: str) -> bool:
        """Return whether records of a kind may stand in this ledger at all."""
        ...

    def columns(self, kind: str, values: Mapping[str, Json]) -> Columns:
        """Return what lists filter and count by."""
        ...

    def name_keys(self, kind: str, values: Mapping[str, Json]) -> tuple[str, ...]:
        """Return the typed beginnings that find a student; empty for other kinds."""
        ...

    def text(self, kind: str, values: Mapping[str, Json]) -> str:
        """Return the words of a record that a text search looks through."""
        ...

    def tokens(self, text: str) -> tuple[str, ...]:
        """Return the index tokens of a text: characters, neighbouring pairs, words."""
        ...

    def query_tokens(self, query: str) -> tuple[str, ...]:
        """Return the tokens that every text containing `query` has."""
        ...
