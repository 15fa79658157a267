"""Photos and scans of signed sheets, read from disk; needs no vault and changes none.

A file that cannot be read is answered with its problem, and the others are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.attachments.sheets import MAX_PDF, SheetPage, read_sheet
from homevisit.errors import Problem
from homevisit.services.papers import PaperUnreadableError
from homevisit.services.print_runs import LongWork

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["FileRead", "SheetPage", "files_in", "read_files"]

ENDINGS = (".jpg", ".jpeg", ".png", ".pdf")


@dataclass(frozen=True, slots=True)
class FileRead:
    """The pages of one file up to where it could be read, and what stopped it."""

    name: str
    pages: tuple[SheetPage, ...] = ()
    problem: Problem | None = None
    is_scan: bool = False


def files_in(folder: str) -> tuple[str, ...]:
    """Return the photos and PDFs of a folder, by name.

    Raises `PaperUnreadableError`.
    """
    try:
        every = sorted(Path(folder).iterdir())
    except OSError as error:
        raise PaperUnreadableError from error
    return tuple(str(x) for x in every if x.suffix.lower() in ENDINGS and x.is_file())


def read_files(
    paths: Sequence[str], work: LongWork | None = None
) -> tuple[FileRead, ...]:
    """Return the files in their order; fewer when `work` was cancelled.

    `work` hears (pages read, pages as far as known).
    """
    reading = _Reading(work or LongWork(), len(paths))
    found = []
    for path in paths:
        if reading.work.cancelled():
            break
        found.append(reading.read(Path(path)))
    return tuple(found)


class _Reading:
    """Counts pages over all files: a file is one page until more is known."""

    def __init__(self, work: LongWork, files: int) -> None:
        self.work = work
        self._done, self._total = 0, files

    def read(self, path: Path) -> FileRead:
        pages: list[SheetPage] = []
        problem, content = None, b""
        try:
            content = _bytes_of(path)
            pages.extend(self._counted(read_sheet(content)))
        except Problem as error:
            problem = error
            self._done += not pages
            self._tell()
        return FileRead(path.name, tuple(pages), problem, b"%PDF-" in content[:1024])

    def _counted(self, pages: Iterator[tuple[SheetPage, int]]) -> Iterator[SheetPage]:
        for at, (page, total) in enumerate(pages):
            self._total += total - 1 if at == 0 else 0
            self._done += 1
            self._tell()
            yield page
            if self.work.cancelled():
                return

    def _tell(self) -> None:
        self.work.progress(self._done, max(self._done, self._total))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_PDF + 1)
    except OSError as error:
        raise PaperUnreadableError from error
