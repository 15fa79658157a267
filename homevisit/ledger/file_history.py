"""The history of one student's whole file, save by save, the newest first.

A page costs what stands on it: a file of ten years is not folded to show its last day.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.ledger import history_rows
from homevisit.ledger.history import FieldWrite, SaveLine
from homevisit.ledger.hybrid_clock import stamp_time
from homevisit.ledger.record_rows import read_states

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.ledger.change import Change, Json
    from homevisit.ledger.database import Database
    from homevisit.ledger.history_rows import SaveFacts
    from homevisit.ledger.merge import RecordState

_NEWEST = (2**63 - 1, "")
_SAVES = """
    SELECT id, hlc FROM save
    WHERE id IN (
        SELECT save FROM change
        WHERE record IN (SELECT id FROM record WHERE student_id = ?)
        AND (? OR kind IN (SELECT value FROM json_each(?)))
    )
    AND (? OR author = ?) AND (hlc, id) < (?, ?)
    ORDER BY hlc DESC, id DESC LIMIT ?
"""
_AUTHORS = """
    SELECT DISTINCT author FROM save
    WHERE id IN (
        SELECT save FROM change
        WHERE record IN (SELECT id FROM record WHERE student_id = ?)
        AND (? OR kind IN (SELECT value FROM json_each(?)))
    )
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which saves: of one student's file, older than `before`, at most `limit`.

    `kinds` and `author` narrow the list; empty means all. `before` is a `SavePage.key`.
    """

    student_id: str
    kinds: tuple[str, ...] = ()
    author: str = ""
    before: tuple[int, str] | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class RecordWrites:
    """What one save wrote into one record of the file."""

    record_id: str
    kind: str
    is_new: bool
    writes: tuple[FieldWrite, ...]


@dataclass(frozen=True, slots=True)
class SavePage:
    """One save as far as it touched the file; `key` orders the list."""

    key: tuple[int, str]
    line: SaveLine
    records: tuple[RecordWrites, ...]


def of_student(db: Database, wanted: Wanted) -> tuple[SavePage, ...]:
    """Return the saves that touched a student's file, newest first."""
    saves = _saves(db, wanted)
    changes = _changes(db, wanted, [save_id for save_id, _hlc in saves])
    facts = history_rows.read_facts(db, (save_id for save_id, _hlc in saves))
    found = [change for each in changes.values() for change in each]
    replaced = {each for c in found for ids in c.replaces.values() for each in ids}
    around = _Around(
        history_rows.written_by(db, replaced),
        read_states(db, {change.record_id for change in found}),
    )
    return tuple(
        SavePage(
            (hlc, save_id),
            _line(facts[save_id], len(changes[save_id])),
            tuple(around.of_change(c, facts[save_id]) for c in changes[save_id]),
        )
        for save_id, hlc in saves
    )


def authors_of(
    db: Database, student_id: str, kinds: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return everybody who ever wrote in the file, or records of these kinds in it."""
    asked = (student_id, not kinds, json.dumps(kinds))
    return tuple(sorted(row[0] for row in db.execute(_AUTHORS, asked)))


def set_aside(db: Database, student_id: str) -> tuple[tuple[str, str], ...]:
    """Return id and kind of every record of the file that was set aside.

    A merged file's own records give way to the kept file's; nobody set them aside.
    """
    rows = db.execute(
        "SELECT id, kind FROM record WHERE student_id = ? AND archived = 1"
        " AND NOT (kind IN ('student', 'student_private') AND own_file <> student_id)"
        " ORDER BY id",
        (student_id,),
    )
    return tuple((row[0], row[1]) for row in rows)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is needed to tell of a change: what it replaced, and what stands now."""

    replaced: Mapping[str, Mapping[str, Json]]
    states: Mapping[str, RecordState]

    def of_change(self, change: Change, save: SaveFacts) -> RecordWrites:
        return RecordWrites(
            change.record_id,
            change.kind,
            change.creates,
            tuple(self._write(change, name, save) for name in sorted(change.written)),
        )

    def _write(self, change: Change, name: str, save: SaveFacts) -> FieldWrite:
        state = self.states.get(change.record_id)
        return FieldWrite(
            change_id=change.id,
            save_id=save.id,
            record_id=change.record_id,
            field=name,
            old=tuple(
                self.replaced[each].get(name)
                for each in change.replaces.get(name, ())
                if each in self.replaced
            ),
            new=change.written[name],
            at=stamp_time(save.hlc),
            author=save.author,
            purpose=save.purpose,
            reason=save.reason,
            stands=bool(state and change.id in state.living.get(name, ())),
        )


def _saves(db: Database, wanted: Wanted) -> list[tuple[str, int]]:
    rows = db.execute(
        _SAVES,
        (
            wanted.student_id,
            not wanted.kinds,
            json.dumps(wanted.kinds),
            not wanted.author,
            wanted.author,
            *(wanted.before or _NEWEST),
            wanted.limit,
        ),
    )
    return [(row[0], row[1]) for row in rows]


def _changes(
    db: Database, wanted: Wanted, saves: Sequence[str]
) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {save_id: [] for save_id in saves}
    for change, save_id in history_rows.changes_in(db, saves, wanted.student_id):
        if not wanted.kinds or change.kind in wanted.kinds:
            found[save_id].append(change)
    return found


def _line(save: SaveFacts, records: int) -> SaveLine:
    return SaveLine(
        save_id=save.id,
        at=stamp_time(save.hlc),
        author=save.author,
        purpose=save.purpose,
        label=save.label,
        reason=save.reason,
        records=records,
    )
