"""What a case waits for, until when, and who answers for it (domain.md 5.6).

Every open case has a clock and every clock has an owner: if there is no psychologist,
it is student affairs, then the principal, and a sentence says so. A start that lies in
the future, because a clock was wrong, counts from now and is pressing at once; so no
clock is ever silent.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from homevisit.domain.care_case import (
    ACCEPTED,
    ON_LEAVE,
    RAISED,
)
from homevisit.domain.dates import iso_day
from homevisit.domain.level_schemes import span_of
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import tzinfo

    from homevisit.domain.care_case import Case, Due
    from homevisit.domain.care_school_records import LevelScheme
    from homevisit.domain.level_schemes import Span

ACCEPT, INTERVIEW, PRINCIPAL = "accept", "interview", "principal"
GUARDIAN, OFFICE, PANEL = "guardian_notice", "education_office", "panel"
FOLLOW_UP, FEEDBACK = "follow_up", "referral_feedback"
LEAVE_CONTACT, CONFIRM_LEVEL = "leave_contact", "confirm_level"
OBSERVATION, CONFIRM_CLOSURE = "observation", "confirm_closure"

PSYCHOLOGIST, STUDENT_AFFAIRS, LEADER = "psychologist", "student_affairs", "principal"
# What a case is looked at for before anybody has said how urgent it is.
_UNSAID, _URGENT = 2, 4
# Where a scheme sets no cycle, a case must not be forgotten all the same.
_CYCLE = timedelta(days=30)
SOON = timedelta(hours=24)

_NO_PSYCHOLOGIST = N_(
    "There is no psychology teacher in the staff directory; student affairs answers for"
    " this until there is one."
)
_NOBODY = N_(
    "There is neither a psychology teacher nor student affairs in the staff directory;"
    " the principal answers for this."
)
_OWNER_LEFT = N_(
    "Who took up this case is no longer a psychology teacher here; another one answers"
    " for it. Hand it over."
)


class Pressing(StrEnum):
    """How pressing a clock is."""

    LATE = "late"
    SOON = "soon"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Posts:
    """Who holds which post today, by role; ids in the order of the directory."""

    by_role: Mapping[str, tuple[str, ...]]

    def of(self, role: str) -> tuple[str, ...]:
        return self.by_role.get(role, ())


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a clock; `message` is a msgid that says why it is not as usual.

    `person_id` is empty where everybody of the role answers.
    """

    role: str
    person_id: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """One thing a case waits for; instants are aware, in UTC."""

    kind: str
    owner: Owner
    started_at: datetime
    due_at: datetime
    state: Pressing
    step_id: str = ""

    def elapsed(self, now: datetime) -> float:
        """Return the share of its time that is over, 0 to 1."""
        whole = (self.due_at - self.started_at).total_seconds()
        gone = (now - self.started_at).total_seconds()
        return 1.0 if whole <= 0 else min(1.0, max(0.0, gone / whole))


