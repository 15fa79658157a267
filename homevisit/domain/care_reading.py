"""Reads the steps of a case one by one, in their order; `care_flow.fold` begins here.

What ends a case stands only if nobody worked on at the same time without knowing of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.domain import care_steps as steps
from homevisit.domain.care_case import (
    ACCEPTED,
    ASSESSED,
    CLOSED,
    ENDED,
    ENDED_AND_ACTIVE,
    GRADUATED,
    INTERVENING,
    LEADERS_FROM,
    MERGED,
    MONITORING,
    ON_LEAVE,
    RAISED,
    REFERRED,
    REJECTED,
    TRANSFERRED,
    TWO_ACCEPTED,
    TWO_LEVELS,
    WORKED_ON,
    Case,
    Disagreement,
    Due,
    Misfit,
    Waiting,
)
from homevisit.domain.care_level_track import FIXING, LevelTrack
from homevisit.domain.care_order import in_order
from homevisit.domain.care_table import FITS, LOOKS, WORK
from homevisit.domain.care_words import CLOSURE, PLAN
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from homevisit.domain.care_case import Step
    from homevisit.domain.care_words import Words

_MISFIT = N_("When this was written, the case stood elsewhere. It is kept and shown.")
_UNKNOWN = N_("This step comes from a newer version. It is kept and shown.")
_ALONE = N_("This needs a second person. It is kept and holds once there is one.")
_LEADER = N_("At this level a leader must agree. It holds once a leader has.")
_ACCEPTED_TWICE = N_(
    "Two people took up this case without knowing of each other. The first one has it"
    " until it is handed over; what both wrote is kept."
)
_LEVELS_DIFFER = N_(
    "Two people set different levels without knowing of each other. The higher one"
    " holds until somebody sets the level again; both are kept."
)
_ENDED_ELSEWHERE = N_(
    "One person ended this case while another worked on it. It stays open until it is"
    " ended again; both are kept."
)


class Reading:
    """What the steps of a case say so far; a method for each step that does more."""

    def __init__(self, given: Iterable[Step], words: Words) -> None:
        self._ordered = in_order(given)
        self._words = words
        self._levels = LevelTrack(self._ordered, words)
        self._state = RAISED
        self._accepts: list[int] = []
        self._owner = ""
        self._ended_at = -1
        self._proposal = -1
        self._misfits: list[Misfit] = []
        self._disagreements: list[Disagreement] = []
        self._latest: dict[str, Due] = {}
        self._referrals: dict[str, Due] = {}
        self._more: dict[str, Any] = {}
        self._closed_by: tuple[str, ...] = ()
        self._times_reopened = 0
        self._opened_at = self._level_since = ""
        self._last_look: Due | None = None
        self._leave: Due | None = None
        self._plan_agreed = False
        for at in range(len(self._ordered.steps)):
            self._read(at)

    def _read(self, at: int) -> None:
        step = self._ordered.steps[at]
        if step.step not in FITS:
            self._misfit(step, _UNKNOWN)
        elif self._state in FITS[step.step] or self._was_elsewhere(at):
            self._note(step)
            severity = self._levels.severity
            self._levels.fix(at)
            act = _ACTS.get(step.step)
            if act:
                act(self, at, step)
            self._follow_level(step, severity)
        elif not self._is_second_accept(at):
            self._misfit(step, _MISFIT)

    def _was_elsewhere(self, at: int) -> bool:
        """Whether the writer worked on, not knowing that the case had ended."""
        step = self._ordered.steps[at]
        return (
            self._state in ENDED
            and step.step in WORK - {steps.ACCEPT, steps.REOPEN}
            and not self._ordered.knew(at, self._ended_at)
        )

    def _is_second_accept(self, at: int) -> bool:
        step = self._ordered.steps[at]
        apart = any(self._ordered.are_apart(at, each) for each in self._accepts)
        if step.step == steps.ACCEPT and apart:
            self._accepts.append(at)
            return True
        return False

    def _note(self, step: Step) -> None:
        due = Due(step.id, step.at, step.next_on)
        self._latest[step.step] = due
        if step.step in LOOKS:
            self._last_look = due
        if step.details.get("incident") is True:
            self._more["incident_at"] = step.at

    def _follow_level(self, step: Step, before: int | None) -> None:
        """Move on from the state as a level was fixed."""
        severity = self._levels.severity
        if severity is None or self._state in ENDED:
            return
        if severity != before:
            self._level_since = self._levels.marks[-1].at
        if self._state == ACCEPTED and step.step in FIXING:
            self._state = ASSESSED
        elif before is not None and severity > before and self._state == MONITORING:
            self._state = INTERVENING if steps.PLAN in self._latest else ASSESSED
        elif before is not None and severity < before and self._state == INTERVENING:
            self._state = MONITORING
        if before is not None and severity > before:
            self._proposal = -1

    def accept(self, at: int, step: Step) -> None:
        self._accepts = [at]
        self._owner = step.by_id
        self._opened_at = self._opened_at or step.at
        self._state = ACCEPTED
        self._more["accepted_at"] = step.at

    def reject(self, at: int, step: Step) -> None:
        if self._stands_as_end(at):
            self._end(at, REJECTED, _word(step, "reason"))

    def plan(self, at: int, step: Step) -> None:
        del at
        self._plan_agreed = bool(self._words.yes_to(PLAN, step, but=step.by_id))
        if self._state in {ASSESSED, MONITORING}:
            self._state = INTERVENING

    def tell_guardian(self, at: int, step: Step) -> None:
        del at
        self._more["guardian_told_at"] = step.at

    def tell(self, at: int, step: Step) -> None:
        del at
        body = {"principal": "principal_told_at", "education": "office_told_at"}
        name = body.get(_word(step, "body"))
        if name:
            self._more[name] = step.at

    def refer(self, at: int, step: Step) -> None:
        del at
        self._referrals[step.id] = Due(step.id, step.at, step.next_on)
        if self._state in WORKED_ON - {ON_LEAVE}:
            self._state = REFERRED

    def answer(self, at: int, step: Step) -> None:
        del at
        named = _word(step, "referral_id") or next(iter(self._referrals), "")
        if self._referrals.pop(named, None) is None:
            self._misfit(step, _MISFIT)
        elif not self._referrals and self._state == REFERRED:
            planned = steps.PLAN in self._latest
            known = self._levels.severity is not None
            self._state = INTERVENING if planned else ASSESSED if known else ACCEPTED

    def go_on_leave(self, at: int, step: Step) -> None:
        del at
        if self._state not in ENDED:
            self._leave = Due(step.id, step.at, step.next_on)
            self._state = ON_LEAVE

    def come_back(self, at: int, step: Step) -> None:
        del at
        if self._state == ON_LEAVE and _word(step, "result") != "not_yet":
            self._leave = None
            self._state = MONITORING

    def confirm_level(self, at: int, step: Step) -> None:
        if not self._levels.confirm(at):
            self._misfit(step, _ALONE)

    def hand_over(self, at: int, step: Step) -> None:
        self._accepts = [
            each for each in self._accepts if not self._ordered.knew(at, each)
        ]
        self._accepts.append(at)
        self._owner = _word(step, "owner_id") or step.by_id

    def propose(self, at: int, step: Step) -> None:
        del step
        self._proposal = at
        if self._state in {ASSESSED, INTERVENING}:
            self._state = MONITORING

    def close(self, at: int, step: Step) -> None:
        if self._proposal < 0 or not self._ordered.knew(at, self._proposal):
            self._misfit(step, _MISFIT)
            return
        proposal = self._ordered.steps[self._proposal]
        leader = self._words.yes_to(CLOSURE, proposal, step, but=proposal.by_id)
        second = step.by_id if step.by_id != proposal.by_id else leader
        if not second:
            self._misfit(step, _ALONE)
        elif (self._levels.severity or 0) >= LEADERS_FROM and not leader:
            self._misfit(step, _LEADER)
        elif self._stands_as_end(at):
            self._closed_by = (proposal.by_id, second)
            self._more["closed_at"] = step.at
            self._end(at, CLOSED, _word(proposal, "closure"))

    def leave_school(self, at: int, step: Step) -> None:
        self._end(at, TRANSFERRED, _word(step, "to_school"))

    def graduate(self, at: int, step: Step) -> None:
        del step
        self._end(at, GRADUATED, "")

    def merge(self, at: int, step: Step) -> None:
        self._more["merged_into"] = _word(step, "into_id")
        self._end(at, MERGED, "merged")

    def reopen(self, at: int, step: Step) -> None:
        self._owner = self._owner or step.by_id
        self._accepts = self._accepts or [at]
        self._state, self._ended_at, self._proposal = ACCEPTED, -1, -1
        self._times_reopened += 1
        self._opened_at = step.at
        self._closed_by, self._leave = (), None
        for name in ("closed_at", "ended_because", "merged_into", "incident_at"):
            self._more.pop(name, None)
        for name in (steps.INTERVIEW, steps.PANEL, steps.PLAN):
            self._latest.pop(name, None)

    def _stands_as_end(self, at: int) -> bool:
        """Say whether nobody worked on meanwhile; if somebody did, both are shown."""
        ordered = self._ordered
        others = [
            place
            for place, each in enumerate(ordered.steps)
            if each.step in WORK and place != at and ordered.are_apart(at, place)
        ]
        if not others:
            return True
        together = (at, *others)
        is_settled = any(
            all(ordered.knew(later, each) for each in together)
            for later in range(len(ordered.steps))
        )
        if not is_settled:
            self._disagree(ENDED_AND_ACTIVE, together, _ENDED_ELSEWHERE)
        return False

    def _end(self, at: int, state: str, because: str) -> None:
        if self._state not in ENDED:
            self._state, self._ended_at, self._proposal = state, at, -1
            self._more["ended_because"] = because

    def _misfit(self, step: Step, message: str) -> None:
        self._misfits.append(Misfit(step.id, message))

    def _disagree(self, kind: str, places: Iterable[int], message: str) -> None:
        found = [self._ordered.steps[each] for each in places]
        levels = tuple(sorted({s.severity for s in found if s.severity is not None}))
        self._disagreements.append(
            Disagreement(
                kind,
                tuple(each.id for each in found),
                tuple(dict.fromkeys(each.by_id for each in found)),
                levels,
                message,
            )
        )

    def case(self, raised: Mapping[str, Any]) -> Case:
        """Return the case as all steps have left it, with what its concerns say."""
        if len({self._ordered.steps[each].by_id for each in self._accepts}) > 1:
            self._disagree(TWO_ACCEPTED, self._accepts, _ACCEPTED_TWICE)
        if self._levels.rivals():
            self._disagree(TWO_LEVELS, self._levels.rivals(), _LEVELS_DIFFER)
        open_ = self._state not in ENDED
        return Case(
            state=self._state,
            severity=self._levels.severity,
            owner_id=self._owner,
            opened_at=self._opened_at,
            level_since=self._level_since,
            levels=tuple(self._levels.marks),
            lower_level=self._levels.waiting() if open_ else None,
            closure=self._waiting_closure(),
            closed_by=self._closed_by,
            times_reopened=self._times_reopened,
            interview=self._latest.get(steps.INTERVIEW),
            panel=self._latest.get(steps.PANEL),
            plan=self._latest.get(steps.PLAN),
            is_plan_approved=self._plan_agreed,
            referrals=tuple(self._referrals.values()),
            leave=self._leave,
            last_look=self._last_look,
            disagreements=tuple(self._disagreements),
            misfits=tuple(self._misfits),
            order=tuple(each.id for each in self._ordered.steps),
            heads=self._ordered.heads(),
            **raised,
            **self._more,
        )

    def _waiting_closure(self) -> Waiting | None:
        if self._proposal < 0 or self._state in ENDED:
            return None
        step = self._ordered.steps[self._proposal]
        return Waiting(
            step.id,
            step.at,
            step.by_id,
            reason=_word(step, "closure"),
            observed_from=_word(step, "observed_from"),
        )


_ACTS: Mapping[str, Callable[[Reading, int, Step], None]] = {
    steps.ACCEPT: Reading.accept,
    steps.REJECT: Reading.reject,
    steps.PLAN: Reading.plan,
    steps.GUARDIAN_NOTICE: Reading.tell_guardian,
    steps.ESCALATION: Reading.tell,
    steps.REFERRAL: Reading.refer,
    steps.REFERRAL_FEEDBACK: Reading.answer,
    steps.LEAVE: Reading.go_on_leave,
    steps.RETURN: Reading.come_back,
    steps.CONFIRM_LEVEL: Reading.confirm_level,
    steps.HAND_OVER: Reading.hand_over,
    steps.PROPOSE_CLOSURE: Reading.propose,
    steps.CONFIRM_CLOSURE: Reading.close,
    steps.REOPEN: Reading.reopen,
    steps.TRANSFER: Reading.leave_school,
    steps.GRADUATE: Reading.graduate,
    steps.MERGE: Reading.merge,
}


def _word(step: Step, name: str) -> str:
    value = step.details.get(name)
    return value if isinstance(value, str) else ""
