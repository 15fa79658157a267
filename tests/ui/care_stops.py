"""The stops of the walk that lie behind the door of the counselling room."""

from __future__ import annotations

from homevisit.services import (
    appointments,
    care_cases,
    concerns,
    counselling_notes,
    plan_items,
    room,
    staffing,
)
from homevisit.services.appointments import Booking
from homevisit.services.care_cases import CaseEntry
from homevisit.services.concerns import ConcernEntry
from tests.ui.conftest import PASSWORD, find_id

CHILD, OTHER = "江予安", "袁知行"


def walk_room(tour):
    """Make the owner a psychologist, open the room, and yield every stop in it."""
    tour.ask(
        lambda session: staffing.add_post(session, session.person_id, "psychologist")
    )
    yield tour.go("care", part="door")
    tour.ask(_fill)
    tour.desk.page("care").presenter.room.ask()
    tour.settle()
    view = tour.desk.page("care").view
    view.door.opened.emit(PASSWORD)
    view.side.queue.setFocus()
    yield tour.stand("care", "case")
    view.case.show_part("notes")
    yield tour.stand("care", "notes")
    for act in ("interview", "referral", "confidentiality_break", "duties"):
        view.case.wanted.emit(act, "")
        yield tour.stand("care", act)
    view.case.close_drawer()
    view.case.hint.begin()
    yield tour.stand("care", "hint")
    view.side.accept_first()
    yield tour.stand("care", "clue")
    view.side.book_wanted.emit()
    yield tour.stand("care", "book")


def _fill(session):
    """Write a case with everything a case may have, and leave a clue waiting."""
    opened = room.make_room(session, PASSWORD)
    said = {"signs": ["low_mood"], "facts": "连续两周趴在桌上。", "source": "homeroom"}
    first = find_id(session, CHILD)
    case_id = concerns.raise_concern(session, ConcernEntry(first, said)).case_id
    care_cases.accept(opened, case_id)
    words = "睡得浅，愿意说话。"
    care_cases.write(opened, CaseEntry(case_id, "interview", words, severity=3))
    care_cases.share_hint(opened, case_id, "不安排他在全班面前谈家里的事。")
    plan_items.add(opened, case_id, {"kind": "counselling", "frequency": "每周一次"})
    counselling_notes.write(opened, case_id, {"process": "一起画了一张画"})
    at = session.clock.now().replace(hour=11, minute=30)
    appointments.book(opened, Booking(case_id, at, place="心理辅导室"))
    concerns.raise_concern(session, ConcernEntry(find_id(session, OTHER), said))
    room.close_room(session)
