"""Lists that come with the program and that a school makes its own, entry by entry.

An entry is written down when it is first touched; until then it is only shown, in the
language in use. Two colleagues who touch the same one make the same record.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from homevisit.domain import read_record
from homevisit.domain.record import to_values
from homevisit.ids import derived_id
from homevisit.ledger.queries import Query
from homevisit.paths import resource_path
from homevisit.services import records
from homevisit.services.records import NoSuchRecordError, RecordEdit
from homevisit.text import current_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.record import Record
    from homevisit.services.records import Written
    from homevisit.services.session import Session

_ENGLISH = "_en"


@dataclass(frozen=True, slots=True)
class ShippedList:
    """One list: the kind of its records, and the file in `resources/care`."""

    kind: str
    file: str

    def shipped(self) -> tuple[Record, ...]:
        """Return the entries as they come, in the order of the file."""
        return tuple(
            read_record(self.kind, record_id, _in_language(row))
            for record_id, row in _entries(self.kind, self.file)
        )

    def is_shipped(self, record_id: str) -> bool:
        """Whether an entry came with the program."""
        return any(record_id == each for each, _row in _entries(self.kind, self.file))

    def read(self, session: Session) -> tuple[Record, ...]:
        """Return the shipped entries as the school has them, then its own."""
        stored = {each.id: each for each in records.find(session, Query(self.kind))}
        everything = records.find(session, Query(self.kind, with_archived=True))
        archived = {each.id for each in everything} - stored.keys()
        came = [
            stored.pop(each.id, each)
            for each in self.shipped()
            if each.id not in archived
        ]
        return (*came, *stored.values())

    def edit(
        self, session: Session, record_id: str, values: Mapping[str, Any]
    ) -> RecordEdit:
        """Return the edit of an entry, with all of it where it is touched first.

        Raises `NoSuchRecordError`.
        """
        if records.values_if_known(session, record_id):
            return RecordEdit(self.kind, dict(values), record_id)
        came = next((each for each in self.shipped() if each.id == record_id), None)
        if came is None:
            raise NoSuchRecordError
        return RecordEdit(self.kind, {**to_values(came), **values}, record_id)

    def restore(self, session: Session) -> Written:
        """Write every touched entry as it came, as one save; the school's own stay."""
        edits = []
        for came in self.shipped():
            known = records.values_if_known(session, came.id)
            if known:
                emptied = dict.fromkeys(known.keys() - {"archived"}, None)
                back = {"archived": None} if known.get("archived") else {}
                values = {**emptied, **back, **to_values(came)}
                edits.append(RecordEdit(self.kind, values, came.id))
        return records.save(session, edits, label=self.kind)


@cache
def _entries(kind: str, file: str) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Return id and row of every entry; the id follows the Chinese name or number."""
    content = tomllib.loads(resource_path("care", file).read_text(encoding="utf-8"))
    return tuple(
        (derived_id(kind, row.get("number") or row["zh"]), row)
        for row in content["entries"]
    )


def _in_language(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's values with its words in the language in use."""
    english = current_language() == "en"
    values = {
        name: (row.get(f"{name}{_ENGLISH}", value) if english else value)
        for name, value in row.items()
        if name not in {"zh", "en"} and not name.endswith(_ENGLISH)
    }
    return {**values, "name": row["en"] if english else row["zh"]}
