"""Writing and reading records of any kind, with history, undo and corrections.

Special verbs (a visit, a roster import) stand beside this; they all end here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

from homevisit.domain.kinds import KINDS, doubts_of, read_record
from homevisit.errors import Problem
from homevisit.ids import derived_id, new_id
from homevisit.ledger import history, queries, record_rows
from homevisit.ledger.change import Note
from homevisit.ledger.ledger import Edit
from homevisit.ledger.undo import Undone, undo
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from homevisit.domain.record import Doubt, Record
    from homevisit.services.session import Session

__all__ = ["Undone", "archive", "edit", "find", "read", "save", "take_back"]

MIN_REASON = 2
# The index states of a visit that was finalised: its outcome then.
SIGNED = ("completed", "not_home", "declined", "rescheduled")
# Signed with what they say; whoever thinks again adds another one.
_SIGNATURE = "visit_signature"
_OF_CARE = frozenset(
    {
        "concern",
        "concern_addendum",
        "concern_receipt",
        "mandatory_report",
        "mandatory_report_note",
        "room_request",
        "room_release",
        "released_entry",
        "released_letter",
        "room_export",
        "sealed_letter",
    }
)
_SIGNED_KINDS = frozenset({_SIGNATURE, "visit_addendum", "visit_review"}) | _OF_CARE
# Acts: whoever erred takes the save back, or writes another one.
_ACTS = frozenset({"care_step"})
_LOCKED_KINDS = _SIGNED_KINDS | _ACTS | {"visit"}
# Of these, no undo takes anything away: others may have acted on it.
_STAYING_KINDS = (_SIGNATURE, "care_case", *sorted(_OF_CARE - {"room_request"}))
_DECIDED = queries.Query("care_approval", states=("yes", "no"))


class NoSuchRecordError(Problem):
    """The record is not in this vault."""

    code = "no_such_record"
    what = N_("This record is not in the vault.")
    safe = N_("Nothing was changed.")
    todo = N_("Search for the student again; the file may have been set aside.")


class LockedRecordError(Problem):
    """A finalised visit is never edited."""

    code = "record_locked"
    what = N_("This visit has been finalised and can no longer be edited.")
    safe = N_("The visit stays as it was signed.")
    todo = N_("Add a note or a correction with a reason; both stay visible.")


class SignedRecordError(LockedRecordError):
    """What was signed as it stands is never edited."""

    code = "record_signed"
    what = N_("This was signed as it stands and can no longer be edited.")
    safe = N_("It stays as it was signed, and your text is still there.")
    todo = N_("Write what you know now as an addition; both stay visible.")


class ReasonMissingError(Problem):
    """A correction needs a reason."""

    code = "reason_missing"
    what = N_("A reason is needed here.")
    safe = N_("Nothing was changed and your text is still there.")
    todo = N_("Write in a few words why, then save again.")


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """What is to be written; without `record_id` a new record comes into being."""

    kind: str
    values: Mapping[str, Any]
    record_id: str = ""
    student_id: str = ""
    seen: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A save that is on the disk, and what a person should look at again."""

    save_id: str | None
    record_ids: tuple[str, ...]
    doubts: Mapping[str, tuple[Doubt, ...]] = field(default_factory=dict)


def edit(
    kind: str, values: Mapping[str, Any], *, record_id: str = "", student_id: str = ""
) -> RecordEdit:
    """Return the edit of one record, for `save`."""
    return RecordEdit(kind, values, record_id, student_id)


def save(
    session: Session,
    edits: Sequence[RecordEdit],
    *,
    purpose: str = "save",
    reason: str = "",
    label: str = "",
) -> Written:
    """Write the edits as one save, doubtful values too; all of them or none.

    Raises `LockedRecordError` where a finalised visit would change.
    """
    saved = write(session, edits, purpose=purpose, note=Note(reason, label))
    return replace(saved, doubts=_doubts(session, saved.record_ids))


def write(
    session: Session,
    edits: Sequence[RecordEdit],
    *,
    purpose: str,
    note: Note,
    draft_id: str = "",
) -> Written:
    """Write the edits as one save without looking for doubts, as an import does.

    A draft that the save makes good goes with it.
    """
    refuse_locked(session, (e.record_id for e in edits if e.kind in _LOCKED_KINDS))
    ids = tuple(each.record_id or new_id(session.clock) for each in edits)
    saved = session.ledger.save(
        [
            Edit(
                record_id,
                each.kind,
                _student_of(each, record_id),
                each.values,
                each.seen,
            )
            for record_id, each in zip(ids, edits, strict=True)
        ],
        purpose=purpose,
        note=note,
        erase_draft=draft_id,
    )
    return Written(saved.save_id, ids)


def correct(
    session: Session, record_id: str, values: Mapping[str, Any], reason: str
) -> Written:
    """Write a correction that history shows with its reason."""
    if len(reason.strip()) < MIN_REASON:
        raise ReasonMissingError
    found = edit_of(session, record_id, values)
    return save(session, [found], purpose="correction", reason=reason)


def archive(session: Session, record_id: str, reason: str) -> Written:
    """Set a record aside; it leaves the lists and stays in history."""
    edit = archive_edit(session, record_id, reason)
    return save(session, [edit], purpose="archive", reason=reason)


def archive_edit(session: Session, record_id: str, reason: str) -> RecordEdit:
    """Return the edit that sets a record aside."""
    saw = {each for ids in session.ledger.standing(record_id).values() for each in ids}
    value = {"reason": reason, "saw": sorted(saw)}
    return edit_of(session, record_id, {"archived": value})


