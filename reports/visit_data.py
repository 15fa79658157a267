"""What a visit's print is made of: plain text in the words that shall be read.

Everything may be empty: a half-filled visit prints as a form to be completed by hand.
Dates and times are text as a person reads them; this package knows no clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Strokes = tuple[tuple[tuple[float, float], ...], ...]


class VisitSection(Enum):
    """Parts of a visit that a person can choose to print."""

    FACTS = "facts"
    OBSERVATIONS = "observations"
    AGREEMENTS = "agreements"
    RISK = "risk"
    SIGNATURES = "signatures"
    ADDENDA = "addenda"
    PHOTOS = "photos"


# Nothing confidential unless somebody asks for it by name.
USUAL_SECTIONS = frozenset(VisitSection) - {VisitSection.RISK, VisitSection.PHOTOS}


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a list, ticked or not."""

    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A labelled row: boxes to tick, then text."""

    label: str
    text: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """Who does what by when."""

    what: str
    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class GuardianSignature:
    """The pen's strokes (points as x, y downwards, any scale) or why there are none."""

    relation: str = ""
    signed_at: str = ""
    strokes: Strokes = field(default=(), repr=False)
    reason_for_none: str = ""


@dataclass(frozen=True, slots=True)
class TeacherConfirmation:
    """Typed names, confirmed with the password at a time."""

    names: tuple[str, ...] = ()
    confirmed_at: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What the school's reviewer wrote, if there was a review."""

    reviewer: str = ""
    reviewed_on: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Addendum:
    """Text added after the visit was locked."""

    written_at: str
    author: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG that is already small and free of position data."""

    jpeg: bytes = field(repr=False)
    caption: str = ""


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """One visit to one student, section by section."""

    number: str = ""
    term: str = ""
    sections: frozenset[VisitSection] = USUAL_SECTIONS

    student: str = ""
    sex: str = ""
    class_name: str = ""
    class_teacher: str = ""
    visit_date: str = ""
    time_span: str = ""
    form: str = ""
    ordinal: str = ""
    place: str = ""
    lead_teacher: str = ""
    companions: str = ""
    interviewees: str = ""
    student_present: str = ""
    outcome: str = ""
    purposes: tuple[Choice, ...] = ()
    sibling_note: str = ""

    family_situation: str = ""
    study_places: tuple[Choice, ...] = ()
    study_environment: str = ""
    at_home: str = ""
    child_words: str = ""
    at_school: str = ""
    guardian_opinion: str = ""
    more_observations: tuple[Note, ...] = ()

    home_promises: tuple[Promise, ...] = ()
    school_promises: tuple[Promise, ...] = ()
    policies: tuple[Choice, ...] = ()
    next_visit: str = ""
    satisfaction: tuple[Choice, ...] = ()

    risk: tuple[Note, ...] = ()
    guardian: GuardianSignature = GuardianSignature()
    teachers: TeacherConfirmation = TeacherConfirmation()
    review: Review = Review()
    addenda: tuple[Addendum, ...] = ()
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintRun:
    """Who printed when, for whom to check later.

    `opaque_facts` goes into the file's Info dictionary as JSON and must be free of
    personal data, as must `qr_payload` and `check_code`.
    """

    printed_by: str
    printed_at: str
    copy_number: int
    school: str
    check_code: str = ""
    qr_payload: str = ""
    opaque_facts: Mapping[str, Any] = field(default_factory=dict)
    is_practice: bool = False
    """Whether everybody on the paper is invented; each page then says so across it."""
