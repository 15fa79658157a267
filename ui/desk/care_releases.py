"""A leader's request: who asks and why, and which entries could be released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import (
    care_board,
    counselling_notes,
    records,
    room,
    room_requests,
    school,
    words,
)
from homevisit.text import _, translate_count
from ui.care_rows import Entry, Release
from ui.desk.care_acts import Done
from ui.desk.care_signs import read_instant, until_words
from ui.desk.care_texts import note_words, step_words

if TYPE_CHECKING:
    from homevisit.services.session import Session


def read_release(session: Session, request_id: str) -> Release:
    """Return a request with the entries of its case. Raises `NoSuchRecordError`."""
    opened = room.room_of(session)
    line = next(
        (x for x in room_requests.lines(session) if x.request.id == request_id), None
    )
    if line is None:
        raise records.NoSuchRecordError
    asked = line.request
    page = care_board.case(opened, asked.case_id)
    table, staff = words.read_words(session), school.staff_names(session)
    today = session.clock.today()
    at = read_instant(asked.asked_at)
    entries = [
        Entry(
            each.id, each.session_date, _("Counselling note"), note_words(each, table)
        )
        for each in counselling_notes.of_case(opened, asked.case_id)
    ]
    entries += [
        Entry(
            each.step.id,
            _day(each.step.at, session),
            table.label("care_steps", each.step.step),
            step_words(each.step, table, staff),
        )
        for each in page.entries
    ]
    return Release(
        request_id=request_id,
        case_id=asked.case_id,
        who=staff.get(asked.asked_by, _("Somebody")),
        reason=asked.reason,
        at=until_words(at, today) if at else "",
        about=page.row.name,
        case_no=page.row.case_no,
        entries=tuple(entries),
    )


def release(session: Session, request_id: str, entry_ids: tuple[str, ...]) -> Done:
    """Let chosen entries go to the leader who asked; it cannot be taken back."""
    room_requests.release(room.room_of(session), request_id, entry_ids)
    count = len(entry_ids)
    said = translate_count(
        "{count} entry released.", "{count} entries released.", count
    )
    return Done(said)


def _day(instant: str, session: Session) -> str:
    at = read_instant(instant)
    return until_words(at, session.clock.today(), with_time=False) if at else ""
