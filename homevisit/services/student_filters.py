"""What the list of students can be narrowed by, beside class and what was typed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    checking,
    due,
    follow_ups,
    groups,
    records,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from homevisit.domain.record import Record
    from homevisit.domain.students import Student, StudentPrivate
    from homevisit.services.session import Session
    from homevisit.services.students import StudentQuery
    from homevisit.services.words import Words

# Ages of the last visit that was made. "Over" also means never: they waited longest.
# Due is whom a target in use still asks for, by a visit or a talk.
# Of some targets any student of a class will do: those are whom one may choose from.
NEVER, THIS_MONTH, DUE, DUE_SHARE = "never", "this_month", "due", "due_share"
OVER = {"over_30": 30, "over_60": 60, "over_90": 90}
COUNTED = ("completed",)
_AT_ONCE = 400


def narrowed(session: Session, ids: list[str], query: StudentQuery) -> list[str]:
    """Return those of the students that satisfy all filters, in the same order."""
    for is_wanted, narrow in (
        (query.groups, _in_groups),
        (query.boarding, _boarding),
        (query.visited or query.not_visited_this_term, _by_visit),
        (query.overdue, _overdue),
        # Last, because it has to read whole files.
        (query.to_check, _to_check),
    ):
        if is_wanted:
            allowed = narrow(session, ids, query)
            ids = [each for each in ids if each in allowed]
    return ids


def needs_check(
    student: Student,
    private: Sequence[Record],
    members: Sequence[Record],
    table: Words,
    today: date,
) -> bool:
    """Whether a number, name or date of a child's file looks wrong."""
    known = (student, *private, *members)
    if any(checking.doubts_in(each, table, today) for each in known):
        return True
    if not private:
        return False
    across = checking.doubts_across(student, cast("StudentPrivate", private[0]), ())
    return any(across)


def visited_this_term(session: Session) -> set[str]:
    """Return who was visited in the present term; nobody where there is none."""
    term = calendars.current_term(session)
    if term is None:
        return set()
    until = session.clock.today().isoformat()
    query = Query("visit", term_id=term.id, states=COUNTED, until=until)
    return set(queries.latest_days(session.ledger.db, query))


def _in_groups(session: Session, _ids: list[str], query: StudentQuery) -> set[str]:
    return groups.members(session, query.groups)


def _boarding(session: Session, _ids: list[str], query: StudentQuery) -> set[str]:
    known = queries.fields(session.ledger.db, "student", ("boarding",))
    return {each for each, (code,) in known.items() if code == query.boarding}


def _by_visit(session: Session, ids: list[str], query: StudentQuery) -> set[str]:
    if query.not_visited_this_term or query.visited == NEVER:
        return set(ids) - visited_this_term(session)
    if query.visited == DUE:
        return set(due.students(session))
    if query.visited == DUE_SHARE:
        return set(due.of_a_share(session))
    today = session.clock.today()
    if query.visited == THIS_MONTH:
        first = today.replace(day=1)
        return _visited_since(session, first, today)
    days = OVER.get(query.visited)
    if days is None:
        return set(ids)
    return set(ids) - _visited_since(session, today - timedelta(days=days), today)


def _visited_since(session: Session, since: date, until: date) -> set[str]:
    query = Query(
        "visit", states=COUNTED, since=since.isoformat(), until=until.isoformat()
    )
    return set(queries.latest_days(session.ledger.db, query))


def _overdue(session: Session, _ids: list[str], _query: StudentQuery) -> set[str]:
    return {
        each.item.student_id
        for each in follow_ups.open_items(session)
        if each.days_left is not None and each.days_left < 0
    }


def _to_check(session: Session, ids: list[str], _query: StudentQuery) -> set[str]:
    table, today = words.read_words(session), session.clock.today()
    found: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        page = tuple(ids[start : start + _AT_ONCE])
        private = records.of_students(session, "student_private", page)
        members = records.of_students(session, "family_member", page)
        for row in queries.find_by_id(session.ledger.db, page).values():
            student = cast("Student", records.as_record(row.kind, row.id, row.values))
            doubtful = needs_check(
                student,
                private.get(row.id, []),
                members.get(row.id, []),
                table,
                today,
            )
            if row.conflicts > 0 or doubtful:
                found.add(row.id)
    return found
