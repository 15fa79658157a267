"""What was ever changed in a child's file, and ways to bring back what stood there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from homevisit.domain.kinds import KINDS
from homevisit.domain.record import Compartment, Shape, facts_of
from homevisit.ledger import file_history
from homevisit.ledger.file_history import RecordWrites, SavePage, Wanted
from homevisit.ledger.history import FieldWrite as Write
from homevisit.services import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.record import FieldFacts, Record
    from homevisit.services.records import Written
    from homevisit.services.session import Session

__all__ = [
    "RecordWrites",
    "SavePage",
    "Wanted",
    "Write",
    "authors",
    "bring_back",
    "is_told",
    "page",
    "put_back",
    "set_aside",
]

ARCHIVED = "archived"
# Written by the program with every record; a person reads the rest.
_SILENT = frozenset({Shape.KEY, Shape.LINK, Shape.LINKS, Shape.INSTANT})
_CLOSED = frozenset({Compartment.CARE, Compartment.LEADERS, Compartment.COUNSELLING})
_TOLD = tuple(
    kind
    for kind, model in KINDS.items()
    if model.COMPARTMENT not in _CLOSED or kind == "leader_talk_note"
)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that was set aside, with its values as they were then."""

    record: Record
    kind: str
    reason: str
    values: Mapping[str, Any]


def page(session: Session, wanted: Wanted) -> tuple[SavePage, ...]:
    """Return the saves that touched a file, newest first.

    Without concerns, cases and reports: a file is looked at with others in the room,
    and those have pages of their own.
    """
    kinds = tuple(each for each in wanted.kinds or _TOLD if each in _TOLD)
    if not kinds:
        return ()
    return file_history.of_student(session.ledger.db, replace(wanted, kinds=kinds))


def authors(session: Session, student_id: str) -> tuple[str, ...]:
    """Return the staff ids of everybody who wrote what `page` tells of the file."""
    return file_history.authors_of(session.ledger.db, student_id, _TOLD)


def is_told(kind: str, name: str) -> FieldFacts | None:
    """Return what is known of a field that history tells, None of one it does not."""
    known = facts_of(KINDS[kind]) if kind in KINDS else {}
    facts = known.get(name)
    return facts if facts is not None and facts.shape not in _SILENT else None


def put_back(session: Session, write: Write) -> Written:
    """Write again the value that `write` replaced, as a save of its own.

    What several people had written side by side comes back as the first of them; an
    empty field becomes empty again. Raises `LockedRecordError` for a finalised visit.
    """
    value = write.old[0] if write.old else None
    edit = records.edit_of(session, write.record_id, {write.field: value})
    return records.save(session, [edit], label="put back")


def set_aside(session: Session, student_id: str) -> tuple[SetAside, ...]:
    """Return the records of a file that were set aside, as they were."""
    found = []
    for record_id, kind in file_history.set_aside(session.ledger.db, student_id):
        if kind not in _TOLD:
            continue
        values = records.values_if_known(session, record_id)
        archived = values.pop(ARCHIVED, None)
        reason = archived.get("reason", "") if isinstance(archived, dict) else ""
        record = records.as_record(kind, record_id, values)
        found.append(SetAside(record, kind, str(reason), values))
    return tuple(found)


def bring_back(session: Session, record_id: str) -> Written:
    """Bring a record back that was set aside."""
    edit = records.edit_of(session, record_id, {ARCHIVED: None})
    return records.save(session, [edit], label="brought back")
