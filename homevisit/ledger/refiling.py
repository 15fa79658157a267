"""Showing records in another file: when a merge comes, goes, or can take effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger import search_rows
from homevisit.ledger.filing import TOLD, read_filing, work_out
from homevisit.ledger.record_rows import read_states, write_states

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.ledger.database import Database
    from homevisit.ledger.filing import Filing
    from homevisit.ledger.indexing import Indexing


def refile(db: Database, indexing: Indexing) -> None:
    """Bring every row in line with the merges that stand; the caller commits.

    Costs one look at the merge records where nothing changed.
    """
    before, after = read_filing(db), work_out(db)
    if before == after:
        return
    db.execute("DELETE FROM merged_file")
    db.executemany("INSERT INTO merged_file VALUES (?, ?)", sorted(after.kept.items()))
    moved = {
        each
        for each in {*before.kept, *after.kept}
        if before.file_of(each) != after.file_of(each)
    }
    states = read_states(db, _in_own_file(db, before, sorted(moved)))
    rows = [(each, indexing.columns(each.kind, each.body)) for each in states.values()]
    write_states(db, rows, after)
    search_rows.refresh(db, indexing, list(states.values()), after)


def follow(db: Database, indexing: Indexing, filing: Filing) -> bool:
    """File the records of a ledger without students as another ledger files them.

    Returns whether anything had to be filed anew.
    """
    if read_filing(db) == filing:
        return False
    with db.transaction():
        told = write_json(dict(filing.kept)).decode("utf-8")
        db.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (TOLD, told))
        refile(db, indexing)
    return True


def _in_own_file(db: Database, before: Filing, moved: Iterable[str]) -> list[str]:
    query = "SELECT id FROM record WHERE student_id = ? AND own_file = ?"
    return [
        row[0]
        for each in moved
        for row in db.execute(query, (before.file_of(each), each)).fetchall()
    ]
