"""The versions of a disputed field: who wrote which, and what stood before them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger import history_rows
from homevisit.ledger.hybrid_clock import stamp_time
from homevisit.ledger.record_rows import read_states
from homevisit.ledger.undo import PURPOSE

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
        change, save = known[_meant(known, name, each)]
        value = change.written.get(name)
        version = Version(value, save.author, stamp_time(save.hlc))
        found.setdefault(write_json(value), (save.author, version))
    ordered = sorted(found.items(), key=lambda item: (item[1][0], item[0]))
    return tuple(version for _, (_, version) in ordered)


def _before(
    known: Mapping[str, tuple[Change, SaveFacts]], name: str, living: Iterable[str]
) -> tuple[Json, ...] | None:
    pasts = [_past(known, name, _meant(known, name, each)) for each in living]
    common = set.intersection(*pasts)
    heads = common - {older for each in common for older in _past(known, name, each)}
    if heads:
        if not heads <= known.keys():
            return None
        values = [known[each][0].written.get(name) for each in sorted(heads)]
        return tuple(each for each in values if each is not None)
    return None if any(past - known.keys() for past in pasts) else ()


def _meant(
    known: Mapping[str, tuple[Change, SaveFacts]], name: str, change_id: str
) -> str:
    """Return the change that an undo wrote again; any other change means itself."""
    change, save = known[change_id]
    if save.purpose != PURPOSE:
        return change_id
    value = write_json(change.written.get(name))
    same = [
        (known[each][1].hlc, each)
        for each in _past(known, name, change_id) & known.keys()
        if known[each][1].purpose != PURPOSE
        and write_json(known[each][0].written.get(name)) == value
    ]
    return max(same)[1] if same else change_id


def _past(
    known: Mapping[str, tuple[Change, SaveFacts]], name: str, change_id: str
) -> set[str]:
    """Return every change whose value led to this one."""
    found: set[str] = set()
    todo = [change_id]
    while todo:
        change, _ = known.get(todo.pop(), (None, None))
        replaced = change.replaces.get(name, ()) if change else ()
        todo += [each for each in replaced if each not in found]
        found.update(replaced)
    return found
