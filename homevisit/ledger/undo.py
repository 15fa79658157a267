"""Undo of any save or import, as a new save: nothing disappears from history.

What others, or the same person, built upon since is left alone and reported: undoing
an import takes away neither a visit that was recorded meanwhile nor anything of the
visited child's file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.ledger import history_rows
from homevisit.ledger.change import Note
from homevisit.ledger.meaning import UNDO
from homevisit.ledger.plain_values import is_same
from homevisit.ledger.putting_back import PuttingBack
from homevisit.ledger.record_rows import read_states
from homevisit.ledger.staying import Leaving, staying
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from homevisit.ledger.change import Change
    from homevisit.ledger.ledger import Ledger
    from homevisit.ledger.merge import RecordState

PURPOSE = UNDO


class NothingToUndoError(Problem):
    """The save is not known here, or nothing of it still stands."""

    code = "nothing_to_undo"
    what = N_("There is nothing left of this save that could be undone.")
    safe = N_("All records stay as they are.")
    todo = N_("Look at the history of the record to see what happened since.")


@dataclass(frozen=True, slots=True)
class Undone:
    """The undo's own save, and the (record, field) pairs that were left.

    A field is left where it was written since, or where what stood before was never
    handed to this vault. The field is empty where a whole record stays: because it is
    locked, was edited since, is named by a record that stays, or belongs to a student
    who stays.
    """

    save_id: str
    kept: tuple[tuple[str, str], ...]


def undo(
    ledger: Ledger, save_id: str, *, reason: str = "", keep: Collection[str] = ()
) -> Undone:
    """Take back one save by a new one; undoing that one brings it again.

    `keep` are ids of records of which nothing may be undone, nor of what the save
    began that names them: signed visits. Raises `NothingToUndoError` where nothing of
    the save stands any more, or all of it stays.
    """
    save = history_rows.read_save(ledger.db, save_id)
    changes = [change for change in save.changes if change] if save else []
    if not changes:
        raise NothingToUndoError
    undoing = _Undoing(ledger, changes, frozenset(keep))
    new = [each for change in changes for each in undoing.of(change)]
    if not new:
        raise NothingToUndoError
    note = Note(reason=reason, label=save_id)
    saved = ledger.save_changes(new, undoing.states, purpose=PURPOSE, note=note)
    if saved.save_id is None:
        raise NothingToUndoError
    return Undone(saved.save_id, tuple(dict.fromkeys(undoing.kept)))


class _Undoing:
    """The changes that take one save back, and what must be left."""

    def __init__(
        self, ledger: Ledger, changes: list[Change], locked: frozenset[str]
    ) -> None:
        self._ledger = ledger
        self.states = read_states(ledger.db, (each.record_id for each in changes))
        self._locked = set(locked.intersection(self.states))
        foreign = self._foreign(changes)
        # What somebody else began, too, is no more than edited by this save.
        shared = history_rows.begun_twice(ledger.db, foreign)
        self._begun = {
            each.record_id: each
            for each in changes
            if each.creates and each.record_id not in shared
        }
        edits = [each for each in changes if each.record_id not in self._begun]
        self._back = PuttingBack(
            ledger.db,
            self.states,
            [each for each in edits if each.record_id not in self._locked],
        )
        away = self._back.hidden.union(self._begun)
        touched = {
            each
            for each in foreign.intersection(self._begun)
            if _says_more(self.states[each], self._begun[each])
        }
        leaving = Leaving(
            {each: self.states[each] for each in away}, touched, self._locked
        )
        self._staying = staying(ledger.db, leaving, self._back)
        self.kept: list[tuple[str, str]] = []

    def of(self, change: Change) -> Iterator[Change]:
        state = self.states[change.record_id]
        is_hidden = change.record_id in self._back.hidden
        if change.record_id in self._locked or (
            is_hidden and change.record_id in self._staying
        ):
            self.kept.append((change.record_id, ""))
        elif change.record_id in self._begun:
            yield from self._set_aside(change, state)
        else:
            yield from self._put_back(change, state)

    def _foreign(self, changes: list[Change]) -> set[str]:
        """Return the records in which something that stands is not of these changes."""
        own = {each.id for each in changes}
        return {
            each.record_id
            for each in changes
            if not all(
                own.issuperset(ids)
                for name, ids in self.states[each.record_id].living.items()
                if name != "archived"
            )
        }

    def _set_aside(self, change: Change, state: RecordState) -> Iterator[Change]:
        """Archive a record that the save brought into being."""
        if state.is_archived:
            return
        if state.id in self._staying:
            self.kept.append((state.id, ""))
            return
        if self._begun[state.id] is not change:
            return
        archive = {"reason": PURPOSE, "saw": state.stands_on()}
        replaced = tuple(state.living.get("archived", ()))
        yield self._ledger.new_change(
            state, {"archived": archive}, {"archived": replaced}
        )

    def _put_back(self, change: Change, state: RecordState) -> Iterator[Change]:
        """Write again what the save replaced; two rivals come back as two."""
        back = self._back.of(change)
        self.kept += [(state.id, name) for name in back.kept]
        for turn in back.turns:
            yield self._ledger.new_change(
                state,
                {name: value for name, (value, _) in turn.items()},
                {name: replaced for name, (_, replaced) in turn.items()},
            )


def _says_more(state: RecordState, begun: Change) -> bool:
    """Whether a record says anything but what its beginning said: not if put back."""
    return any(
        not is_same(value, begun.written.get(name))
        for name in state.living
        if name != "archived"
        for value in state.values_of(name)
    )
