"""Leaders' words on the acts of a case: who said yes to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.care_case import Approval, Step

PLAN, CLOSURE, LEVEL_DOWN, PANEL = "plan", "closure", "level_down", "panel"
YES = "yes"


class Words:
    """The approvals of one case, asked by what they are about and for which step."""

    def __init__(self, approvals: Iterable[Approval]) -> None:
        self._given = tuple(
            each for each in approvals if each.decision == YES and each.decided_by
        )

    def yes_to(self, what: str, *steps: Step, but: str) -> str:
        """Return who said yes for any of the steps, somebody else than `but`; or ""."""
        step_ids = {each.id for each in steps}
        named = {each.approval_id for each in steps}
        return self.said_yes(what, step_ids, named, but=but)

    def said_yes(
        self, what: str, step_ids: set[str], approval_ids: set[str], *, but: str
    ) -> str:
        """Return the same for steps that are known by their ids."""
        people = (
            each.decided_by
            for each in self._given
            if each.what == what
            and (each.step_id in step_ids or each.id in approval_ids)
            and each.decided_by != but
        )
        return min(people, default="")