@dataclass(frozen=True, slots=True)
class Watch:
    """The present: instant, zone (None is the computer's), posts and the scheme."""

    now: datetime
    scheme: LevelScheme
    posts: Posts
    zone: tzinfo | None = None
    _spans: dict[tuple[str, int], Span | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def span(self, kind: str, severity: int) -> Span | None:
        """Return how long something may take; looked up once for all cases."""
        key = (kind, severity)
        if key not in self._spans:
            self._spans[key] = span_of(self.scheme, kind, severity)
        return self._spans[key]

    def end_of(self, day_of: datetime, *, days: int = 0) -> datetime:
        """Return midnight after an instant's local day, or after one some days on."""
        local = day_of.astimezone(self.zone)
        last = datetime.combine(local.date() + timedelta(days=days + 1), time())
        return last.replace(tzinfo=local.tzinfo).astimezone(UTC)

    def end_of_day(self, written: str) -> datetime | None:
        """Return midnight after an ISO day; None where it is none."""
        found = iso_day(written)
        if found is None:
            return None
        noon = datetime.combine(found, time(12)).replace(tzinfo=self.zone)
        return self.end_of(noon)


def clocks(case: Case, watch: Watch) -> tuple[Clock, ...]:
    """Return what an open case waits for, the most pressing first; at least one."""
    if not case.is_open:
        return ()
    found = sorted(_all(case, watch), key=lambda each: (each.due_at, each.kind))
    return tuple(found)


def first_clock(case: Case, watch: Watch) -> Clock | None:
    """Return the most pressing clock of a case; None when it has ended."""
    return next(iter(clocks(case, watch)), None)


def observed_until(case: Case, watch: Watch) -> str:
    """Return the ISO day on which the observation of a proposed closing ends, or "".

    A false alarm, and a case that left with its child, is not observed.
    """
    proposal = case.closure
    if proposal is None or proposal.reason not in {"", "stable"}:
        return ""
    span = watch.span(OBSERVATION, case.severity or 0)
    if span is None:
        return ""
    since = max(proposal.observed_from, _local_day(case.level_since, watch))
    start = iso_day(since) or iso_day(_local_day(proposal.at, watch))
    return (start + span.length).isoformat() if start else ""


def parse_instant(written: str) -> datetime | None:
    """Return the instant of a record; None where it is none."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _local_day(written: str, watch: Watch) -> str:
    found = parse_instant(written)
    return found.astimezone(watch.zone).date().isoformat() if found else ""


def _all(case: Case, watch: Watch) -> Iterator[Clock]:
    maker = _Maker(case, watch)
    for rule in _RULES.get(case.state, _WORKED_ON):
        found = rule(maker)
        if found:
            yield found
    for each in case.referrals:
        yield maker.feedback(each)
    if case.incident_at > case.office_told_at:
        found = maker.limited(OFFICE, case.incident_at)
        if found:
            yield found


class _Maker:
    """Makes the clocks of one case; each method is one thing that is waited for."""

    def __init__(self, case: Case, watch: Watch) -> None:
        self._case = case
        self._watch = watch
        self._owner = owner_of(case, watch.posts)
        if case.state == RAISED or case.severity is None:
            usual = _URGENT if case.is_urgent else _UNSAID
            suggested = usual if case.suggested is None else case.suggested
            self._severity = max(suggested, usual) if case.is_urgent else suggested
        else:
            self._severity = case.severity

    def limited(self, kind: str, since: str) -> Clock | None:
        """Return the clock of an event that has a limit at this severity."""
        start = self._start(since)
        due = self._due(kind, start)
        return self._clock(kind, start, due) if due else None

    def accept(self) -> Clock:
        """Return the clock of a concern that nobody has taken up."""
        start = self._start(self._case.raised_at)
        return self._clock(ACCEPT, start, self._due(ACCEPT, start) or start + _CYCLE)

    def first_look(self) -> Clock:
        """Return the first interview, or the next look once there was one."""
        if self._case.interview or self._case.panel:
            return self.follow_up()
        found = self.limited(INTERVIEW, self._case.opened_at)
        return found or self.follow_up()

    def panel(self) -> Clock | None:
        if self._case.panel or self._case.severity is None:
            return None
        return self.limited(PANEL, self._case.level_since)

    def principal(self) -> Clock | None:
        return self._told(PRINCIPAL, self._case.principal_told_at)

    def guardian(self) -> Clock | None:
        return self._told(GUARDIAN, self._case.guardian_told_at)

    def follow_up(self) -> Clock:
        """Return the next look: by the cycle, or by the day set if that is earlier."""
        return self._cycle(FOLLOW_UP)

    def leave_contact(self) -> Clock:
        return self._cycle(LEAVE_CONTACT)

    def confirm_level(self) -> Clock | None:
        waiting = self._case.lower_level
        return self.limited(CONFIRM_LEVEL, waiting.at) if waiting else None

    def closing(self) -> Clock | None:
        """Return the end of observation, or after it the second person's word."""
        proposal = self._case.closure
        if proposal is None:
            return None
        until = observed_until(self._case, self._watch)
        start = self._start(proposal.at)
        end = self._watch.end_of_day(until) if until else None
        if end and end > self._watch.now:
            return self._clock(OBSERVATION, start, end)
        begun = max(start, end) if end else start
        due = self._due(CONFIRM_CLOSURE, begun) or begun + _CYCLE
        return self._clock(CONFIRM_CLOSURE, begun, due)

    def feedback(self, referral: Due) -> Clock:
        start = self._start(referral.at)
        named = self._watch.end_of_day(referral.next_on)
        due = named or self._due(FEEDBACK, start) or start + _CYCLE
        clock = self._clock(FEEDBACK, start, due)
        return replace(clock, step_id=referral.step_id)

    def _told(self, kind: str, told_at: str) -> Clock | None:
        case = self._case
        begun = case.opened_at
        if case.severity is None or (told_at and told_at >= begun):
            return None
        return self.limited(kind, case.level_since or begun)

    def _cycle(self, kind: str) -> Clock:
        look = self._case.last_look
        leave = self._case.leave if kind == LEAVE_CONTACT else None
        since = max(look.at if look else "", leave.at if leave else "")
        start = self._start(since or self._case.opened_at)
        due = self._due(kind, start) or start + _CYCLE
        named = self._watch.end_of_day(look.next_on) if look else None
        return self._clock(kind, start, min(due, named) if named else due)

    def _start(self, written: str) -> datetime:
        found = parse_instant(written) or self._watch.now
        return min(found, self._watch.now)

    def _due(self, kind: str, start: datetime) -> datetime | None:
        span = self._watch.span(kind, self._severity)
        if span is None:
            return None
        return self._watch.end_of(start) if span.ends_with_day else start + span.length

    def _clock(self, kind: str, start: datetime, due: datetime) -> Clock:
        left = due - self._watch.now
        # What counts from now, as its beginning is unknown or lies in the future, would
        # move on with every look and never be late: `_start` gave this very instant.
        is_moving = start is self._watch.now
        state = Pressing.SOON if is_moving else Pressing.FINE
        if left <= SOON:
            state = Pressing.LATE if left < timedelta() else Pressing.SOON
        return Clock(kind, self._owner, start, due, state)


_WORKED_ON: tuple[Callable[[_Maker], Clock | None], ...] = (
    _Maker.follow_up,
    _Maker.panel,
    _Maker.principal,
    _Maker.guardian,
    _Maker.confirm_level,
    _Maker.closing,
)
_RULES: Mapping[str, tuple[Callable[[_Maker], Clock | None], ...]] = MappingProxyType(
    {
        RAISED: (_Maker.accept,),
        ACCEPTED: (
            _Maker.first_look,
            _Maker.principal,
            _Maker.guardian,
        ),
        ON_LEAVE: (
            _Maker.leave_contact,
            _Maker.confirm_level,
            _Maker.closing,
        ),
    }
)


def owner_of(case: Case, posts: Posts) -> Owner:
    """Return who answers for a case; there always is somebody."""
    psychologists = posts.of(PSYCHOLOGIST)
    if psychologists:
        if not case.owner_id or case.owner_id in psychologists:
            return Owner(PSYCHOLOGIST, case.owner_id)
        return Owner(PSYCHOLOGIST, psychologists[0], _OWNER_LEFT)
    if posts.of(STUDENT_AFFAIRS):
        return Owner(STUDENT_AFFAIRS, posts.of(STUDENT_AFFAIRS)[0], _NO_PSYCHOLOGIST)
    principals = posts.of(LEADER) or posts.of("leader") or ("",)
    return Owner(LEADER, principals[0], _NOBODY)
