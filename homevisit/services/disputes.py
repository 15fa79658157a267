"""Fields in which different values stand: shown side by side, decided by a person.

Nothing is decided by time. Until somebody decides, every version is kept; afterwards
the others are in the history.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.canonical import write_json
from homevisit.domain.kinds import KINDS
from homevisit.domain.record import FieldFacts, Shape, facts_of
from homevisit.ledger import queries, versions
from homevisit.ledger.change import Note
from homevisit.ledger.ledger import Edit
from homevisit.ledger.record_rows import read_row
from homevisit.ledger.versions import Version
from homevisit.services import records
from homevisit.services.comparing import join_values
from homevisit.services.records import LockedRecordError, NoSuchRecordError, Written
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.record import Record
    from homevisit.ledger.versions import Versions
    from homevisit.services.session import Session

__all__ = [
    "Dispute",
    "Disputed",
    "FieldDispute",
    "Version",
    "all_of",
    "count",
    "read",
    "settle",
]

PURPOSE = "settle"
ARCHIVED = "archived"
_ASIDE = FieldFacts(N_("Set aside"), shape=Shape.KEY)


@dataclass(frozen=True, slots=True)
class Disputed:
    """A record with disputed fields, for a list."""

    record: Record
    kind: str
    student_id: str
    fields: int


@dataclass(frozen=True, slots=True)
class FieldDispute:
    """One field and its versions, one's own first; see `Versions` for `before`."""

    name: str
    facts: FieldFacts | None
    before: tuple[Any, ...] | None
    versions: tuple[Version, ...]
    standing: tuple[str, ...]

    def joined(self) -> Any | None:  # noqa: ANN401  any JSON a field holds
        """Return all versions as one, where the field can hold that."""
        values = tuple(each.value for each in self.versions if each.value is not None)
        return join_values(self.facts.shape, values) if self.facts else None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A record as somebody looks at it to decide; `is_locked` once it was finalised."""

    record: Record
    kind: str
    student_id: str
    is_locked: bool
    fields: tuple[FieldDispute, ...]


def all_of(session: Session) -> tuple[Disputed, ...]:
    """Return every record in use that has disputed fields."""
    return tuple(
        Disputed(
            records.as_record(row.kind, row.id, row.values),
            row.kind,
            row.student_id or "",
            row.conflicts,
        )
        for row in queries.in_conflict(session.ledger.db)
    )


def count(session: Session) -> int:
    """Return how many fields are disputed, in all records in use."""
    return queries.count_conflicts(session.ledger.db)


def read(session: Session, record_id: str) -> Dispute:
    """Return a record's disputed fields; none where all are settled.

    Raises `NoSuchRecordError`.
    """
    row = read_row(session.ledger.db, record_id)
    if row is None:
        raise NoSuchRecordError
    found = versions.of_record(session.ledger.db, record_id)
    return Dispute(
        record=records.as_record(row.kind, row.id, row.values),
        kind=row.kind,
        student_id=row.student_id or "",
        is_locked=row.kind == "visit" and bool(row.values.get("finalised_at")),
        fields=tuple(_field(session, row.kind, each) for each in found),
    )


def settle(session: Session, dispute: Dispute, decided: Mapping[str, Any]) -> Written:
    """Write what was decided for some or all of the fields, as one save.

    It replaces the versions that were looked at; one that came since still stands.
    Of a finalised visit only a version that stands can be chosen: raises
    `LockedRecordError` for any other text.
    """
    seen = {each.name: each.standing for each in dispute.fields}
    values = {name: value for name, value in decided.items() if name in seen}
    if dispute.is_locked and not all(
        _stands(dispute, *each) for each in values.items()
    ):
        raise LockedRecordError
    if values.get(ARCHIVED) is not None:
        again = records.archive_edit(session, dispute.record.id, "settled")
        values[ARCHIVED] = again.values[ARCHIVED]
    edit = Edit(
        dispute.record.id, dispute.kind, dispute.student_id or None, values, seen
    )
    # Not `records.write`: choosing among what stands changes no finalised visit.
    saved = session.ledger.save([edit], purpose=PURPOSE, note=Note(label=PURPOSE))
    return Written(saved.save_id, (dispute.record.id,))


def _stands(dispute: Dispute, name: str, value: Any) -> bool:  # noqa: ANN401  any JSON
    return any(
        write_json(version.value) == write_json(value)
        for each in dispute.fields
        if each.name == name
        for version in each.versions
    )


def _field(session: Session, kind: str, found: Versions) -> FieldDispute:
    known = KINDS.get(kind)
    facts = facts_of(known).get(found.field) if known else None
    mine_first = sorted(
        found.versions, key=lambda each: each.author != session.person_id
    )
    return FieldDispute(
        found.field,
        _ASIDE if found.field == ARCHIVED else facts,
        found.before,
        tuple(mine_first),
        found.standing,
    )
