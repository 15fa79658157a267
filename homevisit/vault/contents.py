"""How much a database file holds: what a copy must agree with its original in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from homevisit.vault.cipher_file import open_cipher_file, telling_database_problems

if TYPE_CHECKING:
    from pathlib import Path

# Virtual tables answer from their shadow tables, which are counted.
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table'"
    " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    " ORDER BY name"
)


class _Queried(Protocol):
    def execute(self, sql: str, /) -> Any: ...  # noqa: ANN401  a cursor of either kind


@dataclass(frozen=True, slots=True)
class Contents:
    """The schema's number, the commit counter, and the rows of every table."""

    schema_version: int
    commit_seq: int
    rows: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        return {
            "schema_version": self.schema_version,
            "commit_seq": self.commit_seq,
            "rows": self.rows,
        }


def contents_of(database: _Queried) -> Contents:
    """Count what an open file holds."""
    tables = [name for (name,) in database.execute(_TABLES).fetchall()]
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (commits,) = database.execute(
        "SELECT value FROM meta WHERE name = 'commit_seq'"
    ).fetchone()
    return Contents(version, commits, {name: _rows(database, name) for name in tables})


def read_contents(path: Path, key: bytes) -> Contents:
    """Open a file that is not in use, count, and close it."""
    connection = open_cipher_file(path, key)
    try:
        with telling_database_problems():
            return contents_of(connection)
    finally:
        connection.close()


def _rows(database: _Queried, table: str) -> int:
    quoted = table.replace('"', '""')
    (count,) = database.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608
    return int(count)
