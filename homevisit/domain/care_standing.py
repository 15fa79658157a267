"""A case while its steps are read one by one: what they have said so far.

What ends a case stands only if nobody worked on at the same time without knowing of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.domain import care_steps as steps
from homevisit.domain.care_case import (
    ENDED,
    ENDED_AND_ACTIVE,
    RAISED,
    TWO_ACCEPTED,
    TWO_LEVELS,
    Case,
    Disagreement,
    Misfit,
    Waiting,
)
from homevisit.domain.care_level_track import LevelTrack
from homevisit.domain.care_table import WORK
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.domain.care_case import Due, Step
    from homevisit.domain.care_order import Ordered
    from homevisit.domain.care_words import Words

MISFIT = N_("When this was written, the case stood elsewhere. It is kept and shown.")
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


class Standing:
    """Changed by `care_acts`, in the order of the steps; places are those in it."""

    def __init__(self, ordered: Ordered, words: Words) -> None:
        self.ordered = ordered
        self.words = words
        self.levels = LevelTrack(ordered, words)
        self.state = RAISED
        self.accepts: list[int] = []
        self.owner = self.opened_at = self.level_since = ""
        self.ended_at = self.proposal = -1
        self.misfits: list[Misfit] = []
        self.disagreements: list[Disagreement] = []
        self.latest: dict[str, Due] = {}
        self.referrals: dict[str, Due] = {}
        self.more: dict[str, Any] = {}
        self.closed_by: tuple[str, ...] = ()
        self.times_reopened = 0
        self.last_look: Due | None = None
        self.leave: Due | None = None
        self.plan_agreed = False

    def stands_as_end(self, at: int) -> bool:
        """Say whether nobody worked on meanwhile; if somebody did, both are shown."""
        ordered = self.ordered
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
            self.disagree(ENDED_AND_ACTIVE, together, _ENDED_ELSEWHERE)
        return False

    def end(self, at: int, state: str, because: str) -> None:
        """End the case, unless it has ended."""
        if self.state not in ENDED:
            self.state, self.ended_at, self.proposal = state, at, -1
            self.more["ended_because"] = because

    def set_apart(self, step: Step, message: str) -> None:
        """Keep a step that does not fit, with the reason."""
        self.misfits.append(Misfit(step.id, message))

    def disagree(self, kind: str, places: Iterable[int], message: str) -> None:
        """Keep acts of people who did not know of each other."""
        found = [self.ordered.steps[each] for each in places]
        levels = tuple(sorted({s.severity for s in found if s.severity is not None}))
        self.disagreements.append(
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
        if len({self.ordered.steps[each].by_id for each in self.accepts}) > 1:
            self.disagree(TWO_ACCEPTED, self.accepts, _ACCEPTED_TWICE)
        if self.levels.rivals():
            self.disagree(TWO_LEVELS, self.levels.rivals(), _LEVELS_DIFFER)
        open_ = self.state not in ENDED
        return Case(
            state=self.state,
            severity=self.levels.severity,
            owner_id=self.owner,
            opened_at=self.opened_at,
            level_since=self.level_since,
            levels=tuple(self.levels.marks),
            lower_level=self.levels.waiting() if open_ else None,
            closure=self._waiting_closure(),
            closed_by=self.closed_by,
            times_reopened=self.times_reopened,
            interview=self.latest.get(steps.INTERVIEW),
            panel=self.latest.get(steps.PANEL),
            plan=self.latest.get(steps.PLAN),
            is_plan_approved=self.plan_agreed,
            referrals=tuple(self.referrals.values()),
            leave=self.leave,
            last_look=self.last_look,
            disagreements=tuple(self.disagreements),
            misfits=tuple(self.misfits),
            order=tuple(each.id for each in self.ordered.steps),
            heads=self.ordered.heads(),
            **raised,
            **self.more,
        )

    def _waiting_closure(self) -> Waiting | None:
        if self.proposal < 0 or self.state in ENDED:
            return None
        step = self.ordered.steps[self.proposal]
        return Waiting(
            step.id,
            step.at,
            step.by_id,
            reason=word_of(step, "closure"),
            observed_from=word_of(step, "observed_from"),
        )


def word_of(step: Step, name: str) -> str:
    """Return a word of a step's details; "" where there is none, or something odd."""
    value = step.details.get(name)
    return value if isinstance(value, str) else ""
