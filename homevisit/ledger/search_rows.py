"""Search: students by what a teacher types of a name, texts by any part of them.

Names have a table of keys (initials, full pinyin, every reading, characters), asked by
prefix. Texts have a contentless index of characters and neighbouring pairs whose
candidates are checked against the text itself, so that one to any number of characters
are found exactly (measured in benchmarks/search.py; choice: design/performance.md §2).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.ledger.database import Database
    from homevisit.ledger.indexing import Indexing
    from homevisit.ledger.merge import RecordState

_LAST = "\U0010ffff"


def normalise(typed: str) -> str:
    """Fold what was typed or stored to what is compared: width and case."""
    return unicodedata.normalize("NFKC", typed).casefold()


def refresh(db: Database, indexing: Indexing, states: Iterable[RecordState]) -> None:
    """Bring the search rows of these records in line with their values."""
    for state in states:
        _refresh_names(db, indexing, state)
        _refresh_text(db, indexing, state)


def _refresh_names(db: Database, indexing: Indexing, state: RecordState) -> None:
    keys = () if state.is_archived else indexing.name_keys(state.kind, state.body)
    wanted = {key.casefold() for key in keys}
    stored = {
        row[0]
        for row in db.execute("SELECT key FROM name_key WHERE student = ?", (state.id,))
    }
    for key in stored - wanted:
        db.execute(
            "DELETE FROM name_key WHERE key = ? AND student = ?", (key, state.id)
        )
    db.executemany(
        "INSERT INTO name_key VALUES (?, ?)",
        [(key, state.id) for key in sorted(wanted - stored)],
    )


def _refresh_text(db: Database, indexing: Indexing, state: RecordState) -> None:
    text = "" if state.is_archived else indexing.text(state.kind, state.body)
    content = normalise(text)
    row = db.execute(
        "SELECT number, content FROM searchable WHERE record = ?", (state.id,)
    ).fetchone()
    if row is not None:
        if row[1] == content:
            return
        db.execute("DELETE FROM searchable_text WHERE rowid = ?", (row[0],))
        db.execute("DELETE FROM searchable WHERE number = ?", (row[0],))
    if not content:
        return
    number = db.execute(
        "INSERT INTO searchable (record, content) VALUES (?, ?) RETURNING number",
        (state.id, content),
    ).fetchone()[0]
    db.execute(
        "INSERT INTO searchable_text (rowid, tokens) VALUES (?, ?)",
        (number, " ".join(indexing.tokens(content))),
    )


def find_students(db: Database, typed: str, limit: int = 200) -> list[str]:
    """Return ids of students with a key that begins with `typed`, best known first."""
    start = "".join(normalise(typed).split())
    if not start:
        return []
    rows = db.execute(
        "SELECT student, min(length(key)) AS nearest FROM name_key"
        " WHERE key >= ? AND key < ? GROUP BY student ORDER BY nearest, student"
        " LIMIT ?",
        (start, start + _LAST, limit),
    )
    return [row[0] for row in rows]


def find_texts(
    db: Database, indexing: Indexing, typed: str, limit: int = 50
) -> list[str]:
    """Return ids of records whose text contains `typed`, the latest written first."""
    query = normalise(typed).strip()
    tokens = indexing.query_tokens(query)
    if not tokens:
        return []
    match = " AND ".join(f'"{token}"' for token in tokens)
    rows = db.execute(
        "SELECT searchable.record FROM searchable_text JOIN searchable"
        " ON searchable.number = searchable_text.rowid"
        " WHERE searchable_text MATCH ? AND instr(searchable.content, ?) > 0"
        " ORDER BY searchable_text.rowid DESC LIMIT ?",
        (match, query, limit),
    )
    return [row[0] for row in rows]


def clear(db: Database) -> None:
    """Forget every search row, for a rebuild."""
    db.execute("DELETE FROM name_key")
    db.execute("DELETE FROM searchable")
    db.execute("DELETE FROM searchable_text")
