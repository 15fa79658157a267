"""What a changes file says, as one JSON value, and the strict reading of it.

Shapes are strict; words are not: a kind or a field of a newer version is taken as it
is and kept raw by the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homevisit.exchange.cards import Card, plain_id
from homevisit.exchange.place import ROOM
from homevisit.ledger.change import (
    DIGEST_BYTES,
    SALT_BYTES,
    Change,
    Note,
    Save,
    SaveHead,
)
from homevisit.vault import strict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_PEOPLE = 100_000
_MOST_SAVES = 1_000_000
_MOST_CHANGES = 1_000_000
_MOST_FIELDS = 10_000
_LONGEST_NOTE = 1_000_000
_HIGHEST = (1 << 63) - 1
_SIGNATURE_BYTES = 64
_ID_BYTES = 16
_WRITER_BYTES = 8
_HEAD = ("id", "writer", "seq", "hlc", "author", "purpose", "schema", "prev")
_CHANGE = ("id", "record", "kind", "student", "written", "replaces", "salt", "creates")


@dataclass(frozen=True, slots=True)
class Holding:
    """What a vault says it holds, so that the next file need not bring it again.

    `reached`: per writer, the number up to which no save is missing, with a digest of
    the saves meant. `lacking`: per save that is known in part, a bit for each position
    whose change is missing (bit 0, the note's, stays empty).
    """

    reached: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    lacking: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "reached": {writer: list(pair) for writer, pair in self.reached.items()},
            "lacking": {save: f"{bits:x}" for save, bits in self.lacking.items()},
        }

    @classmethod
    def from_json(cls, value: object) -> Holding:
        """Read a holding from a JSON value; raises `strict.ShapeError`."""
        found = strict.mapping(value, "reached", "lacking")
        return cls(
            {
                _hex(writer, _WRITER_BYTES): _reached(pair)
                for writer, pair in _object(found["reached"], _MOST_PEOPLE).items()
            },
            {
                _hex(save, _ID_BYTES): _bits(bits)
                for save, bits in _object(found["lacking"], _MOST_SAVES).items()
            },
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """The content of a changes file.

    `cards` are those of the saves' authors; the sender vouches for them. `part` names
    the ledger that it is for: the general one if it is empty.
    """

    cards: tuple[Card, ...]
    holding: Holding
    saves: tuple[Save, ...]
    part: str = ""

    @classmethod
    def from_json(cls, value: object) -> Letter:
        """Read a letter from a JSON value; raises `strict.ShapeError`."""
        names = ["cards", "holding", "saves"]
        if isinstance(value, dict) and "part" in value:
            names.append("part")
        found = strict.mapping(value, *names)
        return cls(
            tuple(Card.from_json(each) for each in _list(found["cards"], _MOST_PEOPLE)),
            Holding.from_json(found["holding"]),
            tuple(save_from_json(each) for each in _list(found["saves"], _MOST_SAVES)),
            strict.one_of(found["part"], ROOM) if "part" in found else "",
        )


def letter_as_json(
    cards: Iterable[Card], holding: Holding, saves: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return the letter whose saves are given as JSON already."""
    return {
        "cards": [card.as_json() for card in cards],
        "holding": holding.as_json(),
        "saves": saves,
    }


def save_as_json(save: Save) -> dict[str, Any]:
    """Return a save as it travels; a withheld part is null, its digest remains."""
    head, note = save.head, save.note
    return {
        "id": head.id,
        "writer": head.writer,
        "seq": head.seq,
        "hlc": head.hlc,
        "author": head.author,
        "purpose": head.purpose,
        "schema": head.schema,
        "prev": head.prev.hex(),
        "digests": [digest.hex() for digest in head.digests],
        "signature": save.signature.hex(),
        "note": note and [note.reason, note.label, note.salt.hex()],
        "changes": [change and _change_as_json(change) for change in save.changes],
    }


def save_from_json(value: object) -> Save:
    """Read a save; whether it is genuine is not looked at. Raises `ShapeError`."""
    found = strict.mapping(value, *_HEAD, "digests", "signature", "note", "changes")
    head = SaveHead(
        id=_hex(found["id"], _ID_BYTES),
        writer=_hex(found["writer"], _WRITER_BYTES),
        seq=strict.number(found["seq"], 1, _HIGHEST),
        hlc=strict.number(found["hlc"], 0, _HIGHEST),
        author=plain_id(found["author"]),
        purpose=strict.text(found["purpose"]),
        schema=strict.number(found["schema"], 1, _HIGHEST),
        prev=strict.hex_bytes(found["prev"], DIGEST_BYTES),
        digests=tuple(
            strict.hex_bytes(each, DIGEST_BYTES)
            for each in _list(found["digests"], _MOST_CHANGES + 1)
        ),
    )
    changes = _list(found["changes"], _MOST_CHANGES)
    if len(head.digests) != len(changes) + 1:
        raise strict.ShapeError("a digest for each part")
    return Save(
        head,
        strict.hex_bytes(found["signature"], _SIGNATURE_BYTES),
        _note(found["note"]),
        tuple(_change(each) for each in changes),
    )


def _change_as_json(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "record": change.record_id,
        "kind": change.kind,
        "student": change.student_id,
        "written": dict(change.written),
        "replaces": {name: list(ids) for name, ids in change.replaces.items()},
        "salt": change.salt.hex(),
        "creates": change.creates,
    }


def _change(value: object) -> Change | None:
    if value is None:
        return None
    found = strict.mapping(value, *_CHANGE)
    student = found["student"]
    replaces = _object(found["replaces"], _MOST_FIELDS)
    return Change(
        id=_hex(found["id"], _ID_BYTES),
        record_id=plain_id(found["record"]),
        kind=strict.text(found["kind"]),
        student_id=None if student is None else plain_id(student),
        written=_object(found["written"], _MOST_FIELDS),
        replaces={
            name: tuple(_hex(each, _ID_BYTES) for each in _list(ids, _MOST_FIELDS))
            for name, ids in replaces.items()
        },
        salt=strict.hex_bytes(found["salt"], SALT_BYTES),
        creates=_flag(found["creates"]),
    )


def _note(value: object) -> Note | None:
    if value is None:
        return None
    reason, label, salt = _exactly(value, 3)
    return Note(
        strict.text(reason, at_most=_LONGEST_NOTE),
        strict.text(label, at_most=_LONGEST_NOTE),
        strict.hex_bytes(salt, SALT_BYTES),
    )


def _reached(value: object) -> tuple[int, str]:
    seq, digest = _exactly(value, 2)
    return strict.number(seq, 1, _HIGHEST), _hex(digest, _ID_BYTES)


def _bits(value: object) -> int:
    digits = strict.text(value, at_most=_MOST_CHANGES)
    try:
        bits = int(digits, 16)
    except ValueError:
        raise strict.ShapeError("not hex") from None
    if f"{bits:x}" != digits:
        raise strict.ShapeError("not canonical hex")
    return bits


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise strict.ShapeError("not true or false")
    return value


def _hex(value: object, length: int) -> str:
    return strict.hex_bytes(value, length).hex()


def _object(value: object, at_most: int) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > at_most:
        raise strict.ShapeError("unexpected object")
    for name in value:
        strict.text(name)
    return value


def _list(value: object, at_most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > at_most:
        raise strict.ShapeError("unexpected list")
    return value


def _exactly(value: object, length: int) -> list[Any]:
    found = _list(value, length)
    if len(found) != length:
        raise strict.ShapeError("unexpected length")
    return found
