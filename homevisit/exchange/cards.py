"""Contact cards: who somebody is and the two keys that reach and prove that person.

A card proves only that its maker holds the keys. That the maker is the colleague is
found out by voice: both read the eight digits of their own cards aloud.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.exchange.envelope import HandedFileDamagedError, pack, unpack
from homevisit.vault import strict
from homevisit.vault.sealing import seal_to

if TYPE_CHECKING:
    from collections.abc import Callable

KIND = (b"HVCD", 1)
SUFFIX = ".hvcard"
LONGEST_ID = 64
_LONGEST_NAME = 100
_KEY_BYTES = 32
_CODE_DIGITS = 8
_CODE_SALT = b"homevisit/1/card-code"
# 64 MiB and about 0.2 s a try: whoever wants another card with the same eight digits
# needs about a hundred million of them (docs/adr/0009-first-exchange.md).
_SCRYPT_COST = 1 << 16
_SCRYPT_MEMORY = 1 << 27


@dataclass(frozen=True, slots=True)
class Card:
    """One person as colleagues know her: `person_id` is the id of her staff record."""

    person_id: str
    name: str
    signing_key: bytes
    sealing_key: bytes

    def as_json(self) -> dict[str, str]:
        return {
            "person": self.person_id,
            "name": self.name,
            "signing_key": self.signing_key.hex(),
            "sealing_key": self.sealing_key.hex(),
        }

    @classmethod
    def from_json(cls, value: object) -> Card:
        """Read a card from a JSON value; raises `strict.ShapeError`."""
        found = strict.mapping(value, "person", "name", "signing_key", "sealing_key")
        return cls(
            person_id=plain_id(found["person"]),
            name=strict.text(found["name"], at_most=_LONGEST_NAME),
            signing_key=strict.hex_bytes(found["signing_key"], _KEY_BYTES),
            sealing_key=strict.hex_bytes(found["sealing_key"], _KEY_BYTES),
        )


def plain_id(value: object) -> str:
    """Return `value` as an id: 1 to 64 printable ASCII characters without spaces."""
    found = strict.text(value, at_most=LONGEST_ID)
    if not found or not all("!" <= each <= "~" for each in found):
        raise strict.ShapeError("not an id")
    return found


def write_card(card: Card, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the card as a file, signed with the key that it names."""
    return pack(KIND, card.as_json(), b"", sign)


def read_card(content: bytes) -> Card:
    """Return the card in a file.

    Raises `NotThisKindOfFileError`, `NewerHandedFileError` or
    `HandedFileDamagedError`.
    """
    envelope = unpack(content, KIND)
    try:
        card = Card.from_json(envelope.header)
    except strict.ShapeError:
        raise HandedFileDamagedError from None
    envelope.require_signed_by(card.signing_key)
    if envelope.body or not _can_be_sealed_to(card.sealing_key):
        raise HandedFileDamagedError
    return card


def comparison_code(card: Card) -> str:
    """Return the eight digits that two people compare by voice, such as `4711 0815`."""
    drawn = hashlib.scrypt(
        write_json(card.as_json()),
        salt=_CODE_SALT,
        n=_SCRYPT_COST,
        r=8,
        p=1,
        maxmem=_SCRYPT_MEMORY,
    )
    digits = f"{int.from_bytes(drawn, 'big') % 10**_CODE_DIGITS:0{_CODE_DIGITS}d}"
    return f"{digits[:4]} {digits[4:]}"


def card_file_name(card: Card) -> str:
    """Return a file name that names nobody."""
    return f"card-{hashlib.sha256(card.signing_key).hexdigest()[:8]}{SUFFIX}"


def _can_be_sealed_to(sealing_key: bytes) -> bool:
    """Refuse the few points for which X25519 gives no secret (RFC 7748, section 6)."""
    try:
        sealed = seal_to(sealing_key, b"", b"card")
    except ValueError:
        return False
    return bool(sealed)
