"""The merge: what is current in a record follows from the set of its changes alone.

Each field is a register that keeps every concurrent value. A value leaves only when a
change names it among those it replaced; clocks decide nothing but which of several
living values is shown first (design: exchange.md §2.2; the `pred` rule of Automerge).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from homevisit.ledger.change import Change, Json


class Past(Protocol):
    """What the merge may ask about changes applied earlier."""

    def knows(self, change_id: str) -> bool:
        """Whether that change was applied before."""
        ...

    def value(self, change_id: str, name: str) -> tuple[int, Json]:
        """Return the stamp of that change and its value of field `name`."""
        ...


@dataclass(slots=True)
class RecordState:
    """One record as its changes leave it.

    `body` holds the value to show of each field, absent when empty. `living` names the
    changes whose value of a field stands. `rivals` has stamp and value of every living
    change where a field has more than one. `awaited` names values that were replaced
    before they arrived.
    """

    id: str
    kind: str
    student_id: str | None
    origin: str
    body: dict[str, Json] = field(default_factory=dict)
    living: dict[str, list[str]] = field(default_factory=dict)
    rivals: dict[str, dict[str, tuple[int, Json]]] = field(default_factory=dict)
    awaited: set[tuple[str, str]] = field(default_factory=set)

    @property
    def is_archived(self) -> bool:
        """Set aside by somebody who saw all that stands here: an edit beats an archive.

        The value of `archived` is `{"reason": …, "saw": [change ids]}`.
        """
        archive = self.body.get("archived")
        if not isinstance(archive, dict):
            return False
        saw = set(archive.get("saw", ()))
        return all(
            saw.issuperset(changes)
            for name, changes in self.living.items()
            if name != "archived"
        )

    def stands_on(self) -> list[str]:
        """Return every change that something living here comes from."""
        return sorted({each for changes in self.living.values() for each in changes})


def apply_change(state: RecordState, change: Change, hlc: int, past: Past) -> None:
    """Fold `change` into `state`; the order in which changes come does not matter.

    The caller sees to it that no change is applied twice.
    """
    if change.id < state.origin:
        state.origin = change.id
        state.student_id = change.student_id
    for name, value in change.written.items():
        _write_field(state, change, name, (hlc, value), past)


def _write_field(
    state: RecordState,
    change: Change,
    name: str,
    written: tuple[int, Json],
    past: Past,
) -> None:
    before = state.living.get(name, [])
    replaced = set(change.replaces.get(name, ()))
    if not before and not replaced and not state.awaited:
        # A first value, as most of an import are: nothing stands beside it.
        state.living[name] = [change.id]
        if written[1] is not None:
            state.body[name] = written[1]
        return
    standing = [each for each in before if each not in replaced]
    for gone in replaced.difference(before):
        if not past.knows(gone):
            state.awaited.add((gone, name))
    if (change.id, name) in state.awaited:
        state.awaited.discard((change.id, name))
    else:
        standing.append(change.id)
    values = dict(state.rivals.get(name, {}))
    values[change.id] = written
    _settle(state, name, standing, values, past)


def _settle(
    state: RecordState,
    name: str,
    standing: list[str],
    values: dict[str, tuple[int, Json]],
    past: Past,
) -> None:
    state.rivals.pop(name, None)
    if not standing:
        state.living.pop(name, None)
        state.body.pop(name, None)
        return
    found = {each: values.get(each) or past.value(each, name) for each in standing}
    if len(found) > 1:
        state.rivals[name] = found
    state.living[name] = sorted(standing)
    shown = max(found, key=lambda each: (found[each][0], each))
    if found[shown][1] is None:
        state.body.pop(name, None)
    else:
        state.body[name] = found[shown][1]
