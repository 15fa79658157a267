"""What a person does with the photos and papers of a file: bring in, look at, name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from homevisit.attachments.sheets import read_from
from homevisit.errors import Problem
from homevisit.paths import write_atomically
from homevisit.services import files, records
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.domain.attachments import Attachment
    from homevisit.services.files import Target
    from homevisit.services.records import Written
    from homevisit.services.session import Session

# More than any file that is accepted, and less than what would fill the memory.
_MOST = 64 << 20
_PDF = b"%PDF"


class PaperUnreadableError(Problem):
    """The disk or stick did not give the file."""

    code = "paper_unreadable"
    what = N_("This file cannot be read.")
    safe = N_("Nothing was changed, and the file of the child is as it was.")
    todo = N_("Copy the file to this computer, then add it again.")


class CopyNotWrittenError(Problem):
    """The copy of a paper could not be written where it was asked for."""

    code = "paper_copy_not_written"
    what = N_("The copy could not be written there.")
    safe = N_("The paper in the file of the child is untouched.")
    todo = N_("Choose another folder or make room there, then save it again.")


def attach_file(session: Session, target: Target, path: str) -> Written:
    """Bring in one photo or PDF from a disk.

    Raises `PaperUnreadableError` and the problems of `files`; nothing is then kept.
    """
    place = Path(path)
    try:
        with place.open("rb") as stream:
            content = stream.read(_MOST)
    except OSError as error:
        raise PaperUnreadableError from error
    if content.startswith(_PDF) or place.suffix.lower() == ".pdf":
        return files.attach_pdf(session, target, content, {"purpose": "signed_form"})
    return attach_picture(session, target, content)


def attach_picture(session: Session, target: Target, content: bytes) -> Written:
    """Bring in a picture, such as one from the clipboard."""
    return files.attach_photo(session, target, content, {"purpose": "photo"})


def read(session: Session, attachment_id: str) -> Attachment:
    """Return what is known of an attached file."""
    return cast("Attachment", records.read(session, attachment_id, "attachment"))


def pages(
    session: Session, attachment_id: str, first: int = 0
) -> tuple[tuple[bytes, ...], int]:
    """Return a few pages as JPEG from the one numbered `first`, and how many there are.

    A photo is its only page, as it was kept. A PDF is drawn in a worker, page by page;
    nothing is ever written to a disk. Raises the problems of the store and of sheets.
    """
    content = files.open_attachment(session, attachment_id)
    if read(session, attachment_id).mime != files.PDF_MIME:
        return (content,), 1
    drawn, total = read_from(content, first)
    return tuple(page.photo.jpeg for page in drawn), total


def name(session: Session, attachment_id: str, caption: str) -> Written:
    """Say what an attached file shows."""
    edit = records.edit_of(session, attachment_id, {"caption": caption.strip()})
    return records.save(session, [edit], label="attachment")


def remove(session: Session, attachment_id: str) -> Written:
    """Set an attached file aside; history keeps it and can bring it back."""
    return records.archive(session, attachment_id, "")


def save_copy(session: Session, attachment_id: str, to: Path) -> None:
    """Write an attached file, as it was brought in, to where a person chose.

    It is logged before it leaves, as a print is counted. Raises `CopyNotWrittenError`
    and the problems of the store.
    """
    content = files.open_attachment(session, attachment_id)
    values = {
        "document": "attachment",
        "exported_by": session.person_id,
        "exported_on": session.clock.today().isoformat(),
        "exported_at": records.instant(session),
    }
    records.save(session, [records.edit("export", values)], label="export")
    try:
        write_atomically(to, content)
    except OSError as error:
        raise CopyNotWrittenError from error
