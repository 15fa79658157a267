"""The photos and papers of a file, put into words for the window."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from homevisit.services import files, papers, records, school, student_files, words
from homevisit.services.times import local_minute
from homevisit.text import _
from ui.attachment_rows import PaperCard, PaperPages

if TYPE_CHECKING:
    from homevisit.domain.attachments import Attachment
    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.words import Words

_KILO = 1024


def read_cards(session: Session, student_id: str) -> tuple[PaperCard, ...]:
    """Return all papers of a file, the newest first."""
    file = student_files.read_file(session, student_id)
    table = words.read_words(session)
    staff = school.staff_names(session)
    found = sorted(file.attachments, key=lambda each: (each.added_at, each.id))
    return tuple(_card(each, file, table, staff) for each in reversed(found))


def cards_beside(
    session: Session, attachment_id: str
) -> tuple[tuple[PaperCard, ...], int]:
    """Return all papers of the file that one belongs to, and its place among them."""
    paper = papers.read(session, attachment_id)
    cards = read_cards(session, paper.student_id)
    ids = [card.id for card in cards]
    return cards, ids.index(attachment_id) if attachment_id in ids else 0


def read_pages(session: Session, attachment_id: str, first: int) -> PaperPages:
    """Return a few pages of a paper."""
    found, total = papers.pages(session, attachment_id, first)
    return PaperPages(attachment_id, first, total, found)


def target_of(student_id: str) -> files.Target:
    """Return what a paper hangs on that belongs to no visit."""
    return files.Target("student", student_id, student_id)


def bring_back(session: Session, save_ids: tuple[str, ...]) -> None:
    """Take several saves back."""
    for save_id in save_ids:
        records.take_back(session, save_id)


def _card(
    each: Attachment, file: StudentFile, table: Words, staff: dict[str, str]
) -> PaperCard:
    visit = next((v for v in file.visits if v.id == each.of_id), None)
    about = _("Visit of {day}").format(day=visit.visit_date) if visit else ""
    kind = table.label("attachment_purposes", each.purpose)
    return PaperCard(
        id=each.id,
        title=each.caption or kind or _("Attachment"),
        kind=kind,
        on=local_minute(each.added_at)[:10],
        size=f"{max(1, (each.size or 0) // _KILO)} KB",
        who=staff.get(each.added_by, ""),
        about=about,
        visit_id=visit.id if visit else "",
        is_pdf=each.mime == files.PDF_MIME,
        caption=each.caption,
        thumbnail=base64.b64decode(each.thumbnail) if each.thumbnail else b"",
    )
