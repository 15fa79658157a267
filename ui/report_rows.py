"""What the page of reports shows: plain, frozen, without a record in it."""

from __future__ import annotations

from dataclasses import dataclass, field

# What a summary is about.
SCHOOL, GRADE, CLASS = "school", "grade", "class"
# How those who were not visited appear.
MASKED, COUNTED, FULL = "masked", "none", "full"
NOW = "now"
USUAL_THRESHOLD = 5
THRESHOLDS = ("3", "5", "8", "10", "20")


@dataclass(frozen=True, slots=True)
class TermChoice:
    """A term that can be summed up; `day` is up to when it is counted at first."""

    id: str
    name: str
    day: str


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """What can be chosen; grades and classes by id, a grade being all its classes."""

    terms: tuple[TermChoice, ...] = ()
    present: str = ""
    grades: tuple[tuple[str, str], ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class ReportWish:
    """The summary that is wanted; `class_ids` none is the whole school.

    `texts` are the chapters written by a person, by code.
    """

    term_id: str = ""
    cut_off: str = ""
    class_ids: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()
    names: str = MASKED
    threshold: int = USUAL_THRESHOLD
    purpose: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        return ",".join(self.class_ids)


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A part in words, as the numbers propose it."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportPreview:
    """The pages as they would be, where each part begins, and what was checked."""

    pdf: bytes = field(repr=False)
    counted_at: str
    starts: dict[str, int] = field(default_factory=dict)
    chapters: tuple[ChapterText, ...] = ()
    checks: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A summary that was printed: its number, its subject, and when it was made."""

    id: str
    number: str
    about: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Change:
    """A number that is not the same in two summaries, as both print it."""

    what: str
    before: str
    after: str
    by: str = ""
