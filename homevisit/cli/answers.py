"""What a command has to say: facts for programs, lines for people, an exit code."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Code(IntEnum):
    """Exit codes; a `Problem` brings its own (3 for secrets, else 4)."""

    DONE = 0
    DEFECT = 1
    USAGE = 2
    SECRET = 3
    PROBLEM = 4
    DIFFERS = 5
    INCOMPLETE = 6
    CANCELLED = 130


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one command.

    `facts` is the JSON object of `--json`: keys may be added in later versions, never
    renamed or dropped. `lines` is what a person reads.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    lines: Sequence[str] = ()
    exit_code: Code = Code.DONE

    def as_json(self) -> str:
        return json.dumps(self.facts, ensure_ascii=False, indent=2)

    def as_text(self) -> str:
        return "\n".join(self.lines)
