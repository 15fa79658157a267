"""Hiding small counts together with what would give them away.

A count of people under the threshold is hidden, and then as many other counts as it
takes until no hidden one follows from what is shown: not from sums, not from the bounds
that a mark tells, and not together with an earlier print. Whoever reads two prints may
know what did not change between them, so a count of the same value is one unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homevisit.domain.unknowns import Equation, determined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

USUAL_THRESHOLD = 5
Unknown = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed total and the printed parts that it is made of."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by name, the sums among them, and which of them count people of a kind.

    `follows` names counts that go with another one: who is reached is hidden where the
    number of those who are due is hidden.
    """

    counts: Mapping[str, int]
    sums: tuple[Sum, ...] = ()
    sensitive: frozenset[str] = frozenset()
    follows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Print:
    """What one paper said: its table, which of it was hidden, and below what."""

    table: Table
    hidden: frozenset[str]
    threshold: int = USUAL_THRESHOLD

    def shown(self, name: str) -> int | str:
        """Return the count, "<5" for a small one, "*" for one hidden because of it."""
        count = self.table.counts[name]
        if name not in self.hidden:
            return count
        return f"<{self.threshold}" if count < self.threshold else "*"


def protect(
    table: Table,
    threshold: int = USUAL_THRESHOLD,
    earlier: Sequence[Print] = (),
) -> Print:
    """Return the print of a table from which no hidden count can be found out.

    Zero is hidden last of all, where nothing else is left. A threshold of 1 or less hides nothing.
    """
    hidden = {name for name in table.sensitive if 0 < table.counts[name] < threshold}
    hidden |= _following(table, hidden)
    while True:
        now = Print(table, frozenset(hidden), threshold)
        found = recoverable((now,)) | recoverable((*earlier, now))
        more = _next_to_hide(table, hidden, found) if found else None
        if more is None:
            return now
        hidden.add(more)
        hidden |= _following(table, hidden)


def recoverable(prints: Sequence[Print]) -> frozenset[Unknown]:
    """Return the hidden counts that the prints together give away.

    What an earlier print showed outright is no secret any more, and is not among them.
    """
    shown = {
        (name, count)
        for each in prints
        for name, count in each.table.counts.items()
        if name not in each.hidden
    }
    bounds: dict[Unknown, tuple[int, int | None]] = {}
    for each in prints:
        for name in each.hidden:
            key = (name, each.table.counts[name])
            if key not in shown:
                small = key[1] < each.threshold
                bounds[key] = (
                    (0, each.threshold - 1) if small else (each.threshold, None)
                )
    if not bounds:
        return frozenset()
    return determined(_equations(prints, shown), bounds)


def _equations(
    prints: Iterable[Print], shown: Collection[Unknown]
) -> list[Equation[Unknown]]:
    found = {}
    for each in prints:
        counts = each.table.counts
        for rule in each.table.sums:
            terms: dict[Unknown, int] = {}
            known = 0
            for name, sign in ((rule.total, -1), *((part, 1) for part in rule.parts)):
                key = (name, counts[name])
                if key in shown:
                    known -= sign * counts[name]
                else:
                    terms[key] = terms.get(key, 0) + sign
            if terms:
                found[frozenset(terms.items()), known] = Equation(terms, known)
    return list(found.values())


def _following(table: Table, hidden: Collection[str]) -> set[str]:
    """Return what goes with hidden counts; that nobody was reached tells no number."""
    return {
        name
        for name, lead in table.follows.items()
        if lead in hidden and table.counts[name]
    }


def _next_to_hide(
    table: Table, hidden: Collection[str], found: Iterable[Unknown]
) -> str | None:
    """Return the count whose loss costs least, or None where all are hidden.

    A part beside a count that was given away comes before a total, a small one before
    a large one, zero after all these, and what stands in no such sum last.
    """
    given_away = {name for name, _count in found}
    near = [rule for rule in table.sums if given_away & {rule.total, *rule.parts}]
    far = [rule for rule in table.sums if rule not in near]
    totals = {rule.total for rule in table.sums}
    for rules in (near, far):
        left = {
            name
            for rule in rules
            for name in (rule.total, *rule.parts)
            if name not in hidden
        }
        if left:
            return min(
                left,
                key=lambda each: (
                    not table.counts[each],
                    each in totals,
                    table.counts[each],
                    each,
                ),
            )
    return None
