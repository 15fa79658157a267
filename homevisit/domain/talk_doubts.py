"""What about a talk a person should look at again: its day, its student, its talker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.domain.dates import iso_day
from homevisit.domain.record import Doubt
from homevisit.domain.talk_rules import CANCELLED, HELD, PEER
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from homevisit.domain.talks import Talk


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around a talk; days are ISO, "" where nothing is known."""

    today: date
    is_in_a_term: bool = True
    came_on: str = ""
    left_on: str = ""
    talker_left_on: str = ""


def talk_doubts(talk: Talk, around: Around) -> tuple[Doubt, ...]:
    """Return what is odd about a talk; it is saved all the same.

    Of a cancelled talk nothing is odd any more.
    """
    if talk.state == CANCELLED:
        return ()
    return (*_without_talker(talk), *_about_day(talk, around))


def not_kept(fields: Iterable[str]) -> tuple[Doubt, ...]:
    """Return the doubts that say what a kind of talk does not keep."""
    message = N_("This kind of talk keeps nothing here; it was not written down.")
    return tuple(Doubt(field, "talk_not_kept", message) for field in fields)


def _without_talker(talk: Talk) -> Iterator[Doubt]:
    if talk.state in HELD and talk.talk_kind != PEER and not talk.talker_id:
        message = N_("It is not said who talked.")
        yield Doubt("talker_id", "talker_missing", message)


def _about_day(talk: Talk, around: Around) -> Iterator[Doubt]:
    if iso_day(talk.on_date) is None:
        return
    on = talk.on_date
    if talk.state in HELD and on > around.today.isoformat():
        message = N_("This talk is said to be held, and its day is still to come.")
        yield Doubt("on_date", "talk_in_future", message)
    if not around.is_in_a_term:
        message = N_("No term of the calendar has this day; set the terms to count it.")
        yield Doubt("on_date", "day_outside_terms", message)
    if around.came_on and on < around.came_on:
        message = N_("The student was not yet at the school on this day.")
        yield Doubt("on_date", "before_enrolment", message)
    if around.left_on and on > around.left_on:
        message = N_("The student had left the school by this day.")
        yield Doubt("on_date", "after_leaving", message)
    if around.talker_left_on and on > around.talker_left_on:
        message = N_("This colleague had left the school by this day.")
        yield Doubt("talker_id", "talker_had_left", message)
