"""What an undo writes into fields that a save had changed: what stood there before.

Where a value of somebody else stands beside it, that one stays alone: the save's own is
what is taken back. A field that was written since stays, unless that was taken back in
turn; and so does one of which the earlier value was never handed to this vault: it must
not seem to have been empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homevisit.ledger import history_rows
from homevisit.ledger.meaning import UNDO, meant
from homevisit.ledger.references import texts_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.ledger.change import Change, Json
    from homevisit.ledger.database import Database
    from homevisit.ledger.merge import RecordState

# A value to write, and the changes that it replaces.
_Way = tuple["Json", tuple[str, ...]]


@dataclass(slots=True)
class Back:
    """The writes that take one change back, and the fields that stay as they are.

    Several writes where several values stood side by side before.
    """

    turns: list[dict[str, _Way]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def add(self, name: str, ways: list[_Way]) -> None:
        for turn, way in enumerate(ways):
            if turn == len(self.turns):
                self.turns.append({})
            self.turns[turn][name] = way


class PuttingBack:
    """The writes that take back the `changes` of one save, asked for all at once."""

    def __init__(
        self, db: Database, states: Mapping[str, RecordState], changes: Sequence[Change]
    ) -> None:
        self._states = states
        self._changes = {change.id: change for change in changes}
        replaced = {
            each
            for change in changes
            for ids in change.replaces.values()
            for each in ids
        }
        self._before = history_rows.written_by(db, replaced)
        self._meant = self._meanings(db)
        self._backs = {change.id: self._back(change) for change in changes}
        # What this would set aside again: the undo of an undo is undone.
        self.hidden = {
            change.record_id for change in changes if self._is_hiding(change)
        }

    def of(self, change: Change) -> Back:
        return self._backs[change.id]

    def records(self) -> set[str]:
        return {change.record_id for change in self._changes.values()}

    def texts_left(self) -> set[str]:
        """Return every text in these records as they will be, without the hidden."""
        found: set[str] = set()
        for change_id, back in self._backs.items():
            state = self._states[self._changes[change_id].record_id]
            written = {name for turn in back.turns for name in turn}
            is_away = state.is_archived and not written
            if is_away or state.id in self.hidden:
                continue
            left = [v for name, v in state.body.items() if name not in written]
            left += [value for turn in back.turns for value, _ in turn.values()]
            found.update(texts_in([*left, state.student_id]))
        return found

    def _meanings(self, db: Database) -> dict[tuple[str, str], str]:
        """Return which of these changes what an undo wrote since means, by field."""
        since = {
            each
            for change in self._changes.values()
            for name in change.written
            for each in self._states[change.record_id].living.get(name, ())
            if each not in self._changes
        }
        found = {}
        for each, record_id in history_rows.of_purpose(db, since, UNDO).items():
            entries = history_rows.changes_of_record(db, record_id)
            known = {change.id: (change, save) for change, save in entries}
            for name in known[each][0].written:
                found[each, name] = meant(known, name, each)
        return found

    def _is_hiding(self, change: Change) -> bool:
        values = [
            turn["archived"][0]
            for turn in self._backs[change.id].turns
            if "archived" in turn
        ]
        state = self._states[change.record_id]
        return not state.is_archived and any(
            isinstance(each, dict) and state.is_covered_by(each) for each in values
        )

    def _back(self, change: Change) -> Back:
        back = Back()
        for name in change.written:
            ways = self._ways(change, name)
            if ways is None:
                back.kept.append(name)
            else:
                back.add(name, ways)
        state = self._states[change.record_id]
        if state.is_archived and not any("archived" in turn for turn in back.turns):
            # A write into a record that was set aside since would bring it back.
            return Back(kept=[""])
        return back

    def _ways(self, change: Change, name: str) -> list[_Way] | None:
        state = self._states[change.record_id]
        living = state.living.get(name, ())
        first = {each: self._meant.get((each, name), each) for each in living}
        own = tuple(each for each in living if first[each] in self._changes)
        taken = [first[each] for each in own]
        if change.id not in taken:
            return None
        if change.id != taken[0]:
            # Two rivals that one undo brought back go together, with the first.
            return []
        earlier = self._earlier(own, taken, name)
        if earlier and len(own) < len(living):
            beside = next(each for each in living if each not in own)
            _, value = state.rivals[name][beside]
            return [(value, (*own, beside))]
        return earlier

    def _earlier(
        self, own: tuple[str, ...], taken: list[str], name: str
    ) -> list[_Way] | None:
        replaced = dict.fromkeys(
            each
            for mine in taken
            for each in self._changes[mine].replaces.get(name, ())
        )
        if not replaced:
            return [(None, own)]
        before = [self._before.get(each, {}) for each in replaced]
        if not all(name in written for written in before):
            return None
        return [(written[name], own) for written in before]
