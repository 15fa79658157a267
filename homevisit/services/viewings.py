"""Who looked at a masked value: when, of which record, which field; never the value.

Kept in the memory of this vault and nowhere else, for three reasons. A vault belongs
to one person, so this is her own account of what she looked at, and no colleague is to
learn from it what she wonders about. As a record it would name the child, and a glance
at a number would then keep an import from being undone. And nothing may take a line
back. It is sealed with the vault, is in its backups, and survives a rebuild.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.canonical import read_json, write_json
from homevisit.ids import new_id
from homevisit.ledger import memory
from homevisit.ledger.filing import read_filing

if TYPE_CHECKING:
    from homevisit.services.session import Session

_BEGINNING = "viewed"


@dataclass(frozen=True, slots=True)
class Viewing:
    """One look behind a mask; `at` is an instant, `person_id` who looked."""

    at: str
    person_id: str
    kind: str
    record_id: str
    field: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at: one field of one record of a child's file."""

    student_id: str
    kind: str
    record_id: str
    field: str


def note(session: Session, looked: Looked) -> None:
    """Write down that the owner has just looked behind a mask."""
    at = session.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
    name = f"{_BEGINNING}.{looked.student_id}.{new_id(session.clock)}"
    value = [at, session.person_id, looked.kind, looked.record_id, looked.field]
    memory.remember(session.ledger.db, name, write_json(value).decode())


def of_student(session: Session, student_id: str) -> tuple[Viewing, ...]:
    """Return every look behind a mask of a child's file, the latest first.

    Also those of a file that was merged into it. Of a room: the looks at what it holds.
    """
    db = session.ledger.db
    kept = read_filing(session.common).kept
    merged = [each for each, into in kept.items() if into == student_id]
    found = [
        (value, at)
        for each in (student_id, *merged)
        for at, (_name, value) in enumerate(
            memory.recall_all(db, f"{_BEGINNING}.{each}.")
        )
    ]
    looks = [(Viewing(*read_json(value.encode())), at) for value, at in found]
    looks.sort(key=lambda each: (each[0].at, each[1]))
    return tuple(viewing for viewing, _at in looks)[::-1]
