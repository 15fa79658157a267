"""Which file a student's records are shown in: her own, or the one it was merged into.

A merge is a record of its own (`merged_id`, `kept_id`). Nothing that belongs to the
merged file is written again: where it shows follows from the set of changes alone, so
what arrives later for the old id finds the kept file, and taking the merge back puts
everything where it was (docs/adr/0013).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from homevisit.ledger.memory import recall

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from homevisit.ledger.change import Json
    from homevisit.ledger.database import Database

MERGE = "student_merge"
# Under this name a ledger remembers the merges of another one, which it follows.
TOLD = "filing"
# What a file has once: shown of the kept file, not of the merged one.
_COVERS = frozenset({"student", "student_private"})
_STUDENT, _STUDENTS = "student_id", "student_ids"


@dataclass(frozen=True, slots=True)
class Filing:
    """The merges that hold: `kept` leads from a merged file to the one it is in."""

    kept: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def file_of(self, student_id: str | None) -> str | None:
        """Return the file in which a student's records show."""
        return self.kept.get(student_id, student_id) if student_id else student_id

    def hides(self, kind: str, student_id: str | None) -> bool:
        """Whether such a record of that student gives way to the kept file's own."""
        return kind in _COVERS and student_id in self.kept

    def shown(self, values: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return a record's values with every student as filed."""
        if not self.kept:
            return values
        found = dict(values)
        for name in (_STUDENT, _STUDENTS):
            if name in found:
                found[name] = self.shown_value(name, found[name])
        return found

    def shown_value(self, name: str, value: Json) -> Json:
        """Return one value as `shown` would; a list names each file once."""
        if name == _STUDENT and isinstance(value, str):
            return self.file_of(value)
        if name == _STUDENTS and isinstance(value, list):
            filed = [self.file_of(v) if isinstance(v, str) else v for v in value]
            return [v for at, v in enumerate(filed) if v not in filed[:at]]
        return value


def read_filing(db: Database) -> Filing:
    """Return the merges that hold in this vault."""
    return Filing(dict(db.execute("SELECT merged, kept FROM merged_file").fetchall()))


def work_out(db: Database) -> Filing:
    """Return the merges that hold, from the merge records that stand.

    A merge into a file that is not known here waits until that file comes. Where two
    people merged one file into different ones, the least id has its records; a ring of
    merges ends at its least id. No order of arrival and no clock matters.
    """
    told = recall(db, TOLD)
    if told is not None:
        return Filing(json.loads(told))
    wanted = _standing(db)
    known = _students(db, {each for kept in wanted.values() for each in kept})
    target = {
        merged: min(found) for merged, kept in wanted.items() if (found := kept & known)
    }
    ends = {merged: _end(merged, target) for merged in target}
    return Filing({merged: end for merged, end in ends.items() if merged != end})


def _standing(db: Database) -> dict[str, set[str]]:
    rows = db.execute(
        "SELECT body FROM record WHERE kind = ? AND archived = 0", (MERGE,)
    )
    found: dict[str, set[str]] = {}
    for (body,) in rows:
        values = json.loads(body)
        merged, kept = values.get("merged_id"), values.get("kept_id")
        if isinstance(merged, str) and isinstance(kept, str) and merged != kept:
            found.setdefault(merged, set()).add(kept)
    return found


def _students(db: Database, ids: Collection[str]) -> set[str]:
    query = "SELECT 1 FROM record WHERE id = ? AND kind = 'student'"
    return {each for each in ids if db.execute(query, (each,)).fetchone()}


def _end(merged: str, target: Mapping[str, str]) -> str:
    way = [merged]
    while (following := target.get(way[-1])) is not None:
        if following in way:
            return min(way[way.index(following) :])
        way.append(following)
    return way[-1]
