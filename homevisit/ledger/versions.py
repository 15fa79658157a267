"""The versions of a disputed field: who wrote which, and what stood before them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger import history_rows
from homevisit.ledger.hybrid_clock import stamp_time
from homevisit.ledger.meaning import meant, past
from homevisit.ledger.record_rows import read_states

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from homevisit.ledger.change import Change, Json
    from homevisit.ledger.database import Database
    from homevisit.ledger.history_rows import SaveFacts


@dataclass(frozen=True, slots=True)
class Version:
    """One value that stands; `at` is the time the author's computer claimed."""

    value: Json
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Versions:
    """A field in which different values stand, by author and value in a fixed order.

    `before` holds what stood when all agreed last: nothing where the field was empty,
    None where that was never handed to this vault. `standing` names every change that
    a decision replaces.
    """

    field: str
    before: tuple[Json, ...] | None
    versions: tuple[Version, ...]
    standing: tuple[str, ...]


def of_record(db: Database, record_id: str) -> tuple[Versions, ...]:
    """Return the disputed fields of a record, by name."""
    state = read_states(db, (record_id,)).get(record_id)
    if state is None or not state.disputed:
        return ()
    entries = history_rows.changes_of_record(db, record_id)
    known = {change.id: (change, save) for change, save in entries}
    return tuple(
        Versions(
            name,
            _before(known, name, state.living[name]),
            _versions(known, name, state.living[name]),
            tuple(state.living[name]),
        )
        for name in sorted(state.disputed)
    )


def _versions(
    known: Mapping[str, tuple[Change, SaveFacts]], name: str, living: Iterable[str]
) -> tuple[Version, ...]:
    """Return each different value once, by whoever wrote it first."""
    found: dict[bytes, tuple[str, Version]] = {}
    for each in sorted(living):
        change, save = known[meant(known, name, each)]
        value = change.written.get(name)
        version = Version(value, save.author, stamp_time(save.hlc))
        found.setdefault(write_json(value), (save.author, version))
    ordered = sorted(found.items(), key=lambda item: (item[1][0], item[0]))
    return tuple(version for _, (_, version) in ordered)


def _before(
    known: Mapping[str, tuple[Change, SaveFacts]], name: str, living: Iterable[str]
) -> tuple[Json, ...] | None:
    pasts = [past(known, name, meant(known, name, each)) for each in living]
    common = set.intersection(*pasts)
    heads = common - {older for each in common for older in past(known, name, each)}
    if heads:
        if not heads <= known.keys():
            return None
        values = [known[each][0].written.get(name) for each in sorted(heads)]
        return tuple(each for each in values if each is not None)
    return None if any(each - known.keys() for each in pasts) else ()
