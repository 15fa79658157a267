"""What is hidden cannot be found out: solved and enumerated apart from the code."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homevisit.domain.suppression import Print, Sum, Table, protect, recoverable


def grid(rows, *, classes_per_grade=2):
    """Return a table of parts by row and column, with all totals."""
    counts, sums = {}, []
    wide = len(rows[0])
    for r, row in enumerate(rows):
        for c, count in enumerate(row):
            counts[f"{r}/{c}"] = count
        counts[f"{r}/all"] = sum(row)
        sums.append(Sum(f"{r}/all", tuple(f"{r}/{c}" for c in range(wide))))
    for c in (*range(wide), "all"):
        parts = tuple(f"{r}/{c}" for r in range(len(rows)))
        counts[f"all/{c}"] = sum(counts[part] for part in parts)
        sums.append(Sum(f"all/{c}", parts))
    sums.append(Sum("all/all", tuple(f"all/{c}" for c in range(wide))))
    return Table(counts, tuple(sums), frozenset(counts))


def rank(rows):
    left, found = [list(map(Fraction, row)) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((r for r in left[found:] if r[column]), None)
        if pivot is None:
            continue
        at = next(i for i in range(found, len(left)) if left[i] is pivot)
        left[found], left[at] = left[at], left[found]
        for i in range(found + 1, len(left)):
            if left[i][column]:
                factor = left[i][column] / left[found][column]
                left[i] = [
                    a - factor * b for a, b in zip(left[i], left[found], strict=True)
                ]
        found += 1
    return found


def solved(*prints):
    """Return the hidden unknowns that the linear system fixes, by its rank."""
    shown = {
        (n, v)
        for each in prints
        for n, v in each.table.counts.items()
        if n not in each.hidden | each.unprinted
    }
    hidden = {(n, each.table.counts[n]) for each in prints for n in each.hidden}
    left_off = {(n, each.table.counts[n]) for each in prints for n in each.unprinted}
    unknown = sorted((hidden | left_off) - shown)
    matrix = []
    for each in prints:
        for rule in each.table.sums:
            row = [0] * len(unknown)
            for name, sign in ((rule.total, -1), *((p, 1) for p in rule.parts)):
                key = (name, each.table.counts[name])
                if key in unknown:
                    row[unknown.index(key)] += sign
            matrix.append(row)
    whole = rank(matrix)
    return {
        key
        for i, key in enumerate(unknown)
        if key in hidden
        and key[1]  # that it is nobody may be found out
        and rank([*matrix, [int(j == i) for j in range(len(unknown))]]) == whole
    }


def possible(printed):
    """Return, by brute force, the values that each hidden count may have."""
    counts, hidden = printed.table.counts, sorted(printed.hidden)
    top = max(counts.values()) + 2
    ranges = [
        range(printed.threshold)
        if counts[name] < printed.threshold
        else range(printed.threshold, top + 1)
        for name in hidden
    ]
    seen = {name: set() for name in hidden}
    for values in product(*ranges):
        every = {**counts, **dict(zip(hidden, values, strict=True))}
        if all(
            every[rule.total] == sum(every[p] for p in rule.parts)
            for rule in printed.table.sums
        ):
            for name, value in zip(hidden, values, strict=True):
                seen[name].add(value)
    return seen


def test_a_small_count_goes_with_a_second_one_of_its_sum():
    table = Table(
        {"a": 3, "b": 9, "c": 7, "all": 19},
        (Sum("all", ("a", "b", "c")),),
        frozenset({"a", "b", "c", "all"}),
    )
    printed = protect(table)
    assert printed.hidden == {"a", "c"}
    assert [printed.shown(name) for name in ("a", "b", "c", "all")] == [
        "<5",
        9,
        "*",
        19,
    ]
    assert recoverable([Print(table, frozenset({"a"}))]) == {("a", 3)}


def test_nothing_small_nothing_hidden_and_zero_is_told():
    table = Table(
        {"a": 0, "b": 9, "all": 9}, (Sum("all", ("a", "b")),), frozenset({"a", "b"})
    )
    printed = protect(table)
    assert printed.hidden == frozenset()
    assert printed.shown("a") == 0


def test_zero_is_told_and_the_total_is_hidden_instead():
    table = Table({"a": 3, "b": 0, "all": 3}, (Sum("all", ("a", "b")),), frozenset("a"))
    printed = protect(table)
    assert printed.hidden == {"a", "all"}
    assert all(len(values) > 1 for values in possible(printed).values())


def test_what_was_done_with_a_hidden_number_is_hidden_without_saying_how_much():
    table = Table({"due": 3, "reached": 0}, (), frozenset({"due"}), {"reached": "due"})
    printed = protect(table)
    assert (printed.shown("due"), printed.shown("reached")) == ("<5", "*")


def test_marks_that_bound_two_counts_do_not_fix_them():
    table = Table(
        {"a": 4, "b": 4, "c": 30, "all": 38},
        (Sum("all", ("a", "b", "c")),),
        frozenset({"a", "b", "c"}),
    )
    # Both hidden and together 8, each can only be 4: a third one has to go as well.
    assert recoverable([Print(table, frozenset({"a", "b"}))]) == {("a", 4), ("b", 4)}
    assert protect(table).hidden >= {"a", "b", "c"}


def test_what_counts_among_few_is_hidden_with_them():
    table = Table(
        {"due": 4, "reached": 4, "else": 20, "all": 24},
        (Sum("all", ("due", "else")),),
        frozenset({"due", "else", "all"}),
        {"reached": "due"},
    )
    assert "reached" in protect(table).hidden


@pytest.mark.parametrize("threshold", [0, 1])
def test_no_threshold_hides_nothing(threshold):
    assert protect(grid([[1, 2], [3, 4]]), threshold).hidden == frozenset()


@given(
    st.lists(
        st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=2, max_size=4
    )
)
@settings(max_examples=40, deadline=None)
def test_no_hidden_count_of_any_table_can_be_solved(rows):
    table = grid(rows)
    printed = protect(table)
    assert {n for n, v in table.counts.items() if 0 < v < 5} <= printed.hidden
    assert solved(printed) == set()
    assert recoverable([printed]) == frozenset()


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_every_hidden_count_of_a_sum_may_have_several_values(parts):
    names = tuple(f"p{number}" for number in range(len(parts)))
    counts = dict(zip(names, parts, strict=True)) | {"all": sum(parts)}
    printed = protect(Table(counts, (Sum("all", names),), frozenset(counts)))
    assert all(len(values) > 1 for values in possible(printed).values())


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_two_prints_a_week_apart_tell_nothing_together(seed):
    chance = Random(seed)
    rows = [[chance.randrange(13) for _column in range(3)] for _row in range(3)]
    first = protect(grid(rows))
    for _change in range(chance.randrange(1, 4)):
        row, column = chance.randrange(3), chance.randrange(3)
        rows[row][column] = max(0, rows[row][column] + chance.choice((-1, 1)))
    second = protect(grid(rows), earlier=(first,))
    assert solved(first, second) == set()
    assert solved(second) == set()


def test_what_was_hidden_beside_a_small_count_stays_hidden():
    sums = (Sum("all", ("a", "b", "c")),)
    before = {"a": 4, "b": 6, "c": 9, "all": 19}
    first = protect(Table(before, sums, frozenset(before)))
    after = {"a": 5, "b": 6, "c": 9, "all": 20}
    alone = protect(Table(after, sums, frozenset(after)))
    assert alone.hidden == frozenset()
    assert ("a", 4) in solved(first, alone)
    second = protect(Table(after, sums, frozenset(after)), earlier=(first,))
    assert solved(first, second) == set()


@pytest.mark.parametrize(
    ("left_off", "hidden"),
    [({"a", "b"}, {"a", "b"}), ({"a", "c"}, {"a", "c"})],
)
def test_a_count_that_was_left_off_a_paper_is_still_a_secret(left_off, hidden):
    table = Table(
        {"a": 3, "b": 8, "c": 9, "all": 20},
        (Sum("all", ("a", "b", "c")),),
        frozenset({"a", "b", "c"}),
    )
    # The earlier paper hid nothing, but had not all of its parts.
    before = Print(table, frozenset(), 0, frozenset(left_off))
    now = protect(table, earlier=[before])
    assert now.hidden >= hidden
    assert recoverable([before, now]) == frozenset()
