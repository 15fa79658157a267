"""How far the school has come in a term: who was reached, class by class, and by whom.

Every number has the students behind it. Groups overlap and never add up. The roster is
that of the cut-off day, and visits and talks count to the term that is stored on them,
so that the same question gives the same answer a year later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homevisit.domain import indicators, target_rules
from homevisit.domain.calendar import school_year_of
from homevisit.domain.indicators import Roster, Share, VisitTotals, share
from homevisit.domain.targets import CAMPAIGN, TERM
from homevisit.domain.vocabulary import vocabulary
from homevisit.services import targets
from homevisit.services.counting import Counted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from homevisit.domain.school import Term
    from homevisit.domain.target_rules import Measured
    from homevisit.domain.targets import Target
    from homevisit.services.school_rows import Period
    from homevisit.services.session import Session


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of some students were visited: in any form, and on site."""

    any_form: Share
    on_site: Share


@dataclass(frozen=True, slots=True)
class TalkReach:
    """Talks of one kind: how many times with a student, and with which students."""

    times: int
    students: Share


@dataclass(frozen=True, slots=True)
class Standing:
    """A target that is in use, with how it stands and the days it is about."""

    target: Target
    measured: Measured
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A term up to a day. `ever` are those on the roll on any day of it until then."""

    period: Period
    roster: Roster
    ever: frozenset[str]
    everybody: Reach
    in_groups: Reach
    by_class: Mapping[str, Reach] = field(default_factory=dict)
    by_grade: Mapping[str, Reach] = field(default_factory=dict)
    by_group: Mapping[str, Reach] = field(default_factory=dict)
    visits: VisitTotals = field(default_factory=VisitTotals)
    talks: Mapping[str, TalkReach] = field(default_factory=dict)
    standings: tuple[Standing, ...] = ()


def read(session: Session, cut_off: date, term: Term | None) -> Coverage:
    """Return the figures of a term; of the year around the day where there is none."""
    known = Counted(session, cut_off, term)
    roster, rows = known.roster, known.term_visits
    any_form = indicators.visited(rows)
    on_site = indicators.visited(rows, on_site=True)

    def reach(who: Collection[str]) -> Reach:
        return Reach(share(who, any_form), share(who, on_site))

    members = _by_group(roster)
    homes = {who: row.household for who, row in roster.rows.items()}
    return Coverage(
        period=known.term,
        roster=roster,
        ever=indicators.ever_on_roll(known.stays, known.term.first, known.term.last),
        everybody=reach(roster.students),
        in_groups=reach(frozenset().union(*members.values())),
        by_class={
            each: reach(who)
            for each, who in roster.by(lambda row: row.class_id).items()
        },
        by_grade={
            each: reach(who) for each, who in roster.by(lambda row: row.grade).items()
        },
        by_group={code: reach(who) for code, who in members.items()},
        visits=indicators.visit_totals(rows, homes),
        talks=_talks(known),
        standings=standings(known),
    )


def standings(known: Counted) -> tuple[Standing, ...]:
    """Return how the targets in use stand; of a campaign only while it goes on."""
    year = school_year_of(known.cut_off)
    found = []
    for target in targets.active(known.session):
        if target.period == CAMPAIGN:
            first, last = known.window_of(target.campaign_id)
        else:
            first, last = known.days_of(target.period)
        if not first:
            continue
        times = known.times(target)
        measured = target_rules.measure(target, known.roster, times, year)
        found.append(Standing(target, measured, first, last))
    return tuple(found)


def _by_group(roster: Roster) -> dict[str, set[str]]:
    # Every group is there, also one of nobody: zero rows are told (domain.md 7.1).
    found: dict[str, set[str]] = {
        each.code: set() for each in vocabulary("groups").terms
    }
    for who, row in roster.rows.items():
        for code in row.groups:
            found.setdefault(code, set()).add(who)
    return found


def _talks(known: Counted) -> dict[str, TalkReach]:
    here = known.roster.students
    return {
        kind: TalkReach(sum(times.values()), share(here, times.keys()))
        for kind, times in known.talk_times(TERM).items()
    }
