"""Special groups as they stand today: who belongs to which, by valid determinations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.group_rules import is_valid_on
from homevisit.domain.vocabulary import vocabulary
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homevisit.domain.determinations import Determination
    from homevisit.services.records import RecordEdit, Written
    from homevisit.services.session import Session


def determine(
    session: Session, student_id: str, group: str, values: Mapping[str, Any]
) -> Written:
    """Write down that a student belongs to a group, on which grounds, since when."""
    edit = new_determination(session, student_id, group, values)
    return records.save(session, [edit], label="determination")


def new_determination(
    session: Session, student_id: str, group: str, values: Mapping[str, Any]
) -> RecordEdit:
    """Return the edit that puts a student into a group, from today if not said."""
    known = {
        "student_id": student_id,
        "group_code": group,
        "valid_from": session.clock.today().isoformat(),
        "found_by": session.person_id,
        "state": "found",
        "disclose_to_parent": False,
    }
    return records.edit("determination", {**known, **values}, student_id=student_id)


def end(session: Session, determination_id: str, on: str, reason: str) -> Written:
    """End a membership; it stays in history."""
    values = {"valid_to": on, "state": "ended"}
    return records.correct(session, determination_id, values, reason)


def in_time(
    session: Session, determinations: Iterable[Determination]
) -> tuple[tuple[Determination, ...], tuple[Determination, ...]]:
    """Return those that hold today or will, and those that are history, latest first.

    What was not approved is history too.
    """
    today = session.clock.today().isoformat()
    past: list[Determination] = []
    standing: list[Determination] = []
    for each in determinations:
        is_past = bool(each.valid_to) and each.valid_to < today
        (past if is_past or each.state == "rejected" else standing).append(each)
    standing.sort(key=lambda each: (each.valid_from, each.id))
    past.sort(key=lambda each: (each.valid_to, each.valid_from, each.id), reverse=True)
    return tuple(standing), tuple(past)


def of_students(
    session: Session, student_ids: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the groups that each student belongs to today, in the table's order."""
    found: dict[str, list[str]] = {}
    today = session.clock.today()
    rows = queries.find_of_students(
        session.ledger.db, "determination", tuple(student_ids)
    )
    for row in rows:
        record = records.as_record(row.kind, row.id, row.values)
        determination = cast("Determination", record)
        codes = found.setdefault(row.student_id or "", [])
        if is_valid_on(determination, today) and determination.group_code not in codes:
            codes.append(determination.group_code)
    order = {each.code: each.order for each in vocabulary("groups").terms}
    return {
        student: tuple(sorted(codes, key=lambda code: (order.get(code, 99), code)))
        for student, codes in found.items()
        if codes
    }


def ever_of_students(
    session: Session, student_ids: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the groups each student was ever put into, ended and refused ones too."""
    found = records.of_students(session, "determination", student_ids)
    return {
        student: tuple({cast("Determination", each).group_code for each in records_})
        for student, records_ in found.items()
    }


def members(session: Session, codes: Sequence[str]) -> set[str]:
    """Return the students who are in any of the groups today."""
    everybody = all_members(session)
    return {student for code in codes for student in everybody.get(code, ())}


def all_members(session: Session) -> dict[str, set[str]]:
    """Return the students of each group today."""
    today = session.clock.today()
    found: dict[str, set[str]] = {}
    for record in records.find(session, Query("determination")):
        determination = cast("Determination", record)
        if is_valid_on(determination, today):
            found.setdefault(determination.group_code, set()).add(
                determination.student_id
            )
    return found
