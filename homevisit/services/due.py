"""Who is due: the students whom a target in use still asks for, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.services import calendars, coverage, talk_exemptions
from homevisit.services.counting import Counted

if TYPE_CHECKING:
    from datetime import date

    from homevisit.services.coverage import Standing
    from homevisit.services.session import Session


@dataclass(frozen=True, slots=True)
class Due:
    """One student and one target that is not met for her.

    `since` is the first day of the period, ISO; `days` are left in it, 0 on its last
    day, below 0 in the holidays after it. With `is_share` the class needs only some of
    its students: any of them will do. `what` is visit or talk; `talk_kind` says which.
    """

    student_id: str
    target_id: str
    name: str
    since: str
    days: int
    what: str
    talk_kind: str = ""
    is_share: bool = False


def who(session: Session) -> tuple[Due, ...]:
    """Return everybody who is due today, what ends first in front."""
    today = session.clock.today()
    known = Counted(session, today, calendars.current_term(session))
    exempt = talk_exemptions.of_term(session)
    found = [
        each
        for standing in coverage.standings(known)
        for each in _of(standing, today)
        if each.student_id not in exempt.get(each.talk_kind, ())
    ]
    return tuple(
        sorted(found, key=lambda e: (e.days, e.is_share, e.name, e.student_id))
    )


def by_student(session: Session) -> dict[str, tuple[Due, ...]]:
    """Return what each student is due for, leaving out what any of a class will do."""
    found: dict[str, list[Due]] = {}
    for each in who(session):
        if not each.is_share:
            found.setdefault(each.student_id, []).append(each)
    return {student_id: tuple(every) for student_id, every in found.items()}


def students(session: Session) -> frozenset[str]:
    """Return who is due for anything that each student is asked for, not a share."""
    return frozenset(each.student_id for each in who(session) if not each.is_share)


def of_a_share(session: Session) -> frozenset[str]:
    """Return of whom some have to be chosen still: targets for a share of a class."""
    return frozenset(each.student_id for each in who(session) if each.is_share)


def _of(standing: Standing, today: date) -> list[Due]:
    target = standing.target
    last = iso_day(standing.last) or today
    return [
        Due(
            student_id=student_id,
            target_id=target.id,
            name=target.name,
            since=standing.first,
            days=(last - today).days,
            what=target.what,
            talk_kind=target.talk_kind,
            is_share=standing.measured.percent < _EVERYBODY,
        )
        for student_id in standing.measured.owed
    ]


_EVERYBODY = 100
