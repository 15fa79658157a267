"""Which of the records that an undo would set aside must stay.

A file in use stays whole: with the record that somebody built upon stays everything
that it names, and with a student everything that the save began of that student.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.ledger.references import named_by_others, texts_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.ledger.database import Database
    from homevisit.ledger.merge import RecordState
    from homevisit.ledger.putting_back import PuttingBack


@dataclass(frozen=True, slots=True)
class Leaving:
    """What an undo would set aside, as it is now.

    `touched` were written by others since; of `locked`, which the save began or only
    edited, nothing may be undone.
    """

    states: Mapping[str, RecordState]
    touched: set[str]
    locked: set[str]


def staying(db: Database, leaving: Leaving, back: PuttingBack) -> set[str]:
    """Return the records of `leaving` that stay; `back` is what its edits become."""
    alive = {each for each, state in leaving.states.items() if not state.is_archived}
    texts = {each: _texts(leaving.states[each]) for each in alive}
    of_student: dict[str | None, list[str]] = defaultdict(list)
    for each in alive:
        of_student[leaving.states[each].student_id].append(each)
    todo = alive & (leaving.touched | leaving.locked | back.texts_left())
    todo |= {each for each in alive if texts[each] & leaving.locked}
    todo |= named_by_others(db, alive, set(leaving.states) | back.records())
    stays: set[str] = set()
    while todo:
        each = todo.pop()
        stays.add(each)
        todo |= (alive & texts[each]).union(of_student.get(each, ())) - stays
    return stays


def _texts(state: RecordState) -> set[str]:
    found = set(texts_in(state.body))
    if state.student_id:
        found.add(state.student_id)
    return found
