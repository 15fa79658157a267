"""A school's rows up to a day, each read once and only when it is asked for."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from typing import TYPE_CHECKING

from homevisit.domain import indicators, target_rules
from homevisit.domain.calendar import FIRST_MONTH, school_year_of
from homevisit.domain.talk_rules import HELD, OPEN, TALK_KINDS
from homevisit.domain.targets import CAMPAIGN, MONTH, SCHOOL_YEAR, TERM, VISIT
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records, school_rows
from homevisit.services.school_rows import Period

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from homevisit.domain.indicators import RosterRow, VisitRow
    from homevisit.domain.school import Term
    from homevisit.domain.targets import Target
    from homevisit.services.session import Session

_HOMEROOM = frozenset({"homeroom_teacher"})
_OVER = frozenset({"closed", "cancelled"})


class Counted:
    """The rows of the term, school year and month of a cut-off day, until that day.

    Without a term the school year stands for it, by the days of its visits.
    """

    def __init__(self, session: Session, cut_off: date, term: Term | None) -> None:
        self.session = session
        self.cut_off = cut_off
        self.year = school_year_of(cut_off)
        self._term = term
        self._until = cut_off.isoformat()
        first, _last = self.days_of(TERM)
        self.term = Period(first, self._until, term.id if term else "")
        self.stays: tuple[RosterRow, ...] = school_rows.roster(session, cut_off)
        self.roster = indicators.roster_on(self.stays, self._until)
        self.term_visits = school_rows.visits(session, self.term)
        self._visits_of: dict[str, tuple[VisitRow, ...]] = {TERM: self.term_visits}
        self._talks_of: dict[str, dict[str, Counter[str]]] = {}
        self._homeroom: frozenset[str] | None = None

    def days_of(self, period: str) -> tuple[str, str]:
        """Return the first and last day of a period around the cut-off day."""
        if period == MONTH:
            last = monthrange(self.cut_off.year, self.cut_off.month)[1]
            month = self._until[: -len("-00")]
            return f"{month}-01", f"{month}-{last:02}"
        if period == SCHOOL_YEAR or self._term is None:
            first, last_month = FIRST_MONTH, FIRST_MONTH - 1
            return f"{self.year}-{first:02}-01", f"{self.year + 1}-{last_month:02}-31"
        return self._term.start_date, self._term.end_date

    def window_of(self, campaign_id: str) -> tuple[str, str]:
        """Return the days of a campaign that goes on; "" where there is none."""
        if not campaign_id:
            return "", ""
        values = records.values_if_known(self.session, campaign_id)
        is_over = bool(values.get("archived")) or values.get("state") in _OVER
        first, last = (str(values.get(n) or "") for n in ("first_day", "last_day"))
        has_begun = bool(first) and first <= self._until
        return (first, last) if last and has_begun and not is_over else ("", "")

    def times(self, target: Target) -> Mapping[str, int]:
        """Return how often each student was seen in the way a target counts."""
        if target.period == CAMPAIGN:
            first, last = self.window_of(target.campaign_id)
            periods: tuple[Period, ...] = (Period(first, min(last, self._until)),)
        else:
            periods = self._periods(target.period)
        if target.what != VISIT:
            known = self._talk_times(f"{target.period}{target.campaign_id}", periods)
            return known.get(target.talk_kind, {})
        if self._homeroom is None:
            self._homeroom = school_rows.people_with(self.session, _HOMEROOM)
        rows = self._visits(f"{target.period}{target.campaign_id}", periods)
        return target_rules.visits_for(target, rows, self._homeroom)

    def talk_times(self, period: str) -> dict[str, Counter[str]]:
        """Return, per kind of talk, how often one was held with each student."""
        return self._talk_times(period, self._periods(period))

    def _talk_times(
        self, name: str, periods: tuple[Period, ...]
    ) -> dict[str, Counter[str]]:
        if name not in self._talks_of:
            found: dict[str, Counter[str]] = {kind: Counter() for kind in TALK_KINDS}
            for each in periods:
                for student_id, kind, held, _last, _open in self._standings(each):
                    if held and kind in found:
                        found[kind][student_id] += held
            self._talks_of[name] = found
        return self._talks_of[name]

    def _visits(self, name: str, periods: tuple[Period, ...]) -> tuple[VisitRow, ...]:
        if name not in self._visits_of:
            self._visits_of[name] = tuple(
                row
                for each in periods
                for row in (
                    self.term_visits
                    if each == self.term
                    else school_rows.visits(self.session, each)
                )
            )
        return self._visits_of[name]

    def _periods(self, period: str) -> tuple[Period, ...]:
        """Return what to read: of a year its terms, for they are stored on visits."""
        if period == SCHOOL_YEAR:
            terms = calendars.read_calendar(self.session).terms
            of_year = (each for each in terms if each.school_year == self.year)
            found = tuple(
                Period(each.start_date, self._until, each.id) for each in of_year
            )
            if found:
                return tuple(
                    self.term if e.term_id == self.term.term_id else e for e in found
                )
        if period in {SCHOOL_YEAR, MONTH}:
            return (Period(self.days_of(period)[0], self._until),)
        return (self.term,)

    def _standings(self, period: Period) -> list[tuple[str, str, int, str, str]]:
        since = "" if period.term_id else period.first
        asked = Query("talk", term_id=period.term_id, since=since, until=period.last)
        return list(queries.standings(self.session.ledger.db, asked, HELD, OPEN))
