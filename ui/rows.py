"""What screens show, as frozen rows: made from services, read by models and views.

Nothing here computes; words are already in the user's language, days are ISO strings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ui.edit_rows import FileEdits

if TYPE_CHECKING:
    from homevisit.services.visit_wording import Wording
    from ui.concern_rows import Shell
    from ui.signing_rows import SignatureLine


@dataclass(frozen=True, slots=True)
class Tag:
    """A neutral mark of a special group: stable code, words, icon."""

    code: str
    label: str
    icon: str = "tag"


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group to filter by, and how many it holds; groups overlap."""

    tag: Tag
    count: int


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What the student list is narrowed to."""

    typed: str = ""
    class_id: str = ""
    groups: tuple[str, ...] = ()
    visited: str = ""
    boarding: str = ""
    overdue: bool = False
    to_check: bool = False

    @property
    def is_empty(self) -> bool:
        return self == ListFilter()


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """A class to filter by."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One line of the student list; `matched` are spans of `pinyin`, end exclusive."""

    id: str
    name: str
    pinyin: str = ""
    class_name: str = ""
    groups: tuple[Tag, ...] = ()
    last_visit_on: str = ""
    days_since: int | None = None
    visits_this_term: int = 0
    open_items: int = 0
    late_items: int = 0
    has_draft: bool = False
    to_check: bool = False
    matched: tuple[tuple[int, int], ...] = ()
    name_matched: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value; `secret` names what stands behind its mask.

    `doubt` says why somebody should look at the value again; `masked` is shown instead
    of a value with names in it while names are masked.
    """

    label: str
    value: str
    secret: str = ""
    doubt: str = ""
    masked: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that looks wrong: in which record and field, and why."""

    record_id: str
    field: str
    label: str
    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something promised and not yet done."""

    id: str
    text: str
    due_on: str = ""
    late_days: int = 0
    source: str = ""
    state: str = "open"
    owner: str = ""


EntryState = Literal["planned", "draft", "done", "support", "confidential"]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened or is planned, newest first in a file's timeline."""

    id: str
    kind: str
    on: str
    title: str
    facts: str = ""
    text: str = ""
    time: str = ""
    state: EntryState = "done"
    icon: str = "circle"
    action: str = ""
    is_signed: bool = False
    attachments: int = 0


@dataclass(frozen=True, slots=True)
class StudentPreview:
    """What stands beside the list for the chosen student."""

    id: str
    name: str
    about: str
    class_line: str
    groups: tuple[Tag, ...] = ()
    facts: tuple[Fact, ...] = ()
    urgent: tuple[tuple[str, str], ...] = ()
    strengths: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A photo or paper that belongs to the file."""

    id: str
    title: str
    kind: str
    on: str
    size: str


@dataclass(frozen=True, slots=True)
class StudentFile:
    """One student's whole file as the screen shows it."""

    id: str
    name: str
    about: str
    class_line: str
    seat: str = ""
    groups: tuple[Tag, ...] = ()
    strengths: str = ""
    facts: tuple[Fact, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    edits: FileEdits = field(default_factory=FileEdits)
    attachments: tuple[AttachmentRow, ...] = ()
    tip: str = ""
    draft_id: str = ""
    concerns: tuple[Concern, ...] = ()
    name_doubt: str = ""
    term_line: str = ""
    last_line: str = ""
    last_visit_id: str = ""
    care: tuple[Shell, ...] = ()


FieldShape = Literal[
    "line", "text", "date", "time", "segments", "chips", "choice", "items", "note"
]


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a form and how it is answered; `quoted`: in others' own words.

    `is_name`: it is answered with names; `masked` are its options with names masked.
    """

    name: str
    label: str
    shape: FieldShape = "line"
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    example: str = ""
    required: bool = False
    wide: bool = False
    quoted: bool = False
    is_name: bool = False
    masked: tuple[tuple[str, str], ...] = ()
    shown_when: tuple[str, tuple[str, ...]] | None = None
    required_when: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class FormSection:
    """A part of a form with a heading of its own."""

    code: str
    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class LastVisit:
    """What was said last time, beside the form."""

    on: str
    form: str
    lines: tuple[str, ...]
    visit_id: str = ""


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added to a finalised visit, and why."""

    at: str
    who: str
    content: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A photo or sheet that hangs on a visit; a thumbnail is a small JPEG."""

    id: str
    title: str
    at: str
    thumbnail: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Review:
    """What the school said about a finalised visit."""

    at: str
    who: str
    decision: str
    remark: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class VisitForm:
    """A visit being written, or a finalised one being read."""

    draft_id: str
    student_id: str
    student_name: str
    context: str
    sections: tuple[FormSection, ...]
    values: dict[str, Any] = field(default_factory=dict)
    last: LastVisit | None = None
    carry: dict[str, Any] = field(default_factory=dict)
    promises: tuple[OpenItem, ...] = ()
    judged: dict[str, str] = field(default_factory=dict)
    tip: str = ""
    school_tips: str = ""
    wording: Wording | None = None
    kept_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    addenda: tuple[Addendum, ...] = ()
    rescued: str = ""
    papers: tuple[Paper, ...] = ()
    reviews: tuple[Review, ...] = ()
    can_review: bool = False
    signature: SignatureLine | None = None
    doubts: dict[str, str] = field(default_factory=dict)
    is_final: bool = False
    visit_id: str = ""
    saved_at: str = ""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """Something begun and not finalised."""

    draft_id: str
    student_id: str
    student_name: str
    title: str
    saved_at: str
    filled: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What a person chose for an exported PDF; the password is never stored."""

    sections: tuple[str, ...]
    password: str = ""
    mask_contacts: bool = True


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column of a foreign list: its heading, a sample, and where it goes."""

    at: int
    heading: str
    sample: str
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """Something about one row of a list."""

    is_error: bool
    row: int
    name: str
    field: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A list that was read; nothing of it is written yet."""

    name: str
    sheets: tuple[str, ...]
    sheet: int
    columns: tuple[ImportColumn, ...]
    targets: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    classes: tuple[ClassChoice, ...] = ()
    lacks_class: bool = False


@dataclass(frozen=True, slots=True)
class ImportTrial:
    """What an import would do, counted, with every problem."""

    counts: dict[str, int]
    problems: tuple[ImportProblem, ...] = ()
    new_classes: tuple[str, ...] = ()
