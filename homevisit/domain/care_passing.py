"""What goes back and forth about a case, and what the school says about going out.

A receipt says only that somebody has taken a concern up; the words of a release are
sealed to the one leader who asked. Which reports are due when is the school's to set,
and what left the room is written down in the room.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import flag, instant, key, link, note, number
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    S2,
    S3,
    Codes,
    Compartment,
    Flag,
    IndexedBy,
    Record,
    Whole,
)
from homevisit.text import N_


class ConcernReceipt(Record):
    """A psychologist tells the raiser that her concern has been taken up."""

    KIND = "concern_receipt"
    COMPARTMENT = Compartment.CARE
    INDEX = IndexedBy(
        on_date="received_at", author_id="received_by", title="concern_id"
    )

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    concern_id: Annotated[str, link(N_("Concern"), "concern", REQUIRED, S1)] = ""
    for_person: Annotated[str, link(N_("For"), "staff", REQUIRED, S1)] = ""
    received_by: Annotated[str, link(N_("Taken up by"), "staff", REQUIRED, S1)] = ""
    received_at: Annotated[str, instant(N_("Taken up at"), REQUIRED, S1)] = ""


class ReleasedLetter(Record):
    """Entries of the room, sealed to the leader who asked; carried by leaders only."""

    KIND = "released_letter"
    COMPARTMENT = Compartment.LEADERS
    INDEX = IndexedBy(on_date="sent_at", author_id="sent_by", title="request_id")

    student_id: Annotated[str, link(N_("Student"), "student", OPTIONAL, S1)] = ""
    request_id: Annotated[str, link(N_("Request"), "room_request", REQUIRED, S1)] = ""
    for_person: Annotated[str, link(N_("For"), "staff", REQUIRED, S0)] = ""
    sealed: Annotated[str, key(N_("Sealed words"), REQUIRED, S2)] = ""
    sent_by: Annotated[str, link(N_("Sent by"), "staff", REQUIRED, S0)] = ""
    sent_at: Annotated[str, instant(N_("Sent at"), OPTIONAL, S0)] = ""


class ReportLimit(Record):
    """What the school changed about one shipped limit for reports (上报时限)."""

    KIND = "report_limit"
    COMPARTMENT = Compartment.SCHOOL
    INDEX = IndexedBy(title="code")

    code: Annotated[str, key(N_("Limit"), REQUIRED, S0)] = ""
    is_on: Annotated[Flag, flag(N_("Applies here"), OPTIONAL, S0)] = None
    minutes: Annotated[Whole, number(N_("Minutes"), OPTIONAL, S0)] = None


class RoomExport(Record):
    """A file or print that its owner made of the room: which, why, never what."""

    KIND = "room_export"
    COMPARTMENT = Compartment.COUNSELLING
    INDEX = IndexedBy(on_date="exported_at", author_id="exported_by", title="document")

    student_id: Annotated[str, link(N_("Student"), "student", OPTIONAL, S1)] = ""
    case_id: Annotated[str, link(N_("Case"), "care_file", OPTIONAL, S1)] = ""
    document: Annotated[str, key(N_("Document"), REQUIRED, S0)] = ""
    entry_ids: Annotated[Codes, key(N_("Entries in it"), OPTIONAL, S1)] = ()
    reason: Annotated[str, note(N_("Why it was made"), REQUIRED, S3)] = ""
    exported_by: Annotated[str, link(N_("Exported by"), "staff", REQUIRED, S0)] = ""
    exported_at: Annotated[str, instant(N_("Exported at"), REQUIRED, S0)] = ""
