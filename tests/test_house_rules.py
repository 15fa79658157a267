"""What no linter knows: the rules of this house, each shown to catch its offence."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.product_code import (
    OWN,
    SHIPPED,
    Source,
    called,
    docstrings,
    parse,
    sources,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXT_CALLS = {"_", "N_", "translate", "mark", "translate_count"}
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|CREATE\s+(TABLE|INDEX|VIRTUAL)|PRAGMA\s|VACUUM\b|ATTACH\s|BEGIN\s+IMMEDIATE)",
    re.DOTALL,
)
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
BANNED_ENDINGS = ("Manager", "Helper", "Util", "Utils", "Handler", "Processor")
BANNED_MODULES = {"utils", "util", "helpers", "helper", "common", "misc"}
CLOCKS = {"datetime.now", "datetime.utcnow", "date.today", "time.time"}
LEFT_OVER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
# Two reasons are always the same: JSON can be anything; own columns, bound values.
BARE_NOQA = re.compile(r"#\s*noqa(?!: (?:ANN401|S608)\b|: [A-Z0-9, ]+  \S)")


def calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for node in source.nodes:
        if isinstance(node, ast.Call):
            yield node, called(node)


def strings(source: Source) -> Iterator[tuple[int, str]]:
    prose = docstrings(source.nodes)
    for node in source.nodes:
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in prose:
            yield node.lineno, node.value


def imports(source: Source) -> Iterator[tuple[int, str]]:
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield node.lineno, module
            yield from ((node.lineno, f"{module}.{a.name}") for a in node.names)


def formatted_texts(source: Source) -> Iterator[int]:
    for node, name in calls(source):
        if name.removeprefix("text.") in TEXT_CALLS:
            built = ast.JoinedStr | ast.BinOp
            yield from (a.lineno for a in node.args if isinstance(a, built))


def prints(source: Source) -> Iterator[int]:
    yield from (node.lineno for node, name in calls(source) if name == "print")


def _mode(node: ast.Call, position: int) -> str:
    given = node.args[position : position + 1]
    given += [word.value for word in node.keywords if word.arg == "mode"]
    first = given[0] if given else None
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if is_text else ""


def direct_writes(source: Source) -> Iterator[int]:
    for node, name in calls(source):
        last = name.rpartition(".")[2]
        position = 1 if name in {"open", "io.open"} else 0
        writes = last == "open" and set(_mode(node, position)) & set("wax+")
        if writes or last in {"write_text", "write_bytes"}:
            yield node.lineno


def temporary_files(source: Source) -> Iterator[int]:
    yield from (line for line, name in imports(source) if name == "tempfile")


def logs(source: Source) -> Iterator[int]:
    yield from (line for line, name in imports(source) if name == "logging")


def colours(source: Source) -> Iterator[int]:
    yield from (line for line, text in strings(source) if HEX_COLOUR.search(text))


def queries(source: Source) -> Iterator[int]:
    yield from (line for line, text in strings(source) if SQL.match(text))


def own_clocks(source: Source) -> Iterator[int]:
    for node, name in calls(source):
        if ".".join(name.split(".")[-2:]) in CLOCKS:
            yield node.lineno


def nested_loops(source: Source) -> Iterator[int]:
    for node, name in calls(source):
        if name.rpartition(".")[2] in {"processEvents", "exec_", "QEventLoop"}:
            yield node.lineno


def found_children(source: Source) -> Iterator[int]:
    for node, name in calls(source):
        if name.rpartition(".")[2] in {"findChild", "findChildren"}:
            yield node.lineno


def rich_labels(source: Source) -> Iterator[int]:
    """A name such as `<img src=…>` must stay a name: labels come from the kit."""
    risky = {"QLabel", "QMessageBox"}
    for node in source.nodes:
        made = isinstance(node, ast.Call) and called(node).split(".")[0] in risky
        bases = node.bases if isinstance(node, ast.ClassDef) else []
        if made or any(isinstance(b, ast.Name) and b.id in risky for b in bases):
            yield node.lineno


def vague_names(source: Source) -> Iterator[int]:
    if source.path.rpartition("/")[2].removesuffix(".py") in BANNED_MODULES:
        yield 1
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and node.name.endswith(BANNED_ENDINGS):
            yield node.lineno


def left_overs(source: Source) -> Iterator[int]:
    """A reason holds for the next line too where that has the same noqa."""
    reason_for = ""
    for number, line in enumerate(source.text.splitlines(), 1):
        code = line.partition("# no" + "qa: ")[2].partition(" ")[0]
        bare = "noqa" in line and BARE_NOQA.search(line) and code != reason_for
        if LEFT_OVER.search(line) or bare:
            yield number
        reason_for = code


def skipped_tests(source: Source) -> Iterator[int]:
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in {
            "skip",
            "skipif",
            "xfail",
            "importorskip",
        }:
            yield node.lineno


@dataclass(frozen=True)
class Rule:
    """What is looked for, where, who may do it all the same, and an offence."""

    find: Callable[[Source], Iterator[int]]
    offence: str
    where: tuple[str, ...] = SHIPPED
    but: tuple[str, ...] = ()

    def offences(self) -> list[str]:
        return [
            f"{source.path}:{line}"
            for source in sources(*self.where)
            if not source.path.startswith(self.but or ("-",))
            for line in self.find(source)
        ]


RULES = {
    "no text is put together before it is translated": Rule(
        formatted_texts, "_(f'{count} visits')"
    ),
    "only the command line prints": Rule(
        prints, "print('hello')", but=("homevisit/cli/",)
    ),
    "a file of the user's is only ever replaced": Rule(
        direct_writes, "path.open('w')", but=("homevisit/paths.py",)
    ),
    "no temporary files": Rule(
        temporary_files, "import tempfile", but=("homevisit/workers/run.py",)
    ),
    "nothing is logged": Rule(logs, "import logging"),
    "colours are tokens": Rule(
        colours, "colour = '#ff8800'", but=("ui/tokens.py", "reports/layout/style.py")
    ),
    "only the vault and the ledger speak SQL": Rule(
        queries,
        "db.execute('SELECT a FROM b')",
        but=("homevisit/vault/", "homevisit/ledger/"),
    ),
    "time is handed in": Rule(
        own_clocks, "datetime.now(UTC)", but=("homevisit/clock.py",)
    ),
    "no nested event loop": Rule(nested_loops, "app.processEvents()"),
    "widgets are held, not looked up": Rule(found_children, "box.findChild('name')"),
    "labels show plain text": Rule(
        rich_labels, "QLabel(name)", but=("ui/kit/basics.py",)
    ),
    "names say what a thing is": Rule(
        vague_names, "class VisitManager: ...", where=OWN
    ),
    "nothing is left for later, no noqa without a reason": Rule(
        left_overs, "x = 1  # no" + "qa: E501", where=(*OWN, "tests", "benchmarks")
    ),
    "no test is skipped": Rule(skipped_tests, "pytest.mark.skip", where=("tests",)),
}


@pytest.mark.parametrize("name", RULES)
def test_the_rule_holds(name):
    assert RULES[name].offences() == []


@pytest.mark.parametrize("name", RULES)
def test_the_rule_catches_its_offence(name):
    assert list(RULES[name].find(parse("a.py", RULES[name].offence))) == [1]
