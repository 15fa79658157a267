"""What this vault holds, what a contact said to hold, and the news between the two."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.exchange.letter import Holding
from homevisit.ledger import exchange_rows
from homevisit.ledger.contact_rows import remember_within, save_numbers
from homevisit.ledger.memory import recall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.exchange.withholding import Reader
    from homevisit.ledger.change import Save
    from homevisit.ledger.database import Database

_MEMORY = "exchange holding "
_DIGEST_BYTES = 16


def own_holding(db: Database) -> Holding:
    """Return what this vault holds."""
    reached = exchange_rows.frontier(db)
    digests = _digests(db, reached)
    lacking = {
        save.head.id: bits
        for save in exchange_rows.saves_beyond(db, {})
        if (bits := _missing_bits(save))
    }
    return Holding(
        {writer: (seq, digests[writer]) for writer, seq in reached.items()}, lacking
    )


def remember_holding(db: Database, person_id: str, holding: Holding) -> None:
    """Keep what a contact said; the caller holds a transaction.

    It replaces what the contact said before, also where that was more: a vault that
    was restored from a backup wants again what it has lost.
    """
    earlier = exchange_rows.read_contact_frontier(db, person_id)
    now = {writer: seq for writer, (seq, _) in holding.reached.items()}
    exchange_rows.write_contact_frontier(db, person_id, dict.fromkeys(earlier, 0) | now)
    remember_within(
        db, _MEMORY + person_id, write_json(holding.as_json()).decode("utf-8")
    )


def known_holding(db: Database, person_id: str) -> Holding:
    """Return what a contact said last, or that it holds nothing."""
    stored = recall(db, _MEMORY + person_id)
    return Holding.from_json(json.loads(stored)) if stored else Holding()


def news_for(db: Database, holding: Holding, reader: Reader) -> Iterator[Save]:
    """Yield the saves that a contact has not seen, oldest first, as it may see them.

    A save that it holds in part comes again once more of it may be shown: after a
    change of posts or classes, or an upgrade that taught this side a new kind.
    """
    reached = {writer: seq for writer, (seq, _) in holding.reached.items()}
    digests = _digests(db, reached)
    same = {
        writer: seq
        for writer, (seq, digest) in holding.reached.items()
        # Another digest means a copied vault wrote two saves of one number, or that the
        # contact is ahead: then all of that writer's go, and what is known is skipped.
        if digests.get(writer) == digest
    }
    for save in exchange_rows.saves_beyond(db, {}):
        wanted = holding.lacking.get(save.head.id, 0)
        if save.head.seq > same.get(save.head.writer, 0):
            yield reader.shown(save)
        elif wanted & ~_missing_bits(shown := reader.shown(save)):
            yield shown


def _digests(db: Database, reached: Mapping[str, int]) -> dict[str, str]:
    ids: dict[str, list[str]] = {}
    for save_id, writer, seq in save_numbers(db):
        if seq <= reached.get(writer, 0):
            ids.setdefault(writer, []).append(save_id)
    return {
        writer: hashlib.sha256("".join(sorted(found)).encode("ascii"))
        .digest()[:_DIGEST_BYTES]
        .hex()
        for writer, found in ids.items()
    }


def _missing_bits(save: Save) -> int:
    missing = 0
    for position, change in enumerate(save.changes, start=1):
        if change is None:
            missing |= 1 << position
    return missing
