"""What papers of care are made of: plain text in the words that shall be read.

Whatever is empty is left for a pen, so every paper is its own blank form as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.visit_data import Choice, Note


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the school's scheme; `severity` 0 to 4 is how many bars it has.

    `colour` is red, orange, yellow, blue or nothing; the bars say it without colour.
    """

    severity: int
    label: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """The scheme behind a level on a paper, from the most to the least urgent."""

    name: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Child:
    """As much of a child as a paper needs."""

    name: str = ""
    sex: str = ""
    age: str = ""
    class_name: str = ""
    guardian: str = ""
    guardian_phone: str = ""


@dataclass(frozen=True, slots=True)
class ReferralLetter:
    """To whom a child goes, and the least that they need to know."""

    case_no: str = ""
    child: Child = Child()
    day: str = ""
    to_name: str = ""
    to_place: str = ""
    urgency: tuple[Choice, ...] = ()
    reason: str = ""
    done_already: str = ""
    wanted: tuple[Choice, ...] = ()
    consent: tuple[Choice, ...] = ()
    feedback_by: str = ""
    psychologist: str = ""
    school_phone: str = ""


@dataclass(frozen=True, slots=True)
class GuardianNotice:
    """What a family is told; with a refusal two witnesses sign."""

    number: str = ""
    child: Child = Child()
    day: str = ""
    form: str = ""
    told: str = ""
    observed: str = ""
    advice: str = ""
    safety: tuple[Choice, ...] = ()
    safety_note: str = ""
    choices: tuple[Choice, ...] = ()
    choice_note: str = ""
    with_witnesses: bool = True
    witnesses: tuple[str, str] = ("", "")
    refusal_note: str = ""
    homeroom_teacher: str = ""
    psychologist: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """What a family and a child agree to: counselling, or a screening."""

    is_screening: bool = False
    number: str = ""
    child: Child = Child()
    what: str = ""
    counsellor: str = ""
    school_phone: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One body that was told: when, how, and who took it or the receipt's number."""

    body: str
    at: str = ""
    how: str = ""
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class MandatoryReport:
    """What the school found and to whom it reported; the paper is not the report."""

    number: str = ""
    child: Child = Child()
    found_at: str = ""
    found_by: str = ""
    situations: tuple[Choice, ...] = ()
    facts: str = ""
    protection: str = ""
    told: tuple[Told, ...] = ()
    known_to: str = ""
    later: tuple[Note, ...] = ()
    contacts: tuple[str, ...] = ()
    finder: str = ""
    leader: str = ""
    signed_at: str = ""


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Labelled texts under one head."""

    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class CounsellingRecord:
    """One session by the case's number; no name stands on this paper."""

    case_no: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    groups: tuple[NoteGroup, ...] = ()
    counsellor: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing that is done for a child, by whom and how often."""

    kind: str
    text: str
    people: str = ""
    frequency: str = ""
    span: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class CarePlan:
    """What is done for one child; without `child` the case's number stands for it."""

    case_no: str = ""
    child: Child = Child()
    day: str = ""
    level: Level | None = None
    legend: Legend | None = None
    lines: tuple[PlanLine, ...] = ()
    forbidden: str = ""
    safety: str = ""
    next_review: str = ""
    psychologist: str = ""
    homeroom_teacher: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True)
class HotlineLine:
    """A number to call."""

    number: str
    name: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class HotlineCard:
    """The card for families: numbers that hold in a region, checked on a day."""

    school: str
    lines: tuple[HotlineLine, ...]
    region: str = ""
    checked_on: str = ""
