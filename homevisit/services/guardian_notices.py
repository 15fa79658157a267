"""How guardians were told (学生心理状况告知书): facts, advice, their choice, signature.

Written by the homeroom teacher or by psychology staff, and read by both: it holds what
was told and nothing else. In the room the act is noted as a step, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import care_steps as steps
from homevisit.domain.kinds import missing
from homevisit.errors import Problem
from homevisit.ledger.change import Note
from homevisit.ledger.queries import Query
from homevisit.services import care_cases, records, room
from homevisit.services.care_cases import CaseEntry
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.care_records import CareCase, GuardianNotice
    from homevisit.services.records import Written
    from homevisit.services.room import Room
    from homevisit.services.session import Session

KIND = "guardian_notice"
_SHELL = "care_case"


class NothingToldError(Problem):
    """A notice says at least what was observed."""

    code = "guardian_notice_empty"
    what = N_("It is not written yet what was observed, or what the school advises.")
    safe = N_("Nothing was changed and your text is still there.")
    todo = N_("Write what was seen, as facts, and what you advise; then save again.")


@dataclass(frozen=True, slots=True)
class Told:
    """The notice as it was written, and the step in the room if it is open."""

    notice_id: str
    written: Written
    step: Written | None = None


def write(
    session: Session,
    case_id: str,
    values: Mapping[str, Any],
    *,
    notice_id: str = "",
    draft_id: str = "",
) -> Told:
    """Write a notice of a case, or other values into one; half-filled ones are kept.

    `session` is the school's. If the room is open here, a new notice is noted there as
    a step. Raises `NothingToldError`, or `NoSuchRecordError` for an unknown case.
    """
    shell = cast("CareCase", records.read(session, case_id, _SHELL))
    known = records.values_of(session, notice_id) if notice_id else {}
    if not any(({**known, **values}).get(name) for name in ("observed", "advice")):
        raise NothingToldError
    given: dict[str, Any] = dict(values)
    if not notice_id:
        given = {
            "told_on": session.clock.today().isoformat(),
            "told_by": [session.person_id],
            **{name: value for name, value in given.items() if value},
            "student_id": shell.student_id,
            "class_id": shell.class_id,
            "case_id": case_id,
        }
    edit = records.RecordEdit(KIND, given, notice_id, shell.student_id)
    note = Note(label=KIND)
    written = records.write(
        session, [edit], purpose="save", note=note, draft_id=draft_id
    )
    step = None if notice_id else _note_step(session, case_id, written.record_ids[0])
    return Told(written.record_ids[0], written, step)


def of_case(session: Session, case_id: str) -> tuple[GuardianNotice, ...]:
    """Return the notices of a case, the oldest first."""
    found = records.find(session, Query(KIND, title=case_id))
    return cast("tuple[GuardianNotice, ...]", found)


def still_missing(session: Session, notice_id: str) -> tuple[str, ...]:
    """Return the fields that a notice needs and does not have yet.

    After a refused signature these are two witnesses and how it was refused.
    """
    return missing(records.read(session, notice_id, KIND))


def _note_step(session: Session, case_id: str, notice_id: str) -> Written | None:
    if not room.is_open(session):
        return None
    opened: Room = room.room_of(session)
    details = {"notice_id": notice_id}
    entry = CaseEntry(case_id, steps.GUARDIAN_NOTICE, details=details)
    return care_cases.write(opened, entry)
