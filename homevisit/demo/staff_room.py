"""The colleagues: who leads a class, who comes along, who reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.services import records
from homevisit.services.records import RecordEdit, edit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.services.session import Session

OWNER = "程知夏"
_HOMEROOM = ("苏明岚", "贺远帆", "陶静好", "汪若素", "滕野舟", "简书宁")
_SUBJECT = ("白一川", "柯蓝", "祝晚枫")
_LEADER = "庄怀远"
_PSYCHOLOGIST = "祁小满"


@dataclass(frozen=True, slots=True)
class StaffRoom:
    """The ids of the colleagues by their post."""

    owner: str
    homeroom: Mapping[str, str]
    subject: Sequence[str]
    leader: str
    psychologist: str


def fill_staff_room(session: Session, class_ids: Sequence[str]) -> StaffRoom:
    """Write the colleagues as one save and return them.

    The vault's owner works for student affairs, leads the first class, and reviews.
    """
    edits: list[RecordEdit] = []

    def hire(name: str, role: str, class_id: str = "", subject: str = "") -> str:
        person_id = records.new_record_id(session)
        post = {"role": role, "class_id": class_id, "subject": subject}
        edits.append(
            edit("staff", {"name": name, "roles": [post]}, record_id=person_id)
        )
        return person_id

    homeroom = {
        class_id: hire(_HOMEROOM[place % len(_HOMEROOM)], "homeroom_teacher", class_id)
        for place, class_id in enumerate(class_ids[1:])
    }
    subject = [
        hire(name, "subject_teacher", subject=taught)
        for name, taught in zip(_SUBJECT, ("语文", "数学", "英语"), strict=True)
    ]
    leader = hire(_LEADER, "leader")
    psychologist = hire(_PSYCHOLOGIST, "psychologist")
    own_posts = [
        {"role": "student_affairs", "class_id": ""},
        {"role": "homeroom_teacher", "class_id": class_ids[0]},
    ]
    edits.append(edit("staff", {"roles": own_posts}, record_id=session.person_id))
    records.save(session, edits, label="staff")
    homeroom[class_ids[0]] = session.person_id
    return StaffRoom(session.person_id, homeroom, subject, leader, psychologist)
