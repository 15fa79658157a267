"""Checking an open vault: its file is closed, looked at afresh, and opened again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from homevisit.vault.attachments import attachment_names, count_damaged
from homevisit.vault.cipher_file import DatabaseDamagedError
from homevisit.vault.instants import instant, read_instant
from homevisit.vault.integrity import Findings, check_pages, check_structure

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.clock import Clock
    from homevisit.vault.database import Database
    from homevisit.vault.keyring import FileKey
    from homevisit.vault.session import Session

DEEP_CHECK_EVERY = timedelta(days=7)
_CHECKED_AT = "deep_checked_at"


class OpenFile(Protocol):
    """One of the vault's database files while it is open."""

    @property
    def path(self) -> Path: ...
    @property
    def file_key(self) -> FileKey: ...
    @property
    def database(self) -> Database: ...
    @property
    def clock(self) -> Clock: ...


def verify(session: Session, *, deep: bool) -> Findings:
    """Return what a check finds; `deep` looks at structure and attachments too.

    The room is checked with the vault while it is open; its key is not in hand else.

    Raises a storage problem. When the file is so damaged that it cannot be opened
    again, `DatabaseDamagedError` is raised and the vault is of no further use.
    """
    session.settle()
    open_files: list[OpenFile] = [session]
    if session.room is not None:
        session.room.settle()
        open_files.append(session.room)
    found = [_look_at(file, deep=deep) for file in open_files]
    folder = session.layout.attachments
    damaged = count_damaged(folder, attachment_names(folder)) if deep else 0
    findings = Findings(
        damaged_pages=sum(pages for pages, _ in found),
        damaged_structure=sum(structure for _, structure in found),
        damaged_attachments=damaged,
        commit_seq=session.database.commit_seq,
        is_deep=deep,
    )
    if deep and findings.is_sound:
        for file in open_files:
            note_deep_check(file)
    return findings


def _look_at(file: OpenFile, *, deep: bool) -> tuple[int, int]:
    """Return how many pages of a file are damaged and, `deep`, what else is wrong."""
    path, key = file.path, file.file_key.database
    with file.database.let_go():
        pages = check_pages(path, key)
        structure = check_structure(path, key) if deep and not pages else 0
    return pages, structure


def note_deep_check(file: OpenFile) -> None:
    """Remember when the structure was last found sound."""
    with file.database.transaction():
        file.database.set_meta(_CHECKED_AT, instant(file.clock))


def check_weekly(file: OpenFile) -> None:
    """Check the structure if a week has passed; raises `DatabaseDamagedError`."""
    now = file.clock.now()
    try:
        due_at = read_instant(file.database.meta(_CHECKED_AT)) + DEEP_CHECK_EVERY
    except KeyError:
        due_at = read_instant(file.database.meta("created_at")) + DEEP_CHECK_EVERY
    if now < due_at:
        return
    path, key = file.path, file.file_key.database
    with file.database.let_go():
        complaints = check_structure(path, key)
    if complaints:
        raise DatabaseDamagedError
    note_deep_check(file)
