"""Folding changes into record rows and search rows, many at a time.

Folding comes before the changes are stored: whether a replaced value is known has to
mean "was folded before", or the order within a batch would matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.ledger import history_rows, merge, search_rows
from homevisit.ledger.filing import read_filing
from homevisit.ledger.record_rows import read_states, write_states
from homevisit.ledger.refiling import refile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from homevisit.ledger.change import Change, Json
    from homevisit.ledger.database import Database
    from homevisit.ledger.indexing import Indexing


class _Past:
    """What was folded: before this batch (in the database) and so far in it."""

    def __init__(self, db: Database, changes: Iterable[Change]) -> None:
        self._db = db
        self._batch: dict[str, tuple[int, Change]] = {}
        named = {
            each
            for change in changes
            for replaced in change.replaces.values()
            for each in replaced
        }
        self._stored = history_rows.records_of_changes(db, named)

    def add(self, change: Change, hlc: int) -> None:
        self._batch[change.id] = (hlc, change)

    def knows(self, record_id: str, change_id: str) -> bool:
        if change_id in self._batch:
            return self._batch[change_id][1].record_id == record_id
        return self._stored.get(change_id) == record_id

    def value(self, change_id: str, name: str) -> tuple[int, Json]:
        if change_id in self._batch:
            hlc, change = self._batch[change_id]
            return hlc, change.written[name]
        return history_rows.stamp_and_value(self._db, change_id, name)


def fold(
    db: Database,
    indexing: Indexing,
    changes: Sequence[tuple[Change, int]],
    known: Mapping[str, merge.RecordState] | None = None,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[str, ...]:
    """Fold (change, stamp) pairs that are not stored yet; return the records touched.

    The caller holds a transaction and stores the changes afterwards. `known` are the
    states of these records as they are stored, where the caller has read them; they
    are changed. `step` is told how many records are done of how many; it may raise.
    """
    past = _Past(db, (change for change, _ in changes))
    touched = {change.record_id for change, _ in changes}
    if known is None:
        states = read_states(db, touched)
    else:
        states = {each: known[each] for each in touched & known.keys()}
    for change, hlc in changes:
        state = states.get(change.record_id)
        if state is None:
            state = states[change.record_id] = merge.first_state(change)
        merge.apply_change(state, change, hlc, past)
        past.add(change, hlc)
    filing = read_filing(db)
    step(0, len(states))
    rows = [(each, indexing.columns(each.kind, each.body)) for each in states.values()]
    write_states(db, rows, filing)
    search_rows.refresh(db, indexing, list(states.values()), filing, step)
    refile(db, indexing)
    step(len(states), len(states))
    return tuple(sorted(states))
