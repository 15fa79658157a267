"""What is planned for the coming days and what came back, for the page of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.services import students, words
from homevisit.text import translate
from ui.desk.visits_rows import WEEKDAYS
from ui.today_rows import PlannedRow, ReturnedRow
from ui.words import short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.domain.visit_plans import VisitPlan
    from homevisit.services.session import Session
    from homevisit.services.words import Words


def planned(session: Session, plans: Sequence[VisitPlan]) -> tuple[PlannedRow, ...]:
    """Return the trips, the next first; those too late come after what is to come."""
    today = session.clock.today().isoformat()
    trips: dict[str, list[VisitPlan]] = {}
    for each in plans:
        trips.setdefault(each.trip_id or each.id, []).append(each)
    names = _names(session, [each.student_id for each in plans])
    table = words.read_words(session)
    ordered = sorted(trips.values(), key=lambda trip: trip[0].planned_date < today)
    return tuple(_row(session, trip, names, table) for trip in ordered)


def returned(
    session: Session, found: Sequence[tuple[str, str, str]]
) -> tuple[ReturnedRow, ...]:
    """Return the visits that came back, with the school's words."""
    names = _names(session, [student for _visit, student, _remark in found])
    return tuple(
        ReturnedRow(visit, names.get(student, ""), remark)
        for visit, student, remark in found
    )


def _row(
    session: Session, trip: Sequence[VisitPlan], names: dict[str, str], table: Words
) -> PlannedRow:
    today = session.clock.today()
    first = trip[0]
    day = iso_day(first.planned_date)
    weekday = translate(WEEKDAYS[day.weekday()]) if day else ""
    return PlannedRow(
        student_id=first.student_id,
        names=tuple(names.get(each.student_id, "") for each in trip),
        when=f"{short_day(first.planned_date, today)}  {weekday}",
        time=first.planned_time,
        village=first.village,
        facts=table.label("visit_forms", first.visit_form),
        remark=first.remark,
        is_late=first.planned_date < today.isoformat(),
        is_today=first.planned_date == today.isoformat(),
    )


def _names(session: Session, ids: Sequence[str]) -> dict[str, str]:
    wanted = tuple(dict.fromkeys(ids))
    return {each.student_id: each.name for each in students.rows(session, wanted)}
