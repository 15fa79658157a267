"""Record rows: the merged state of a record, kept so that lists and reports can ask.

A row is a projection; the changes are the truth. Reading and writing many at once
keeps a whole roster one transaction of seconds, not minutes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from homevisit.canonical import write_json
from homevisit.ledger.filing import read_filing
from homevisit.ledger.merge import RecordState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from homevisit.ledger.change import Json
    from homevisit.ledger.database import Database
    from homevisit.ledger.filing import Filing

_COLUMNS = (
    "id, kind, student_id, own_file, class_id, term_id, on_date, state, author_id,"
    " title, archived, conflicts, origin, body, living, rivals, awaited"
)
_STATE_COLUMNS = "id, kind, own_file, origin, body, living, rivals, awaited"
_BATCH = 400


class Columns(Protocol):
    """What lists filter and count by; computed by the domain from a record's values."""

    @property
    def class_id(self) -> str | None: ...
    @property
    def term_id(self) -> str | None: ...
    @property
    def on_date(self) -> str | None: ...
    @property
    def state(self) -> str | None: ...
    @property
    def author_id(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record as it is now: its identity, its values and whether they are disputed.

    `student_id` and the students in `values` are the files in which the record shows;
    `own_file` is the student for whom it was written, merged since or not.
    """

    id: str
    kind: str
    student_id: str | None
    values: Mapping[str, Json]
    is_archived: bool
    conflicts: int
    own_file: str | None = None


def read_states(db: Database, ids: Iterable[str]) -> dict[str, RecordState]:
    """Return the states of those of `ids` that exist."""
    found = {}
    for batch in _batches(sorted(set(ids))):
        marks = ",".join("?" * len(batch))
        rows = db.execute(
            f"SELECT {_STATE_COLUMNS} FROM record WHERE id IN ({marks})",  # noqa: S608  marks only
            batch,
        ).fetchall()
        for row in rows:
            found[row[0]] = _state(row)
    return found


def write_states(
    db: Database, states: Iterable[tuple[RecordState, Columns]], filing: Filing
) -> None:
    """Insert or replace the rows of `states`, each in its file."""
    # Not INSERT OR REPLACE, which would move the row and its place in every index.
    names = _COLUMNS.split(", ")
    marks = ",".join("?" * len(names))
    updates = ",".join(f"{name}=excluded.{name}" for name in names[1:])
    db.executemany(
        f"INSERT INTO record ({_COLUMNS}) VALUES ({marks})"  # noqa: S608  own columns
        f" ON CONFLICT (id) DO UPDATE SET {updates}",
        [_row(state, columns, filing) for state, columns in states],
    )


def read_row(db: Database, record_id: str) -> RecordRow | None:
    """Return one record, archived or not, or None."""
    rows = list(select_rows(db, "id = ?", (record_id,)))
    return rows[0] if rows else None


def select_rows(
    db: Database, where: str, parameters: Sequence[object], order: str = "id"
) -> Iterator[RecordRow]:
    """Yield the records that satisfy `where`, a condition written in this package."""
    filing = read_filing(db)
    rows = db.execute(
        "SELECT id, kind, student_id, body, archived, conflicts, own_file"  # noqa: S608
        f" FROM record WHERE {where} ORDER BY {order}",
        parameters,
    )
    for record_id, kind, student_id, body, archived, conflicts, own_file in rows:
        yield RecordRow(
            id=record_id,
            kind=kind,
            student_id=student_id,
            values=filing.shown(json.loads(body)),
            is_archived=bool(archived),
            conflicts=conflicts,
            own_file=own_file,
        )


def _state(row: Sequence[str]) -> RecordState:
    record_id, kind, student_id, origin, body, living, rivals, awaited = row
    by_field: dict[str, list[str]] = {}
    for change_id, names in json.loads(living).items():
        for name in names:
            by_field.setdefault(name, []).append(change_id)
    return RecordState(
        id=record_id,
        kind=kind,
        student_id=student_id,
        origin=origin,
        body=json.loads(body),
        living={name: sorted(ids) for name, ids in by_field.items()},
        rivals=_read_rivals(rivals) if rivals != "{}" else {},
        awaited={(change, name) for change, name in json.loads(awaited)}
        if awaited != "[]"
        else set(),
    )


def _read_rivals(text: str) -> dict[str, dict[str, tuple[int, Json]]]:
    return {
        name: {each: (pair[0], pair[1]) for each, pair in values.items()}
        for name, values in json.loads(text).items()
    }


def _row(state: RecordState, columns: Columns, filing: Filing) -> tuple[object, ...]:
    by_change: dict[str, list[str]] = {}
    for name in sorted(state.living):
        for change_id in state.living[name]:
            by_change.setdefault(change_id, []).append(name)
    return (
        state.id,
        state.kind,
        filing.file_of(state.student_id),
        state.student_id,
        columns.class_id,
        columns.term_id,
        columns.on_date,
        columns.state,
        columns.author_id,
        columns.title,
        int(state.is_archived or filing.hides(state.kind, state.student_id)),
        len(state.disputed),
        state.origin,
        _text(state.body),
        _text(by_change),
        _text(state.rivals) if state.rivals else "{}",
        _text(sorted(state.awaited)) if state.awaited else "[]",
    )


def _text(value: object) -> str:
    return write_json(value).decode("utf-8")


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
