"""A child's family: who is asked first, who has left it, and who shares the home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import records, school
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homevisit.domain.families import FamilyMember, Household
    from homevisit.domain.students import Student
    from homevisit.services.records import Written
    from homevisit.services.session import Session

_LAST = 1_000


@dataclass(frozen=True, slots=True)
class Schoolmate:
    """A student who may live in the same home."""

    student_id: str
    name: str
    class_name: str


def in_order(members: Iterable[FamilyMember]) -> tuple[FamilyMember, ...]:
    """Return a family with its guardians first, in the order they are to be asked."""
    return tuple(sorted(members, key=_place))


def _place(member: FamilyMember) -> tuple[bool, int]:
    order = _LAST if member.guardian_order is None else member.guardian_order
    return not member.is_guardian, order if member.is_guardian else 0


def members_of(session: Session, student_id: str) -> tuple[FamilyMember, ...]:
    """Return a child's family, guardians first."""
    found = records.find(session, Query("family_member", student_id=student_id))
    return in_order(cast("tuple[FamilyMember, ...]", found))


def move_guardian(session: Session, member_id: str, step: int) -> Written:
    """Let a guardian be asked earlier (-1) or later (+1); at the end nothing moves."""
    member = cast("FamilyMember", records.read(session, member_id, "family_member"))
    family = members_of(session, member.student_id)
    ids = [each.id for each in family if each.is_guardian]
    if member_id not in ids:
        return records.Written(None, ())
    at = ids.index(member_id)
    ids.insert(max(0, at + step), ids.pop(at))
    return records.save(session, _numbered(ids, family), label="guardian_order")


def _numbered(
    ids: Sequence[str], family: Iterable[FamilyMember]
) -> list[records.RecordEdit]:
    known = {each.id: each for each in family}
    return [
        records.edit(
            "family_member",
            {"guardian_order": number},
            record_id=member_id,
            student_id=known[member_id].student_id,
        )
        for number, member_id in enumerate(ids, start=1)
        if known[member_id].guardian_order != number
    ]


def schoolmates(session: Session, student_ids: Sequence[str]) -> tuple[Schoolmate, ...]:
    """Return these students by name and class, in the order asked for."""
    rows = queries.find_by_id(session.ledger.db, tuple(student_ids))
    classes = school.class_names(session)
    found = []
    for each in student_ids:
        if each in rows:
            row = rows[each]
            student = cast("Student", records.as_record(row.kind, row.id, row.values))
            name = classes.get(student.class_id, "")
            found.append(Schoolmate(each, student.name, name))
    return tuple(found)


def share_home(session: Session, student_id: str, other_id: str) -> Written:
    """Say that two children live together, as one save.

    The other joins this child's household, and leaves her own; where only the other
    has one, this child joins that.
    """
    mine, theirs = _home_id(session, student_id), _home_id(session, other_id)
    if student_id == other_id or (mine and mine == theirs):
        return records.Written(None, ())
    if theirs and not mine:
        mine, theirs, student_id, other_id = theirs, "", other_id, student_id
    home_id = mine or records.new_record_id(session)
    known = _children(session, home_id)
    joined = tuple(dict.fromkeys((*known, student_id, other_id)))
    edits = [RecordEdit("household", {"student_ids": joined}, home_id)]
    edits += _emptied(session, theirs, other_id)
    edits += [_lives_in(home_id, each) for each in (student_id, other_id)]
    return records.save(session, edits, label="household")


def leave_home(session: Session, student_id: str) -> Written:
    """Say that a child no longer lives with the siblings of her household."""
    home_id = _home_id(session, student_id)
    if not home_id:
        return records.Written(None, ())
    edits = [*_emptied(session, home_id, student_id), _lives_in("", student_id)]
    return records.save(session, edits, label="household")


def with_first_child(session: Session, edit: RecordEdit) -> tuple[RecordEdit, ...]:
    """Return what makes a household that is only now described a child's home."""
    is_known = edit.record_id in queries.find_by_id(
        session.ledger.db, (edit.record_id,)
    )
    if is_known or not edit.student_id:
        return ()
    child = edit.student_id
    home = RecordEdit("household", {"student_ids": (child,)}, edit.record_id)
    return home, _lives_in(edit.record_id, child)


def _lives_in(home_id: str, student_id: str) -> RecordEdit:
    return RecordEdit(
        "student_private",
        {"student_id": student_id, "household_id": home_id},
        records.private_id(student_id),
        student_id,
    )


def _emptied(session: Session, home_id: str, student_id: str) -> list[RecordEdit]:
    if not home_id:
        return []
    left = tuple(each for each in _children(session, home_id) if each != student_id)
    return [RecordEdit("household", {"student_ids": left}, home_id)]


def _home_id(session: Session, student_id: str) -> str:
    values = records.values_if_known(session, records.private_id(student_id))
    return str(values.get("household_id") or "")


def _children(session: Session, home_id: str) -> tuple[str, ...]:
    values = records.values_if_known(session, home_id)
    record = records.as_record("household", home_id, values)
    return cast("Household", record).student_ids
