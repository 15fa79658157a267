"""Sealed files in one folder, each named by the SHA-256 of what lies there.

ChaCha20-Poly1305 under a random key per file, so that equal photos cannot be recognised
(exchange.md, section 2.11); in pieces of 4 MiB, each bound to its place and the last
one marked, as in the STREAM construction. The key is in the record only.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from homevisit.errors import Problem
from homevisit.paths import write_atomically
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

PIECE = 4 << 20

_TAG = 16
_PURPOSE = b"homevisit attachment 1"
_NAME = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[0-9a-f]{64}")


class AttachmentMissingError(Problem):
    """The record is here, the file is not."""

    code = "attachment_missing"
    what = N_("This attachment is not on this computer.")
    safe = N_("The record that it belongs to is complete and unchanged.")
    todo = N_(
        "Receive it from the colleague who added it, or restore it from a backup."
    )


class AttachmentDamagedError(Problem):
    """The file does not hold what was put there, or the key is not its key."""

    code = "attachment_damaged"
    what = N_("This attachment has changed on the disk and cannot be opened.")
    safe = N_("The record that it belongs to is complete and unchanged.")
    todo = N_("Restore the attachment from a backup, or add it again.")


class AttachmentNotSavedError(Problem):
    """The system would not let us write the file."""

    code = "attachment_not_saved"
    what = N_("The attachment could not be written to the disk.")
    safe = N_("Nothing has been added; the record is unchanged.")
    todo = N_("Free some space on the disk, check that it can be written, then retry.")


@dataclass(frozen=True, slots=True)
class SealedFile:
    """What a record keeps of a sealed file; all that is needed to open it again."""

    blob_id: str
    blob_key: str
    plaintext_hash: str
    size: int


def _pieces(content: bytes, length: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield each piece with its nonce: its number, and whether it is the last."""
    count = max(1, -(-len(content) // length))
    for number in range(count):
        piece = content[number * length : (number + 1) * length]
        is_last = number == count - 1
        yield number.to_bytes(11, "big") + bytes([is_last]), piece


def seal(content: bytes, key: bytes) -> bytes:
    """Return `content` sealed under a 32-byte key that seals nothing else."""
    cipher = ChaCha20Poly1305(key)
    return b"".join(
        cipher.encrypt(nonce, piece, _PURPOSE)
        for nonce, piece in _pieces(content, PIECE)
    )


def unseal(sealed: bytes, key: bytes) -> bytes:
    """Return what was sealed; raises `InvalidTag` for whatever is not that."""
    cipher = ChaCha20Poly1305(key)
    return b"".join(
        cipher.decrypt(nonce, piece, _PURPOSE)
        for nonce, piece in _pieces(sealed, PIECE + _TAG)
    )


class AttachmentStore:
    """The sealed files of one vault; knows neither records nor keys."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, content: bytes) -> SealedFile:
        """Seal `content` under a fresh key and keep it; returns what the record needs.

        Raises `AttachmentNotSavedError`; then nothing was kept.
        """
        key = secrets.token_bytes(32)
        sealed = seal(content, key)
        name = hashlib.sha256(sealed).hexdigest()
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            write_atomically(self._folder / name, sealed)
        except OSError as error:
            raise AttachmentNotSavedError from error
        digest = hashlib.sha256(content).hexdigest()
        return SealedFile(name, key.hex(), digest, len(content))

    def open(self, blob_id: str, blob_key: str) -> bytes:
        """Return the content of a file, after checking every byte of it.

        Raises `AttachmentMissingError` or `AttachmentDamagedError`.
        """
        if not (_NAME.fullmatch(blob_id) and _KEY.fullmatch(blob_key)):
            raise AttachmentDamagedError
        try:
            sealed = (self._folder / blob_id).read_bytes()
        except FileNotFoundError as error:
            raise AttachmentMissingError from error
        except OSError as error:
            raise AttachmentDamagedError from error
        if hashlib.sha256(sealed).hexdigest() != blob_id:
            raise AttachmentDamagedError
        try:
            return unseal(sealed, bytes.fromhex(blob_key))
        except InvalidTag as error:
            raise AttachmentDamagedError from error

    def has(self, blob_id: str) -> bool:
        """Say whether the file is here, without looking into it."""
        return bool(_NAME.fullmatch(blob_id)) and (self._folder / blob_id).is_file()

    def is_sound(self, blob_id: str) -> bool:
        """Say whether the file is here and holds what its name promises."""
        if not self.has(blob_id):
            return False
        content = (self._folder / blob_id).read_bytes()
        return hashlib.sha256(content).hexdigest() == blob_id

    def names(self) -> frozenset[str]:
        """Return the name of every sealed file that is here."""
        if not self._folder.is_dir():
            return frozenset()
        return frozenset(
            entry.name
            for entry in self._folder.iterdir()
            if _NAME.fullmatch(entry.name)
        )

    def orphans(self, known: Collection[str]) -> tuple[str, ...]:
        """Return the files that no record in `known` names, in a stable order."""
        return tuple(sorted(self.names() - set(known)))

    def missing(self, known: Collection[str]) -> tuple[str, ...]:
        """Return the names in `known` whose files are not here, in a stable order."""
        return tuple(sorted(set(known) - self.names()))

    def remove(self, blob_id: str) -> None:
        """Delete a file that no record needs; to delete it twice is no error."""
        if _NAME.fullmatch(blob_id):
            (self._folder / blob_id).unlink(missing_ok=True)
