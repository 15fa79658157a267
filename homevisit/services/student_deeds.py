"""What is done for several students at once; each deed is one save to take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.ledger import queries
from homevisit.services import follow_ups, groups, records
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from homevisit.services.records import Written
    from homevisit.services.session import Session


def add_follow_up(
    session: Session, student_ids: Sequence[str], values: Mapping[str, Any]
) -> Written:
    """Write down the same thing to be done for each of the students."""
    found = [follow_ups.new_item(session, each, values) for each in student_ids]
    return records.save(session, found, label="follow_up")


def add_to_group(
    session: Session, student_ids: Sequence[str], group: str, valid_from: str = ""
) -> Written:
    """Put students into a group; who is in it today already stays as determined.

    `valid_from` is an ISO day, today where it is not said.
    """
    known = groups.members(session, (group,))
    values = {"valid_from": valid_from} if valid_from else {}
    found = [
        groups.new_determination(session, each, group, values)
        for each in student_ids
        if each not in known
    ]
    return records.save(session, found, label="determination")


def move_to_class(
    session: Session, student_ids: Sequence[str], class_id: str
) -> Written:
    """Move students into a class; who is there already keeps the number.

    A number belongs to the class that was left, so the new one is still to be given.
    """
    rows = queries.find_by_id(session.ledger.db, tuple(student_ids))
    found = [
        RecordEdit("student", {"class_id": class_id, "class_seat_no": ""}, each, each)
        for each in student_ids
        if each in rows and rows[each].values.get("class_id") != class_id
    ]
    return records.save(session, found, label="student")
