"""What leaves the counselling room on purpose, and why: written down inside the room.

Only its owner makes such a file or print. No group or student export touches the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.room_requests import require_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.domain.care_passing import RoomExport
    from homevisit.services.records import Written
    from homevisit.services.room import Room

KIND = "room_export"


def note(
    room: Room, document: str, reason: str, *, case_id: str, entry_ids: Sequence[str]
) -> Written:
    """Write down that a document with these entries is about to be made, and why.

    Run before it is made. Raises `ReasonTooShortError`; nothing may then be made.
    """
    require_reason(reason)
    file = records.values_if_known(room, case_id)
    student_id = str(file.get("student_id") or "")
    values = {
        "student_id": student_id,
        "case_id": case_id,
        "document": document,
        "entry_ids": list(entry_ids),
        "reason": reason.strip(),
        "exported_by": room.person_id,
        "exported_at": records.instant(room),
    }
    edit = records.edit(KIND, values, student_id=student_id)
    return records.save(room, [edit], label=KIND)


def of_case(room: Room, case_id: str) -> tuple[RoomExport, ...]:
    """Return what was made of a case, the latest first."""
    found = cast("tuple[RoomExport, ...]", records.find(room, Query(KIND), "newest"))
    return tuple(each for each in found if each.case_id == case_id)
