"""Bringing a database file to the schema of this version: forward only, frozen SQL.

`PRAGMA user_version` is the number of the last step done. Each step is one transaction,
so an interruption leaves a whole older schema. There is no way down: the backup
made before is the way back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from homevisit.vault.header import NewerFormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homevisit.vault.database import Database

MIGRATIONS_FOLDER = Path(__file__).with_name("migrations")
_FILE_NAME = re.compile(r"(?P<number>[0-9]{4})_[a-z0-9_]+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One frozen step: its number and its statements."""

    number: int
    script: str

    def statements(self) -> Iterator[str]:
        """Yield the statements one by one, so that no driver commits between them."""
        pending = ""
        for line in self.script.splitlines(keepends=True):
            pending += line
            if dbapi2.complete_statement(pending):
                yield pending
                pending = ""
        if any(_says_something(line) for line in pending.splitlines()):
            raise ValueError(f"migration {self.number} ends in mid-statement")


def read_migrations(folder: Path = MIGRATIONS_FOLDER) -> tuple[Migration, ...]:
    """Return the steps in order; a gap or a doubled number is our defect."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        match = _FILE_NAME.fullmatch(path.name)
        if match is None:
            raise ValueError("a migration is named NNNN_name.sql")
        found.append(Migration(int(match["number"]), path.read_text("utf-8")))
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        raise ValueError("migrations are numbered without gaps")
    return tuple(found)


def schema_version(database: Database) -> int:
    """Return the number of the last migration done."""
    (number,) = database.execute("PRAGMA user_version").fetchone()
    return int(number)


def pending_migrations(
    database: Database, migrations: tuple[Migration, ...]
) -> tuple[Migration, ...]:
    """Return the steps still to do; raises `NewerFormatError` for a later schema."""
    done = schema_version(database)
    if done > len(migrations):
        raise NewerFormatError
    return migrations[done:]


def migrate(database: Database, steps: tuple[Migration, ...]) -> None:
    """Do the steps, each in one transaction."""
    for step in steps:
        with database.transaction():
            for statement in step.statements():
                database.execute(statement)
            database.execute(f"PRAGMA user_version={step.number}")


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("--")
