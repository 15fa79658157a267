"""A password for a finished PDF: AES-256, revision 6 of the standard handler."""

from __future__ import annotations

import secrets
from io import BytesIO

import pikepdf


def protect(pdf: bytes, password: str) -> bytes:
    """Return `pdf` encrypted so that only `password` opens it.

    Printing and reading aloud stay possible, changing and copying are forbidden. Salts
    are random: unlike the plain file, two results are never the same bytes.
    """
    if not password:
        raise ValueError("a password is needed")
    allowed = pikepdf.Permissions(
        modify_annotation=False,
        modify_assembly=False,
        modify_form=False,
        modify_other=False,
        extract=False,
    )
    encryption = pikepdf.Encryption(
        user=password, owner=secrets.token_urlsafe(32), R=6, allow=allowed
    )
    protected = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(protected, encryption=encryption)
    return protected.getvalue()
