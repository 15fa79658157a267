"""The life of a visit: written, finalised and locked, reviewed; and its numbers.

open → finalised → accepted, or → returned → (an addendum) → accepted. Only an open
visit may be edited; whatever comes later is added beside it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from homevisit.domain.calendar import school_year_of
from homevisit.domain.dates import iso_day
from homevisit.domain.record import Doubt
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from homevisit.domain.school import School
    from homevisit.domain.visits import Visit, VisitReview

COMPLETED = "completed"
NO_RISK = "none"
_USUAL_ON_SITE = True


class Stage(StrEnum):
    """Where a visit stands; labels are in the vocabulary `visit_stages`."""

    OPEN = "open"
    FINALISED = "finalised"
    RETURNED = "returned"
    ACCEPTED = "accepted"


def stage_of(visit: Visit, reviews: Iterable[VisitReview] = ()) -> Stage:
    """Return where a visit stands; the latest review decides."""
    if visit.state != Stage.FINALISED:
        return Stage.OPEN
    own = [r for r in reviews if r.visit_id == visit.id and r.decision in set(Stage)]
    if not own:
        return Stage.FINALISED
    return Stage(max(own, key=lambda r: (r.reviewed_at, r.id)).decision)


def may_be_edited(visit: Visit) -> bool:
    """Say whether a visit's own fields may still change."""
    return visit.state != Stage.FINALISED


def may_be_reviewed(stage: Stage) -> bool:
    """Say whether a reviewer may accept or return a visit that stands so."""
    return stage in {Stage.FINALISED, Stage.RETURNED}


def is_completed(visit: Visit) -> bool:
    """Say whether the family was met: only then does the visit count."""
    return visit.outcome == COMPLETED


def is_on_site(visit_form: str, school: School) -> bool:
    """Say whether a form of visit counts as on site at this school.

    Visits near the home and at the parents' work place count unless the school says no.
    """
    by_choice = {
        "onsite_near": school.near_visit_is_on_site,
        "onsite_workplace": school.workplace_visit_is_on_site,
    }
    if visit_form in by_choice:
        chosen = by_choice[visit_form]
        return _USUAL_ON_SITE if chosen is None else chosen
    return visit_form == "onsite_home"


def _year_of(visit: Visit) -> int | None:
    day = iso_day(visit.visit_date)
    return visit.school_year or (school_year_of(day) if day else None)


def next_ordinal(day: date, earlier: Iterable[Visit]) -> int:
    """Return which visit of the school year one on `day` would be, counted from 1.

    `earlier` are the student's visits; attempts and later days do not count.
    """
    year = school_year_of(day)
    return 1 + sum(
        is_completed(visit)
        and _year_of(visit) == year
        and visit.visit_date <= day.isoformat()
        for visit in earlier
    )


def next_visit_no(school_year: int, taken: Iterable[str]) -> str:
    """Return the next free number of a school year, such as 2026-001."""
    front = f"{school_year}-"
    ends = (no.removeprefix(front) for no in taken if no.startswith(front))
    used = [int(end) for end in ends if end.isascii() and end.isdigit()]
    return f"{front}{max(used, default=0) + 1:03}"


def minutes_between(start_time: str, end_time: str) -> int | None:
    """Return the minutes between two times `HH:MM`; None if unclear or reversed."""
    start, end = (_minute_of_day(text) for text in (start_time, end_time))
    if start is None or end is None or end < start:
        return None
    return end - start


def _minute_of_day(text: str) -> int | None:
    hours, mark, minutes = text.partition(":")
    if not (mark and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        return None
    found = int(hours) * 60 + int(minutes)
    return found if int(hours) < 24 and int(minutes) < 60 else None


def visit_doubts(visit: Visit) -> tuple[Doubt, ...]:
    """Return what about a visit contradicts itself."""
    found: list[Doubt] = []
    if NO_RISK in visit.risks_found and len(visit.risks_found) > 1:
        message = N_("Both no sign of risk and a sign of risk are ticked.")
        found.append(Doubt("risks_found", "risk_contradicts", message))
    start, end = _minute_of_day(visit.start_time), _minute_of_day(visit.end_time)
    if start is not None and end is not None and end < start:
        message = N_("The visit ends before it begins.")
        found.append(Doubt("end_time", "times_reversed", message))
    if visit.next_date and visit.visit_date and visit.next_date < visit.visit_date:
        message = N_("The return visit lies before this visit.")
        found.append(Doubt("next_date", "return_before_visit", message))
    day = iso_day(visit.visit_date)
    if day and visit.school_year and abs(school_year_of(day) - visit.school_year) > 1:
        message = N_("The school year does not fit the date of the visit.")
        found.append(Doubt("school_year", "school_year_differs", message))
    return tuple(found)
