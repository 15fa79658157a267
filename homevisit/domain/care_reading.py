"""Reads the steps of a case, one by one in their order; for `care_flow.fold`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import care_steps as steps
from homevisit.domain.care_acts import ACTS
from homevisit.domain.care_case import (
    ACCEPTED,
    ASSESSED,
    ENDED,
    INTERVENING,
    MONITORING,
    Due,
)
from homevisit.domain.care_level_track import FIXING
from homevisit.domain.care_order import in_order
from homevisit.domain.care_standing import MISFIT, Standing
from homevisit.domain.care_table import FITS, LOOKS, WORK
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.care_case import Step
    from homevisit.domain.care_words import Words

_UNKNOWN = N_("This step comes from a newer version. It is kept and shown.")


def read_steps(given: Iterable[Step], words: Words) -> Standing:
    """Return how a case stands after all its steps."""
    now = Standing(in_order(given), words)
    for at in range(len(now.ordered.steps)):
        _read(now, at)
    return now


def _read(now: Standing, at: int) -> None:
    step = now.ordered.steps[at]
    if step.step not in FITS:
        now.set_apart(step, _UNKNOWN)
    elif now.state in FITS[step.step] or _was_elsewhere(now, at):
        _note(now, step)
        severity = now.levels.severity
        now.levels.fix(at)
        act = ACTS.get(step.step)
        if act:
            act(now, at, step)
        _follow_level(now, step, severity)
    elif not _is_second_accept(now, at):
        now.set_apart(step, MISFIT)


def _was_elsewhere(now: Standing, at: int) -> bool:
    """Whether the writer worked on, not knowing that the case had ended."""
    step = now.ordered.steps[at]
    return (
        now.state in ENDED
        and step.step in WORK - {steps.ACCEPT, steps.REOPEN}
        and not now.ordered.knew(at, now.ended_at)
    )


def _is_second_accept(now: Standing, at: int) -> bool:
    step = now.ordered.steps[at]
    apart = any(now.ordered.are_apart(at, each) for each in now.accepts)
    if step.step == steps.ACCEPT and apart:
        now.accepts.append(at)
        return True
    return False


def _note(now: Standing, step: Step) -> None:
    due = Due(step.id, step.at, step.next_on)
    now.latest[step.step] = due
    if step.step in LOOKS:
        now.last_look = due
    if step.details.get("incident") is True:
        now.more["incident_at"] = step.at


def _follow_level(now: Standing, step: Step, before: int | None) -> None:
    """Move on from the state as a level was fixed."""
    severity = now.levels.severity
    if severity is None or now.state in ENDED:
        return
    if severity != before:
        now.level_since = now.levels.marks[-1].at
    if now.state == ACCEPTED and step.step in FIXING:
        now.state = ASSESSED
    elif before is not None and severity > before and now.state == MONITORING:
        now.state = INTERVENING if steps.PLAN in now.latest else ASSESSED
    elif before is not None and severity < before and now.state == INTERVENING:
        now.state = MONITORING
    if before is not None and severity > before:
        now.proposal = -1
