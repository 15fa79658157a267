"""The domain's answers to what the ledger asks when it indexes a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.domain.kinds import KINDS, index_columns, read_record, searchable_text
from homevisit.domain.pinyin import name_keys
from homevisit.domain.record import Compartment
from homevisit.domain.tokens import query_tokens, text_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.record import IndexColumns

# Found by their words. Staff, terms and the like are picked from short lists instead.
_SEARCHED = frozenset(
    {
        "student",
        "student_private",
        "family_member",
        "determination",
        "visit",
        "visit_addendum",
        "visit_review",
        "follow_up",
        "attachment",
        "consent",
    }
)
_NUMBERS = ("class_seat_no",)


class DomainIndexing:
    """Satisfies `homevisit.ledger.indexing.Indexing` for what a school may know."""

    def admits(self, kind: str) -> bool:
        """Return whether it is no counselling record; newer kinds are taken as such."""
        return not _is_counselling(kind)

    def columns(self, kind: str, values: Mapping[str, Any]) -> IndexColumns:
        return index_columns(kind, values)

    def name_keys(self, kind: str, values: Mapping[str, Any]) -> tuple[str, ...]:
        if kind != "student":
            return ()
        name = values.get("name")
        keys = (
            name_keys(name, str(values.get("name_pinyin") or ""))
            if isinstance(name, str) and name
            else ()
        )
        numbers = (values.get(field) for field in _NUMBERS)
        return (*keys, *(number for number in numbers if isinstance(number, str)))

    def text(self, kind: str, values: Mapping[str, Any]) -> str:
        if kind not in _SEARCHED:
            return ""
        return searchable_text(read_record(kind, "", values))

    def tokens(self, text: str) -> tuple[str, ...]:
        return text_tokens(text)

    def query_tokens(self, query: str) -> tuple[str, ...]:
        return query_tokens(query)


class RoomIndexing(DomainIndexing):
    """For the counselling room: lists as everywhere, and no word of it is indexed."""

    def admits(self, kind: str) -> bool:
        """Return whether it is a counselling record, or of a newer, unknown kind."""
        return kind not in KINDS or _is_counselling(kind)

    def name_keys(self, _kind: str, _values: Mapping[str, Any]) -> tuple[str, ...]:
        return ()

    def text(self, _kind: str, _values: Mapping[str, Any]) -> str:
        return ""


def _is_counselling(kind: str) -> bool:
    found = KINDS.get(kind)
    return found is not None and found.COMPARTMENT is Compartment.COUNSELLING
