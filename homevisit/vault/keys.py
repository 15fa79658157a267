"""Deriving and wrapping keys, and the inventory of what each key is for.

One key, one purpose: every derivation names a `Purpose`, and docs/keys.md explains
each of them (a test compares the two). HKDF is RFC 5869, the wrap is AES-256-GCM with a
fresh 96-bit nonce and a key that wraps nothing else but its own few secrets.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from homevisit.canonical import write_json
from homevisit.vault import strict

MAGIC = "homevisit-vault"
KEY_BYTES = 32
DATABASE_KEY_BYTES = 48
WRAP_ALG = "aes-256-gcm"
_NONCE_BYTES = 12
_TAG_BYTES = 16
_INFO_PREFIX = "homevisit/1/"


class Purpose(StrEnum):
    """What a derived key may be used for, and for nothing else."""

    PASSWORD_SLOT = "kek/password"  # noqa: S105  a label, not a secret
    RECOVERY_SLOT = "kek/recovery"
    WRAP_IDENTITY = "wrap/identity"
    WRAP_FILE = "wrap/file"
    DATABASE = "database"
    HEADER_MAC = "mac/header"
    BEAT_MAC = "mac/beat"
    MANIFEST_MAC = "mac/manifest"
    SUBKEY = "subkey"


class NotTheKeyError(Exception):
    """The key does not open this wrap: another key, or bytes were changed."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A secret that only its wrapping key opens."""

    nonce: bytes
    body: bytes

    def as_json(self) -> dict[str, str]:
        return {"alg": WRAP_ALG, "nonce": self.nonce.hex(), "body": self.body.hex()}

    @classmethod
    def from_json(cls, value: object) -> Wrapped:
        """Read a wrap of one 32-byte secret; raises `strict.ShapeError`."""
        found = strict.mapping(value, "alg", "nonce", "body")
        strict.one_of(found["alg"], WRAP_ALG)
        return cls(
            nonce=strict.hex_bytes(found["nonce"], _NONCE_BYTES),
            body=strict.hex_bytes(found["body"], KEY_BYTES + _TAG_BYTES),
        )


def new_key() -> bytes:
    """Return 32 bytes from the system's random source."""
    return secrets.token_bytes(KEY_BYTES)


def derive(
    secret: bytes, purpose: Purpose, *, detail: str = "", length: int = KEY_BYTES
) -> bytes:
    """Return the key that `secret` gives for one purpose (and one detail of it)."""
    label = f"{_INFO_PREFIX}{purpose}" + (f"/{detail}" if detail else "")
    hkdf = HKDF(hashes.SHA256(), length, salt=None, info=label.encode("utf-8"))
    return hkdf.derive(secret)


def wrap(key: bytes, secret: bytes, bound_to: dict[str, Any]) -> Wrapped:
    """Seal a 32-byte secret under `key`, bound to where it belongs."""
    if len(secret) != KEY_BYTES:
        raise ValueError("only 32-byte secrets are wrapped")
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return Wrapped(nonce, AESGCM(key).encrypt(nonce, secret, write_json(bound_to)))


def unwrap(key: bytes, wrapped: Wrapped, bound_to: dict[str, Any]) -> bytes:
    """Return the secret, or raise `NotTheKeyError` if anything at all differs."""
    try:
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.body, write_json(bound_to))
    except InvalidTag:
        raise NotTheKeyError from None


def mac(key: bytes, message: bytes) -> bytes:
    """Return HMAC-SHA-256 of `message`."""
    return hmac.digest(key, message, "sha256")


def same(one: bytes, other: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one, other)
