"""Why a step cannot be written now, in a sentence; None where nothing is against it.

What is refused here can be seen beforehand. A step that was written elsewhere without
knowing is never refused: the fold keeps it and says that it does not fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as declared
from types import MappingProxyType
from typing import TYPE_CHECKING

from homevisit.domain import care_steps as steps
from homevisit.domain.care_case import ENDED, LEADERS_FROM, ON_LEAVE, RAISED
from homevisit.domain.care_level_track import is_severity
from homevisit.domain.care_table import FITS
from homevisit.domain.care_words import CLOSURE, Words
from homevisit.domain.record import Need, is_empty
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from homevisit.domain.care_case import Approval, Case, Step


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: a msgid that may name `facts`, and the `field` to fill in, if any.

    A fact named `label` is a msgid itself.
    """

    code: str
    message: str
    field: str = ""
    facts: Mapping[str, str] = declared(default_factory=dict, hash=False)


_ACCEPTED = N_("This case has been taken up already; it can be handed over.")
_ENDED = N_("This case is ended. Reopen it first; it keeps its number.")
_OPEN = N_("This case is open, so it cannot be reopened.")
_NOT_ACCEPTED = N_("Nobody has taken up this case yet. Accept it first.")
_NO_LEVEL = N_("The level is not known yet. Write the interview or the panel first.")
_NOT_AWAY = N_("The child is not on leave.")
_AWAY = N_("The child is on leave already.")
_ASSESSED = N_("This case has been assessed. Close it with a second person instead.")
_NO_REFERRAL = N_("No referral waits for an answer.")
_NO_PROPOSAL = N_("Nobody has proposed this yet, so there is nothing to confirm.")
_SECOND = N_("You proposed this yourself. A second person must agree.")
_LEADER = N_("At this level a leader must agree before the case is closed.")
_MISSING = N_("Please fill in “{label}” first.")
_SEVERITY = N_("Choose one of the levels.")
_SAME_LEVEL = N_("This is the level that stands already.")
_MERGE_SELF = N_("A case cannot be merged into itself.")
_OBSERVED = N_("The time of observation lasts until {day}.")


def possible(case: Case) -> frozenset[str]:
    """Return the steps that fit the case as it stands, for what to offer."""
    found = {step for step, states in FITS.items() if case.state in states}
    if not case.referrals:
        found.discard(steps.REFERRAL_FEEDBACK)
    if case.lower_level is None:
        found.discard(steps.CONFIRM_LEVEL)
    if case.closure is None:
        found.discard(steps.CONFIRM_CLOSURE)
    return frozenset(found)


def may_follow(
    case: Case,
    step: Step,
    *,
    approvals: Iterable[Approval] = (),
    observed_until: str = "",
    today: str = "",
) -> Refusal | None:
    """Return why a step cannot follow, or None.

    `observed_until` is the ISO day on which the observation of a proposed closing ends.
    """
    return (
        _unfit(case, step)
        or _missing(step)
        or _special(case, step)
        or _closing(case, step, approvals, (observed_until, today))
    )


def _unfit(case: Case, step: Step) -> Refusal | None:
    wanted = step.step
    if case.state in FITS.get(wanted, frozenset()):
        return None
    if wanted == steps.REOPEN:
        return Refusal("is_open", _OPEN)
    if case.state in ENDED:
        return Refusal("is_ended", _ENDED)
    if case.state == RAISED:
        return Refusal("not_accepted", _NOT_ACCEPTED)
    special = {
        steps.ACCEPT: ("is_accepted", _ACCEPTED),
        steps.RETURN: ("not_on_leave", _NOT_AWAY),
        steps.LEAVE: ("is_on_leave", _AWAY),
        steps.REJECT: ("is_assessed", _ASSESSED),
    }
    return Refusal(*special.get(wanted, ("no_level", _NO_LEVEL)))


def _missing(step: Step) -> Refusal | None:
    for name, facts in steps.DETAILS[step.step].items():
        value = step.details.get(name)
        blank = is_empty(value.strip() if isinstance(value, str) else value)
        if facts.need is Need.REQUIRED and blank:
            return Refusal("missing", _MISSING, name, {"label": facts.label})
    return None


def _special(case: Case, step: Step) -> Refusal | None:
    check = _CHECKS.get(step.step)
    return check(case, step) if check else None


def _level(case: Case, step: Step) -> Refusal | None:
    if not is_severity(step.severity):
        return Refusal("severity", _SEVERITY, "severity")
    if step.severity == case.severity and not case.disagreements:
        return Refusal("same_level", _SAME_LEVEL, "severity")
    return None


def _some_level(case: Case, step: Step) -> Refusal | None:
    is_missing = step.severity is None and case.severity is None
    if is_missing or not (step.severity is None or is_severity(step.severity)):
        return Refusal("severity", _SEVERITY, "severity")
    return None


def _answer(case: Case, step: Step) -> Refusal | None:
    del step
    return None if case.referrals else Refusal("no_referral", _NO_REFERRAL)


def _confirm_level(case: Case, step: Step) -> Refusal | None:
    if case.lower_level is None:
        return Refusal("no_proposal", _NO_PROPOSAL)
    own = case.lower_level.by_id == step.by_id
    return Refusal("second_person", _SECOND) if own else None


def _merge(case: Case, step: Step) -> Refusal | None:
    del case
    own = step.details.get("into_id") == getattr(step, "case_id", None)
    return Refusal("merge_self", _MERGE_SELF, "into_id") if own else None


def _plan(case: Case, step: Step) -> Refusal | None:
    del step
    return Refusal("no_level", _NO_LEVEL) if case.severity is None else None


def _return(case: Case, step: Step) -> Refusal | None:
    del step
    return None if case.state == ON_LEAVE else Refusal("not_on_leave", _NOT_AWAY)


_CHECKS: Mapping[str, Callable[[Case, Step], Refusal | None]] = MappingProxyType(
    {
        steps.LEVEL_CHANGE: _level,
        steps.INTERVIEW: _some_level,
        steps.PANEL: _some_level,
        steps.REFERRAL_FEEDBACK: _answer,
        steps.CONFIRM_LEVEL: _confirm_level,
        steps.MERGE: _merge,
        steps.PLAN: _plan,
        steps.RETURN: _return,
    }
)


def _closing(
    case: Case, step: Step, approvals: Iterable[Approval], days: tuple[str, str]
) -> Refusal | None:
    if step.step != steps.CONFIRM_CLOSURE:
        return None
    proposal = case.closure
    if proposal is None:
        return Refusal("no_proposal", _NO_PROPOSAL)
    observed_until, today = days
    if observed_until > today:
        return Refusal("observed", _OBSERVED, facts={"day": observed_until})
    leader = Words(approvals).said_yes(
        CLOSURE, {proposal.step_id, step.id}, {step.approval_id}, but=proposal.by_id
    )
    if (case.severity or 0) >= LEADERS_FROM and not leader:
        return Refusal("leader", _LEADER)
    alone = step.by_id == proposal.by_id and not leader
    return Refusal("second_person", _SECOND) if alone else None
