"""The changes file: a letter, packed, sealed to one person and signed by another.

The header carries nothing personal: opaque ids, the sealed key, and digest of the body.
The body is zlib of the letter's canonical JSON, padded to 256 bytes, under a key of its
own (docs/changes-format.md).
"""

from __future__ import annotations

import hashlib
import secrets
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from homevisit.canonical import NotCanonicalError, read_json, write_json
from homevisit.errors import Problem
from homevisit.exchange.cards import plain_id
from homevisit.exchange.envelope import Envelope, HandedFileDamagedError, pack, unpack
from homevisit.text import N_
from homevisit.vault import strict
from homevisit.vault.sealing import CannotOpenSealedError, seal_to

if TYPE_CHECKING:
    from collections.abc import Callable

KIND = (b"HVCH", 1)
SUFFIX = ".hvchanges"
MAX_LETTER_BYTES = 64 << 20
_MAX_FILE_BYTES = MAX_LETTER_BYTES + (1 << 20)
_PAD = 256
_LENGTH = struct.Struct(">I")
_INFO = b"changes-file/"
_FILE_ID_BYTES = 16
_DIGEST_BYTES = 32
_KEY_BYTES = 32
# The key is used for this one body, so the nonce need not differ.
_NONCE = bytes(12)
_MOST_SEALED_KEY_BYTES = 256


class ForSomebodyElseError(Problem):
    """The file is sealed to another person."""

    code = "changes_for_somebody_else"
    what = N_("This file was sealed for another person, not for you.")
    safe = N_("Nobody here can read it, and your own records are unchanged.")
    todo = N_("Ask the sender to choose your name when handing on changes.")


class TooMuchAtOnceError(Problem):
    """The file would be larger than anybody accepts."""

    code = "too_much_at_once"
    what = N_("This is more than one file of changes can carry.")
    safe = N_("No file was made, and your own records are unchanged.")
    todo = N_("Hand on changes more often, or give the colleague a copy in person.")


@dataclass(frozen=True, slots=True)
class Route:
    """From whom to whom a file goes, and the file's own random id: nothing personal."""

    sender: str
    recipient: str
    file_id: str

    @classmethod
    def new(cls, sender: str, recipient: str) -> Route:
        return cls(sender, recipient, secrets.token_hex(_FILE_ID_BYTES))

    def binding(self, version: int) -> bytes:
        """Return what key and body are bound to."""
        parts = [version, self.sender, self.recipient, self.file_id]
        return _INFO + write_json(parts)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file taken apart: its route may be read by anybody and is not proven yet."""

    route: Route
    _envelope: Envelope
    _sealed_key: bytes
    _digest: bytes

    def open(
        self, sender_key: bytes, open_sealed: Callable[[bytes, bytes], bytes]
    ) -> Any:  # noqa: ANN401  JSON is what it is
        """Return the letter, if the holder of `sender_key` wrote it for us.

        Raises `HandedFileDamagedError`, or `ForSomebodyElseError` where the key was
        sealed to another one than ours.
        """
        self._envelope.require_signed_by(sender_key)
        body = self._envelope.body
        if hashlib.sha256(body).digest() != self._digest:
            raise HandedFileDamagedError
        binding = self.route.binding(self._envelope.version)
        try:
            key = open_sealed(self._sealed_key, binding)
        except CannotOpenSealedError:
            raise ForSomebodyElseError from None
        if len(key) != _KEY_BYTES:
            raise HandedFileDamagedError
        try:
            padded = ChaCha20Poly1305(key).decrypt(_NONCE, body, binding)
        except InvalidTag:
            raise HandedFileDamagedError from None
        return unpacked(padded)


def seal_file(
    route: Route,
    letter: object,
    sealing_key: bytes,
    sign: Callable[[bytes], bytes],
) -> bytes:
    """Return the file that carries `letter`; raises `TooMuchAtOnceError`."""
    padded = packed(letter)
    binding = route.binding(KIND[1])
    key = secrets.token_bytes(_KEY_BYTES)
    body = ChaCha20Poly1305(key).encrypt(_NONCE, padded, binding)
    header = {
        "from": route.sender,
        "to": route.recipient,
        "file": route.file_id,
        "key": seal_to(sealing_key, key, binding).hex(),
        "body": hashlib.sha256(body).hexdigest(),
    }
    return pack(KIND, header, body, sign)


def take_apart(content: bytes) -> SealedFile:
    """Read the outside of a changes file.

    Raises `NotThisKindOfFileError`, `NewerHandedFileError` or
    `HandedFileDamagedError`.
    """
    if len(content) > _MAX_FILE_BYTES:
        raise HandedFileDamagedError
    envelope = unpack(content, KIND)
    try:
        found = strict.mapping(envelope.header, "from", "to", "file", "key", "body")
        return SealedFile(
            Route(
                plain_id(found["from"]),
                plain_id(found["to"]),
                strict.hex_bytes(found["file"], _FILE_ID_BYTES).hex(),
            ),
            envelope,
            strict.hex_bytes(found["key"], 1, _MOST_SEALED_KEY_BYTES),
            strict.hex_bytes(found["body"], _DIGEST_BYTES),
        )
    except strict.ShapeError:
        raise HandedFileDamagedError from None


def file_name(route: Route) -> str:
    """Return a file name that names nobody."""
    return f"changes-{route.file_id[:8]}{SUFFIX}"


def packed(letter: object) -> bytes:
    """Return canonical JSON made short, and long enough to hide how long it is.

    Raises `TooMuchAtOnceError`.
    """
    text = write_json(letter)
    if len(text) > MAX_LETTER_BYTES:
        raise TooMuchAtOnceError
    return _pad(zlib.compress(text, 6))


def unpacked(padded: bytes) -> Any:  # noqa: ANN401  JSON is what it is
    """Return what was `packed`; raises `HandedFileDamagedError`."""
    return _read_letter(_unpad(padded))


def _pad(short: bytes) -> bytes:
    framed = _LENGTH.pack(len(short)) + short
    return framed + bytes(-len(framed) % _PAD)


def _unpad(padded: bytes) -> bytes:
    if len(padded) < _LENGTH.size:
        raise HandedFileDamagedError
    (length,) = _LENGTH.unpack_from(padded)
    short = padded[_LENGTH.size : _LENGTH.size + length]
    if _pad(short) != padded:
        raise HandedFileDamagedError
    return short


def _read_letter(short: bytes) -> Any:  # noqa: ANN401
    """Unpack at most `MAX_LETTER_BYTES`, however much a small file would give."""
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(short, MAX_LETTER_BYTES + 1)
    except zlib.error:
        raise HandedFileDamagedError from None
    if len(text) > MAX_LETTER_BYTES or not unpacking.eof or unpacking.unused_data:
        raise HandedFileDamagedError
    try:
        letter = read_json(text, max_bytes=MAX_LETTER_BYTES)
        is_canonical = write_json(letter) == text
    except (NotCanonicalError, ValueError):
        # Such as a number beyond all bounds, or half of a surrogate pair.
        raise HandedFileDamagedError from None
    if not is_canonical:
        raise HandedFileDamagedError
    return letter
