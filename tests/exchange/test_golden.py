"""Files of format 1 stay readable, and docs/changes-format.md tells how.

The second reader below knows nothing of our code: only the document.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from homevisit.exchange.cards import comparison_code, read_card
from homevisit.exchange.changes_file import take_apart
from homevisit.exchange.letter import Letter
from homevisit.vault.sealing import open_sealed
from tests.exchange.make_golden import (
    CARD,
    FOLDER,
    HOLDING,
    LETTER,
    RECIPIENT_BOX,
    SAVE,
)

CONTENT = (FOLDER / "changes-v1.hvchanges").read_bytes()


def test_the_golden_card_reads_as_ever():
    card = read_card((FOLDER / "card-v1.hvcard").read_bytes())
    assert card == CARD
    assert comparison_code(card) == "8072 8975"


def test_the_golden_file_reads_as_ever():
    def opened(sealed, info):
        return open_sealed(RECIPIENT_BOX.private_bytes_raw(), sealed, info)

    value = take_apart(CONTENT).open(CARD.signing_key, opened)

    letter = Letter.from_json(value)
    assert (letter.cards, letter.holding, letter.saves) == ((CARD,), HOLDING, (SAVE,))


def canonical(value) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def test_the_document_is_enough_to_read_the_golden_file():
    magic, version, length = struct.unpack(">4sHI", CONTENT[:10])
    header = json.loads(CONTENT[10 : 10 + length])
    signature = CONTENT[10 + length : 74 + length]
    body = CONTENT[74 + length :]
    Ed25519PublicKey.from_public_bytes(CARD.signing_key).verify(
        signature, b"homevisit/1/envelope/" + CONTENT[: 10 + length]
    )
    binding = b"changes-file/" + canonical(
        [version, header["from"], header["to"], header["file"]]
    )
    sealed = bytes.fromhex(header["key"])
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    key = suite.decrypt(sealed[1:], RECIPIENT_BOX, b"homevisit/1/sealed/" + binding)
    padded = ChaCha20Poly1305(key).decrypt(bytes(12), body, binding)
    (size,) = struct.unpack(">I", padded[:4])

    assert (magic, version, sealed[:1]) == (b"HVCH", 1, b"\x01")
    assert hashlib.sha256(body).hexdigest() == header["body"]
    assert len(padded) % 256 == 0
    assert zlib.decompress(padded[4 : 4 + size]) == canonical(LETTER)