def take_back(session: Session, save_id: str, reason: str = "") -> Undone:
    """Undo any save or import as a new save; what was signed stays signed.

    Raises `NothingToUndoError` where nothing of it stands any more.
    """
    db = session.ledger.db
    visits = queries.ids_of(db, queries.Query("visit", states=SIGNED))
    answered = queries.fields(db, "room_release", ("request_id",)).values()
    signed = {*visits, *queries.ids_of(db, _DECIDED)}
    signed.update(request_id or "" for (request_id,) in answered)
    for kind in _STAYING_KINDS:
        signed.update(queries.ids_of(db, queries.Query(kind)))
    return undo(session.ledger, save_id, reason=reason, keep=signed)


def read(session: Session, record_id: str, kind: str = "") -> Record:
    """Return a record as it is now.

    A child whose file was merged is read in the kept one. Raises `NoSuchRecordError`,
    also for a record of another kind than `kind`.
    """
    row = _row(session, record_id)
    if row.kind == "student" and row.own_file == row.id != row.student_id:
        row = _row(session, row.student_id or "")
    if kind and row.kind != kind:
        raise NoSuchRecordError
    return read_record(row.kind, row.id, row.values)


def edit_of(session: Session, record_id: str, values: Mapping[str, Any]) -> RecordEdit:
    """Return an edit of a record that is here; raises `NoSuchRecordError`."""
    row = _row(session, record_id)
    return RecordEdit(row.kind, values, record_id, row.student_id or "")


def as_record(kind: str, record_id: str, values: Mapping[str, Any]) -> Record:
    """Return the record that a row's values make."""
    return read_record(kind, record_id, values)


def private_id(student_id: str) -> str:
    """Return the id of a child's private record, of which there can be only one."""
    return derived_id("student_private", student_id)


def new_record_id(session: Session) -> str:
    """Return an id for a record that several edits of one save refer to."""
    return new_id(session.clock)


def instant(session: Session) -> str:
    """Return the present instant as records hold it."""
    return as_instant(session.clock.now())


def as_instant(at: datetime) -> str:
    """Return an instant in UTC as records hold it."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def values_of(session: Session, record_id: str) -> dict[str, Any]:
    """Return a record's values as they are written, for a form to start from."""
    return {
        name: value
        for name, value in _row(session, record_id).values.items()
        if name != "archived"
    }


def values_if_known(session: Session, record_id: str) -> dict[str, Any]:
    """Return a record's values, or nothing where there is no such record."""
    row = record_rows.read_row(session.ledger.db, record_id)
    return dict(row.values) if row else {}


def find(
    session: Session, query: queries.Query, order: str = "oldest"
) -> tuple[Record, ...]:
    """Return the records that satisfy a query."""
    rows = queries.find(session.ledger.db, query, order)
    return tuple(read_record(row.kind, row.id, row.values) for row in rows)


def of_students(
    session: Session, kind: str, student_ids: Sequence[str]
) -> dict[str, list[Record]]:
    """Return the records of a kind by student; students without any have no entry."""
    found: dict[str, list[Record]] = {}
    rows = queries.find_of_students(session.ledger.db, kind, tuple(student_ids))
    for row in rows:
        record = read_record(row.kind, row.id, row.values)
        found.setdefault(row.student_id or "", []).append(record)
    return found


def is_locked(session: Session, *record_ids: str) -> bool:
    """Whether any of these is a finalised visit, or was signed as it stands."""
    wanted = tuple(each for each in record_ids if each)
    rows = queries.find_by_id(session.ledger.db, wanted)
    return any(
        row.kind in _SIGNED_KINDS | _ACTS or row.values.get("finalised_at")
        for row in rows.values()
    )


def refuse_locked(session: Session, record_ids: Iterable[str]) -> None:
    """Raise `LockedRecordError` if any of these `is_locked`."""
    wanted = tuple(record_ids)
    if is_locked(session, *wanted):
        rows = queries.find_by_id(session.ledger.db, wanted).values()
        is_care = any(row.kind in _OF_CARE | _ACTS for row in rows)
        raise SignedRecordError if is_care else LockedRecordError


def history_of(
    session: Session, record_id: str, name: str | None = None
) -> tuple[history.FieldWrite, ...]:
    """Return who wrote what into a record, oldest first."""
    return history.of_record(session.ledger.db, record_id, name)


def disputes(session: Session, record_id: str) -> dict[str, tuple[Any, ...]]:
    """Return, per field with several standing values, all of them."""
    return dict(history.rivals(session.ledger.db, record_id))


def recent_saves(session: Session, limit: int = 50) -> tuple[history.SaveLine, ...]:
    """Return the latest saves, newest first: what can be taken back."""
    return history.recent_saves(session.ledger.db, limit)


def _row(session: Session, record_id: str) -> record_rows.RecordRow:
    row = record_rows.read_row(session.ledger.db, record_id)
    if row is None:
        raise NoSuchRecordError
    return row


def _student_of(found: RecordEdit, record_id: str) -> str | None:
    if found.kind == "student":
        return record_id
    return found.student_id or found.values.get("student_id") or None


def _doubts(session: Session, ids: tuple[str, ...]) -> dict[str, tuple[Doubt, ...]]:
    rows = queries.find_by_id(session.ledger.db, ids)
    today = session.clock.today()
    found = {
        row.id: doubts_of(read_record(row.kind, row.id, row.values), today=today)
        for row in rows.values()
        if row.kind in KINDS
    }
    return {record_id: doubts for record_id, doubts in found.items() if doubts}
