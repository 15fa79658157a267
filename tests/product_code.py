"""The project's own source files, parsed once, for the tests that read code."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("homevisit", "reports", "ui")
OWN = (*SHIPPED, "resources", "tools")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file: where it lies under the root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def length(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree: many tests look at all of them."""
        return tuple(ast.walk(self.tree))


def parse(path: str, text: str) -> Source:
    """Parse a text as if it lay at `path`."""
    return Source(path, text, ast.parse(text))


def sources(*folders: str) -> tuple[Source, ...]:
    """Return all Python files under the folders, and dev.py with `tools`."""
    return tuple(source for folder in folders for source in _sources_of(folder))


@cache
def _sources_of(folder: str) -> tuple[Source, ...]:
    paths = sorted((ROOT / folder).rglob("*.py"))
    if folder == "tools":
        paths.append(ROOT / "dev.py")
    return tuple(
        parse(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for path in paths
    )


def functions(nodes: Iterable[ast.AST]) -> Iterator[Function]:
    """Yield every function and method among the nodes, nested ones too."""
    for node in nodes:
        if isinstance(node, Function):
            yield node


def docstrings(nodes: Iterable[ast.AST]) -> set[int]:
    """Return the identities of the constants that are docstrings."""
    owners = ast.Module | ast.ClassDef | Function
    return {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def called(node: ast.Call) -> str:
    """Return the dotted name of what is called, `.name` after anything complex."""
    names = []
    target: ast.expr = node.func
    while isinstance(target, ast.Attribute):
        names.append(target.attr)
        target = target.value
    names.append(target.id if isinstance(target, ast.Name) else "")
    return ".".join(reversed(names))
