"""Rows that only exchange asks for: people, numbers of saves, what contacts hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from homevisit.ledger.database import Database

_COLUMNS = "person_id, name, signing_key, sealing_key, trusted_at, vouched_by"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person whose keys are known here.

    `vouched_by` names the colleague who passed the keys on, and is None once they were
    compared by voice; `trusted_at` is ISO UTC.
    """

    person_id: str
    name: str
    signing_key: bytes
    sealing_key: bytes
    trusted_at: str
    vouched_by: str | None

    @property
    def is_compared(self) -> bool:
        return self.vouched_by is None


def read_contacts(db: Database) -> dict[str, Contact]:
    """Return everybody known, by person."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM contact ORDER BY name, person_id")  # noqa: S608
    return {row[0]: _contact(row) for row in rows}


def write_contact(db: Database, contact: Contact) -> None:
    """Insert or replace one person; the caller holds a transaction."""
    db.execute(
        f"INSERT OR REPLACE INTO contact ({_COLUMNS}) VALUES (?,?,?,?,?,?)",  # noqa: S608
        (
            contact.person_id,
            contact.name,
            contact.signing_key,
            contact.sealing_key,
            contact.trusted_at,
            contact.vouched_by,
        ),
    )


def save_numbers(db: Database) -> Iterator[tuple[str, str, int]]:
    """Yield (save, writer, number) of every save that is known here."""
    yield from db.execute("SELECT id, writer, seq FROM save")


def remember_within(db: Database, name: str, value: str) -> None:
    """Remember a value as `memory.remember` does, in the caller's transaction."""
    db.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (name, value))


def _contact(row: Sequence[str | bytes | None]) -> Contact:
    person, name, signing, sealing, trusted_at, vouched_by = row
    return Contact(
        str(person),
        str(name),
        bytes(signing),  # type: ignore[arg-type]  # a BLOB column
        bytes(sealing),  # type: ignore[arg-type]  # a BLOB column
        str(trusted_at),
        None if vouched_by is None else str(vouched_by),
    )
