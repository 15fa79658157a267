"""The flow of a case as a pure fold: all steps in, one case out (domain.md 5.6).

The same steps give the same case in every copy, whatever order they came in. No step is
dropped: one that does not fit where it came stays and is shown with the reason.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from homevisit.domain.care_level_track import is_severity
from homevisit.domain.care_reading import read_steps
from homevisit.domain.care_refusals import Refusal, may_follow, possible
from homevisit.domain.care_words import Words
from homevisit.domain.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.care_case import Approval, Case, Raised, Step

__all__ = ["Refusal", "fold", "may_follow", "possible"]


def fold(
    concerns: Iterable[Raised],
    given: Iterable[Step],
    approvals: Iterable[Approval] = (),
) -> Case:
    """Return the case that these concerns, steps and leaders' words make."""
    return read_steps(given, Words(approvals)).case(_of_concerns(tuple(concerns)))


@cache
def _urgent_signs() -> frozenset[str]:
    terms = vocabulary("care_signs").terms
    return frozenset(term.code for term in terms if "urgent" in term.facts)


def _of_concerns(concerns: tuple[Raised, ...]) -> dict[str, Any]:
    first = sorted(concerns, key=lambda each: (each.raised_at, each.id))
    severities = [
        each.suggested_severity
        for each in concerns
        if is_severity(each.suggested_severity)
    ]
    urgent = {
        term.code for term in vocabulary("care_signs").terms if "urgent" in term.facts
    }
    return {
        "raised_at": first[0].raised_at if first else "",
        "raised_by": tuple(dict.fromkeys(each.raised_by for each in first)),
        "suggested": max(severities, default=None),  # type: ignore[type-var]
        "is_urgent": any(
            each.harm_signs or urgent & {*each.signs} for each in concerns
        ),
    }
