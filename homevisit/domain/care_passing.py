"""What goes back and forth about a case: the answer to a raiser, a sealed release.

Neither says what the psychologist knows: the receipt says that somebody has taken the
concern up, and the words of a release are sealed to the one leader who asked.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import instant, key, link
from homevisit.domain.record import (
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    S2,
    Compartment,
    IndexedBy,
    Record,
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
