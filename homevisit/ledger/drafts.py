"""Drafts: what is being typed, kept whatever its validity, never handed on.

One mutable row per draft inside the encrypted database. Erased when the record is
saved for good; deleted text is overwritten by SQLCipher's secure_delete.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger.admission import require_admitted
from homevisit.ledger.plain_values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.ledger.change import Json
    from homevisit.ledger.database import Database
    from homevisit.ledger.ledger import Ledger

_COLUMNS = "id, kind, student_id, record_id, body, saved_at"
# Of a child whose file was merged since, the draft is one of the kept file.
_READ = (
    "SELECT id, kind, coalesce("
    "(SELECT kept FROM merged_file WHERE merged = student_id), student_id),"
    " record_id, body, saved_at FROM draft"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished work: `body` is whatever the form held; `saved_at` is ISO UTC."""

    id: str
    kind: str
    student_id: str | None
    record_id: str | None
    body: Mapping[str, Json]
    saved_at: str = ""


def keep_draft(ledger: Ledger, draft: Draft) -> str:
    """Write the draft down and return the time stamp that the form may now show.

    Raises `NotAdmittedError` for a draft of a record that this ledger never takes.
    """
    require_admitted(ledger.indexing, (draft.kind,))
    saved_at = ledger.clock.now().isoformat(timespec="milliseconds")
    with ledger.db.transaction():
        ledger.db.execute(
            f"INSERT OR REPLACE INTO draft ({_COLUMNS}) VALUES (?,?,?,?,?,?)",  # noqa: S608
            (
                draft.id,
                draft.kind,
                draft.student_id,
                draft.record_id,
                write_json(plain(dict(draft.body))).decode("utf-8"),
                saved_at,
            ),
        )
    return saved_at


def read_drafts(db: Database) -> tuple[Draft, ...]:
    """Return all drafts, the latest first."""
    rows = db.execute(f"{_READ} ORDER BY saved_at DESC, id")
    return tuple(map(_draft, rows))


def _draft(row: Sequence[str]) -> Draft:
    return Draft(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5])


def read_draft(db: Database, draft_id: str) -> Draft | None:
    """Return one draft, or None."""
    row = db.execute(
        f"{_READ} WHERE id = ?",
        (draft_id,),
    ).fetchone()
    return _draft(row) if row else None


def erase_draft(db: Database, draft_id: str) -> None:
    """Delete a draft; erasing an absent one is nothing."""
    with db.transaction():
        erase_within(db, draft_id)


def erase_within(db: Database, draft_id: str) -> None:
    """Delete a draft in the caller's transaction."""
    db.execute("DELETE FROM draft WHERE id = ?", (draft_id,))
