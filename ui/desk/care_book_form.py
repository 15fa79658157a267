"""The form of an appointment: for whom, on which day, at what time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from homevisit.domain.care_room_records import Appointment
from homevisit.domain.record import facts_of
from homevisit.services import appointments, care_board
from homevisit.services.appointments import Booking
from homevisit.services.times import local_minute
from homevisit.text import _, translate
from ui.care_rows import CareForm
from ui.rows import FormField
from ui.words import masked_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.room import Room

ACT = "appointment"
WHO, DAY, TIME, MINUTES, PLACE, ABOUT, REASON = (
    "case_id",
    "day",
    "time",
    "minutes",
    "place",
    "about",
    "reason",
)
_USUAL_MINUTES = "45"


def make(room: Room, case_id: str, subject: str) -> CareForm:
    """Return the form of a new appointment, or the one that moves one."""
    facts = facts_of(Appointment)
    when = (
        FormField(DAY, _("Day"), "date", required=True),
        FormField(TIME, _("Time"), "time", required=True),
    )
    values: dict[str, Any] = {MINUTES: _USUAL_MINUTES, WHO: case_id}
    if subject:
        found = appointments.read(room, subject)
        day, _space, time = local_minute(found.starts_at).partition(" ")
        values = {DAY: day, TIME: time}
        last = (FormField(REASON, translate(facts[REASON].label)),)
        fields: tuple[FormField, ...] = (*when, *last)
    else:
        rest = tuple(
            FormField(name, translate(facts[name].label))
            for name in (MINUTES, PLACE, ABOUT)
        )
        fields = (_whom(room), *when, *rest)
    return CareForm(
        act=ACT,
        case_id=case_id,
        title=_("Move the appointment") if subject else _("New appointment"),
        fields=fields,
        save=_("Save"),
        values=values,
        blank=values,
        subject=subject,
    )


def starts_at(answers: Mapping[str, Any]) -> datetime | None:
    """Return when an appointment begins; None where day or time cannot be read."""
    try:
        found = datetime.fromisoformat(f"{answers.get(DAY)}T{answers.get(TIME)}")
    except ValueError:
        return None
    return found.astimezone()


def _whom(room: Room) -> FormField:
    cases = [row for group in care_board.queue(room).groups for row in group.rows]
    names = tuple((each.case_id, f"{each.name} {each.class_name}") for each in cases)
    hidden = tuple((each.case_id, masked_name(each.name)) for each in cases)
    return FormField(
        WHO, _("For whom"), "choice", names, required=True, is_name=True, masked=hidden
    )


def booking_of(answers: Mapping[str, Any], begins: datetime) -> Booking:
    """Return a new appointment as it was typed in."""
    minutes = str(answers.get(MINUTES) or "")
    return Booking(
        case_id=str(answers.get(WHO) or ""),
        starts_at=begins,
        minutes=int(minutes if minutes.isdecimal() else _USUAL_MINUTES),
        place=str(answers.get(PLACE) or ""),
        about=str(answers.get(ABOUT) or ""),
    )
