"""The appointment book by days: what was left open, today, two weeks to come."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from homevisit.services import appointments, care_board, room, words
from homevisit.services.times import local_minute
from homevisit.text import _, run_on
from ui.care_rows import AppointmentDay, AppointmentRow
from ui.desk.care_acts import Done
from ui.kit.care_book import CANCEL, DONE, MISSED
from ui.words import short_day

if TYPE_CHECKING:
    from homevisit.domain.care_room_records import Appointment
    from homevisit.services.session import Session

_AHEAD = timedelta(days=14)


def read_days(session: Session) -> tuple[AppointmentDay, ...]:
    """Return the book: booked ones from today on and left open, and today's others."""
    opened = room.room_of(session)
    today = session.clock.today()
    found = {
        each.id: each
        for each in (
            *appointments.upcoming(opened, days=_AHEAD.days),
            *appointments.of_day(opened, today),
        )
    }
    names = {
        row.case_id: row.name
        for group in care_board.queue(opened).groups
        for row in group.rows
    }
    states = words.read_words(session).table("care_appointment_states")
    days: dict[str, list[AppointmentRow]] = defaultdict(list)
    for each in sorted(found.values(), key=lambda one: one.starts_at):
        day, _space, time = local_minute(each.starts_at).partition(" ")
        said = "" if each.state == appointments.BOOKED else states.label(each.state)
        days[day].append(_row(each, (day, time), names.get(each.case_id, ""), said))
    return tuple(
        AppointmentDay(_head(day, today), tuple(rows)) for day, rows in days.items()
    )


def end(session: Session, appointment_id: str, code: str) -> Done:
    """Say what became of an appointment. Raises what the verbs raise."""
    opened = room.room_of(session)
    verbs = {
        DONE: appointments.done,
        MISSED: appointments.missed,
        CANCEL: appointments.cancel,
    }
    made = verbs[code](opened, appointment_id)
    return Done(_("Noted in the book."), "", made.save_id or "")


def _row(
    found: Appointment, when: tuple[str, str], name: str, state: str
) -> AppointmentRow:
    return AppointmentRow(
        id=found.id,
        case_id=found.case_id,
        day=when[0],
        time=when[1],
        name=name or _("a case that has ended"),
        place=run_on((found.place, found.about)),
        state=found.state,
        state_words=state,
    )


def _head(day: str, today: date) -> str:
    words_ = short_day(day, today)
    if day < today.isoformat():
        return run_on((words_, _("still open")))
    return words_
