"""What another vault has not seen: frontiers per writer, and the saves beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.ledger import history_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.ledger.change import Save
    from homevisit.ledger.database import Database


def frontier(db: Database) -> dict[str, int]:
    """Return, per writer, the number up to which no save is missing here."""
    reached: dict[str, int] = {}
    rows = db.execute("SELECT DISTINCT writer, seq FROM save ORDER BY writer, seq")
    for writer, seq in rows:
        if seq == reached.get(writer, 0) + 1:
            reached[writer] = seq
    return reached


def gaps(db: Database) -> dict[str, int]:
    """Return, per writer with a hole, the number of saves missing before its last."""
    rows = db.execute(
        "SELECT writer, max(seq) - count(DISTINCT seq) AS missing FROM save"
        " GROUP BY writer HAVING missing > 0"
    )
    return dict(rows.fetchall())


def saves_beyond(db: Database, reached: Mapping[str, int]) -> Iterator[Save]:
    """Yield the saves that a vault at `reached` has not seen, oldest first."""
    for save in history_rows.read_saves(db, "1", ()):
        if save.head.seq > reached.get(save.head.writer, 0):
            yield save


def read_contact_frontier(db: Database, person_id: str) -> dict[str, int]:
    """Return what a contact's vault said it holds."""
    rows = db.execute(
        "SELECT writer, seq FROM contact_frontier WHERE person_id = ?", (person_id,)
    )
    return dict(rows.fetchall())


def write_contact_frontier(
    db: Database, person_id: str, reached: Mapping[str, int]
) -> None:
    """Remember what a contact's vault said it holds."""
    db.executemany(
        "INSERT OR REPLACE INTO contact_frontier VALUES (?, ?, ?)",
        [(person_id, writer, seq) for writer, seq in reached.items()],
    )
