"""Saves and changes as rows: written once, read for history, merge and exchange."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger.change import DIGEST_BYTES, Change, Note, Save, SaveHead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from homevisit.ledger.change import Json
    from homevisit.ledger.database import Database

_CHANGE = "id, record, kind, student, written, replaces, salt, creates"
_SAVE = (
    "id, writer, seq, hlc, author, purpose, schema, prev, digests, signature, note,"
    " note_salt"
)
_FACTS = "SELECT id, hlc, author, purpose, note FROM save WHERE id"
_BATCH = 400


@dataclass(frozen=True, slots=True)
class SaveFacts:
    """What history tells of a save, its content left out."""

    id: str
    hlc: int
    author: str
    purpose: str
    reason: str
    label: str


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
        "INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?,?)",
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
                change.creates,
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
    )
    for row in rows:
        yield _save(db, row)


def changes_of_record(db: Database, record_id: str) -> list[tuple[Change, SaveFacts]]:
    """Return the changes of a record, oldest first, each with what its save says."""
    rows = db.execute(
        f"SELECT {_CHANGE}, save FROM change WHERE record = ?",  # noqa: S608
        (record_id,),
    ).fetchall()
    facts = read_facts(db, (row[-1] for row in rows))
    found = [(_change(row[:-1]), facts[row[-1]]) for row in rows if row[-1] in facts]
    return sorted(found, key=lambda each: (each[1].hlc, each[0].id))


def read_facts(db: Database, ids: Iterable[str]) -> dict[str, SaveFacts]:
    """Return what those of the saves that are known here say; their content is left.

    The content of one import is a whole roster, and history asks for one record.
    """
    found = {}
    for row in _among(db, _FACTS, ids):
        reason, label = json.loads(row[4]) if row[4] else ("", "")
        found[row[0]] = SaveFacts(row[0], row[1], row[2], row[3], reason, label)
    return found


def all_changes(db: Database) -> Iterator[tuple[Change, int]]:
    """Yield every known change with its stamp, record by record, each record's by id.

    Records come in the order in which they arrived here, as their changes lie in the
    file: in the order of ids every change would be a page of its own to decrypt.
    """
    stamps = dict(db.execute("SELECT id, hlc FROM save").fetchall())
    records = db.execute(
        "SELECT record FROM change GROUP BY record ORDER BY min(rowid)"
    )
    for batch in _batches([row[0] for row in records]):
        marks = ",".join("?" * len(batch))
        rows = db.execute(
            f"SELECT {_CHANGE}, save FROM change WHERE record IN ({marks})"  # noqa: S608
            " ORDER BY record, id",
            batch,
        ).fetchall()
        for row in rows:
            yield _change(row[:-1]), stamps[row[-1]]


def changes_in(
    db: Database, saves: Sequence[str], student_id: str
) -> Iterator[tuple[Change, str]]:
    """Yield what some saves wrote into a student's file, each change with its save."""
    rows = db.execute(
        f"SELECT {_CHANGE}, save FROM change"  # noqa: S608
        " WHERE save IN (SELECT value FROM json_each(?))"
        " AND record IN (SELECT id FROM record WHERE student_id = ?)"
        " ORDER BY save, position",
        (json.dumps(saves), student_id),
    )
    for row in rows:
        yield _change(row[:-1]), row[-1]


def known_changes(db: Database, ids: Iterable[str]) -> set[str]:
    """Return those of `ids` that are stored here."""
    return set(records_of_changes(db, ids))


def records_of_changes(db: Database, ids: Iterable[str]) -> dict[str, str]:
    """Return the record of each of those of `ids` that are stored here."""
    rows = _among(db, "SELECT id, record FROM change WHERE id", ids)
    return {row[0]: row[1] for row in rows}


def of_purpose(db: Database, ids: Iterable[str], purpose: str) -> dict[str, str]:
    """Return the record of each of those of `ids` that a save of a purpose wrote."""
    query = (
        "SELECT change.id, record, purpose FROM change JOIN save"
        " ON save.id = change.save WHERE change.id"
    )
    return {row[0]: row[1] for row in _among(db, query, ids) if row[2] == purpose}


def begun_twice(db: Database, records: Iterable[str]) -> set[str]:
    """Return those of `records` that more than one known change created."""
    query = "SELECT record, creates FROM change WHERE record"
    counts = Counter(row[0] for row in _among(db, query, records) if row[1])
    return {record for record, count in counts.items() if count > 1}


def written_by(db: Database, ids: Iterable[str]) -> dict[str, dict[str, Json]]:
    """Return what each of those of `ids` wrote that are stored here."""
    rows = _among(db, "SELECT id, written FROM change WHERE id", ids)
    return {change_id: json.loads(written) for change_id, written in rows}


def _among(db: Database, query: str, ids: Iterable[str]) -> Iterator[Sequence[Json]]:
    for batch in _batches(sorted(set(ids))):
        marks = ",".join("?" * len(batch))
        yield from db.execute(f"{query} IN ({marks})", batch).fetchall()


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def stamp_and_value(db: Database, change_id: str, name: str) -> tuple[int, Json]:
    """Return the stamp of a stored change and its value of field `name`."""
    hlc, written = db.execute(
        "SELECT hlc, written FROM change JOIN save ON save.id = change.save"
        " WHERE change.id = ?",
        (change_id,),
    ).fetchone()
    return hlc, json.loads(written)[name]


def _change(row: Sequence[Json]) -> Change:
    change_id, record, kind, student, written, replaces, salt, creates = row
    return Change(
        id=change_id,
        record_id=record,
        kind=kind,
        student_id=student,
        written=json.loads(written),
        replaces={name: tuple(ids) for name, ids in json.loads(replaces).items()},
        salt=bytes(salt),
        creates=bool(creates),
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
        changes[each[-1]] = _change(each[:-1])
    return Save(head, bytes(row[9]), note, tuple(changes))
