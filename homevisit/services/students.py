"""The students list: found by pinyin or characters, filtered, shown in pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.dates import iso_day
from homevisit.domain.pinyin import display_pinyin
from homevisit.ledger import queries, search_rows
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    groups,
    records,
    school,
    student_filters,
    student_order,
    words,
)
from homevisit.services.records import RecordEdit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from homevisit.domain.students import Student
    from homevisit.services.records import Written
    from homevisit.services.session import Session

# Who is counted and listed; the others are found when their name is typed.
PRESENT = ("enrolled", "suspended", "suspected_dropout", "guest", "home_teaching")


@dataclass(frozen=True, slots=True)
class StudentQuery:
    """What the list shows. Groups and classes are joined by "or" among themselves.

    What is typed finds the nearest names first; otherwise `order` is one of those in
    `student_order`. `visited` is an age of `student_filters`; `overdue` asks for
    something promised whose day is past.
    """

    typed: str = ""
    class_ids: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    not_visited_this_term: bool = False
    visited: str = ""
    boarding: str = ""
    overdue: bool = False
    to_check: bool = False
    with_left: bool = False
    order: str = student_order.BY_CLASS


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One line of the list.

    `visited_days_ago` is None when never visited. `needs_check` marks a number, name or
    date in the file that looks wrong; `is_disputed` two values of one field.
    """

    student_id: str
    name: str
    pinyin: str
    sex: str
    class_id: str
    class_name: str
    seat_no: str
    roll_status: str
    groups: tuple[str, ...]
    last_visit_on: str
    visited_days_ago: int | None
    visited_this_term: bool
    is_disputed: bool
    needs_check: bool


@dataclass(frozen=True, slots=True)
class TextHit:
    """A record that contains a text, and the student it belongs to."""

    record_id: str
    kind: str
    student_id: str


def find_ids(session: Session, query: StudentQuery) -> list[str]:
    """Return the ids of the students to show, in the order to show them.

    Ids only, so that ten thousand cost as little as ten; `rows` fills in a page.
    """
    db = session.ledger.db
    ids = (
        search_rows.find_students(db, query.typed, limit=10_000)
        if query.typed.strip()
        else queries.ids_of(db, Query("student"))
    )
    if query.class_ids or not (query.typed.strip() or query.with_left):
        ids = _keep(ids, _roster_ids(session, query))
    ids = student_filters.narrowed(session, ids, query)
    if query.typed.strip():
        return ids
    return student_order.ordered(session, ids, query.order)


def rows(session: Session, student_ids: Sequence[str]) -> tuple[StudentRow, ...]:
    """Return the lines of these students, in the order asked for."""
    page = _Page(session, tuple(student_ids))
    return tuple(page.row(each) for each in student_ids if page.has(each))


def count_present(session: Session) -> int:
    """Return how many students the list holds when nothing is narrowed."""
    return queries.count(session.ledger.db, Query("student", states=PRESENT))


def group_counts(session: Session) -> dict[str, int]:
    """Return how many present students are in each group; groups overlap."""
    present = set(_roster_ids(session, StudentQuery()))
    return {
        code: len(present.intersection(members))
        for code, members in groups.all_members(session).items()
    }


def find_texts(session: Session, typed: str, limit: int = 50) -> tuple[TextHit, ...]:
    """Return records whose words contain what was typed, the latest written first."""
    db = session.ledger.db
    ids = search_rows.find_texts(db, session.ledger.indexing, typed, limit)
    found = queries.find_by_id(db, tuple(ids))
    return tuple(
        TextHit(each, found[each].kind, found[each].student_id or "")
        for each in ids
        if each in found
    )


def add_student(
    session: Session,
    values: Mapping[str, Any],
    private: Mapping[str, Any] | None = None,
) -> Written:
    """Open a file for a child, doubtful values and all, as one save."""
    known = {"roll_status": "enrolled", **values}
    student_id = records.new_record_id(session)
    edits = [RecordEdit("student", known, student_id, student_id)]
    if private:
        edits.append(
            RecordEdit(
                "student_private",
                {"student_id": student_id, **private},
                records.private_id(student_id),
                student_id,
            )
        )
    return records.save(session, edits, label="student")


def _keep(ids: list[str], allowed: Sequence[str] | set[str]) -> list[str]:
    wanted = set(allowed)
    return [each for each in ids if each in wanted]


def _roster_ids(session: Session, query: StudentQuery) -> list[str]:
    states = () if query.with_left else PRESENT
    db = session.ledger.db
    if not query.class_ids:
        return queries.ids_of(db, Query("student", states=states))
    return [
        student_id
        for class_id in query.class_ids
        for student_id in queries.ids_of(
            db, Query("student", class_id=class_id, states=states)
        )
    ]


class _Page:
    """Everything that the lines of one page need, asked for once."""

    def __init__(self, session: Session, ids: tuple[str, ...]) -> None:
        db = session.ledger.db
        self._rows = queries.find_by_id(db, ids)
        self._groups = groups.of_students(session, ids)
        self._classes = school.class_names(session)
        self._today = session.clock.today()
        until = self._today.isoformat()
        counted = Query("visit", states=student_filters.COUNTED, until=until)
        self._last = queries.latest_days_of(db, counted, ids)
        term = calendars.current_term(session)
        in_term = replace(counted, term_id=term.id) if term else None
        self._this_term = queries.latest_days_of(db, in_term, ids) if in_term else {}
        self._words = words.read_words(session)
        self._private = records.of_students(session, "student_private", ids)
        self._members = records.of_students(session, "family_member", ids)

    def has(self, student_id: str) -> bool:
        return student_id in self._rows

    def row(self, student_id: str) -> StudentRow:
        found = self._rows[student_id]
        student = cast(
            "Student", records.as_record(found.kind, student_id, found.values)
        )
        last, _ = self._last.get(student_id, ("", 0))
        return StudentRow(
            student_id=student_id,
            name=student.name,
            pinyin=student.name_pinyin or display_pinyin(student.name),
            sex=student.sex,
            class_id=student.class_id,
            class_name=self._classes.get(student.class_id, ""),
            seat_no=student.class_seat_no,
            roll_status=student.roll_status,
            groups=self._groups.get(student_id, ()),
            last_visit_on=last,
            visited_days_ago=_days_ago(self._today, last),
            visited_this_term=student_id in self._this_term,
            is_disputed=found.conflicts > 0,
            needs_check=student_filters.needs_check(
                student,
                self._private.get(student_id, []),
                self._members.get(student_id, []),
                self._words,
                self._today,
            ),
        )


def _days_ago(today: date, day: str) -> int | None:
    found = iso_day(day)
    return (today - found).days if found else None
