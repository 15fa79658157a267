"""Saves and changes as rows: written once, read for history, merge and exchange."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger.change import DIGEST_BYTES, Change, Note, Save, SaveHead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from homevisit.ledger.change import Json
    from homevisit.ledger.database import Database

_CHANGE = "change.id, record, kind, student, written, replaces, salt"
_SAVE = (
    "id, writer, seq, hlc, author, purpose, schema, prev, digests, signature, note,"
    " note_salt"
)
_BATCH = 400


def write_save(db: Database, save: Save, received_at: str) -> None:
    """Store a save that is new here, with those of its changes that are known."""
    head = save.head
    note = save.note
    db.execute(
        f"INSERT INTO save ({_SAVE}, link, received_at)"  # noqa: S608  own columns
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            head.id,
            head.writer,
            head.seq,
            head.hlc,
            head.author,
            head.purpose,
            head.schema,
            head.prev,
            b"".join(head.digests),
            save.signature,
            note and _note_text(note),
            note and note.salt,
            head.link(),
            received_at,
        ),
    )
    write_changes(db, head.id, save.changes)


def write_late(db: Database, save: Save) -> None:
    """Add what arrives of a save that was stored in part."""
    if save.note is not None:
        db.execute(
            "UPDATE save SET note = ?, note_salt = ? WHERE id = ? AND note IS NULL",
            (_note_text(save.note), save.note.salt, save.head.id),
        )
    write_changes(db, save.head.id, save.changes)


def _note_text(note: Note) -> str:
    return write_json([note.reason, note.label]).decode("utf-8")


def write_changes(db: Database, save_id: str, changes: Iterable[Change | None]) -> None:
    """Store the known ones of a save's changes, each at its position."""
    db.executemany(
        "INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?)",
        [
            (
                change.id,
                save_id,
                position,
                change.record_id,
                change.kind,
                change.student_id,
                write_json(dict(change.written)).decode("utf-8"),
                write_json(
                    {name: list(ids) for name, ids in change.replaces.items()}
                ).decode("utf-8"),
                change.salt,
            )
            for position, change in enumerate(changes)
            if change is not None
        ],
    )


def read_save(db: Database, save_id: str) -> Save | None:
    """Return one save with what is known of it here."""
    row = db.execute(f"SELECT {_SAVE} FROM save WHERE id = ?", (save_id,)).fetchone()  # noqa: S608
    return _save(db, row) if row else None


def read_saves(
    db: Database, where: str, parameters: Sequence[object]
) -> Iterator[Save]:
    """Yield saves in the order of their stamps; `where` is written in this package."""
    rows = db.execute(
        f"SELECT {_SAVE} FROM save WHERE {where} ORDER BY hlc, id",  # noqa: S608
        parameters,
    ).fetchall()
    for row in rows:
        yield _save(db, row)


def changes_of_record(
    db: Database, record_id: str
) -> Iterator[tuple[Change, int, str]]:
    """Yield (change, stamp, save id) of a record, oldest first."""
    rows = db.execute(
        f"SELECT {_CHANGE}, save.hlc, save.id FROM change"  # noqa: S608
        " JOIN save ON save.id = change.save WHERE record = ?"
        " ORDER BY save.hlc, change.id",
        (record_id,),
    ).fetchall()
    for row in rows:
        yield _change(row[:7]), row[7], row[8]


def first_change(db: Database, record_id: str) -> str | None:
    """Return the change that brought a record into being, by the stamps of saves."""
    row = db.execute(
        "SELECT change.id FROM change JOIN save ON save.id = change.save"
        " WHERE record = ? ORDER BY save.hlc, change.id LIMIT 1",
        (record_id,),
    ).fetchone()
    return str(row[0]) if row else None


def all_changes(db: Database) -> Iterator[tuple[Change, int]]:
    """Yield every known change with its stamp, record by record."""
    rows = db.execute(
        f"SELECT {_CHANGE}, save.hlc FROM change JOIN save ON save.id = change.save"  # noqa: S608
        " ORDER BY record, change.id"
    )
    for row in rows:
        yield _change(row[:7]), row[7]


def known_changes(db: Database, ids: Iterable[str]) -> set[str]:
    """Return those of `ids` that are stored here."""
    wanted = sorted(set(ids))
    found: set[str] = set()
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        marks = ",".join("?" * len(batch))
        rows = db.execute(f"SELECT id FROM change WHERE id IN ({marks})", batch)  # noqa: S608
        found.update(row[0] for row in rows)
    return found


def stamp_and_value(db: Database, change_id: str, name: str) -> tuple[int, Json]:
    """Return the stamp of a stored change and its value of field `name`."""
    hlc, written = db.execute(
        "SELECT save.hlc, written FROM change JOIN save ON save.id = change.save"
        " WHERE change.id = ?",
        (change_id,),
    ).fetchone()
    return hlc, json.loads(written)[name]


def _change(row: Sequence[Json]) -> Change:
    change_id, record, kind, student, written, replaces, salt = row
    return Change(
        id=change_id,
        record_id=record,
        kind=kind,
        student_id=student,
        written=json.loads(written),
        replaces={name: tuple(ids) for name, ids in json.loads(replaces).items()},
        salt=bytes(salt),
    )


def _save(db: Database, row: Sequence[Json]) -> Save:
    digests = bytes(row[8])
    head = SaveHead(
        id=row[0],
        writer=row[1],
        seq=row[2],
        hlc=row[3],
        author=row[4],
        purpose=row[5],
        schema=row[6],
        prev=bytes(row[7]),
        digests=tuple(
            digests[start : start + DIGEST_BYTES]
            for start in range(0, len(digests), DIGEST_BYTES)
        ),
    )
    note = None
    if row[10] is not None:
        reason, label = json.loads(row[10])
        note = Note(reason, label, bytes(row[11]))
    changes: list[Change | None] = [None] * (len(head.digests) - 1)
    stored = db.execute(
        f"SELECT {_CHANGE}, position FROM change WHERE save = ?",  # noqa: S608
        (head.id,),
    ).fetchall()
    for each in stored:
        changes[each[7]] = _change(each[:7])
    return Save(head, bytes(row[9]), note, tuple(changes))
