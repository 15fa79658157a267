"""What the board of care cases shows: plain rows in words, made by the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.rows import FormField, Tag

Hue = Literal["red", "orange", "yellow", "blue", "none"]
DueState = Literal["late", "soon", "fine"]
StepState = Literal["past", "now", "planned"]
ActPlace = Literal["main", "near", "more", "end"]

BY_DUE, BY_NAME, BY_CLASS = "due", "name", "class"


@dataclass(frozen=True, slots=True)
class LevelSign:
    """A level as the school's scheme calls it; `severity` is how many bars it has."""

    severity: int
    label: str
    hue: Hue = "none"
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Countdown:
    """Until when something is due, and how much of the time has gone (0 to 1)."""

    words: str
    until: str
    state: DueState = "fine"
    elapsed: float = 0.0
    what: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class QueueHead:
    """The line above the cases of one level; `legend` says what the level means."""

    level: LevelSign
    legend: str
    count: int


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case in the queue."""

    case_id: str
    name: str
    class_name: str
    level: LevelSign
    due: Countdown | None = None
    state: str = ""


QueueItem = QueueHead | QueueRow


@dataclass(frozen=True, slots=True)
class ClueRow:
    """Something a colleague noticed, not accepted yet; `id` is the concern's."""

    id: str
    at: str


@dataclass(frozen=True, slots=True)
class AskRow:
    """A leader who asks to know more of a case, and why."""

    request_id: str
    case_id: str
    who: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Board:
    """The queue with what stands above it; `notices` are sentences to be read."""

    items: tuple[QueueItem, ...] = ()
    total: int = 0
    late: int = 0
    clues: tuple[ClueRow, ...] = ()
    asks: tuple[AskRow, ...] = ()
    notices: tuple[str, ...] = ()
    forks: tuple[Fork, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One stop on the way of the levels; without a level it is still to come."""

    words: str
    when: str
    level: LevelSign | None = None
    state: StepState = "past"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Something that was done in a case; `odd` says why it does not fit its place."""

    id: str
    day: str
    title: str
    before: LevelSign | None = None
    after: LevelSign | None = None
    who: str = ""
    text: str = ""
    odd: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One item of the plan for a child: what, by whom, how it stands."""

    id: str
    title: str
    about: str = ""
    stands: str = ""
    icon: str = "circle-dot"
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A counselling note, or the draft of one; it names the case, not the child."""

    id: str
    day: str
    title: str
    text: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """An hour somebody has; `state` is a code of the vocabulary of appointments."""

    id: str
    case_id: str
    day: str
    time: str
    name: str
    place: str = ""
    state: str = ""
    state_words: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentDay:
    """A day of the appointment book."""

    words: str
    rows: tuple[AppointmentRow, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done in a case; `refusal` is a sentence why not now.

    `paper` is the paper it prints. `place`: the one button to press next, those beside
    it, in the list of others, or at the far end because one has to think twice.
    """

    code: str
    label: str
    place: ActPlace = "more"
    icon: str = ""
    refusal: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Fork:
    """Something that does not agree, both facts, and how to settle it.

    `act` is what settles it, `button` the words for that where there are better ones.
    """

    words: str
    first: str = ""
    second: str = ""
    settle: str = ""
    act: str = ""
    button: str = ""


@dataclass(frozen=True, slots=True)
class Clue:
    """What a colleague noticed, as it was written; the child's words stand apart.

    `is_known`: it belongs to a case that is open already.
    """

    id: str
    case_id: str
    student_id: str
    name: str
    about: str
    tags: tuple[Tag, ...] = ()
    number: str = ""
    source: str = ""
    signs: tuple[str, ...] = ()
    harm: tuple[str, ...] = ()
    facts: str = ""
    child_words: str = ""
    suggested: LevelSign | None = None
    done_already: str = ""
    due: Countdown | None = None
    notices: tuple[str, ...] = ()
    refusal: str = ""
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """What a leader asked for, and the entries that could be given to her."""

    request_id: str
    case_id: str
    who: str
    reason: str
    at: str
    about: str
    case_no: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a case that may leave the room, as it would be read."""

    id: str
    day: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as its page shows it.

    `begun` is the act and the subject of what was typed and not written, `hint_begun`
    the note that was being typed.
    """

    case_id: str
    student_id: str
    name: str
    about: str
    case_no: str
    tags: tuple[Tag, ...] = ()
    state: str = ""
    track: tuple[TrackStep, ...] = ()
    due: Countdown | None = None
    reviews: tuple[ReviewRow, ...] = ()
    plan: tuple[PlanRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    hint: str = ""
    seen_by: str = ""
    forks: tuple[Fork, ...] = ()
    notices: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    begun: tuple[str, str] | None = None
    hint_begun: str = ""


@dataclass(frozen=True, slots=True)
class CareForm:
    """The fields an act is written down with; `note` says who will see it.

    `subject` tells what the form is about (a plan item, a note). `values` may hold what
    was typed before the room was closed (`is_draft`), `blank` what an untouched form
    shows.
    """

    act: str
    case_id: str
    title: str
    fields: tuple[FormField, ...]
    save: str
    values: Mapping[str, Any] = field(default_factory=dict)
    blank: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    subject: str = ""
    is_serious: bool = False
    is_draft: bool = False
