"""Which step fits which state of a case, and which steps are work on the child."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from homevisit.domain import care_steps as steps
from homevisit.domain.care_case import (
    ACCEPTED,
    ENDED,
    ON_LEAVE,
    OPEN,
    RAISED,
    WORKED_ON,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_ASSESSED_ON = WORKED_ON - {ACCEPTED}
FITS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        steps.ACCEPT: frozenset({RAISED}),
        steps.REJECT: frozenset({RAISED, ACCEPTED}),
        steps.INTERVIEW: WORKED_ON,
        steps.PANEL: WORKED_ON,
        steps.PLAN: _ASSESSED_ON,
        steps.GUARDIAN_NOTICE: OPEN | ENDED,
        steps.JOINT_MEETING: WORKED_ON,
        steps.REFERRAL: WORKED_ON,
        steps.REFERRAL_FEEDBACK: OPEN | ENDED,
        steps.LEAVE: WORKED_ON - {ON_LEAVE},
        steps.RETURN: frozenset({ON_LEAVE}),
        steps.FOLLOW_UP: WORKED_ON,
        steps.LEVEL_CHANGE: WORKED_ON,
        steps.CONFIRM_LEVEL: WORKED_ON,
        steps.ESCALATION: OPEN | ENDED,
        steps.CONFIDENTIALITY_BREAK: OPEN | ENDED,
        steps.HAND_OVER: WORKED_ON,
        steps.PROPOSE_CLOSURE: _ASSESSED_ON,
        steps.CONFIRM_CLOSURE: _ASSESSED_ON,
        steps.REOPEN: ENDED,
        steps.TRANSFER: OPEN,
        steps.GRADUATE: OPEN,
        steps.MERGE: OPEN,
    }
)
# Work on the child, which an ending must have known of.
WORK = frozenset(
    {
        steps.ACCEPT,
        steps.INTERVIEW,
        steps.PANEL,
        steps.PLAN,
        steps.JOINT_MEETING,
        steps.REFERRAL,
        steps.LEAVE,
        steps.RETURN,
        steps.FOLLOW_UP,
        steps.LEVEL_CHANGE,
        steps.REOPEN,
    }
)
LOOKS = frozenset(
    {
        steps.INTERVIEW,
        steps.PANEL,
        steps.FOLLOW_UP,
        steps.PLAN,
        steps.LEVEL_CHANGE,
        steps.RETURN,
        steps.REOPEN,
    }
)

# What one person proposes and another confirms: who did it has to be certain.
SECONDING = frozenset(
    {
        steps.LEVEL_CHANGE,
        steps.CONFIRM_LEVEL,
        steps.PROPOSE_CLOSURE,
        steps.CONFIRM_CLOSURE,
    }
)
