"""One encrypted database file, open in one thread: transactions, counter, checkpoints.

Nothing is written outside `transaction()`: what does not only read is refused there, so
that no stray write escapes the commit counter. (SQLite's own query_only was
measured: switching it makes every prepared statement anew, 1.5 ms a save.)
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from homevisit.vault.cipher_file import raw_key_text, telling_database_problems
from homevisit.vault.instants import instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from homevisit.clock import Clock

_LOCKED = 6
_ASK_EVERY = 1000  # steps of SQLite's machine, about a millisecond
_READS = re.compile(
    r"\s*(SELECT\b|EXPLAIN\b|VALUES\b"
    r"|WITH\b(?!.*\b(INSERT|REPLACE)\s+(OR|INTO)\b)(?!.*\b(UPDATE|DELETE)\b)"
    r"|PRAGMA\s+[\w.]+\s*$|PRAGMA\s+(\w+\.)?\w+_(x?info|list)\s*\()",
    re.IGNORECASE | re.DOTALL,
)
_COUNT_COMMIT = (
    "UPDATE meta SET value = value + 1 WHERE name = 'commit_seq'",
    "UPDATE meta SET value = ? WHERE name = 'saved_at'",
)


class WriteOutsideTransactionError(RuntimeError):
    """A defect: something was about to be written that no transaction counts."""


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # sqlcipher3 ships no types
    """A result whose rows, too, speak in problems when a page turns out damaged."""

    def __next__(self) -> Any:  # noqa: ANN401  a row of any columns
        with telling_database_problems():
            return super().__next__()

    def fetchone(self) -> Any:  # noqa: ANN401
        with telling_database_problems():
            return super().fetchone()

    def fetchmany(self, size: int = 1) -> list[Any]:
        with telling_database_problems():
            return list(super().fetchmany(size))

    def fetchall(self) -> list[Any]:
        with telling_database_problems():
            return list(super().fetchall())


class Database:
    """Reads and writes one file; belongs to the thread that opened it.

    When the world fails every method raises `DiskFullError`, `DatabaseDamagedError`,
    `ReadOnlyFolderError` or `StorageFailedError`; other `dbapi2.Error`s are defects.
    """

    def __init__(self, connect: Callable[[], dbapi2.Connection], clock: Clock) -> None:
        self._clock = clock
        self._connect = connect
        self.beside: Database | None = None
        """Another file of the vault: no transaction is open in both at once."""
        self._open()

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run one statement; reading is allowed anywhere, writing in a transaction."""
        self._refuse_stray_write(sql)
        with telling_database_problems():
            cursor = Cursor(self._connection)
            cursor.execute(sql, parameters)
            return cursor

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Cursor:
        """Run one statement for each row."""
        self._refuse_stray_write(sql)
        with telling_database_problems():
            cursor = Cursor(self._connection)
            cursor.executemany(sql, rows)
            return cursor

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """Commit when the block ends well and count the commit; undo all when not."""
        if self._connection.in_transaction:
            raise RuntimeError("transactions do not nest")
        if self.beside is not None and self.beside.in_transaction:
            raise RuntimeError("no transaction spans two files")
        with telling_database_problems():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self._count_commit()
                self._connection.execute("COMMIT")
            finally:
                # A full disk has already rolled back; another ROLLBACK would fail.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @property
    def in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)

    @property
    def commit_seq(self) -> int:
        """How many transactions this file has ever committed."""
        return int(self.meta("commit_seq"))

    def meta(self, name: str) -> Any:  # noqa: ANN401  the column has no one type
        """Return a value of the file's own `meta` table, or raise `KeyError`."""
        row = self.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return row[0]

    def set_meta(self, name: str, value: str | int | None) -> None:
        """Set a value of the `meta` table; call it inside a transaction."""
        self.execute(
            "INSERT INTO meta (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def checkpoint(self) -> bool:
        """Move every committed page into the main file and empty the journal.

        Returns False when a result that is still being read stands in the way.
        """
        try:
            with telling_database_problems():
                rows = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return bool(rows.fetchone()[0] == 0)
        except dbapi2.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) != _LOCKED:
                raise
            return False

    @contextmanager
    def let_go(self) -> Iterator[None]:
        """Close the file while the block looks at it, then open it again."""
        if self.in_transaction:
            raise RuntimeError("a transaction is open")
        self.close()
        try:
            yield
        finally:
            self._open()

    def move_to(self, connect: Callable[[], dbapi2.Connection]) -> None:
        """Close this file and go on with the one that `connect` opens."""
        self.close()
        self._connect = connect
        self._open()

    def vacuum_into(self, path: Path, ask: Callable[[], None] = lambda: None) -> None:
        """Write a compact copy under the same key into an empty file at `path`.

        `ask` is called now and then and may raise to stop. Raises
        `DatabaseDamagedError` when any page in use is damaged: unlike the backup
        interface of SQLite, which would copy the damage and sign it anew.
        """
        with telling_database_problems(), self._asking(ask):
            self._connection.execute("VACUUM INTO ?", (str(path),))

    @contextmanager
    def _asking(self, ask: Callable[[], None]) -> Iterator[None]:
        """Let `ask` stop what SQLite is at; what it raised is raised here."""
        raised: list[BaseException] = []

        def is_to_stop() -> bool:
            try:
                ask()
            except BaseException as error:  # noqa: BLE001  carried past SQLite, below
                raised.append(error)
            return bool(raised)

        self._connection.set_progress_handler(is_to_stop, _ASK_EVERY)
        try:
            yield
        except dbapi2.OperationalError:
            if raised:
                raise raised[0] from None
            raise
        finally:
            self._connection.set_progress_handler(None, 0)

    def export_into(self, path: Path, key: bytes) -> None:
        """Write everything under another key into an empty file at `path`."""
        with telling_database_problems():
            self._connection.execute(
                "ATTACH DATABASE ? AS fresh KEY ?", (str(path), raw_key_text(key))
            )
            try:
                self._connection.execute("SELECT sqlcipher_export('fresh')").fetchall()
                # The export leaves both at 0.
                for name in ("user_version", "application_id"):
                    (number,) = self.execute(f"PRAGMA main.{name}").fetchone()
                    self._connection.execute(f"PRAGMA fresh.{name}={number}")
            finally:
                self._connection.execute("DETACH DATABASE fresh")

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._connection.close()
        self.is_open = False

    def _open(self) -> None:
        self._connection = self._connect()
        self.is_open = True

    def _count_commit(self) -> None:
        count, stamp = _COUNT_COMMIT
        self._connection.execute(count)
        self._connection.execute(stamp, (instant(self._clock),))

    def _refuse_stray_write(self, sql: str) -> None:
        if not self.in_transaction and not _READS.match(sql):
            raise WriteOutsideTransactionError
