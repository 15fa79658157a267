"""Sealing to a person and checking a person's signature.

HPKE (RFC 9180, base mode) with X25519, HKDF-SHA-256 and ChaCha20-Poly1305. The first
byte of a sealed text names the suite, so that another can follow.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from homevisit.errors import Problem
from homevisit.text import N_

_SUITE_BYTE = b"\x01"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_INFO_PREFIX = b"homevisit/1/sealed/"


class CannotOpenSealedError(Problem):
    """The sealed text is for somebody else, for another use, or was changed."""

    code = "cannot_open_sealed"
    what = N_("This was sealed for somebody else, or it was changed on the way.")
    safe = N_("Nothing of it was used, and your own records are unchanged.")
    todo = N_("Ask the sender to make it again for you.")


def seal_to(public_key: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Seal `plaintext` to an X25519 public key, for the use that `info` names."""
    recipient = X25519PublicKey.from_public_bytes(public_key)
    return _SUITE_BYTE + _SUITE.encrypt(plaintext, recipient, _INFO_PREFIX + info)


def open_sealed(private_key: bytes, sealed: bytes, info: bytes) -> bytes:
    """Open what was sealed to this key and `info`; else `CannotOpenSealedError`."""
    if sealed[:1] != _SUITE_BYTE:
        raise CannotOpenSealedError
    private = X25519PrivateKey.from_private_bytes(private_key)
    try:
        return _SUITE.decrypt(sealed[1:], private, _INFO_PREFIX + info)
    except (InvalidTag, ValueError):
        raise CannotOpenSealedError from None


def verify_signature(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the holder of this Ed25519 key signed exactly `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
