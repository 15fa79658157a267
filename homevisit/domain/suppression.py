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
    """What one paper said: its table, which of it was hidden, and below what.

    `unprinted` are counts of parts that were left off the paper: they were neither
    shown nor does a mark tell of them.
    """

    table: Table
    hidden: frozenset[str]
    threshold: int = USUAL_THRESHOLD
    unprinted: frozenset[str] = frozenset()

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

    Zero is hidden last of all, where nothing else is left. A threshold of 1 or less
    hides nothing.
    """
    hidden = {name for name in table.sensitive if 0 < table.counts[name] < threshold}
    hidden |= _following(table, hidden)
    while True:
        now = Print(table, frozenset(hidden), threshold)
        found = recoverable((now,))
        if earlier:
            found |= recoverable((*earlier, now))
        more = _next_to_hide(table, hidden, found) if found else set()
        if not more:
            return now
        hidden |= more
        hidden |= _following(table, hidden)


def recoverable(prints: Sequence[Print]) -> frozenset[Unknown]:
    """Return the hidden counts that the prints together give away.

    What an earlier print showed outright is no secret any more, and is not among them.
    """
    shown = {
        (name, count)
        for each in prints
        for name, count in each.table.counts.items()
        if name not in each.hidden and name not in each.unprinted
    }
    secret = {
        (name, each.table.counts[name]): each.threshold
        for each in prints
        for name in each.hidden
    }
    if not secret.keys() - shown:
        return frozenset()
    bounds: dict[Unknown, tuple[int, int | None]] = {
        (name, each.table.counts[name]): (0, None)
        for each in prints
        for name in each.unprinted
    }
    for key, threshold in secret.items():
        bounds[key] = (0, threshold - 1) if key[1] < threshold else (threshold, None)
    free = {key: bound for key, bound in bounds.items() if key not in shown}
    return determined(_equations(prints, shown), free) & secret.keys()


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
) -> set[str]:
    """Return the counts whose loss costs least, or none where all are hidden.

    Each sum with a single hidden count gets a second one. Where no such sum is left,
    one more count goes: from a sum with one that was given away, else from any.
    """
    given_away = {name for name, _count in found}
    near = [rule for rule in table.sums if given_away & {rule.total, *rule.parts}]
    more: set[str] = set()
    for rule in near:
        if len(({rule.total, *rule.parts}) & {*hidden, *more}) == 1:
            more |= _cheapest(table, [rule], hidden)
    far = [rule for rule in table.sums if rule not in near]
    return more or _cheapest(table, near, hidden) or _cheapest(table, far, hidden)


def _cheapest(table: Table, rules: Iterable[Sum], hidden: Collection[str]) -> set[str]:
    """Return a part before a total, a small count before a large one, zero last."""
    totals = {rule.total for rule in table.sums}
    left = {name for rule in rules for name in (rule.total, *rule.parts)} - {*hidden}
    counts = table.counts

    def cost(name: str) -> tuple[bool, bool, int, str]:
        return not counts[name], name in totals, counts[name], name

    return {min(left, key=cost)} if left else set()
