"""Which parts of a save one colleague may receive; the others travel as digests.

A student's records follow the student: who may read the class she is in now reads her
whole file, and a file that was merged into it. Where her class is in dispute, only who
may read both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from homevisit.domain import Compartment
from homevisit.exchange.readers import GRAVE_CARE, GRAVE_FROM, compartment_of
from homevisit.ledger import history_rows
from homevisit.ledger.filing import MERGE, read_filing
from homevisit.ledger.record_rows import read_states

if TYPE_CHECKING:
    from homevisit.exchange.readers import Reach
    from homevisit.ledger.change import Change, Save
    from homevisit.ledger.database import Database
    from homevisit.ledger.merge import RecordState

_STUDENT, _HOUSEHOLD, _STAY = "student", "household", "class_membership"
_SHELL = "care_case"
# Open to who may read any of the students that they name.
_OF_SEVERAL = frozenset({_HOUSEHOLD, MERGE, "not_same_child"})
_OF_CLASS = frozenset(
    {Compartment.CLASS_ROSTER, Compartment.CLASS_FILE, Compartment.CARE}
)


class Reader:
    """One colleague's eyes on this vault; for one export, then thrown away."""

    def __init__(self, db: Database, person_id: str, reach: Reach) -> None:
        self._db = db
        self._person_id = person_id
        self._reach = reach
        self._states: dict[str, RecordState | None] = {}
        self._filing = read_filing(db)

    def shown(self, save: Save) -> Save:
        """Return the save with everything withheld that the colleague may not read.

        The note may speak of any of the changes, so it goes with all of them or not
        at all. What somebody wrote herself is never withheld from her.
        """
        if save.head.author == self._person_id:
            return save
        changes = tuple(
            change if change and self.may_read(change) else None
            for change in save.changes
        )
        return replace(save, changes=changes, note=save.note if all(changes) else None)

    def may_read(self, change: Change) -> bool:
        """Whether a change that somebody else wrote is open to the colleague."""
        state = self._state(change.record_id)
        # A record is of one kind; should two be claimed, both must be open.
        kinds = {change.kind, state.kind if state else change.kind}
        return all(self._may_read_as(kind, change, state) for kind in kinds)

    def _may_read_as(
        self, kind: str, change: Change, state: RecordState | None
    ) -> bool:
        compartment = compartment_of(kind)
        if compartment is None or compartment is Compartment.AUTHOR:
            return False
        if compartment not in _OF_CLASS:
            return self._reach.covers(compartment)
        if kind in _OF_SEVERAL:
            several = _several(change, state)
            return any(self._is_open(compartment, each) for each in several) or (
                self._reach.covers(compartment)
            )
        filed = map(self._filing.file_of, _students(kind, change, state))
        students = {each for each in filed if each}
        if not students:
            return self._reach.covers(compartment)
        return (
            all(self._is_open(compartment, each) for each in students)
            or self._left_an_open_class(kind, change, state)
            or self._is_of_a_grave_case(kind, change, state, students)
        )

    def _is_open(self, compartment: str, student_id: str) -> bool:
        classes = _living(self._state(student_id), "class_id")
        if not classes:
            return self._reach.covers(compartment)
        return all(
            isinstance(each, str) and self._reach.covers(compartment, each)
            for each in classes
        )

    def _is_of_a_grave_case(
        self,
        kind: str,
        change: Change,
        state: RecordState | None,
        students: set[str],
    ) -> bool:
        """Whether it is in the shell of a grave case, or says that it is so no more.

        Where two levels stand side by side, the graver one counts.
        """
        return (
            kind == _SHELL
            and all(self._is_open(GRAVE_CARE, each) for each in students)
            and any(
                type(each) is int and each >= GRAVE_FROM
                for each in (
                    *_living(state, "severity"),
                    *self._replaced(change, "severity"),
                )
            )
        )

    def _replaced(self, change: Change, name: str) -> list[Any]:
        """Return the values of a field that the change came in place of."""
        found = history_rows.known_changes(self._db, change.replaces.get(name, ()))
        return [
            history_rows.stamp_and_value(self._db, each, name)[1]
            for each in sorted(found)
        ]

    def _left_an_open_class(
        self, kind: str, change: Change, state: RecordState | None
    ) -> bool:
        """Whether the change tells a class's readers that a student has left it."""
        left: list[Any] = []
        if kind == _STAY:
            left = [change.written.get("class_id"), *_living(state, "class_id")]
        elif kind == _STUDENT and "class_id" in change.written:
            left = self._replaced(change, "class_id")
        return any(
            isinstance(each, str) and self._reach.covers(Compartment.CLASS_ROSTER, each)
            for each in left
        )

    def _state(self, record_id: str) -> RecordState | None:
        if record_id not in self._states:
            self._states[record_id] = read_states(self._db, (record_id,)).get(record_id)
        return self._states[record_id]


def _living(state: RecordState | None, name: str) -> list[Any]:
    """Return the values of a field that stand, empty ones left out."""
    if state is None:
        return []
    rivals = [value for _, value in state.rivals.get(name, {}).values()]
    return [each for each in rivals or [state.body.get(name)] if each]


def _students(kind: str, change: Change, state: RecordState | None) -> set[str]:
    if kind == _STUDENT:
        return {change.record_id}
    said = [
        change.student_id,
        change.written.get("student_id"),
        state.student_id if state else None,
        *_living(state, "student_id"),
    ]
    return {each for each in said if isinstance(each, str) and each}


def _several(change: Change, state: RecordState | None) -> set[str]:
    """Return whom it names: whose home it is now, or was when the change was made."""
    lists = _living(state, "student_ids") or [change.written.get("student_ids")]
    named = [each for ids in lists if isinstance(ids, list) for each in ids]
    for name in ("kept_id", "merged_id"):
        named += _living(state, name) or [change.written.get(name)]
    own = [change.student_id, state.student_id if state else None]
    return {each for each in named or own if isinstance(each, str) and each}
