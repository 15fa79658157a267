"""Changes and saves, and the digests that chain them (design: exchange.md §2.1).

A change is what one save wrote into one record. Its value of a field is named by
(change id, field): ids are random, never counters, so two copies of a vault can not
give one name to two values.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homevisit.canonical import write_json

if TYPE_CHECKING:
    from collections.abc import Mapping

Json = Any
SCHEMA = 1
SALT_BYTES = 16
DIGEST_BYTES = 32
NO_LINK = bytes(DIGEST_BYTES)
_LINK_LABEL = b"homevisit save link 1\0"


@dataclass(frozen=True, slots=True)
class Change:
    """The fields that one save wrote into one record.

    `replaces` gives, per field, the changes whose values the writer saw and replaced;
    a field without an entry was empty to the writer. `creates` says that the writer
    knew no such record: clocks differ, so no stamp can tell who began a record. Two
    people may begin one record apart from each other.
    """

    id: str
    record_id: str
    kind: str
    student_id: str | None
    written: Mapping[str, Json]
    replaces: Mapping[str, tuple[str, ...]]
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT_BYTES))
    creates: bool = False

    def digest(self) -> bytes:
        """Return the salted digest that stays when the content is erased."""
        content = write_json(
            [
                self.id,
                self.record_id,
                self.kind,
                self.student_id,
                dict(self.written),
                {name: list(ids) for name, ids in self.replaces.items()},
                self.creates,
            ]
        )
        return hashlib.sha256(self.salt + content).digest()


@dataclass(frozen=True, slots=True)
class Note:
    """Why a save was made, in the author's words; content, so it is salted too."""

    reason: str = ""
    label: str = ""
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT_BYTES))

    def digest(self) -> bytes:
        content = write_json([self.reason, self.label])
        return hashlib.sha256(self.salt + content).digest()


@dataclass(frozen=True, slots=True)
class SaveHead:
    """What everybody may know of a save: who, when, in which order; no content."""

    id: str
    writer: str
    seq: int
    hlc: int
    author: str
    purpose: str
    schema: int
    prev: bytes
    digests: tuple[bytes, ...]

    def link(self) -> bytes:
        """Return the link that the writer's next save continues."""
        header = write_json(
            [
                self.id,
                self.writer,
                self.seq,
                self.hlc,
                self.author,
                self.purpose,
                self.schema,
            ]
        )
        joined = b"".join((_LINK_LABEL, self.prev, header, *self.digests))
        return hashlib.sha256(joined).digest()


@dataclass(frozen=True, slots=True)
class Save:
    """One save: its head, its signature and as much of its content as is known here.

    `head.digests[0]` belongs to the note, the others to the changes in order. A change
    (or the note) is `None` where it was withheld or erased; its digest remains.
    """

    head: SaveHead
    signature: bytes
    note: Note | None
    changes: tuple[Change | None, ...]

    def is_whole(self) -> bool:
        """Whether every part that is present matches its digest in the head."""
        parts = (self.note, *self.changes)
        return len(parts) == len(self.head.digests) and all(
            part is None or part.digest() == digest
            for part, digest in zip(parts, self.head.digests, strict=True)
        )
