"""What was written since somebody last asked, for answers that take long to find."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.ledger.database import Database


def mark(db: Database) -> int:
    """Return a number that grows with every change that is written or arrives."""
    row = db.execute("SELECT coalesce(max(rowid), 0) FROM change").fetchone()
    return int(row[0])


def was_written(db: Database, since: int, kinds: Sequence[str]) -> bool:
    """Whether any record of these kinds was written after that mark."""
    marks = ",".join("?" * len(kinds))
    row = db.execute(
        f"SELECT 1 FROM change WHERE rowid > ? AND kind IN ({marks}) LIMIT 1",  # noqa: S608
        (since, *kinds),
    ).fetchone()
    return row is not None
