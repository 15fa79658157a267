"""A case as it stands: what all its steps, put together, say (domain.md 2.9, 5.6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

RAISED, ACCEPTED, ASSESSED = "raised", "accepted", "assessed"
INTERVENING, REFERRED, ON_LEAVE = "intervening", "referred", "on_leave"
MONITORING, CLOSED, REJECTED = "monitoring", "closed", "rejected"
TRANSFERRED, GRADUATED, MERGED = "transferred", "graduated", "merged"
WORKED_ON = frozenset({ACCEPTED, ASSESSED, INTERVENING, REFERRED, ON_LEAVE, MONITORING})
OPEN = WORKED_ON | {RAISED}
ENDED = frozenset({CLOSED, REJECTED, TRANSFERRED, GRADUATED, MERGED})
# From this severity on a leader has a word in closing (domain.md 5.9).
LEADERS_FROM = 3
TWO_ACCEPTED, TWO_LEVELS, ENDED_AND_ACTIVE = (
    "two_accepted",
    "two_levels",
    "ended_and_active",
)


class Step(Protocol):
    """What the fold asks of a step; the record `care_step` has it all."""

    @property
    def id(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def at(self) -> str: ...
    @property
    def by_id(self) -> str: ...
    @property
    def severity(self) -> int | None: ...
    @property
    def members(self) -> tuple[str, ...]: ...
    @property
    def details(self) -> Mapping[str, Any]: ...
    @property
    def next_on(self) -> str: ...
    @property
    def approval_id(self) -> str: ...
    @property
    def after(self) -> tuple[str, ...]: ...


class Approval(Protocol):
    """What the fold asks of a leader's word; the record `care_approval` has it."""

    @property
    def id(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def step_id(self) -> str: ...
    @property
    def decision(self) -> str: ...
    @property
    def decided_by(self) -> str: ...


class Raised(Protocol):
    """What the fold asks of a concern; the record `concern` has it."""

    @property
    def id(self) -> str: ...
    @property
    def raised_by(self) -> str: ...
    @property
    def raised_at(self) -> str: ...
    @property
    def signs(self) -> tuple[str, ...]: ...
    @property
    def harm_signs(self) -> tuple[str, ...]: ...
    @property
    def suggested_severity(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Act:
    """A step without its words, for lists of many cases."""

    id: str
    step: str
    at: str
    by_id: str
    severity: int | None = None
    members: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)
    next_on: str = ""
    approval_id: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A level that was fixed: by which step, by whom, and the level before it."""

    step_id: str
    step: str
    at: str
    by_id: str
    severity: int
    before: int | None
    second_id: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that waits for a second person: a lower level, or a closing."""

    step_id: str
    at: str
    by_id: str
    severity: int | None = None
    reason: str = ""
    observed_from: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two acts of people who did not know of each other; both stay.

    `message` is a msgid that says what is so now and what settles it.
    """

    kind: str
    step_ids: tuple[str, ...]
    people: tuple[str, ...]
    severities: tuple[int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """A step that does not fit where it came; `message` is a msgid that says why."""

    step_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something that was begun and is waited for, with a day if one was set."""

    step_id: str
    at: str
    next_on: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One case as all that is known of it says. Instants are ISO in UTC, or "".

    `heads` are the latest steps, which the next one comes after. `order` names every
    step there is, also those that do not fit.
    """

    state: str = RAISED
    severity: int | None = None
    suggested: int | None = None
    is_urgent: bool = False
    raised_at: str = ""
    raised_by: tuple[str, ...] = ()
    owner_id: str = ""
    accepted_at: str = ""
    opened_at: str = ""
    level_since: str = ""
    levels: tuple[LevelMark, ...] = ()
    lower_level: Waiting | None = None
    closure: Waiting | None = None
    closed_at: str = ""
    closed_by: tuple[str, ...] = ()
    ended_because: str = ""
    merged_into: str = ""
    times_reopened: int = 0
    interview: Due | None = None
    panel: Due | None = None
    plan: Due | None = None
    is_plan_approved: bool = False
    guardian_told_at: str = ""
    principal_told_at: str = ""
    office_told_at: str = ""
    incident_at: str = ""
    referrals: tuple[Due, ...] = ()
    leave: Due | None = None
    last_look: Due | None = None
    disagreements: tuple[Disagreement, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    order: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
