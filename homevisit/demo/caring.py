"""The counselling room of the invented school: cases of all levels, two new clues.

The owner is a part-time psychologist here, so that one vault shows both sides. The
clock goes back ten weeks, for a case grows, and returns to where it stood.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from homevisit.demo.material import material
from homevisit.demo.names import PASSWORD
from homevisit.demo.screened import screen
from homevisit.services import (
    appointments,
    care_cases,
    concerns,
    counselling_notes,
    guardian_notices,
    plan_items,
    records,
    room,
    staffing,
)
from homevisit.services.appointments import Booking
from homevisit.services.care_cases import CaseEntry
from homevisit.services.concerns import ConcernEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from homevisit.clock import SetClock
    from homevisit.demo.enrolled import Enrolled
    from homevisit.demo.staff_room import StaffRoom
    from homevisit.services.room import Room
    from homevisit.services.session import Session

_PANEL = "panel"


class Caring:
    """Leads the cases of a school whose children and colleagues are known."""

    def __init__(self, session: Session, staff: StaffRoom, clock: SetClock) -> None:
        self._session, self._staff, self._clock = session, staff, clock
        self._now = clock.at
        self._texts = material("care")
        self._ids: dict[str, str] = {}

    def carry_out(self, enrolled: Sequence[Enrolled], folder: Path) -> dict[str, int]:
        """Play every case day by day, take a screening in, and close the room."""
        staffing.add_post(self._session, self._session.person_id, "psychologist")
        opened = room.make_room(self._session, PASSWORD)
        cases = self._texts["cases"][: len(enrolled)]
        whom = enrolled[:: max(1, len(enrolled) // len(cases))]
        events = sorted(
            (
                (self._at(event), number, place)
                for number, case in enumerate(cases)
                for place, event in enumerate(case["events"])
            ),
        )
        for at, number, place in events:
            self._clock.at = at
            event = cases[number]["events"][place]
            self._happen(opened, whom[number], event)
        self._clock.at = self._now
        care_cases.publish(opened)
        screened = screen(opened, enrolled, folder)
        room.close_room(self._session)
        clues = sum(len(case["events"]) == 1 for case in cases)
        return {
            "care_cases": len(cases) - clues,
            "care_clues": clues,
            "screened": screened,
        }

    def _at(self, event: dict[str, Any]) -> datetime:
        return self._now - timedelta(hours=event["hours_ago"])

    def _happen(self, opened: Room, whom: Enrolled, event: dict[str, Any]) -> None:
        values: dict[str, Any] = {
            name: value.format(**whom.child.voice) if isinstance(value, str) else value
            for name, value in event.items()
            if name not in {"hours_ago", "act"}
        }
        act = event["act"]
        if act == "raise":
            entry = ConcernEntry(whom.student_id, values)
            raised = concerns.raise_concern(self._session, entry)
            self._ids[whom.student_id] = raised.case_id
            return
        case_id = self._ids[whom.student_id]
        verbs: dict[str, Callable[[], object]] = {
            "hint": lambda: care_cases.share_hint(opened, case_id, values["text"]),
            "duties": lambda: care_cases.set_duties(
                opened, case_id, self._duties(values["rows"], whom)
            ),
            "plan_item": lambda: plan_items.add(opened, case_id, values),
            "note": lambda: counselling_notes.write(opened, case_id, values),
            "notice": lambda: guardian_notices.write(self._session, case_id, values),
            "ask_leader": lambda: self._ask_leader(case_id, values),
            "appointment": lambda: self._book(opened, case_id, values),
        }
        if act in verbs:
            verbs[act]()
        else:
            self._step(opened, case_id, act, values)

    def _book(self, opened: Room, case_id: str, values: dict[str, Any]) -> None:
        at = self._now + timedelta(hours=values["in_hours"])
        appointments.book(opened, Booking(case_id, at, place=values["place"]))

    def _step(
        self, opened: Room, case_id: str, act: str, values: dict[str, Any]
    ) -> None:
        leader = [self._staff.leader] if act == _PANEL else []
        known = {"text", "severity", "next_on"}
        details = {name: value for name, value in values.items() if name not in known}
        fields = {name: value for name, value in values.items() if name in known}
        care_cases.write(
            opened,
            CaseEntry(case_id, act, members=leader, details=details, **fields),
        )

    def _ask_leader(self, case_id: str, values: dict[str, Any]) -> None:
        """Let the colleague ask, for nobody decides what she asked herself."""
        asked = {
            **values,
            "case_id": case_id,
            "asked_by": self._staff.psychologist,
            "asked_at": records.instant(self._session),
        }
        records.save(self._session, [records.edit("care_approval", asked)])

    def _duties(
        self, rows: Sequence[dict[str, Any]], whom: Enrolled
    ) -> list[dict[str, str]]:
        today = self._now.date()
        teacher = self._staff.homeroom.get(whom.class_id, self._staff.owner)
        return [
            {
                "text": row["text"],
                "owner_id": teacher,
                "due_date": (today + timedelta(days=row["in_days"])).isoformat(),
            }
            for row in rows
        ]


def care_for(
    session: Session,
    staff: StaffRoom,
    enrolled: Sequence[Enrolled],
    clock: SetClock,
    *,
    folder: Path,
) -> dict[str, int]:
    """Leave a counselling room with cases behind; return how many there are.

    The file of the screening stays in `folder`.
    """
    return Caring(session, staff, clock).carry_out(enrolled, folder)
