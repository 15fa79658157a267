"""Where a column can go: one target per field of a student, the family, or a class.

A target's key is `kind.field`, for family members `family_member.slot.field`. The slot
keeps the columns of one person together: 1 and 2 as the registry numbers them, or the
part that the header names, such as father.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from homevisit.domain import KINDS, FieldFacts, Need, Shape, facts_of
from homevisit.text import N_, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMBER = "family_member"
CLASS, GRADE = "class.name", "class.grade"
NAME = "student.name"
REQUIRED = (NAME, CLASS)
SLOTS = ("1", "2", "father", "mother", "guardian", "guardian2", "parent")
# The registry's columns from which a group can be suggested, and the lists' own.
GROUPS = "determination.groups"
SINGLE_PARENT = "determination.single_parent"
HARDSHIP = "determination.economic_hardship"
UNATTENDED = "determination.de_facto_unattended"
CERTIFICATE = "determination.disability_cert_no"

_SLOT_LABELS = {
    "1": N_("First family member"),
    "2": N_("Second family member"),
    "father": N_("Father"),
    "mother": N_("Mother"),
    "guardian": N_("Guardian"),
    "guardian2": N_("Second guardian"),
    "parent": N_("Parent"),
}
# What is not one field of one record, or is written differently in a list.
_SPECIAL = {
    CLASS: FieldFacts(N_("Class"), Need.REQUIRED),
    GRADE: FieldFacts(N_("Grade")),
    GROUPS: FieldFacts(N_("Special groups"), shape=Shape.CHOICES, vocabulary="groups"),
    SINGLE_PARENT: FieldFacts(N_("Single-parent family"), shape=Shape.FLAG),
    HARDSHIP: FieldFacts(N_("Economic hardship"), shape=Shape.FLAG),
    UNATTENDED: FieldFacts(N_("De-facto unattended child"), shape=Shape.FLAG),
    CERTIFICATE: FieldFacts(N_("Disability certificate number")),
}
_NOT_FROM_LISTS = {Shape.LINK, Shape.LINKS, Shape.ROWS}


@dataclass(frozen=True, slots=True)
class Target:
    """One place that a column can go to."""

    key: str
    kind: str
    field: str
    facts: FieldFacts
    slot: str = ""

    @property
    def label(self) -> str:
        """The field's name in the language in use."""
        label = translate(self.facts.label)
        return f"{translate(_SLOT_LABELS[self.slot])} · {label}" if self.slot else label

    @property
    def is_required(self) -> bool:
        """Whether no list can be imported without it."""
        return self.key in REQUIRED


def _fields(kind: str) -> Iterator[tuple[str, FieldFacts]]:
    for field, facts in facts_of(KINDS[kind]).items():
        if facts.shape not in _NOT_FROM_LISTS:
            yield field, facts


@cache
def targets() -> dict[str, Target]:
    """Return every target by its key, in the order in which a form would ask."""
    found = [
        Target(f"student.{field}", "student", field, facts)
        for field, facts in _fields("student")
    ]
    for key, facts in _SPECIAL.items():
        kind, _, field = key.partition(".")
        found.append(Target(key, kind, field, facts))
    found += [
        Target(f"student_private.{field}", "student_private", field, facts)
        for field, facts in _fields("student_private")
    ]
    found += [
        Target(f"{MEMBER}.{slot}.{field}", MEMBER, field, facts, slot)
        for slot in SLOTS
        for field, facts in _fields(MEMBER)
    ]
    return {target.key: target for target in found}
