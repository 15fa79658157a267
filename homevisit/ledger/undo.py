"""Undo of any save or import, as a new save: nothing disappears from history.

What others, or the same person, built upon since is left alone and reported: undoing
an import does not take away a visit that was recorded meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.ledger import history_rows
from homevisit.ledger.change import Note
from homevisit.ledger.record_rows import read_states
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homevisit.ledger.change import Change, Save
    from homevisit.ledger.ledger import Ledger
    from homevisit.ledger.merge import RecordState

PURPOSE = "undo"


class NothingToUndoError(Problem):
    """The save is not known here, or nothing of it still stands."""

    code = "nothing_to_undo"
    what = N_("There is nothing left of this save that could be undone.")
    safe = N_("All records stay as they are.")
    todo = N_("Look at the history of the record to see what happened since.")


@dataclass(frozen=True, slots=True)
class Undone:
    """The undo's own save, and the (record, field) pairs left because they moved on.

    The field is empty where a whole new record stays because others refer to it.
    """

    save_id: str
    kept: tuple[tuple[str, str], ...]


def undo(ledger: Ledger, save_id: str, *, reason: str = "") -> Undone:
    """Take back one save by a new one; undoing that one brings it again.

    Raises `NothingToUndoError` where nothing of the save stands any more.
    """
    save = history_rows.read_save(ledger.db, save_id)
    changes = [change for change in save.changes if change] if save else []
    if save is None or not changes:
        raise NothingToUndoError
    states = read_states(ledger.db, (change.record_id for change in changes))
    undoing = _Undoing(ledger, save, states)
    new = [each for change in changes for each in undoing.of(change)]
    if not new:
        raise NothingToUndoError
    saved = ledger.save_changes(
        new, purpose=PURPOSE, note=Note(reason=reason, label=save_id)
    )
    if saved.save_id is None:
        raise NothingToUndoError
    return Undone(saved.save_id, tuple(undoing.kept))


class _Undoing:
    """The changes that take one save back, and what must be left."""

    def __init__(
        self, ledger: Ledger, save: Save, states: dict[str, RecordState]
    ) -> None:
        self._ledger = ledger
        self._states = states
        self._own = {change.record_id for change in save.changes if change}
        self.kept: list[tuple[str, str]] = []

    def of(self, change: Change) -> Iterator[Change]:
        state = self._states[change.record_id]
        if history_rows.first_change(self._ledger.db, state.id) == change.id:
            yield from self._set_aside(change, state)
        else:
            yield from self._put_back(change, state)

    def _set_aside(self, change: Change, state: RecordState) -> Iterator[Change]:
        """Archive a record that the save brought into being."""
        if state.is_archived:
            return
        untouched = all(
            ids == [change.id]
            for name, ids in state.living.items()
            if name != "archived"
        )
        if not untouched or self._is_referred_to(change.record_id):
            self.kept.append((change.record_id, ""))
            return
        archive = {"reason": PURPOSE, "saw": state.stands_on()}
        replaced = tuple(state.living.get("archived", ()))
        yield self._ledger.new_change(
            state, {"archived": archive}, {"archived": replaced}
        )

    def _is_referred_to(self, record_id: str) -> bool:
        rows = self._ledger.db.execute(
            "SELECT id FROM record WHERE student_id = ? AND archived = 0", (record_id,)
        )
        return any(row[0] not in self._own for row in rows if row[0] != record_id)

    def _put_back(self, change: Change, state: RecordState) -> Iterator[Change]:
        """Write again what the save replaced; two rivals come back as two."""
        fields = [name for name in change.written if self._still_stands(change, name)]
        depth = max((len(change.replaces.get(name, ())) for name in fields), default=0)
        for turn in range(max(depth, 1 if fields else 0)):
            written = {}
            for name in fields:
                before = change.replaces.get(name, ())
                if turn < len(before):
                    _, written[name] = history_rows.stamp_and_value(
                        self._ledger.db, before[turn], name
                    )
                elif not before and turn == 0:
                    written[name] = None
            yield self._ledger.new_change(
                state, written, dict.fromkeys(written, (change.id,))
            )

    def _still_stands(self, change: Change, name: str) -> bool:
        if change.id in self._states[change.record_id].living.get(name, ()):
            return True
        self.kept.append((change.record_id, name))
        return False
