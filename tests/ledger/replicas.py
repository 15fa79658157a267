"""Small replicas for merge tests: a plain in-memory database, a toy indexing."""

from __future__ import annotations

import contextlib
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sqlcipher3 import dbapi2

from homevisit.canonical import write_json
from homevisit.clock import SetClock
from homevisit.ledger.exchange_rows import saves_beyond
from homevisit.ledger.ledger import Author, Edit, Ledger
from homevisit.ledger.record_rows import read_row
from homevisit.paths import resource_path

SCHEMA = (
    resource_path().parent / "homevisit/vault/migrations/0002_ledger.sql"
).read_text("utf-8")


class MemoryDatabase:
    """A plain connection with the vault's transaction promise."""

    def __init__(self, path: str | Path = ":memory:") -> None:
        self.asked: list[str] = []
        self.connection = dbapi2.connect(str(path), isolation_level=None)
        self.connection.executescript(SCHEMA)

    def execute(self, sql, parameters=()):
        self.asked.append(sql)
        return self.connection.execute(sql, parameters)

    def executemany(self, sql, rows):
        return self.connection.executemany(sql, rows)

    @contextlib.contextmanager
    def transaction(self):
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def copy(self) -> MemoryDatabase:
        """Return what a copied vault folder would be."""
        twin = MemoryDatabase()
        self.connection.backup(twin.connection)
        return twin


@dataclass(frozen=True)
class ToyColumns:
    class_id: str | None = None
    term_id: str | None = None
    on_date: str | None = None
    state: str | None = None
    author_id: str | None = None
    title: str | None = None


def _name(values):
    name = values.get("name")
    return name if isinstance(name, str) else None


class ToyIndexing:
    """Enough of an indexing to see that the projections follow."""

    def admits(self, kind):
        return True

    def columns(self, kind, values):
        return ToyColumns(class_id=values.get("class_id"), title=_name(values))

    def name_keys(self, kind, values):
        name = _name(values) if kind == "student" else None
        return (name, name[1:]) if name and len(name) > 1 else ()

    def text(self, kind, values):
        # Canonical: how a dict prints would depend on the way its keys came.
        return write_json(values.get("text", "")).decode("utf-8").strip('"')

    def tokens(self, text):
        kept = [c for c in text if unicodedata.category(c)[0] in "LN"]
        pairs = [a + b for a, b in pairwise(kept)]
        return tuple({*kept, *pairs})

    def query_tokens(self, query):
        return tuple(c for c in query if unicodedata.category(c)[0] in "LN")


def make_ledger(writer="a" * 16, *, db=None, clock=None, indexing=None) -> Ledger:
    return Ledger(
        db or MemoryDatabase(),
        indexing or ToyIndexing(),
        Author(f"person-{writer[:4]}", writer, lambda link: link),
        clock or SetClock(),
    )


def hand_over(source: Ledger, target: Ledger) -> None:
    """Give `target` all that `source` has."""
    target.receive(list(saves_beyond(source.db, {})))


def values(ledger: Ledger, record: str) -> dict:
    return dict(read_row(ledger.db, record).values)


def write(ledger: Ledger, record: str, kind="note", student=None, **values):
    return ledger.save([Edit(record, kind, student, values)])
