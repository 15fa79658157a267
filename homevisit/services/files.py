"""Photos and papers of a child's file: made harmless, sealed, and found again."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.attachments import AttachmentStore, accept_pdf, prepare_photo
from homevisit.services import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.attachments import Attachment
    from homevisit.services.records import Written
    from homevisit.services.session import Session

PDF_MIME = "application/pdf"
PHOTO_MIME = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Target:
    """The record that a file hangs on."""

    kind: str
    record_id: str
    student_id: str


def attach_photo(
    session: Session,
    target: Target,
    content: bytes,
    facts: Mapping[str, Any] | None = None,
) -> Written:
    """Attach a photo: decoded in a worker, without its place, at most 300 KB.

    Raises the problems of `prepare_photo`; nothing is then kept of the file.
    """
    photo = prepare_photo(content)
    seen = {
        "mime": PHOTO_MIME,
        "width": photo.width,
        "height": photo.height,
        "thumbnail": base64.b64encode(photo.thumbnail).decode("ascii"),
    }
    return _attach(session, target, photo.jpeg, {**seen, **(facts or {})})


def attach_pdf(
    session: Session,
    target: Target,
    content: bytes,
    facts: Mapping[str, Any] | None = None,
) -> Written:
    """Attach a PDF, such as a scanned sheet, as it is. It is never opened here."""
    accept_pdf(content)
    return _attach(session, target, content, {"mime": PDF_MIME, **(facts or {})})


def open_attachment(session: Session, attachment_id: str) -> bytes:
    """Return the content of an attached file, verified.

    Raises `AttachmentMissingError` or `AttachmentDamagedError`.
    """
    attachment = cast("Attachment", records.read(session, attachment_id, "attachment"))
    return _store(session).open(attachment.blob_id, attachment.blob_key)


def _store(session: Session) -> AttachmentStore:
    return AttachmentStore(session.vault.attachments_folder)


def _attach(
    session: Session, target: Target, content: bytes, facts: Mapping[str, Any]
) -> Written:
    sealed = _store(session).add(content)
    values = {
        "student_id": target.student_id,
        "of_kind": target.kind,
        "of_id": target.record_id,
        "added_by": session.person_id,
        "added_at": records.instant(session),
        "size": sealed.size,
        "blob_id": sealed.blob_id,
        "blob_key": sealed.blob_key,
        "plaintext_hash": sealed.plaintext_hash,
        **facts,
    }
    edit = records.edit("attachment", values, student_id=target.student_id)
    return records.save(session, [edit], label="attachment")
