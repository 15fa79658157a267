"""Records of counselling sessions, under the number of the case instead of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.care_counselling import CounsellingNote
from homevisit.errors import Problem
from homevisit.ledger.change import Note
from homevisit.ledger.queries import Query
from homevisit.services import care_facts, records
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.records import Written
    from homevisit.services.room import Room

KIND = CounsellingNote.KIND


class DiagnosisWithoutHospitalError(Problem):
    """Only a hospital diagnoses; its name belongs to the word."""

    code = "diagnosis_without_hospital"
    what = N_("A diagnosis is written here without the hospital it comes from.")
    safe = N_("Nothing was changed and your text is still there.")
    todo = N_("Write which hospital it was, or put your own words under observation.")


def write(
    room: Room, case_id: str, values: Mapping[str, Any], *, draft_id: str = ""
) -> Written:
    """Write down a session of a case; its number and the first day are filled in.

    A draft that this makes good goes with it. Raises `DiagnosisWithoutHospitalError`
    or `NoSuchRecordError`.
    """
    known = care_facts.read_case(room, case_id)
    earlier = of_case(room, case_id)
    today = room.clock.today().isoformat()
    day = str(values.get("session_date") or today)
    first = min((each.session_date for each in earlier), default=day)
    given: dict[str, Any] = {
        "session_date": day,
        "session_no": len(earlier) + 1,
        "counsellor_id": room.person_id,
        "format": "individual",
        **_filled(values),
        "first_date": min(first, day),
        "student_id": known.student_id,
        "case_id": case_id,
        "case_no": known.case_no,
        "recorded_at": records.instant(room),
    }
    _refuse_own_diagnosis(given)
    new = records.edit(KIND, given, student_id=known.student_id)
    note = Note(label=KIND)
    return records.write(room, [new], purpose="save", note=note, draft_id=draft_id)


def edit(
    room: Room, note_id: str, values: Mapping[str, Any], *, draft_id: str = ""
) -> Written:
    """Write other values into a record; history keeps what stood there.

    Raises `DiagnosisWithoutHospitalError` or `NoSuchRecordError`.
    """
    _refuse_own_diagnosis({**records.values_of(room, note_id), **values})
    changed = records.edit_of(room, note_id, values)
    note = Note(label=KIND)
    return records.write(room, [changed], purpose="save", note=note, draft_id=draft_id)


def read(room: Room, note_id: str) -> CounsellingNote:
    """Return a record. Raises `NoSuchRecordError`."""
    return cast("CounsellingNote", records.read(room, note_id, KIND))


def of_case(room: Room, case_id: str) -> tuple[CounsellingNote, ...]:
    """Return the sessions of a case, the newest first."""
    number = care_facts.read_case(room, case_id).case_no
    found = records.find(room, Query(KIND, title=number), "newest")
    return cast("tuple[CounsellingNote, ...]", found) if number else ()


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in values.items() if value not in (None, "", [], ())
    }


def _refuse_own_diagnosis(values: Mapping[str, Any]) -> None:
    said = str(values.get("diagnosis") or "").strip()
    if said and not str(values.get("diagnosed_by") or "").strip():
        raise DiagnosisWithoutHospitalError
