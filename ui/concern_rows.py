"""What the pages of concerns show: plain rows in words, made by the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.care_rows import Countdown, LevelSign
    from ui.kit.choices import Option

ItemKind = Literal["case", "raised", "approval", "report", "released"]


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Facts to tick under one heading; `is_harm` opens the way of reporting.

    `urgent` are signs with which nobody leaves a child alone.
    """

    code: str
    label: str
    signs: tuple[Option, ...]
    is_harm: bool = False
    urgent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to tell, and the number; `code` as a report names it."""

    code: str
    label: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class RaiseForm:
    """What a concern is raised with; `subject` says from where.

    `reads` says who will read it, `urgencies` are neutral words from mild to at once,
    `fitting` names by sign of harm the situation of the law that it belongs to.
    """

    student_id: str = ""
    name: str = ""
    about: str = ""
    subject: str = ""
    source: str = ""
    sources: tuple[Option, ...] = ()
    groups: tuple[SignGroup, ...] = ()
    urgencies: tuple[Option, ...] = ()
    situations: tuple[Option, ...] = ()
    fitting: Mapping[str, str] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    reads: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who was told, when, and how it went on."""

    whom: str
    at: str
    way: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Raising:
    """What a person entered, to be raised."""

    student_id: str
    subject: str = ""
    source: str = ""
    signs: tuple[str, ...] = ()
    harm_signs: tuple[str, ...] = ()
    facts: str = ""
    child_words: str = ""
    urgency: str = ""
    done_already: str = ""
    situations: tuple[str, ...] = ()
    discovered_at: str = ""
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """What happens now that a concern was raised, and what needs a look."""

    concern_id: str
    number: str
    name: str
    lines: tuple[str, ...]
    report_id: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListHead:
    """The line above some items of the list."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """Something to look at; `key` is the id of what it is about, by its kind."""

    kind: ItemKind
    key: str
    name: str
    about: str = ""
    level: LevelSign | None = None
    due: Countdown | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody of the class does for a child, and until when."""

    key: str
    case_id: str
    text: str
    owner: str = ""
    due_on: str = ""
    late_days: int = -1
    is_done: bool = False
    is_mine: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ClueLine:
    """A concern as its raiser wrote it down, with what was added."""

    id: str
    number: str
    at: str
    who: str
    signs: tuple[str, ...] = ()
    harm: tuple[str, ...] = ()
    facts: str = ""
    child_words: str = ""
    done: str = ""
    addenda: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasedEntry:
    """An entry that the psychologist released to this person alone."""

    day: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AskLine:
    """A request to know more: why, when, and what came of it."""

    at: str
    reason: str
    answer: str = ""
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """How the guardian was told: day, way, and whether it was signed."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What others than the psychologist may know of a case."""

    case_id: str
    student_id: str
    name: str
    about: str
    case_no: str = ""
    state: str = ""
    since: str = ""
    level: LevelSign | None = None
    hint: str = ""
    due: Countdown | None = None
    duties: tuple[Duty, ...] = ()
    clues: tuple[ClueLine, ...] = ()
    notices: tuple[str, ...] = ()
    told: tuple[NoticeLine, ...] = ()
    asks: tuple[AskLine, ...] = ()
    released: tuple[ReleasedEntry, ...] = ()
    released_count: int = 0
    may_ask: bool = False
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Approval:
    """Something that a leader decides: `what` in words, with what is known of it."""

    id: str
    case_id: str
    student_id: str
    name: str
    about: str
    what: str
    means: str
    asked: str
    level: LevelSign | None = None
    decided: str = ""


@dataclass(frozen=True, slots=True)
class RaisedItem:
    """A concern of one's own, and how its case stands."""

    clue: ClueLine
    student_id: str
    name: str
    about: str
    stands: str
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConcernsShown:
    """The list with its heads, and the legend of the levels below it."""

    items: tuple[ListHead | ListItem, ...] = ()
    total: int = 0
    late: int = 0
    legend: tuple[LevelSign, ...] = ()
    scheme: str = ""
    notices: tuple[str, ...] = ()
    is_leader: bool = False


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A mandatory report in the list at the left."""

    id: str
    name: str
    note: str
    is_signed: bool


@dataclass(frozen=True, slots=True)
class LimitRow:
    """Until when somebody has to be told, in words; `is_late` where nobody was."""

    words: str
    stands: str
    is_late: bool = False
    is_met: bool = False


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """A report as it is written down; once signed it is only added to."""

    id: str
    student_id: str
    name: str
    about: str
    discovered_at: str = ""
    situations: tuple[str, ...] = ()
    facts: str = ""
    protection: str = ""
    told: tuple[Told, ...] = ()
    limits: tuple[LimitRow, ...] = ()
    remark: str = ""
    is_signed: bool = False
    signed: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """What can be chosen in a report."""

    situations: tuple[Option, ...] = ()
    contacts: tuple[Contact, ...] = ()
    ways: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty of the day: whose child, what, until when."""

    duty: Duty
    student_id: str
    name: str


@dataclass(frozen=True, slots=True)
class CareToday:
    """What today's page says about care: my duties, and what nobody has accepted."""

    duties: tuple[DutyRow, ...] = ()
    waiting: tuple[str, ...] = ()
    reports: int = 0
