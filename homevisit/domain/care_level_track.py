"""The levels of a case: which stands, how it came about, and who disagrees.

A first level and a higher one stand at once. A lower one needs two persons: a panel of
two, a colleague who confirms it, or a leader's yes. Of two levels that were fixed by
people who did not know of each other, the higher stands until one is fixed anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import care_steps as steps
from homevisit.domain.care_case import LevelMark, Waiting
from homevisit.domain.care_words import LEVEL_DOWN, PANEL

if TYPE_CHECKING:
    from homevisit.domain.care_case import Step
    from homevisit.domain.care_order import Ordered
    from homevisit.domain.care_words import Words

FIXING = frozenset(
    {steps.INTERVIEW, steps.PANEL, steps.LEVEL_CHANGE, steps.FOLLOW_UP, steps.RETURN}
)
HIGHEST = 4
_TWO = 2


def is_severity(value: object) -> bool:
    """Whether a value is one of our severities, 0 to 4."""
    return isinstance(value, int) and value in range(HIGHEST + 1)


class LevelTrack:
    """What the steps read so far say about the level."""

    def __init__(self, ordered: Ordered, words: Words) -> None:
        self._ordered = ordered
        self._words = words
        self._standing: dict[int, int] = {}
        self._waiting: list[int] = []
        self.severity: int | None = None
        self.marks: list[LevelMark] = []

    def fix(self, at: int) -> None:
        """Read a step that says a level, if it says one."""
        step = self._ordered.steps[at]
        wanted = step.severity
        if step.step not in FIXING or wanted is None or not is_severity(wanted):
            return
        before = self._known_to(at)
        if before is not None and wanted < before:
            second = self._second_of(step)
            if not second:
                self._waiting.append(at)
                return
            self._stand(at, wanted, step, second)
        elif wanted != before or len(self._standing) > 1:
            self._stand(at, wanted, step, "")

    def confirm(self, at: int) -> bool:
        """Read a colleague's yes to a lower level; say whether it could be given."""
        step = self._ordered.steps[at]
        named = step.details.get("proposal_id")
        for place in reversed(self._waiting):
            proposal = self._ordered.steps[place]
            if (
                self._ordered.knew(at, place)
                and named in (proposal.id, None, "")
                and proposal.by_id != step.by_id
            ):
                self._stand(at, proposal.severity or 0, proposal, step.by_id)
                return True
        return False

    def waiting(self) -> Waiting | None:
        """Return the lower level that waits for a second person; the latest of them."""
        if not self._waiting:
            return None
        step = self._ordered.steps[self._waiting[-1]]
        return Waiting(step.id, step.at, step.by_id, step.severity)

    def rivals(self) -> tuple[int, ...]:
        """Return the places of levels that stand beside each other, if they differ."""
        differ = len(set(self._standing.values())) > 1
        return tuple(self._standing) if differ else ()

    def _known_to(self, at: int) -> int | None:
        seen = (
            v for place, v in self._standing.items() if self._ordered.knew(at, place)
        )
        return max(seen, default=None)

    def _second_of(self, step: Step) -> str:
        others = {*step.members} - {step.by_id, ""}
        if step.step == steps.PANEL and len(others) + 1 >= _TWO:
            return min(others)
        return self._words.yes_to(
            LEVEL_DOWN, step, but=step.by_id
        ) or self._words.yes_to(PANEL, step, but=step.by_id)

    def _stand(self, at: int, severity: int, said_by: Step, second: str) -> None:
        ordered, before = self._ordered, self._known_to(at)
        self._standing = {
            place: value
            for place, value in self._standing.items()
            if not ordered.knew(at, place)
        }
        self._standing[at] = severity
        self.severity = max(self._standing.values())
        self._waiting = [each for each in self._waiting if not ordered.knew(at, each)]
        step = ordered.steps[at]
        self.marks.append(
            LevelMark(
                said_by.id,
                said_by.step,
                step.at,
                said_by.by_id,
                severity,
                before,
                second,
            )
        )
