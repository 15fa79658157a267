"""The matrix of the six talks: every student on the roll, and what is still owed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from homevisit.domain.calendar import school_year_of
from homevisit.domain.indicators import roster_on
from homevisit.domain.talk_matrix import CellState, Matrix, Standing, make_matrix
from homevisit.domain.talk_rules import HELD, OPEN, TALK_KINDS
from homevisit.domain.target_rules import in_scope
from homevisit.domain.targets import TALK
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    groups,
    school,
    school_rows,
    talk_exemptions,
    targets,
)
from homevisit.services.school_rows import ON_ROLL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.talk_matrix import Cell
    from homevisit.domain.targets import Target
    from homevisit.services.session import Session

# Not held yet and not exempt: nothing yet, planned, or late.
LACKING = "lacking"
_LAST = 1 << 30
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Filter:
    """What the matrix shows; an empty condition is no condition.

    Without `term_id` it is the present term. `grade` is a grade's name. `state` keeps
    the students who have a cell of that state, or one that is `LACKING`, in the kind
    asked for or in any.
    """

    class_id: str = ""
    grade: str = ""
    group: str = ""
    kind: str = ""
    state: str = ""
    term_id: str = ""


@dataclass(frozen=True, slots=True)
class MatrixStudent:
    """A student as the frozen column names one."""

    student_id: str
    name: str
    class_id: str
    class_name: str


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The students asked for in the order of class and number, with their cells.

    `matrix.totals` count everybody of the class and group asked for, whatever `state`
    narrows, so that they say how many a state would show. `term_id` is empty where the
    calendar knows no term; then nothing counts. `reasons` say, by kind and student,
    why somebody marked a talk as not needed.
    """

    term_id: str
    students: tuple[MatrixStudent, ...]
    matrix: Matrix = field(default_factory=Matrix)
    reasons: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def shown_totals(self) -> dict[str, Counter[CellState]]:
        """Return the totals of only those who are shown."""
        return {
            kind: Counter(
                self.matrix.cell(each.student_id, kind).state for each in self.students
            )
            for kind in TALK_KINDS
        }


def read(session: Session, wanted: Filter | None = None) -> MatrixPage:
    """Return the matrix of a term; talks count to the term that is stored on them.

    Where targets in use ask for a kind of talk, whom none of them asks for is exempt,
    and so is whom somebody marked with a reason.
    """
    wanted = wanted or Filter()
    term_id = wanted.term_id or _present_term(session)
    people = _people(session, wanted)
    marked = talk_exemptions.of_term(session, term_id)
    exempt = {kind: frozenset(who) for kind, who in marked.items()}
    for kind, who in _out_of_scope(session).items():
        exempt[kind] = exempt.get(kind, frozenset()) | who
    matrix = make_matrix(
        (each.student_id for each in people),
        _standings(session, term_id),
        session.clock.today().isoformat(),
        exempt,
    )
    page = MatrixPage(term_id, tuple(people), matrix, marked)
    return _narrowed(page, wanted) if wanted.state else page


def _out_of_scope(session: Session) -> dict[str, frozenset[str]]:
    """Return, per kind that targets in use ask for, whom none of them asks for."""
    asking: dict[str, list[Target]] = {}
    for target in targets.active(session):
        if target.what == TALK:
            asking.setdefault(target.talk_kind, []).append(target)
    if not asking:
        return {}
    today = session.clock.today()
    roster = roster_on(school_rows.roster(session, today), today.isoformat())
    year = school_year_of(today)
    return {
        kind: roster.students.difference(*(in_scope(t, roster, year) for t in rules))
        for kind, rules in asking.items()
    }


def _present_term(session: Session) -> str:
    term = calendars.current_term(session)
    return term.id if term else ""


def _standings(session: Session, term_id: str) -> list[Standing]:
    if not term_id:
        return []
    asked = Query("talk", term_id=term_id)
    rows = queries.standings(session.ledger.db, asked, HELD, OPEN)
    return [Standing(*row) for row in rows]


def _people(session: Session, wanted: Filter) -> list[MatrixStudent]:
    names = school.class_names(session)
    found = school.classes(session, with_graduated=True)
    rank = {each.id: place for place, each in enumerate(found)}
    asked = Query("student", class_id=wanted.class_id, states=ON_ROLL)
    members = groups.members(session, (wanted.group,)) if wanted.group else None
    grades = (
        school_rows.grades_of(session, session.clock.today()) if wanted.grade else {}
    )
    people = []
    for row in queries.columns(session.ledger.db, asked, ("class_id", "class_seat_no")):
        name, class_id, seat = row[5:]
        is_of_grade = not wanted.grade or grades.get(class_id) == wanted.grade
        if is_of_grade and (members is None or row[0] in members):
            place = (rank.get(class_id, _LAST), _number(seat), name, row[0])
            who = MatrixStudent(row[0], name, class_id, names.get(class_id, ""))
            people.append((place, who))
    return [who for _place, who in sorted(people, key=lambda each: each[0])]


def _number(seat: str) -> int:
    match = _NUMBER.search(seat)
    return int(match[0]) if match else _LAST


def _narrowed(page: MatrixPage, wanted: Filter) -> MatrixPage:
    kinds = (wanted.kind,) if wanted.kind else TALK_KINDS
    shown = tuple(
        each
        for each in page.students
        if any(
            _is_in(page.matrix.cell(each.student_id, k), wanted.state) for k in kinds
        )
    )
    return replace(page, students=shown)


def _is_in(cell: Cell, state: str) -> bool:
    return cell.is_lacking if state == LACKING else cell.state == state
