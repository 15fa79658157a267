"""The words of what was written in the room, as one reads them one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.domain.care_counselling import CounsellingNote
from homevisit.domain.care_steps import DETAILS
from homevisit.domain.record import Shape, facts_of, is_empty
from homevisit.text import _, labelled, listed, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.care_room_records import CareStep
    from homevisit.domain.record import FieldFacts
    from homevisit.services.words import Words

_OF_NOTE = (
    "chief_complaint",
    "observation",
    "problem_categories",
    "risks",
    "risk_note",
    "protective",
    "triggers",
    "support",
    "goals",
    "process",
    "technique",
    "effect",
    "plan",
    "referral_needed",
    "diagnosis",
    "diagnosed_by",
    "medication",
    "health",
)


def step_words(step: CareStep, table: Words, staff: Mapping[str, str]) -> str:
    """Return what a step says: its words first, then each detail with its label."""
    lines = [step.text] if step.text else []
    for name, facts in DETAILS.get(step.step, {}).items():
        said = _said(facts, step.details.get(name), table, staff)
        if said:
            lines.append(labelled(translate(facts.label), said))
    if step.next_on:
        lines.append(labelled(_("Next on"), step.next_on))
    return "\n".join(lines)


def note_words(note: CounsellingNote, table: Words) -> str:
    """Return what a counselling note says, each field with its label."""
    facts = facts_of(CounsellingNote)
    found = []
    for name in _OF_NOTE:
        said = _said(facts[name], getattr(note, name), table, {})
        if said:
            found.append(labelled(translate(facts[name].label), said))
    return "\n".join(found)


def _said(
    facts: FieldFacts,
    value: Any,  # noqa: ANN401  whatever the field holds
    table: Words,
    staff: Mapping[str, str],
) -> str:
    if is_empty(value) or facts.shape is Shape.KEY:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else ""
    if facts.vocabulary:
        codes = value if isinstance(value, list | tuple) else (value,)
        return listed(table.labels(facts.vocabulary, (str(each) for each in codes)))
    if facts.of_kind == "staff":
        return staff.get(str(value), "")
    return "" if facts.of_kind else str(value)
