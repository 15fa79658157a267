"""The Chinese catalogue: gathered from its parts, compiled, and held against the code.

The parts in `resources/locale/parts` are the only source; each belongs to one area of
the program. The compiled catalogue is made from them and is never committed.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "resources" / "locale" / "parts"
COMPILED = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "homevisit.mo"
SOURCES = ("homevisit", "reports", "ui")
MARKS = {"_", "N_", "translate", "mark", "translate_count"}

_HAN = "\u3400-\u9fff"
_HALF_WIDTH = re.compile(
    rf"(?<=[{_HAN}])(?:[,;:?!()\"]|\.(?![A-Za-z0-9]))"
    rf"|[,;:?!()\"](?=[{_HAN}])"
    rf"|(?<=\}})[,;?!.](?![A-Za-z0-9])"
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass
class Parts:
    """All translations, by msgid, and what is wrong with how they are written."""

    texts: dict[str, str] = field(default_factory=dict)
    plurals: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def extract(root: Path = ROOT) -> dict[str, list[str]]:
    """Return every msgid of the code with the files that use it.

    Read from the syntax tree: only a whole literal in a marking call is a msgid.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for folder in SOURCES:
        for path in sorted((root / folder).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            for msgid in filter(None, map(_marked, ast.walk(tree))):
                found[msgid].append(path.relative_to(root).as_posix())
    return dict(found)


def _marked(node: ast.AST) -> str:
    """Return the msgid that a call marks, or nothing."""
    if not isinstance(node, ast.Call) or not node.args:
        return ""
    name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
    text = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
    return text if name in MARKS and isinstance(text, str) else ""


def read_parts(folder: Path = PARTS) -> Parts:
    """Read all parts; a msgid may stand in two parts only with the same text."""
    parts = Parts()
    for path in sorted(folder.glob("*.po")):
        with path.open(encoding="utf-8") as file:
            _take(parts, path.name, read_po(file, locale="zh_CN", abort_invalid=True))
    return parts


def _forms(text: object) -> list[str]:
    """Return singular and plural of what Babel gives as a text or as several."""
    return list(text) if isinstance(text, tuple | list) else [str(text or "")]


def _take(parts: Parts, home: str, catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id:
            continue
        msgid, *plural = _forms(message.id)
        text = _forms(message.string)[0]
        if message.fuzzy:
            parts.wrong.append(f"{home}: fuzzy: {msgid}")
        if parts.texts.get(msgid, text) != text:
            other = parts.homes[msgid]
            parts.wrong.append(f"{home} and {other} disagree: {msgid}")
        parts.texts[msgid] = text
        parts.homes[msgid] = home
        if plural:
            parts.plurals[msgid] = plural[0]


def compile_parts(folder: Path = PARTS, target: Path = COMPILED) -> int:
    """Write the compiled catalogue and return how many texts it has."""
    parts = read_parts(folder)
    catalogue = Catalog(locale="zh_CN", project="HomeVisit", charset="utf-8")
    for msgid, text in sorted(parts.texts.items()):
        plural = parts.plurals.get(msgid)
        if plural is None:
            catalogue.add(msgid, text)
        else:
            catalogue.add((msgid, plural), (text,))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    return len(parts.texts)


def missing(used: dict[str, list[str]], parts: Parts) -> Iterator[str]:
    """Name every msgid of the code that has no Chinese text."""
    for msgid, files in sorted(used.items()):
        if not parts.texts.get(msgid):
            yield f"no translation: {files[0]}: {msgid}"


def unused(used: Iterable[str], parts: Parts) -> Iterator[str]:
    """Name every translation that no code asks for any more."""
    for msgid in sorted(set(parts.texts) - set(used)):
        yield f"unused: {parts.homes[msgid]}: {msgid}"


def ill_written(parts: Parts) -> Iterator[str]:
    """Name texts with other placeholders than the msgid, or half-width marks."""
    yield from parts.wrong
    for msgid, text in sorted(parts.texts.items()):
        home = parts.homes[msgid]
        if text and _placeholders(msgid, parts) != set(_PLACEHOLDER.findall(text)):
            yield f"other placeholders: {home}: {msgid}"
        if _HALF_WIDTH.search(text):
            yield f"half-width punctuation: {home}: {text}"


def _placeholders(msgid: str, parts: Parts) -> set[str]:
    both = f"{msgid} {parts.plurals.get(msgid, '')}"
    return set(_PLACEHOLDER.findall(both))


def findings() -> list[str]:
    """Return everything that is wrong with the catalogue, one sentence each."""
    used, parts = extract(), read_parts()
    return [*missing(used, parts), *unused(used, parts), *ill_written(parts)]


def main(words: list[str]) -> int:
    """Run `compile` or `check`."""
    if words[:1] == ["compile"]:
        print(f"compiled {compile_parts()} texts")
        return 0
    found = findings()
    print(*found, f"{len(found)} findings", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
