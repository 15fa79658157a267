"""Files that hang on a record: made harmless, sealed, and kept beside the vault.

A photo is decoded and encoded anew in a worker, which removes where it was taken. A PDF
is kept as it is and never opened here. Each file is sealed under a key of its own that
lives only in the record.
"""

from homevisit.attachments.papers import (
    EmptyAttachmentError,
    NotAPdfError,
    PdfTooLargeError,
    accept_pdf,
)
from homevisit.attachments.photos import (
    AnimationRefusedError,
    DamagedPhotoError,
    HeicRefusedError,
    PhotoFormatRefusedError,
    PhotoTooLargeError,
    PreparedPhoto,
    TooManyPixelsError,
    prepare_photo,
)
from homevisit.attachments.store import (
    AttachmentDamagedError,
    AttachmentMissingError,
    AttachmentNotSavedError,
    AttachmentStore,
    SealedFile,
)

__all__ = [
    "AnimationRefusedError",
    "AttachmentDamagedError",
    "AttachmentMissingError",
    "AttachmentNotSavedError",
    "AttachmentStore",
    "DamagedPhotoError",
    "EmptyAttachmentError",
    "HeicRefusedError",
    "NotAPdfError",
    "PdfTooLargeError",
    "PhotoFormatRefusedError",
    "PhotoTooLargeError",
    "PreparedPhoto",
    "SealedFile",
    "TooManyPixelsError",
    "accept_pdf",
    "prepare_photo",
]
