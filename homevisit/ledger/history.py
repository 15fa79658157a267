"""History: who wrote what into a record, when, why, and what stood there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger import history_rows
from homevisit.ledger.hybrid_clock import stamp_time
from homevisit.ledger.record_rows import read_states

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from homevisit.ledger.change import Change, Json
    from homevisit.ledger.database import Database


@dataclass(frozen=True, slots=True)
class FieldWrite:
    """One value that was written into one field.

    `at` is the time the author's computer claimed. `old` holds what the author
    replaced: nothing for a first value, several where a dispute was settled.
    """

    change_id: str
    save_id: str
    record_id: str
    field: str
    old: tuple[Json, ...]
    new: Json
    at: datetime
    author: str
    purpose: str
    reason: str
    stands: bool


@dataclass(frozen=True, slots=True)
class SaveLine:
    """A save in the list of saves: what undo offers."""

    save_id: str
    at: datetime
    author: str
    purpose: str
    label: str
    reason: str
    records: int


def of_record(
    db: Database, record_id: str, field: str | None = None
) -> tuple[FieldWrite, ...]:
    """Return every value written into a record, or one field of it, oldest first."""
    return tuple(_writes(db, record_id, field))


def _writes(db: Database, record_id: str, field: str | None) -> Iterator[FieldWrite]:
    state = read_states(db, (record_id,)).get(record_id)
    entries = history_rows.changes_of_record(db, record_id)
    by_id = {change.id: change for change, _ in entries}
    for change, save in entries:
        for name in sorted(change.written):
            if field in {None, name}:
                yield FieldWrite(
                    change_id=change.id,
                    save_id=save.id,
                    record_id=record_id,
                    field=name,
                    old=_old_values(by_id, change, name),
                    new=change.written[name],
                    at=stamp_time(save.hlc),
                    author=save.author,
                    purpose=save.purpose,
                    reason=save.reason,
                    stands=bool(state and change.id in state.living.get(name, ())),
                )


def _old_values(
    by_id: dict[str, Change], change: Change, name: str
) -> tuple[Json, ...]:
    return tuple(
        by_id[each].written.get(name)
        for each in change.replaces.get(name, ())
        if each in by_id
    )


def rivals(db: Database, record_id: str) -> dict[str, tuple[FieldWrite, ...]]:
    """Return, per disputed field, the different values that stand side by side.

    Of several who wrote the same value, the first is named.
    """
    state = read_states(db, (record_id,)).get(record_id)
    disputed = state.disputed if state else ()
    if not disputed:
        return {}
    standing: dict[str, dict[bytes, FieldWrite]] = {name: {} for name in disputed}
    for write in _writes(db, record_id, None):
        if write.stands and write.field in standing:
            standing[write.field].setdefault(write_json(write.new), write)
    return {name: tuple(writes.values()) for name, writes in standing.items()}


def recent_saves(db: Database, limit: int = 50) -> tuple[SaveLine, ...]:
    """Return the latest saves, newest first."""
    rows = db.execute(
        "SELECT id, (SELECT count(DISTINCT record) FROM change WHERE save = save.id)"
        " FROM save ORDER BY hlc DESC, id DESC LIMIT ?",
        (limit,),
    ).fetchall()
    facts = history_rows.read_facts(db, (row[0] for row in rows))
    return tuple(_line(facts[save_id], records) for save_id, records in rows)


def _line(save: history_rows.SaveFacts, records: int) -> SaveLine:
    return SaveLine(
        save_id=save.id,
        at=stamp_time(save.hlc),
        author=save.author,
        purpose=save.purpose,
        label=save.label,
        reason=save.reason,
        records=records,
    )
