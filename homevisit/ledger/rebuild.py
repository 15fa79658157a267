"""Making every projection anew from the changes, and proving that nothing differs.

The canonical dump is the text of all projections in one fixed order; two vaults with
the same changes have the same dump, whatever the order in which changes came.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger import history_rows, merge, search_rows
from homevisit.ledger.filing import Filing
from homevisit.ledger.record_rows import write_states
from homevisit.ledger.refiling import refile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homevisit.ledger.change import Change, Json
    from homevisit.ledger.database import Database
    from homevisit.ledger.ledger import Ledger

_BATCH = 500

_PROJECTIONS = (
    "SELECT * FROM record ORDER BY id",
    "SELECT merged, kept FROM merged_file ORDER BY merged",
    "SELECT student, keys FROM named ORDER BY student",
    "SELECT record, content FROM searchable ORDER BY record",
)


def dump_lines(db: Database) -> Iterator[bytes]:
    """Yield the canonical dump, one projection row a line."""
    for query in _PROJECTIONS:
        rows = db.execute(query)
        while some := rows.fetchmany(_BATCH):
            yield from (write_json(list(row)) for row in some)


def dump_digest(db: Database) -> str:
    """Return the SHA-256 of the canonical dump, in hexadecimal."""
    digest = hashlib.sha256()
    for line in dump_lines(db):
        digest.update(line + b"\n")
    return digest.hexdigest()


def rebuild(ledger: Ledger) -> bool:
    """Make all projections anew; return whether they came out as they were."""
    db = ledger.db
    before = dump_digest(db)
    with db.transaction():
        db.execute("DELETE FROM record")
        db.execute("DELETE FROM merged_file")
        search_rows.clear(db)
        indexing = ledger.indexing
        for states in _states(db):
            rows = [(each, indexing.columns(each.kind, each.body)) for each in states]
            write_states(db, rows, Filing())
            search_rows.refresh(db, indexing, states, Filing())
        refile(db, indexing)
    return dump_digest(db) == before


class _RecordPast:
    """The changes of one record folded so far."""

    def __init__(self) -> None:
        self.changes: dict[str, tuple[int, Change]] = {}

    def knows(self, _record_id: str, change_id: str) -> bool:
        return change_id in self.changes

    def value(self, change_id: str, name: str) -> tuple[int, Json]:
        hlc, change = self.changes[change_id]
        return hlc, change.written[name]


def _states(db: Database) -> Iterator[list[merge.RecordState]]:
    batch: list[merge.RecordState] = []
    past = _RecordPast()
    for change, hlc in history_rows.all_changes(db):
        if not batch or batch[-1].id != change.record_id:
            if len(batch) >= _BATCH:
                yield batch
                batch = []
            batch.append(merge.first_state(change))
            past = _RecordPast()
        merge.apply_change(batch[-1], change, hlc, past)
        past.changes[change.id] = (hlc, change)
    if batch:
        yield batch
