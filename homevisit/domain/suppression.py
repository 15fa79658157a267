"""Hiding small counts together with what would give them away.

A count of people under the threshold is hidden, and then as many other counts as it
takes until no hidden one follows from what is shown: not from sums, not from the bounds
that a mark tells, and not together with an earlier print. Whoever reads two prints may
know what did not change between them, so a count of the same value is one unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from homevisit.domain.unknowns import Equation, determined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

USUAL_THRESHOLD = 5
_PATIENCE = 6
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
        """Return the count, "<5" for few people, "*" for what is hidden with them.

        The star says nothing of how many: a mark that changes from one week to the
        next would tell on which side of the threshold a count was before.
        """
        count = self.table.counts[name]
        if name not in self.hidden:
            return count
        return f"<{self.threshold}" if self.is_few(name) else "*"

    def vital(self) -> set[Unknown]:
        """Return the hidden counts of few people, and what was done with them."""
        leads = self.table.follows
        return {
            (name, self.table.counts[name])
            for name in self.hidden
            if self.is_few(name) or self.is_few(leads.get(name, name))
        }

    def is_few(self, name: str) -> bool:
        """Say whether a hidden count is marked as one of few people."""
        is_small = self.table.counts[name] < self.threshold
        return is_small and name in self.table.sensitive & self.hidden


def protect(
    table: Table,
    threshold: int = USUAL_THRESHOLD,
    earlier: Sequence[Print] = (),
) -> Print:
    """Return the print of a table from which no hidden count can be found out.

    What an earlier print hid stays hidden, so that two of them have no holes in
    different places. A threshold of 1 or less hides nothing.
    """
    if threshold <= 1:
        return Print(table, frozenset(), threshold)
    hidden = {name for name in table.sensitive if 0 < table.counts[name] < threshold}
    hidden |= {name for each in earlier for name in each.hidden & table.counts.keys()}
    hidden |= _following(table, hidden)
    # To hide what a reader of an earlier print has seen helps nothing.
    seen = {name for name, count in _shown(earlier) if table.counts.get(name) == count}
    lost = recoverable(earlier)
    for rounds in count():
        now = Print(table, frozenset(hidden), threshold)
        found = recoverable((now,))
        if earlier:
            found |= recoverable((*earlier, now))
        found -= lost
        # For mere cover one does not go on for ever: it stands for no child.
        vital = {key for each in (*earlier, now) for key in each.vital()}
        is_over = not found & vital and rounds >= _PATIENCE
        more = _next_to_hide(table, (hidden, seen), found) if found else set()
        if is_over or not more:
            break
        hidden |= more
        hidden |= _following(table, hidden)
    return now


def recoverable(prints: Sequence[Print]) -> frozenset[Unknown]:
    """Return the hidden counts that the prints together give away.

    What an earlier print showed outright is no secret any more, and is not among them.
    """
    shown = _shown(prints)
    bounds: dict[Unknown, tuple[int, int | None]] = {}
    secret: set[Unknown] = set()
    for each in prints:
        for name in each.hidden | each.unprinted:
            key = (name, each.table.counts[name])
            if key in shown:
                continue
            bounds.setdefault(key, (0, None))
            if name in each.hidden:
                if key[1]:  # that it is nobody may be found out
                    secret.add(key)
                if each.is_few(name):
                    bounds[key] = (0, each.threshold - 1)
    if not secret:
        return frozenset()
    return determined(_equations(prints, shown), bounds) & secret


def _shown(prints: Iterable[Print]) -> set[Unknown]:
    return {
        (name, count)
        for each in prints
        for name, count in each.table.counts.items()
        if name not in each.hidden and name not in each.unprinted
    }


def _following(table: Table, hidden: Collection[str]) -> set[str]:
    """Return what goes with hidden counts: of a hidden class its whole row."""
    return {name for name, lead in table.follows.items() if lead in hidden}


def _next_to_hide(
    table: Table,
    known: tuple[Collection[str], Collection[str]],
    found: Iterable[Unknown],
) -> set[str]:
    """Return the counts whose loss costs least, or none where nothing helps.

    `known` are the hidden counts and those seen in an earlier print. Each sum with a
    single unknown count gets a second one. Where no such sum is left, one more count
    goes: from a sum with one that was given away, else from any.
    """
    hidden, seen = known
    given_away = {name for name, _count in found}
    near = [rule for rule in table.sums if given_away & {rule.total, *rule.parts}]
    taken = {*hidden, *seen}
    more: set[str] = set()
    for rule in near:
        unknown = ({rule.total, *rule.parts} & {*hidden, *more}) - {*seen}
        if len(unknown) == 1:
            more |= _cheapest(table, [rule], taken | more)
    far = [rule for rule in table.sums if rule not in near]
    return more or _cheapest(table, near, taken) or _cheapest(table, far, taken)


def _cheapest(table: Table, rules: Iterable[Sum], taken: Collection[str]) -> set[str]:
    """Return a part before a total, a small count before a large one, zero last.

    A part goes with its whole row: alone it would take one of each column next to it,
    and these one of each of their rows.
    """
    totals = {rule.total for rule in table.sums}
    left = {name for rule in rules for name in (rule.total, *rule.parts)} - {*taken}
    if not left:
        return set()
    counts = table.counts

    def cost(name: str) -> tuple[bool, bool, int, str]:
        return not counts[name], name in totals, counts[name], name

    name = min(left, key=cost)
    lead = table.follows.get(name, name)
    return {name} if lead in totals else {name, lead}


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
