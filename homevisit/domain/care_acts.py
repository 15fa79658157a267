"""What each step does to a case as it stands; those not here only leave their mark."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from homevisit.domain import care_steps as steps
from homevisit.domain.care_case import (
    ACCEPTED,
    ASSESSED,
    CLOSED,
    ENDED,
    GRADUATED,
    INTERVENING,
    LEADERS_FROM,
    MERGED,
    MONITORING,
    ON_LEAVE,
    REFERRED,
    REJECTED,
    TRANSFERRED,
    WORKED_ON,
    Due,
)
from homevisit.domain.care_standing import MISFIT, word_of
from homevisit.domain.care_words import CLOSURE, PLAN
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homevisit.domain.care_case import Step
    from homevisit.domain.care_standing import Standing

_ALONE = N_("This needs a second person. It is kept and holds once there is one.")
_LEADER = N_("At this level a leader must agree. It holds once a leader has.")


def accept(now: Standing, at: int, step: Step) -> None:
    """Take the case up."""
    now.accepts = [at]
    now.owner = step.by_id
    now.opened_at = now.opened_at or step.at
    now.state = ACCEPTED
    now.more["accepted_at"] = step.at


def reject(now: Standing, at: int, step: Step) -> None:
    """Find that there is nothing to it."""
    if now.stands_as_end(at):
        now.end(at, REJECTED, word_of(step, "reason"))


def plan(now: Standing, at: int, step: Step) -> None:
    """Follow the plan."""
    del at
    now.plan_agreed = bool(now.words.yes_to(PLAN, step, but=step.by_id))
    if now.state in {ASSESSED, MONITORING}:
        now.state = INTERVENING


def tell_guardian(now: Standing, at: int, step: Step) -> None:
    """Note that the guardian was told."""
    del at
    now.more["guardian_told_at"] = step.at


def tell(now: Standing, at: int, step: Step) -> None:
    """Note that somebody above was told."""
    del at
    body = {"principal": "principal_told_at", "education": "office_told_at"}
    name = body.get(word_of(step, "body"))
    if name:
        now.more[name] = step.at


def refer(now: Standing, at: int, step: Step) -> None:
    """Wait for an answer."""
    del at
    now.referrals[step.id] = Due(step.id, step.at, step.next_on)
    if now.state in WORKED_ON - {ON_LEAVE}:
        now.state = REFERRED


def answer(now: Standing, at: int, step: Step) -> None:
    """Take the answer to a referral."""
    del at
    named = word_of(step, "referral_id") or next(iter(now.referrals), "")
    if now.referrals.pop(named, None) is None:
        now.set_apart(step, MISFIT)
    elif not now.referrals and now.state == REFERRED:
        planned = steps.PLAN in now.latest
        known = now.levels.severity is not None
        now.state = INTERVENING if planned else ASSESSED if known else ACCEPTED


def go_on_leave(now: Standing, at: int, step: Step) -> None:
    """Let the child stay away."""
    del at
    if now.state not in ENDED:
        now.leave = Due(step.id, step.at, step.next_on)
        now.state = ON_LEAVE


def come_back(now: Standing, at: int, step: Step) -> None:
    """Let the child return, if it passed."""
    del at
    if now.state == ON_LEAVE and word_of(step, "result") != "not_yet":
        now.leave = None
        now.state = MONITORING


def confirm_level(now: Standing, at: int, step: Step) -> None:
    """Let a lower level stand."""
    if not now.levels.confirm(at):
        now.set_apart(step, _ALONE)


def hand_over(now: Standing, at: int, step: Step) -> None:
    """Settle who has the case."""
    now.accepts = [each for each in now.accepts if not now.ordered.knew(at, each)]
    now.accepts.append(at)
    now.owner = word_of(step, "owner_id") or step.by_id


def propose(now: Standing, at: int, step: Step) -> None:
    """Propose to close."""
    del step
    now.proposal = at
    if now.state in {ASSESSED, INTERVENING}:
        now.state = MONITORING


def close(now: Standing, at: int, step: Step) -> None:
    """Close with a second person; from a level on with a leader."""
    if now.proposal < 0 or not now.ordered.knew(at, now.proposal):
        now.set_apart(step, MISFIT)
        return
    proposal = now.ordered.steps[now.proposal]
    leader = now.words.yes_to(CLOSURE, proposal, step, but=proposal.by_id)
    second = step.by_id if step.by_id != proposal.by_id else leader
    if not second:
        now.set_apart(step, _ALONE)
    elif (now.levels.severity or 0) >= LEADERS_FROM and not leader:
        now.set_apart(step, _LEADER)
    elif now.stands_as_end(at):
        now.closed_by = (proposal.by_id, second)
        now.more["closed_at"] = step.at
        now.end(at, CLOSED, word_of(proposal, "closure"))


def leave_school(now: Standing, at: int, step: Step) -> None:
    """Note where the child went."""
    now.end(at, TRANSFERRED, word_of(step, "to_school"))


def graduate(now: Standing, at: int, step: Step) -> None:
    """Note that the child has finished."""
    del step
    now.end(at, GRADUATED, "")


def merge(now: Standing, at: int, step: Step) -> None:
    """Lead on in another case."""
    now.more["merged_into"] = word_of(step, "into_id")
    now.end(at, MERGED, "merged")


def reopen(now: Standing, at: int, step: Step) -> None:
    """Begin anew under the same number."""
    now.owner = now.owner or step.by_id
    now.accepts = now.accepts or [at]
    now.state, now.ended_at, now.proposal = ACCEPTED, -1, -1
    now.times_reopened += 1
    now.opened_at = step.at
    now.closed_by, now.leave = (), None
    for name in ("closed_at", "ended_because", "merged_into", "incident_at"):
        now.more.pop(name, None)
    for name in (steps.INTERVIEW, steps.PANEL, steps.PLAN):
        now.latest.pop(name, None)


ACTS: Mapping[str, Callable[[Standing, int, Step], None]] = MappingProxyType(
    {
        steps.ACCEPT: accept,
        steps.REJECT: reject,
        steps.PLAN: plan,
        steps.GUARDIAN_NOTICE: tell_guardian,
        steps.ESCALATION: tell,
        steps.REFERRAL: refer,
        steps.REFERRAL_FEEDBACK: answer,
        steps.LEAVE: go_on_leave,
        steps.RETURN: come_back,
        steps.CONFIRM_LEVEL: confirm_level,
        steps.HAND_OVER: hand_over,
        steps.PROPOSE_CLOSURE: propose,
        steps.CONFIRM_CLOSURE: close,
        steps.REOPEN: reopen,
        steps.TRANSFER: leave_school,
        steps.GRADUATE: graduate,
        steps.MERGE: merge,
    }
)
