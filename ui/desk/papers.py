"""Photos and papers of a visit: brought in from files, listed with their thumbnails."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from homevisit.services import files, papers, student_files, words
from homevisit.services.times import local_minute
from ui.rows import Paper

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.visits import VisitForm

KIND = "visit"


def papers_of(file: StudentFile, visit_id: str) -> tuple[Paper, ...]:
    """Return what hangs on one visit, the oldest first."""
    table = words.Words()
    found = [each for each in file.attachments if each.of_id == visit_id]
    return tuple(
        Paper(
            each.id,
            each.caption or table.label("attachment_purposes", each.purpose),
            local_minute(each.added_at),
            base64.b64decode(each.thumbnail) if each.thumbnail else b"",
        )
        for each in sorted(found, key=lambda each: each.added_at)
    )


def read_papers(session: Session, form: VisitForm) -> tuple[Paper, ...]:
    """Return what hangs on the visit of a form now."""
    file = student_files.read_file(session, form.student_id)
    return papers_of(file, form.visit_id)


def attach(session: Session, form: VisitForm, path: str) -> str | None:
    """Bring in one file and return the save that takes it back.

    Raises the problems of `papers.attach_file`; nothing is then kept.
    """
    target = files.Target(KIND, form.visit_id, form.student_id)
    return papers.attach_file(session, target, path).save_id
