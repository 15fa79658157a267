"""Sealed letters: what one person tells another through vaults that cannot read it.

A letter is text in a record that everybody may carry. It is sealed to one person, bound
to its use, its sender and its own record, and as long as a multiple of 256 bytes. To
whom it goes stands nowhere: who reports harm is not to be told by whom she writes to.
What it says is proven by the signatures of the saves in it, or by that of its own save.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from homevisit.canonical import write_json
from homevisit.errors import Problem
from homevisit.exchange.changes_file import packed, unpacked
from homevisit.exchange.envelope import HandedFileDamagedError
from homevisit.exchange.letter import save_as_json, save_from_json
from homevisit.text import N_
from homevisit.vault import strict
from homevisit.vault.sealing import CannotOpenSealedError, seal_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from homevisit.exchange.place import Place
    from homevisit.ledger.change import Save

_VERSION = 1
SAVES, ENTRIES = "saves", "entries"
_MOST_SAVES = 100


class LetterUnreadableError(Problem):
    """A letter that does not open, or does not say what a letter says."""

    code = "letter_unreadable"
    what = N_("A sealed letter to you could not be opened.")
    safe = N_("Nothing of it was used, and your own records are unchanged.")
    todo = N_("Ask the sender to tell you again, best in person.")


@dataclass(frozen=True, slots=True)
class Address:
    """For which use, from whom, to whom, and the record that carries the letter."""

    use: str
    sender: str
    recipient: str
    record_id: str

    def binding(self) -> bytes:
        parts = [_VERSION, self.use, self.sender, self.recipient, self.record_id]
        return b"letter/" + write_json(parts)


def seal(address: Address, sealing_key: bytes, content: object) -> str:
    """Return the text that only the holder of the key reads; the content is JSON.

    Raises `TooMuchAtOnceError`.
    """
    sealed = seal_to(sealing_key, packed(content), address.binding())
    return base64.b64encode(sealed).decode("ascii")


def decoy(content: object) -> str:
    """Return what looks like a letter that says this, and that nobody can open."""
    nobody = X25519PrivateKey.generate().public_key().public_bytes_raw()
    return seal(Address("", "", "", ""), nobody, content)


def unseal(place: Place, address: Address, sealed: object) -> Any:  # noqa: ANN401
    """Return what a letter to the owner of the vault says.

    Raises `LetterUnreadableError`.
    """
    try:
        raw = base64.b64decode(str(sealed).encode("ascii"), validate=True)
        return unpacked(place.vault.open_sealed(raw, address.binding()))
    except (
        UnicodeEncodeError,
        binascii.Error,
        CannotOpenSealedError,
        HandedFileDamagedError,
    ):
        raise LetterUnreadableError from None


def saves_as_json(
    saves: Iterable[Save], kinds: Collection[str]
) -> list[dict[str, Any]]:
    """Return what the saves wrote of some kinds; the rest goes as digests."""
    return [
        save_as_json(
            replace(
                save,
                note=None,
                changes=tuple(
                    change if change and change.kind in kinds else None
                    for change in save.changes
                ),
            )
        )
        for save in saves
    ]


def saves_from_json(value: object) -> tuple[Save, ...]:
    """Read the saves of a letter, not proven yet; raises `LetterUnreadableError`."""
    if not isinstance(value, list) or len(value) > _MOST_SAVES:
        raise LetterUnreadableError
    try:
        return tuple(save_from_json(each) for each in value)
    except strict.ShapeError:
        raise LetterUnreadableError from None
