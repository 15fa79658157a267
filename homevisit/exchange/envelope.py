"""The outside of every file that people hand to each other: magic, version, header.

Layout: magic (4) | version u16 | header length u32 | header | Ed25519 signature (64) |
body. The signature covers everything before it, as it stands (docs/changes-format.md).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.canonical import NotCanonicalError, read_json, write_json
from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.vault.sealing import verify_signature

if TYPE_CHECKING:
    from collections.abc import Callable

_FRONT = struct.Struct(">4sHI")
_SIGNATURE_BYTES = 64
_MOST_HEADER_BYTES = 1 << 16
_LABEL = b"homevisit/1/envelope/"


class NotThisKindOfFileError(Problem):
    """The file was never written for this purpose."""

    code = "not_this_kind_of_file"
    what = N_("This file is not what was expected here.")
    safe = N_("It was not used, and your own records are unchanged.")
    todo = N_("Choose a file that a colleague's HomeVisit has written for this.")


class HandedFileDamagedError(Problem):
    """Bytes of the file were lost or changed on the way."""

    code = "handed_file_damaged"
    what = N_("This file is damaged or was cut short on the way.")
    safe = N_("Nothing of it was used, and your own records are unchanged.")
    todo = N_("Copy it again from where it was made, or ask for a new one.")


class NewerHandedFileError(Problem):
    """A later version of HomeVisit wrote the file."""

    code = "newer_handed_file"
    what = N_("This file was made by a newer version of HomeVisit.")
    safe = N_("Nothing of it was used, and your own records are unchanged.")
    todo = N_("Install the newer version, then take in the file again.")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A file taken apart; nothing in it is proven before `require_signed_by`."""

    version: int
    header: dict[str, Any]
    body: bytes
    _signed: bytes
    _signature: bytes

    def require_signed_by(self, signing_key: bytes) -> None:
        """Raise `HandedFileDamagedError` unless the key's owner signed the header."""
        if not verify_signature(signing_key, self._signature, self._signed):
            raise HandedFileDamagedError


def pack(
    kind: tuple[bytes, int],
    header: dict[str, Any],
    body: bytes,
    sign: Callable[[bytes], bytes],
) -> bytes:
    """Return the file of a kind (magic and version); `header` must vouch for `body`."""
    text = write_json(header)
    front = _FRONT.pack(*kind, len(text)) + text
    return front + sign(_LABEL + front) + body


def unpack(content: bytes, kind: tuple[bytes, int]) -> Envelope:
    """Take a file apart.

    Raises `NotThisKindOfFileError`, `NewerHandedFileError` or
    `HandedFileDamagedError`.
    """
    magic, newest = kind
    if content[: len(magic)] != magic:
        raise NotThisKindOfFileError
    if len(content) < _FRONT.size:
        raise HandedFileDamagedError
    _, version, length = _FRONT.unpack_from(content)
    if version > newest:
        raise NewerHandedFileError
    signed_end = _FRONT.size + length
    start_of_body = signed_end + _SIGNATURE_BYTES
    if not version or length > _MOST_HEADER_BYTES or len(content) < start_of_body:
        raise HandedFileDamagedError
    signed = content[:signed_end]
    return Envelope(
        version=version,
        header=_read_header(signed[_FRONT.size :]),
        body=content[start_of_body:],
        _signed=_LABEL + signed,
        _signature=content[signed_end:start_of_body],
    )


def _read_header(text: bytes) -> dict[str, Any]:
    try:
        header = read_json(text, max_bytes=_MOST_HEADER_BYTES)
    except NotCanonicalError:
        raise HandedFileDamagedError from None
    if not isinstance(header, dict):
        raise HandedFileDamagedError
    return header
