"""The order of a case's steps, which hangs on who knew what, not on any clock.

A step names the steps its writer knew of last. So "after" is certain even where a clock
was three years off; only steps of people who did not know of each other are put in the
order of their instants, and then of their ids, which is the same in every copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.domain.care_case import Step


@dataclass(frozen=True, slots=True)
class Ordered:
    """Steps in order; `known[i]` has a bit for each step that step i knew of."""

    steps: tuple[Step, ...]
    known: tuple[int, ...]

    def knew(self, later: int, earlier: int) -> bool:
        """Whether the writer of a step knew of another; both are places in `steps`."""
        return bool(self.known[later] >> earlier & 1)

    def are_apart(self, one: int, other: int) -> bool:
        """Whether neither writer knew of the other's step."""
        return not (self.knew(one, other) or self.knew(other, one))

    def heads(self) -> tuple[str, ...]:
        """Return the ids of the steps that no other step comes after."""
        followed = 0
        for mask in self.known:
            followed |= mask
        return tuple(
            each.id for at, each in enumerate(self.steps) if not followed >> at & 1
        )


def in_order(steps: Iterable[Step]) -> Ordered:
    """Return all steps, each once, in an order that does not hang on their arrival.

    A step that names one which has not arrived is put by its instant. Steps that name
    each other in a ring, which nobody can write, are all kept.
    """
    by_id = {each.id: each for each in steps}
    waits = {
        each.id: {one for one in each.after if one in by_id and one != each.id}
        for each in by_id.values()
    }
    followers: dict[str, list[str]] = {}
    for step_id, parents in waits.items():
        for parent in parents:
            followers.setdefault(parent, []).append(step_id)
    ready = [(each.at, each.id) for each in by_id.values() if not waits[each.id]]
    heapify(ready)
    found: dict[str, int] = {}
    while len(found) < len(by_id):
        if not ready:
            ready.append(_earliest(by_id, found))
        step_id = heappop(ready)[1]
        if step_id in found:
            continue
        found[step_id] = len(found)
        for each in followers.get(step_id, ()):
            waits[each].discard(step_id)
            if not waits[each]:
                heappush(ready, (by_id[each].at, each))
    return _with_knowledge(tuple(by_id[each] for each in found), found)


def _earliest(by_id: dict[str, Step], found: dict[str, int]) -> tuple[str, str]:
    return min((each.at, each.id) for each in by_id.values() if each.id not in found)


def _with_knowledge(steps: tuple[Step, ...], places: dict[str, int]) -> Ordered:
    known: list[int] = []
    for at, each in enumerate(steps):
        mask = 0
        for parent in each.after:
            place = places.get(parent, at)
            if place < at:
                mask |= known[place] | 1 << place
        known.append(mask)
    return Ordered(steps, tuple(known))
