"""What a print says of itself in its Info dictionary, and how that is read back.

The file may be anybody's: what is not exactly of this shape is no print of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.visit_data import VisitSection

if TYPE_CHECKING:
    from collections.abc import Mapping

FACTS_VERSION = 2
CODE_DIGITS = 12
REFERENCE_DIGITS = 20
_MOST_COPIES = 1_000_000
_CODE = re.compile(rf"[0-9a-f]{{{CODE_DIGITS}}}")
_REFERENCE = re.compile(rf"[0-9a-f]{{{REFERENCE_DIGITS}}}")


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """What a print says of itself: a row of section codes per visit, by reference."""

    code: str
    copy_number: int
    sections: tuple[str, ...]
    visits: Mapping[str, tuple[str, ...]]

    def as_json(self) -> dict[str, Any]:
        return {
            "v": FACTS_VERSION,
            "code": self.code,
            "copy": self.copy_number,
            "sections": list(self.sections),
            "visits": [[ref, *codes] for ref, codes in self.visits.items()],
        }


def read_print_facts(facts: Mapping[str, Any]) -> PrintFacts | None:
    """Return the facts of a print of ours; None for whatever is not exactly that."""
    code, copy_number = facts.get("code"), facts.get("copy")
    sections = _read_sections(facts.get("sections"))
    if sections is None or type(copy_number) is not int:
        return None
    visits = _read_visits(facts.get("visits"), len(sections))
    numbered = 0 <= copy_number <= _MOST_COPIES
    if not (numbered and visits and _fits(_CODE, code)):
        return None
    if type(facts.get("v")) is not int or facts["v"] != FACTS_VERSION:
        return None
    return PrintFacts(str(code), copy_number, sections, visits)


def _read_sections(written: object) -> tuple[str, ...] | None:
    known = {each.value for each in VisitSection}
    if not isinstance(written, list) or len(written) > len(known):
        return None
    if not all(isinstance(each, str) and each in known for each in written):
        return None
    return tuple(written) if len(set(written)) == len(written) else None


def _read_visits(written: object, codes: int) -> dict[str, tuple[str, ...]]:
    """Return the rows by reference; nothing at all if one of them is odd."""
    if not isinstance(written, list):
        return {}
    found = {}
    for row in written:
        if not isinstance(row, list) or len(row) != codes + 1:
            return {}
        if not _fits(_REFERENCE, row[0]) or row[0] in found:
            return {}
        if not all(_fits(_CODE, each) for each in row[1:]):
            return {}
        found[row[0]] = tuple(row[1:])
    return found


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
