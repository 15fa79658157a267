"""What happens everywhere: a correction, two values that meet, a file opened twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from homevisit.services import records, students, visits
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.clock import SetClock
    from homevisit.demo.enrolled import Enrolled
    from homevisit.services.session import Session

_OTHER_PHONE = "19908880004"
_FIRST_PHONE, _SECOND_PHONE, _NEW_PHONE = "19908880001", "19908880002", "19908880003"


def leave_incidents(
    session: Session, enrolled: Sequence[Enrolled], clock: SetClock
) -> dict[str, int]:
    """Leave one of each: correction, conflict, file opened twice, open visit."""
    _correct_phone(session, enrolled[0])
    clock.advance(minutes=7)
    _write_side_by_side(session, enrolled[1], clock)
    clock.advance(minutes=7)
    _open_twice(session, enrolled[len(enrolled) // 2])
    clock.advance(minutes=7)
    _leave_open(session, enrolled[-1], clock)
    return {"corrections": 1, "conflicts": 1, "duplicates": 1, "open_visits": 1}


def _correct_phone(session: Session, whom: Enrolled) -> None:
    relative = whom.members[whom.child.family[0].relation]
    records.correct(
        session, relative, {"phone": _NEW_PHONE}, "家里换了号码，家长来电告知"
    )


def _write_side_by_side(session: Session, whom: Enrolled, clock: SetClock) -> None:
    """Save one field from two forms that were opened before either was saved."""
    seen = {
        name: tuple(ids)
        for name, ids in session.ledger.standing(whom.private_id).items()
        if name == "phone"
    }
    for phone in (_FIRST_PHONE, _SECOND_PHONE):
        clock.advance(minutes=1)
        values = {"phone": phone}
        form = RecordEdit(
            "student_private", values, whom.private_id, whom.student_id, seen
        )
        records.save(session, [form])


def _open_twice(session: Session, whom: Enrolled) -> None:
    """Open a second file of a child, as somebody does who looks for no first one."""
    known = records.values_of(session, whom.student_id)
    same = ("name", "sex", "birth_date", "class_id")
    values = {name: known[name] for name in same if name in known}
    more = {"class_seat_no": "61", "strengths": "会吹口琴，放学常帮着收拾教室。"}
    private = {"phone": _OTHER_PHONE, "home_address": "镇上新街，租住"}
    students.add_student(session, {**values, **more}, private)


def _leave_open(session: Session, whom: Enrolled, clock: SetClock) -> None:
    form = visits.begin_visit(session, whom.student_id)
    later = clock.today() + timedelta(days=14)
    form = form.filled(
        purposes=["know_family"],
        at_school="语文课上敢举手了，声音还可以再大一点。",
        next_date=later.isoformat(),
    )
    visits.save_visit(session, form)
