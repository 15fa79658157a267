"""Small things that this vault alone remembers; they are not records and stay here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homevisit.ledger.database import Database


def recall(db: Database, name: str) -> str | None:
    """Return what was remembered under a name, or None."""
    row = db.execute("SELECT value FROM memory WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def remember(db: Database, name: str, value: str) -> None:
    """Remember a value under a name, in place of an earlier one."""
    with db.transaction():
        db.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (name, value))


def recall_all(db: Database, beginning: str) -> tuple[tuple[str, str], ...]:
    """Return names and values of all that is remembered under names that begin so.

    In the order of the names.
    """
    rows = db.execute(
        "SELECT name, value FROM memory WHERE name >= ? AND name < ? ORDER BY name",
        (beginning, f"{beginning}\U0010ffff"),
    ).fetchall()
    return tuple((str(name), str(value)) for name, value in rows)
