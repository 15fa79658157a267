"""How the golden files were made, once: `python -m tests.exchange.make_golden`.

They stand for files that colleagues have on their sticks, so they are never made anew:
a changed format gets a new number and golden files of its own.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from homevisit.exchange.cards import Card, write_card
from homevisit.exchange.changes_file import Route, seal_file
from homevisit.exchange.letter import Holding, letter_as_json, save_as_json
from homevisit.ledger.change import Change, Note, Save, SaveHead

FOLDER = Path(__file__).parent / "golden"
SENDER = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
SENDER_BOX = X25519PrivateKey.from_private_bytes(b"\x02" * 32)
RECIPIENT_BOX = X25519PrivateKey.from_private_bytes(b"\x03" * 32)
SENDER_ID, RECIPIENT_ID = "aa" * 16, "bb" * 16

CARD = Card(
    SENDER_ID,
    "江予安",
    SENDER.public_key().public_bytes_raw(),
    SENDER_BOX.public_key().public_bytes_raw(),
)
NOTE = Note("家访后更正", "", b"\x04" * 16)
SHOWN = Change(
    "c1" * 16,
    "child-1",
    "student",
    "child-1",
    {"name": "玛依拉·艾山", "needs_care": True},
    {"name": ("c0" * 16,)},
    b"\x05" * 16,
)
WITHHELD = Change(
    "c2" * 16, "p", "student_private", "child-1", {"phone": "x"}, {}, b"\x06" * 16
)
HEAD = SaveHead(
    id="5a" * 16,
    writer="ee" * 8,
    seq=7,
    hlc=117211111424000000,
    author=SENDER_ID,
    purpose="correction",
    schema=1,
    prev=b"\x07" * 32,
    digests=(NOTE.digest(), SHOWN.digest(), WITHHELD.digest()),
)
SAVE = Save(HEAD, SENDER.sign(HEAD.link()), NOTE, (SHOWN, None))
HOLDING = Holding({"ee" * 8: (7, "dd" * 16)}, {"5b" * 16: 0b110})
LETTER = letter_as_json([CARD], HOLDING, [save_as_json(SAVE)])


def make() -> None:
    route = Route(SENDER_ID, RECIPIENT_ID, "ff" * 16)
    box = RECIPIENT_BOX.public_key().public_bytes_raw()
    files = {
        "card-v1.hvcard": write_card(CARD, SENDER.sign),
        "changes-v1.hvchanges": seal_file(route, LETTER, box, SENDER.sign),
    }
    for name, content in files.items():
        with (FOLDER / name).open("xb") as file:
            file.write(content)


if __name__ == "__main__":
    make()
