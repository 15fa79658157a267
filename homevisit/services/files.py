"""Photos and papers of a child's file: made harmless, sealed, and found again."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.attachments import AttachmentStore, accept_pdf, prepare_photo
from homevisit.services import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.attachments import PreparedPhoto
    from homevisit.domain.attachments import Attachment
    from homevisit.services.records import RecordEdit, Written
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
    edit = photo_edit(session, target, prepare_photo(content), facts)
    return records.save(session, [edit], label="attachment")


def attach_pdf(
    session: Session,
    target: Target,
    content: bytes,
    facts: Mapping[str, Any] | None = None,
) -> Written:
    """Attach a PDF, such as a scanned sheet, as it is. It is never opened here."""
    accept_pdf(content)
    edit = _sealed_edit(session, target, content, {"mime": PDF_MIME, **(facts or {})})
    return records.save(session, [edit], label="attachment")


def open_attachment(session: Session, attachment_id: str) -> bytes:
    """Return the content of an attached file, verified.

    Raises `AttachmentMissingError` or `AttachmentDamagedError`.
    """
    attachment = cast("Attachment", records.read(session, attachment_id, "attachment"))
    return _store(session).open(attachment.blob_id, attachment.blob_key)


def _store(session: Session) -> AttachmentStore:
    return AttachmentStore(session.vault.attachments_folder)


def photo_edit(
    session: Session,
    target: Target,
    photo: PreparedPhoto,
    facts: Mapping[str, Any] | None = None,
) -> RecordEdit:
    """Seal a photo that is already harmless; return the edit that attaches it."""
    seen = {
        "mime": PHOTO_MIME,
        "width": photo.width,
        "height": photo.height,
        "thumbnail": base64.b64encode(photo.thumbnail).decode("ascii"),
    }
    return _sealed_edit(session, target, photo.jpeg, {**seen, **(facts or {})})


def _sealed_edit(
    session: Session, target: Target, content: bytes, facts: Mapping[str, Any]
) -> RecordEdit:
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
    return records.edit("attachment", values, student_id=target.student_id)
