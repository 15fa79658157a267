"""The merge: what is current in a record follows from the set of its changes alone.

Each field is a register that keeps every concurrent value. A value leaves only when a
change names it among those it replaced; clocks decide nothing but which of several
living values is shown first (design: exchange.md §2.2; the `pred` rule of Automerge).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from homevisit.canonical import write_json

if TYPE_CHECKING:
    from homevisit.ledger.change import Change, Json


class Past(Protocol):
    """What the merge may ask about changes applied earlier."""

    def knows(self, record_id: str, change_id: str) -> bool:
        """Whether that change of that record was applied before."""
        ...

    def value(self, change_id: str, name: str) -> tuple[int, Json]:
        """Return the stamp of that change and its value of field `name`."""
        ...


@dataclass(slots=True)
class RecordState:
    """One record as its changes leave it.

    `body` holds the value to show of each field, absent when empty. `living` names the
    changes whose value of a field stands. `rivals` has stamp and value of every living
    change where a field has more than one, equal values included: whoever settles the
    field replaces all of them. `awaited` names values that were replaced before they
    arrived. `origin` is the change that says kind and student: see `origin_key`.
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
        if "archived" not in self.living:
            return False
        archives = self.values_of("archived")
        if not all(isinstance(each, dict) for each in archives):
            # Somebody brought the record back, and nobody set it aside since.
            return False
        return any(self.is_covered_by(each) for each in archives)

    def is_covered_by(self, archive: dict[str, Json]) -> bool:
        """Whether who wrote that value of `archived` saw all that stands here."""
        saw = archive.get("saw")
        seen = saw if isinstance(saw, list | tuple) else ()
        known = {each for each in seen if isinstance(each, str)}
        return all(
            known.issuperset(changes)
            for name, changes in self.living.items()
            if name != "archived"
        )

    @property
    def disputed(self) -> tuple[str, ...]:
        """The fields in which different values stand: equal ones are no dispute."""
        return tuple(
            name
            for name, found in self.rivals.items()
            if len({write_json(value) for _, value in found.values()}) > 1
        )

    def values_of(self, name: str) -> list[Json]:
        """Return every value of a field that stands; None is one that was cleared."""
        if name in self.rivals:
            return [value for _, value in self.rivals[name].values()]
        return [self.body.get(name)] if name in self.living else []

    def stands_on(self) -> list[str]:
        """Return every change that something living here comes from."""
        return sorted({each for changes in self.living.values() for each in changes})


def origin_key(change: Change) -> str:
    """Return what says which change counts for a record's kind and student.

    One that created the record comes first, then the least id: any change could, but
    all copies must choose the same one.
    """
    return ("0" if change.creates else "1") + change.id


def first_state(change: Change) -> RecordState:
    """Return the empty state of a record whose first change to fold is `change`."""
    return RecordState(
        change.record_id, change.kind, change.student_id, origin_key(change)
    )


def apply_change(state: RecordState, change: Change, hlc: int, past: Past) -> None:
    """Fold `change` into `state`; the order in which changes come does not matter.

    The caller sees to it that no change is applied twice.
    """
    if (origin := origin_key(change)) < state.origin:
        state.origin = origin
        state.kind = change.kind
        state.student_id = change.student_id
    for name, value in change.written.items():
        _write_field(state, change, name, (hlc, value), past)
    if state.awaited:
        # Also what was said to be replaced in a field that this change never wrote.
        state.awaited = {pair for pair in state.awaited if pair[0] != change.id}


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
        if not past.knows(state.id, gone):
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
