"""The targets of this school: the shipped examples and its own, switched on and off.

An example is written down when it is first touched; until then it is only shown. Two
colleagues who touch the same one make the same record.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import read_record
from homevisit.domain.record import to_values
from homevisit.domain.target_files import MAX_BYTES, read_targets, write_targets
from homevisit.errors import Problem
from homevisit.ids import derived_id
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.paths import resource_path, write_atomically
from homevisit.services import records
from homevisit.services.records import NoSuchRecordError, RecordEdit
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from homevisit.domain.targets import Target
    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND = "target"


class TargetNamelessError(Problem):
    """A target needs a name, for it is what people see in lists and reminders."""

    code = "target_nameless"
    what = N_("The target has no name.")
    safe = N_("Nothing was changed, and what you chose is still there.")
    todo = N_("Write a short name, such as “Every child once a term”.")


def read(session: Session) -> tuple[Target, ...]:
    """Return all targets by profile, the school's own last; examples untouched, too."""
    stored = {each.id: each for each in _stored(session)}
    everything = records.find(session, Query(KIND, with_archived=True))
    archived = {each.id for each in everything} - stored.keys()
    shipped = [
        stored.pop(each.id, each) for each in examples() if each.id not in archived
    ]
    own = sorted(stored.values(), key=lambda each: (each.profile, each.name, each.id))
    return (*shipped, *own)


def active(session: Session) -> tuple[Target, ...]:
    """Return the targets that are in use."""
    return tuple(each for each in read(session) if each.is_active)


@cache
def examples() -> tuple[Target, ...]:
    """Return the shipped examples, the national ones first."""
    found = []
    for name in ("national", "local"):
        content = resource_path("targets", f"{name}.toml").read_bytes()
        for values in read_targets(content):
            target_id = derived_id(KIND, values["profile"], values["name"])
            known = {**values, "is_example": True}
            found.append(cast("Target", read_record(KIND, target_id, known)))
    return tuple(found)


def campaign_names(session: Session) -> dict[str, str]:
    """Return the campaigns that a target can be for, by their ids."""
    return dict(queries.titles(session.ledger.db, "campaign"))


def add(session: Session, values: Mapping[str, Any]) -> Written:
    """Add a target of the school's own, in use at once unless said otherwise.

    One with an empty scope is kept, and its doubts say so. Raises
    `TargetNamelessError`.
    """
    _check(values)
    known = {"is_active": True, **values}
    return records.save(session, [records.edit(KIND, known)], label=KIND)


def change(session: Session, target_id: str, values: Mapping[str, Any]) -> Written:
    """Change some of a target; an example becomes the school's own with that.

    Raises `TargetNamelessError`, `NoSuchRecordError`.
    """
    if "name" in values:
        _check(values)
    return _write(session, target_id, {**values, "is_example": False})


def switch(session: Session, target_id: str, *, is_on: bool) -> Written:
    """Put a target into use or out of it; an example stays one."""
    return _write(session, target_id, {"is_active": is_on})


def remove(session: Session, target_id: str, reason: str) -> Written:
    """Set a target aside, an example, too; undo brings it back."""
    if not any(each.id == target_id for each in _stored(session)):
        _write(session, target_id, {"is_active": False})
    return records.archive(session, target_id, reason)


def take_in(session: Session, content: bytes) -> Written:
    """Add the targets of a file as one save, out of use until they are switched on.

    One of the same profile and name is replaced, so that a file may come twice; what is
    in use stays so. Raises `TargetFileError`, `TargetInFileError`.
    """
    known = {(each.profile, each.name): each for each in read(session)}
    edits = []
    for values in read_targets(content):
        there = known.get((values.get("profile", ""), values["name"]))
        emptied = dict.fromkeys(to_values(there), None) if there else {}
        kept = {"is_active": bool(there and there.is_active), "is_example": False}
        target_id = there.id if there else records.new_record_id(session)
        edits.append(RecordEdit(KIND, {**emptied, **values, **kept}, target_id))
    return records.save(session, edits, label=KIND)


def take_in_file(session: Session, path: Path) -> Written:
    """Add the targets of a file on disk; raises the same, or `OSError`."""
    with path.open("rb") as file:
        return take_in(session, file.read(MAX_BYTES + 1))


def hand_out(session: Session, path: Path, only: Sequence[str] = ()) -> int:
    """Write targets into a file, all or those asked for; return how many."""
    chosen = [each for each in read(session) if not only or each.id in only]
    write_atomically(path, write_targets(chosen).encode("utf-8"))
    return len(chosen)


def _write(session: Session, target_id: str, values: Mapping[str, Any]) -> Written:
    if any(each.id == target_id for each in _stored(session)):
        edit = RecordEdit(KIND, dict(values), target_id)
        return records.save(session, [edit], label=KIND)
    shipped = next((each for each in examples() if each.id == target_id), None)
    if shipped is None:
        raise NoSuchRecordError
    edit = RecordEdit(KIND, {**to_values(shipped), **values}, target_id)
    return records.save(session, [edit], label=KIND)


def _stored(session: Session) -> tuple[Target, ...]:
    return cast("tuple[Target, ...]", records.find(session, Query(KIND)))


def _check(values: Mapping[str, Any]) -> None:
    if not str(values.get("name") or "").strip():
        raise TargetNamelessError
