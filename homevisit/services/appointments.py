"""The psychologist's book: booked, moved, held, missed. Only the room knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.care_clocks import parse_instant
from homevisit.domain.care_room_records import Appointment
from homevisit.errors import Problem
from homevisit.ledger.change import Note
from homevisit.ledger.queries import Query
from homevisit.services import care_facts, records
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from homevisit.services.records import Written
    from homevisit.services.room import Room

KIND = Appointment.KIND
BOOKED, DONE, MISSED, CANCELLED = "booked", "done", "missed", "cancelled"
_USUAL_MINUTES = 45


class SlotTakenError(Problem):
    """Two appointments of one counsellor overlap."""

    code = "appointment_overlaps"
    what = N_("At this time you have another appointment.")
    safe = N_("Nothing was booked, and the other appointment stays.")
    todo = N_("Choose another time, or move the other appointment first.")


class AppointmentOverError(Problem):
    """What was held, missed or cancelled is over."""

    code = "appointment_over"
    what = N_("This appointment is over already.")
    safe = N_("Nothing was changed.")
    todo = N_("Book another one; if it was a slip, take the save back.")


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment as it is typed in; `starts_at` is an aware instant."""

    case_id: str
    starts_at: datetime
    minutes: int = _USUAL_MINUTES
    place: str = ""
    about: str = ""


def book(room: Room, booking: Booking, *, draft_id: str = "") -> Written:
    """Book a time. Raises `SlotTakenError` or `NoSuchRecordError`."""
    known = care_facts.read_case(room, booking.case_id)
    _refuse_taken(room, booking.starts_at, booking.minutes)
    values = {
        "student_id": known.student_id,
        "case_id": booking.case_id,
        "counsellor_id": room.person_id,
        "starts_at": _instant(booking.starts_at),
        "minutes": booking.minutes,
        "place": booking.place.strip(),
        "about": booking.about.strip(),
        "state": BOOKED,
    }
    given = {name: value for name, value in values.items() if value not in ("", None)}
    edit = records.edit(KIND, given, student_id=known.student_id)
    note = Note(label=KIND)
    return records.write(room, [edit], purpose="save", note=note, draft_id=draft_id)


def move(
    room: Room, appointment_id: str, starts_at: datetime, reason: str = ""
) -> Written:
    """Move a booked appointment. Raises `SlotTakenError`, `AppointmentOverError`."""
    found = _booked(room, appointment_id)
    _refuse_taken(room, starts_at, found.minutes, but=appointment_id)
    values = {
        "starts_at": _instant(starts_at),
        "moved_from": found.starts_at,
        "reason": reason.strip(),
    }
    return _change(room, appointment_id, values)


def done(room: Room, appointment_id: str, note_id: str = "") -> Written:
    """Say that it was held, with its record if there is one."""
    _booked(room, appointment_id)
    return _change(room, appointment_id, {"state": DONE, "note_id": note_id})


def missed(room: Room, appointment_id: str, reason: str = "") -> Written:
    """Say that the child did not come. Raises `AppointmentOverError`."""
    _booked(room, appointment_id)
    values = {"state": MISSED, "reason": reason.strip()}
    return _change(room, appointment_id, values)


def cancel(room: Room, appointment_id: str, reason: str = "") -> Written:
    """Call it off. Raises `AppointmentOverError`."""
    _booked(room, appointment_id)
    values = {"state": CANCELLED, "reason": reason.strip()}
    return _change(room, appointment_id, values)


def read(room: Room, appointment_id: str) -> Appointment:
    """Return an appointment. Raises `NoSuchRecordError`."""
    return cast("Appointment", records.read(room, appointment_id, KIND))


def of_case(room: Room, case_id: str) -> tuple[Appointment, ...]:
    """Return the appointments of a case, the newest first."""
    return _find(room, Query(KIND, title=case_id), "newest")


def between(room: Room, first: date, last: date) -> tuple[Appointment, ...]:
    """Return what is in the book from one local day to another, the earliest first."""
    begin = _midnight(first)
    until = _midnight(last + timedelta(days=1))
    asked = Query(
        KIND,
        since=_instant(begin - timedelta(days=1)),
        until=_instant(until),
    )
    return tuple(
        each
        for each in _find(room, asked)
        if (at := parse_instant(each.starts_at)) and begin <= at < until
    )


def of_day(room: Room, day: date) -> tuple[Appointment, ...]:
    """Return what is in the book on a local day."""
    return between(room, day, day)


def upcoming(room: Room, days: int = 14) -> tuple[Appointment, ...]:
    """Return what is still booked from today on, and what was left open before."""
    today = room.clock.today()
    last = today + timedelta(days=days)
    found = _find(room, Query(KIND, until=(last + timedelta(days=1)).isoformat()))
    return tuple(each for each in found if each.state == BOOKED)


def _midnight(day: date) -> datetime:
    """Return when a day begins where the user is."""
    return datetime.combine(day, time()).astimezone()


def _find(room: Room, query: Query, order: str = "oldest") -> tuple[Appointment, ...]:
    return cast("tuple[Appointment, ...]", records.find(room, query, order))


def _booked(room: Room, appointment_id: str) -> Appointment:
    found = read(room, appointment_id)
    if found.state != BOOKED:
        raise AppointmentOverError
    return found


def _refuse_taken(
    room: Room, starts_at: datetime, minutes: int | None, but: str = ""
) -> None:
    ends_at = starts_at + timedelta(minutes=minutes or _USUAL_MINUTES)
    near = Query(
        KIND,
        author_id=room.person_id,
        since=_instant(starts_at - timedelta(days=1)),
        until=_instant(ends_at),
    )
    for each in _find(room, near):
        begins = parse_instant(each.starts_at)
        if each.id == but or each.state != BOOKED or begins is None:
            continue
        ends = begins + timedelta(minutes=each.minutes or _USUAL_MINUTES)
        if begins < ends_at and starts_at < ends:
            raise SlotTakenError


def _change(room: Room, appointment_id: str, values: Mapping[str, Any]) -> Written:
    edit = records.edit_of(room, appointment_id, values)
    return records.save(room, [edit], label=KIND)


def _instant(at: datetime) -> str:
    stamp = at.astimezone(UTC).isoformat(timespec="seconds")
    return stamp.replace("+00:00", "Z")
