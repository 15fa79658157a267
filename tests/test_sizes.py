"""Small files, small functions, small classes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from homevisit.clock import SystemClock
from tests.product_code import OWN, Source, functions, parse, sources

if TYPE_CHECKING:
    from datetime import date

FILE_LINES = 400
FUNCTION_LINES = 40
CLASS_METHODS = 20

# What may be larger, until when, and why. Nothing is.
ALLOWED: dict[str, date] = {}


def too_long(source: Source) -> list[str]:
    return [source.path] if source.length > FILE_LINES else []


def long_functions(source: Source) -> list[str]:
    return [
        f"{source.path}:{function.name}"
        for function in functions(source.nodes)
        if function.end_lineno - function.lineno + 1 > FUNCTION_LINES
    ]


def large_classes(source: Source) -> list[str]:
    return [
        f"{source.path}:{node.name}"
        for node in source.nodes
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(item, ast.FunctionDef) for item in node.body) > CLASS_METHODS
    ]


def test_files_are_short():
    everything = sources(*OWN, "tests", "benchmarks")
    large = [name for source in everything for name in too_long(source)]
    assert [name for name in large if name not in ALLOWED] == []


def test_functions_and_classes_are_small():
    large = [
        name
        for source in sources(*OWN)
        for name in (*long_functions(source), *large_classes(source))
    ]
    assert [name for name in large if name not in ALLOWED] == []


def test_no_allowance_is_overdue_or_left_over():
    large = {
        name
        for source in sources(*OWN, "tests", "benchmarks")
        for find in (too_long, long_functions, large_classes)
        for name in find(source)
    }
    today = SystemClock().today()
    overdue = [name for name, until in ALLOWED.items() if until < today]
    assert overdue == []
    assert set(ALLOWED) <= large


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (too_long, "x = 1\n" * 401),
        (long_functions, "def f():\n" + "    x = 1\n" * 40),
        (large_classes, "class A:\n" + "".join(f" def f{n}(): 0\n" for n in range(21))),
    ],
)
def test_what_is_too_large_is_found(find, text):
    assert len(find(parse("a.py", text))) == 1
