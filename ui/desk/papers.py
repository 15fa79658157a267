"""Photos and papers of a visit: brought in from files, listed with their thumbnails."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.services import files, student_files, words
from homevisit.services.times import local_minute
from homevisit.text import N_
from ui.rows import Paper

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from homevisit.services.student_files import StudentFile
    from homevisit.services.visits import VisitForm

KIND = "visit"
# More than any file that is accepted, and less than what would fill the memory.
_MOST = 64 << 20
_PDF = b"%PDF"


class PaperUnreadableError(Problem):
    """The disk or stick did not give the file."""

    code = "paper_unreadable"
    what = N_("This file cannot be read.")
    safe = N_("Nothing was changed, and the visit is as it was.")
    todo = N_("Copy the file to this computer, then add it again.")


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

    Raises `PaperUnreadableError` and the problems of `files`; nothing is then kept.
    """
    place = Path(path)
    try:
        with place.open("rb") as stream:
            content = stream.read(_MOST)
    except OSError as error:
        raise PaperUnreadableError from error
    target = files.Target(KIND, form.visit_id, form.student_id)
    if content.startswith(_PDF) or place.suffix.lower() == ".pdf":
        facts = {"purpose": "signed_form"}
        return files.attach_pdf(session, target, content, facts).save_id
    return files.attach_photo(session, target, content, {"purpose": "photo"}).save_id
