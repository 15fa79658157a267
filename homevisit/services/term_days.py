"""Days within a term that rules look at: exams, parents' meetings and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homevisit.domain.dates import iso_day
from homevisit.domain.vocabulary import vocabulary
from homevisit.errors import Problem
from homevisit.services import records
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.domain.school import Term
    from homevisit.services.records import Written
    from homevisit.services.session import Session


class TermDayUnclearError(Problem):
    """A day of the calendar needs a date and what it is."""

    code = "term_day_unclear"
    what = N_("What is on this day, or its date, could not be read.")
    safe = N_("The calendar is as it was.")
    todo = N_("Choose what is on the day, and write the date, such as 2027-01-18.")


def add(
    session: Session, term_id: str, what: str, on: str, *, name: str = ""
) -> Written:
    """Put a day into a term, also where it lies outside of it: that is only said.

    Raises `TermDayUnclearError`.
    """
    day = iso_day(on)
    if day is None or what not in vocabulary("term_days"):
        raise TermDayUnclearError
    iso = day.isoformat()
    kept = _without(_read(session, term_id), what, iso)
    new = {"what": what, "on": iso, "name": name.strip()}
    return _write(session, term_id, [*kept, new])


def remove(session: Session, term_id: str, what: str, on: str) -> Written:
    """Take a day out of a term; nothing is written where it is not there."""
    return _write(session, term_id, _without(_read(session, term_id), what, on))


def _read(session: Session, term_id: str) -> Term:
    return cast("Term", records.read(session, term_id, "term"))


def _without(term: Term, what: str, on: str) -> list[dict[str, str]]:
    return [
        {"what": each.what, "on": each.on, "name": each.name}
        for each in term.days
        if (each.what, each.on) != (what, on)
    ]


def _write(session: Session, term_id: str, days: list[dict[str, str]]) -> Written:
    ordered = sorted(days, key=lambda each: (each["on"], each["what"]))
    edit = records.edit_of(session, term_id, {"days": ordered})
    return records.save(session, [edit], label="calendar")
