"""What the page of planning shows, as frozen rows with words in the user's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A student who may be planned; `why` says since when nobody came, or the plan.

    `pinyin` is without tones, to be found by.
    """

    student_id: str
    name: str
    pinyin: str
    class_name: str
    village: str
    is_village_read: bool
    why: str
    is_pressing: bool
    is_planned: bool


@dataclass(frozen=True, slots=True)
class TripRow:
    """One home on the way; `clash` says what else is planned at its time.

    `goes` names who goes where it is not the same for all.
    """

    key: str
    student_ids: tuple[str, ...]
    names: tuple[str, ...]
    village: str
    is_village_read: bool
    day: str
    time: str
    class_name: str = ""
    clash: str = ""
    goes: str = ""


@dataclass(frozen=True, slots=True)
class DayRow:
    """The head of a day: its words, how many homes and children."""

    day: str
    words: str
    villages: str
    trips: int
    students: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may go."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person set for the whole planning.

    Days are proposed from `since` on; the time is that of the first trip of a day.
    """

    student_ids: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    since: str = ""
    time: str = "16:30"
    minutes: int = 45
    assignee_id: str = ""
    visit_form: str = ""
    remark: str = ""
    campaign_id: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The days with their trips, in order; counts are of all of them."""

    lines: tuple[DayRow | TripRow, ...] = ()
    trips: int = 0
    students: int = 0


@dataclass(frozen=True, slots=True)
class CampaignChosen:
    """The campaign that is planned for, and its first day, ISO."""

    id: str
    name: str
    first_day: str


@dataclass(frozen=True, slots=True)
class PlanningChoices:
    """Who may be planned, who may go, in which forms; `own_id` is the user."""

    candidates: tuple[CandidateRow, ...]
    people: tuple[Person, ...]
    forms: tuple[tuple[str, str], ...]
    own_id: str
    campaign: CampaignChosen | None = None
