"""The rows of the care board: what a queue and the page of a case are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from homevisit.domain.care_case import Case, LevelMark
    from homevisit.domain.care_clocks import Clock, Watch
    from homevisit.domain.care_records import (
        Concern,
        ConcernAddendum,
        Duty,
        GuardianNotice,
    )
    from homevisit.domain.care_room_records import CareStep, PlanItem
    from homevisit.domain.care_school_records import CareApproval, Level
    from homevisit.domain.clock_trust import Trust


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case that somebody has taken up. `due_at` is None once it has ended.

    `owner` is a name or the word for a post; `owner_message` says why it is not as
    usual, `messages` what is odd about the case: both are sentences.
    """

    case_id: str
    case_no: str
    student_id: str
    name: str
    class_name: str
    state: str
    severity: int | None
    level: Level
    clock_kind: str = ""
    due_at: datetime | None = None
    started_at: datetime | None = None
    elapsed: float = 0.0
    pressing: str = "fine"
    owner: str = ""
    owner_message: str = ""
    has_disagreement: bool = False
    new_clues: int = 0
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one level, the most pressing first; `legend` says what it means.

    A severity of None is of those that have not been assessed yet.
    """

    severity: int | None
    level: Level
    legend: str
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class Clue:
    """A concern that nobody has taken up, as it was raised.

    `on_known_case`: somebody has taken up the case it belongs to.
    """

    concern_id: str
    case_id: str
    case_no: str
    student_id: str
    name: str
    class_name: str
    raised_at: str
    raised_by: str
    source: str
    signs: tuple[str, ...]
    harm_signs: tuple[str, ...]
    facts: str
    child_words: str
    done_already: str
    suggested: int | None
    due_at: datetime | None
    started_at: datetime | None
    elapsed: float
    pressing: str
    owner: str
    on_known_case: bool
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """The whole board; `late` counts cases, `late_clues` what waits to be taken up.

    `scheme_message` is a sentence on a level scheme that is gone, or "". Of the cases
    `with_colleagues` only the shell is here.
    """

    groups: tuple[Group, ...]
    clues: tuple[Clue, ...]
    open_count: int
    late: int
    late_clues: int
    trust: Trust
    scheme_message: str
    watch: Watch
    with_colleagues: int = 0

    @property
    def waiting(self) -> int:
        """How many things call for somebody: new clues and cases that are late."""
        return len(self.clues) + self.late


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a case as it was written, with the level before and after.

    `message` is a sentence on why it does not fit, or "".
    """

    step: CareStep
    before: int | None
    after: int | None
    message: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case with all of it, for psychology staff; entries are the newest first."""

    row: QueueRow
    case: Case
    levels: tuple[LevelMark, ...]
    entries: tuple[Entry, ...]
    plan: tuple[PlanItem, ...]
    hint: str
    duties: tuple[Duty, ...]
    clocks: tuple[Clock, ...]
    possible: frozenset[str]
    concerns: tuple[Concern, ...]
    addenda: tuple[ConcernAddendum, ...]
    notices: tuple[GuardianNotice, ...]
    secrecy_breaks: tuple[CareStep, ...]
    approvals: tuple[CareApproval, ...]
    notes_count: int
    messages: tuple[str, ...]
    watch: Watch
