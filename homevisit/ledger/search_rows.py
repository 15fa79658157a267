"""Search: students by what a teacher types of a name, texts by any part of them.

Names have a table of keys (initials, full pinyin, every reading, characters), asked by
prefix. Texts have a contentless index of characters and neighbouring pairs whose
candidates are checked against the text itself, so that one to any number of characters
are found exactly (measured in benchmarks/search.py; choice: design/performance.md §2).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from homevisit.ledger.database import Database
    from homevisit.ledger.filing import Filing
    from homevisit.ledger.indexing import Indexing
    from homevisit.ledger.merge import RecordState

_LAST = "\U0010ffff"
_BATCH = 500
_FIRST_WINDOW = 256


def normalise(typed: str) -> str:
    """Fold what was typed or stored to what is compared: width and case."""
    return unicodedata.normalize("NFKC", typed).casefold()


def refresh(
    db: Database,
    indexing: Indexing,
    states: Sequence[RecordState],
    filing: Filing,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Bring the search rows of these records in line with their values.

    What gives way to a kept file is found no more. Many records at a time: a roster of
    thousands needs a few dozen statements. `step` is told how many are done of how
    many, and may raise to stop.
    """
    for start in range(0, len(states), _BATCH):
        step(start, len(states))
        batch = states[start : start + _BATCH]
        away = {each.id for each in batch if _is_away(each, filing)}
        _refresh_names(db, indexing, batch, away)
        _refresh_texts(db, indexing, batch, away)


def _is_away(state: RecordState, filing: Filing) -> bool:
    return state.is_archived or filing.hides(state.kind, state.student_id)


def _stored(db: Database, query: str, ids: list[str]) -> Iterator[tuple[Any, ...]]:
    marks = ",".join("?" * len(ids))
    yield from db.execute(f"{query} IN ({marks})", ids).fetchall()


def _refresh_names(
    db: Database, indexing: Indexing, states: Sequence[RecordState], away: set[str]
) -> None:
    query = "SELECT student, number, keys FROM named WHERE student"
    before = {
        student: (number, set(keys.split("\n")) - {""})
        for student, number, keys in _stored(db, query, [each.id for each in states])
    }
    # A record that turns out to be no student after all leaves the names, too.
    students = [each for each in states if each.kind == "student" or each.id in before]
    if not students:
        return
    last = db.execute("SELECT coalesce(max(number), 0) FROM named").fetchone()[0]
    gone, come, named, unnamed = [], [], [], []
    for place, state in enumerate(students, 1):
        is_listed = state.kind == "student" and state.id not in away
        keys = indexing.name_keys(state.kind, state.body) if is_listed else ()
        wanted = {key.casefold() for key in keys if key}
        number, had = before.get(state.id, (last + place, set()))
        gone += [(key, number) for key in had - wanted]
        come += [(key, number) for key in wanted - had]
        if had and not wanted:
            unnamed.append((number,))
        elif had != wanted:
            named.append((number, state.id, "\n".join(sorted(wanted))))
    db.executemany("DELETE FROM name_key WHERE key = ? AND number = ?", sorted(gone))
    db.executemany("INSERT INTO name_key VALUES (?, ?)", sorted(come))
    db.executemany("DELETE FROM named WHERE number = ?", unnamed)
    db.executemany("INSERT OR REPLACE INTO named VALUES (?, ?, ?)", named)


def _refresh_texts(
    db: Database, indexing: Indexing, states: Sequence[RecordState], away: set[str]
) -> None:
    query = "SELECT record, number, content FROM searchable WHERE record"
    ids = [each.id for each in states]
    before = {
        record: (number, content) for record, number, content in _stored(db, query, ids)
    }
    gone: list[tuple[int]] = []
    come: list[tuple[str, str]] = []
    for state in states:
        text = "" if state.id in away else indexing.text(state.kind, state.body)
        content = normalise(text)
        number, had = before.get(state.id, (0, ""))
        if content != had:
            gone += [(number,)] if number else []
            come += [(state.id, content)] if content else []
    db.executemany("DELETE FROM searchable_text WHERE rowid = ?", gone)
    db.executemany("DELETE FROM searchable WHERE number = ?", gone)
    if not come:
        return
    last = db.execute("SELECT coalesce(max(number), 0) FROM searchable").fetchone()[0]
    numbered = [(last + place, *row) for place, row in enumerate(come, 1)]
    db.executemany("INSERT INTO searchable VALUES (?, ?, ?)", numbered)
    db.executemany(
        "INSERT INTO searchable_text (rowid, tokens) VALUES (?, ?)",
        [
            (number, " ".join(indexing.tokens(content)))
            for number, _record, content in numbered
        ],
    )


def find_students(db: Database, typed: str, limit: int = 200) -> list[str]:
    """Return ids of students with a key that begins with `typed`, nearest key first.

    Reads no further than `limit` students need, so that one letter is as fast as ten.
    """
    start = "".join(normalise(typed).split())
    if not start:
        return []
    rows = db.execute(
        "SELECT student FROM name_key JOIN named USING (number)"
        " WHERE key >= ? AND key < ? ORDER BY key, number",
        (start, start + _LAST),
    )
    found: dict[str, None] = {}
    for row in rows:
        found[row[0]] = None
        if len(found) >= limit:
            break
    return list(found)


def find_texts(
    db: Database, indexing: Indexing, typed: str, limit: int = 50
) -> list[str]:
    """Return ids of records whose text contains `typed`, the latest written first.

    The index walks forwards only (backwards it unpacks every occurrence first), so the
    newest window of numbers is asked, then wider and wider ones before it.
    """
    query = normalise(typed).strip()
    tokens = indexing.query_tokens(query)
    if not tokens:
        return []
    match = " AND ".join(f'"{token}"' for token in tokens)
    high = db.execute("SELECT coalesce(max(number), 0) FROM searchable").fetchone()[0]
    width = _FIRST_WINDOW
    found: list[str] = []
    while high > 0 and len(found) < limit:
        rows = db.execute(
            "SELECT searchable.record FROM searchable_text JOIN searchable"
            " ON searchable.number = searchable_text.rowid"
            " WHERE searchable_text MATCH ? AND searchable_text.rowid > ?"
            " AND searchable_text.rowid <= ? AND instr(searchable.content, ?) > 0"
            " ORDER BY searchable_text.rowid",
            (match, high - width, high, query),
        ).fetchall()
        found += [row[0] for row in reversed(rows)]
        high -= width
        width *= 4
    return found[:limit]


def clear(db: Database) -> None:
    """Forget every search row, for a rebuild."""
    db.execute("DELETE FROM name_key")
    db.execute("DELETE FROM named")
    db.execute("DELETE FROM searchable")
    db.execute("DELETE FROM searchable_text")
