"""History: who wrote what into a record, when, why, and what stood there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.ledger import history_rows
from homevisit.ledger.hybrid_clock import stamp_time
from homevisit.ledger.record_rows import read_states

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from homevisit.ledger.change import Change, Json, Save
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
    entries = list(history_rows.changes_of_record(db, record_id))
    by_id = {change.id: change for change, _, _ in entries}
    saves: dict[str, Save | None] = {}
    for change, hlc, save_id in entries:
        if save_id not in saves:
            saves[save_id] = history_rows.read_save(db, save_id)
        save = saves[save_id]
        if save is None:
            continue
        for name in sorted(change.written):
            if field in {None, name}:
                yield FieldWrite(
                    change_id=change.id,
                    save_id=save_id,
                    record_id=record_id,
                    field=name,
                    old=_old_values(by_id, change, name),
                    new=change.written[name],
                    at=stamp_time(hlc),
                    author=save.head.author,
                    purpose=save.head.purpose,
                    reason=save.note.reason if save.note else "",
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
    """Return, per disputed field, the values that stand side by side."""
    state = read_states(db, (record_id,)).get(record_id)
    if state is None or not state.rivals:
        return {}
    standing: dict[str, list[FieldWrite]] = {name: [] for name in state.rivals}
    for write in _writes(db, record_id, None):
        if write.stands and write.field in standing:
            standing[write.field].append(write)
    return {name: tuple(writes) for name, writes in standing.items()}


def recent_saves(db: Database, limit: int = 50) -> tuple[SaveLine, ...]:
    """Return the latest saves, newest first."""
    saves = history_rows.read_saves(
        db, "id IN (SELECT id FROM save ORDER BY hlc DESC, id DESC LIMIT ?)", (limit,)
    )
    lines = [
        SaveLine(
            save_id=save.head.id,
            at=stamp_time(save.head.hlc),
            author=save.head.author,
            purpose=save.head.purpose,
            label=save.note.label if save.note else "",
            reason=save.note.reason if save.note else "",
            records=len({change.record_id for change in save.changes if change}),
        )
        for save in saves
    ]
    return tuple(reversed(lines))
