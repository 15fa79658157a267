"""Photos and papers of a file on their way to a printer: as pictures, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import papers, records
from homevisit.services.paper_forms import prints_of
from homevisit.services.print_runs import LongWork, log_edit
from reports.visit_book import PrintCancelledError

if TYPE_CHECKING:
    from homevisit.services.session import Session

DOCUMENT = "attachment"


def pictures_to_print(
    session: Session, attachment_id: str, work: LongWork | None = None
) -> tuple[bytes, ...]:
    """Return every page of a paper as JPEG and note that a copy left the vault.

    Raises `PrintCancelledError` with nothing noted, and the problems of `papers.pages`.
    """
    work = work or LongWork()
    pictures: list[bytes] = []
    total = 1
    while len(pictures) < total:
        if work.cancelled():
            raise PrintCancelledError
        more, total = papers.pages(session, attachment_id, len(pictures))
        pictures.extend(more)
        work.progress(len(pictures), total)
    number = prints_of(session, DOCUMENT) + 1
    records.save(session, [log_edit(session, (), number, DOCUMENT)], label="export")
    return tuple(pictures)
