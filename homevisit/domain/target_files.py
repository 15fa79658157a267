"""Targets as a small TOML file, to be read, handed on and taken in: docs/targets.md.

The shipped examples are such files. A file is taken in whole or not at all.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from homevisit.domain.record import FieldFacts, Need, Shape, facts_of, is_empty
from homevisit.domain.targets import Target
from homevisit.domain.vocabulary import vocabulary
from homevisit.errors import Problem
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT, VERSION = "homevisit-targets", 1
MAX_BYTES = 256 * 1024
MAX_TARGETS = 200
MAX_TEXT = 400
MAX_NUMBER = 10_000
# What belongs to one school only and is not handed on.
_OWN = frozenset({"is_active", "is_example", "campaign_id"})
_IN_USE = "in_use"


class TargetFileError(Problem):
    """A file that does not hold targets as docs/targets.md says."""

    code = "target_file"
    what = N_("This file of targets cannot be read.")
    safe = N_("Nothing was taken in, and your targets are as they were.")
    todo = N_("Choose a file that HomeVisit wrote, or ask whoever made it.")


class TargetInFileError(Problem):
    """One target of a file says something that no target can say."""

    code = "target_in_file"
    what = N_("Target {number} of this file is unclear at “{key}”.")
    safe = N_("Nothing was taken in, and your targets are as they were.")
    todo = N_("Correct the file there and take it in again.")


def read_targets(content: bytes) -> tuple[dict[str, Any], ...]:
    """Return the values of each target in a file, in its order.

    `in_use` comes as `is_active`, false where it is not said. Raises `TargetFileError`,
    `TargetInFileError`.
    """
    if len(content) > MAX_BYTES:
        raise TargetFileError
    try:
        read = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise TargetFileError from error
    rules = read.get("targets")
    known = read.get("format") == FORMAT and read.get("version") == VERSION
    if not known or not isinstance(rules, list) or not 0 < len(rules) <= MAX_TARGETS:
        raise TargetFileError
    return tuple(_values(number, rule) for number, rule in enumerate(rules, 1))


def write_targets(targets: Iterable[Target]) -> str:
    """Return the file of these targets; what only this school knows is not in it."""
    parts = [f'format = "{FORMAT}"\nversion = {VERSION}\n']
    for target in targets:
        lines = ["\n[[targets]]"]
        for name in facts_of(Target):
            value = getattr(target, name)
            if name not in _OWN and not is_empty(value):
                lines.append(f"{name} = {_toml(value)}")
        if target.is_active:
            lines.append(f"{_IN_USE} = true")
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def _toml(value: object) -> str:
    # JSON's strings, numbers and lists are TOML's, but for one character.
    written = json.dumps(
        list(value) if isinstance(value, tuple) else value, ensure_ascii=False
    )
    return written.replace("\x7f", "\\u007f")


def _values(number: int, rule: object) -> dict[str, Any]:
    if not isinstance(rule, dict):
        raise TargetFileError
    facts = {name: f for name, f in facts_of(Target).items() if name not in _OWN}
    values: dict[str, Any] = {}
    for name, value in rule.items():
        is_known = value in (True, False) if name == _IN_USE else name in facts
        if not is_known or (name in facts and not _fits(value, facts[name])):
            raise TargetInFileError(number=number, key=str(name)[:40])
        values[name] = value
    for name, fact in facts.items():
        if fact.need is Need.REQUIRED and not values.get(name):
            raise TargetInFileError(number=number, key=name)
    values["is_active"] = bool(values.pop(_IN_USE, False))
    return values


def _fits(value: object, facts: FieldFacts) -> bool:
    if facts.shape is Shape.FLAG:
        return isinstance(value, bool)
    if facts.shape is Shape.NUMBER:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return is_whole and 0 <= value <= MAX_NUMBER  # type: ignore[operator]  # is whole
    if facts.shape is Shape.CHOICES:
        return isinstance(value, list) and all(
            _is_code(each, facts.vocabulary) for each in value
        )
    if facts.shape is Shape.CHOICE:
        return _is_code(value, facts.vocabulary)
    return isinstance(value, str) and len(value) <= MAX_TEXT and value.isprintable()


def _is_code(value: object, table: str) -> bool:
    # A school may have groups of its own, which another does not know: they are kept.
    known = vocabulary(table)
    return isinstance(value, str) and (value in known or not known.closed)
