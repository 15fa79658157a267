"""What is written apart from a talk: the words of a leader's, for leaders to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import talk_rules as rules
from homevisit.domain.leader_talks import LeaderTalkNote
from homevisit.domain.record import is_empty, to_values
from homevisit.ids import derived_id
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.talks import Talk
    from homevisit.services.session import Session

KIND = LeaderTalkNote.KIND
_SHARED = ("student_id", "class_id", "term_id")
_WORDS = tuple(sorted(rules.fields_noted(rules.LEADER)))


def note_id(talk_id: str) -> str:
    """Return the id of the note of a talk, the same in every vault."""
    return derived_id(KIND, talk_id)


def edit_of(
    talk_id: str, values: Mapping[str, Any], noted: Mapping[str, Any]
) -> tuple[RecordEdit, ...]:
    """Return the edit that writes `noted` beside the talk with `values`, if any."""
    if not noted:
        return ()
    shared = {name: values[name] for name in _SHARED if values.get(name)}
    written = {"talk_id": talk_id, **shared, **noted}
    return (RecordEdit(KIND, written, note_id(talk_id), shared.get("student_id", "")),)


def words_of(session: Session, talk: Talk) -> dict[str, Any]:
    """Return what was said in a talk, wherever its kind keeps it."""
    found = to_values(talk)
    if talk.talk_kind == rules.LEADER:
        found = records.values_if_known(session, note_id(talk.id))
    return {name: found[name] for name in _WORDS if not is_empty(found.get(name))}


def of_student(session: Session, student_id: str) -> dict[str, LeaderTalkNote]:
    """Return the notes in a student's file by the id of their talk."""
    found = records.find(session, Query(KIND, student_id=student_id))
    notes = cast("tuple[LeaderTalkNote, ...]", found)
    return {each.talk_id: each for each in notes}
