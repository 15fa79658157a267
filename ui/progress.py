"""How far a form is filled in: counts, ticks and what is still required. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.rows import FormField, FormSection

SectionState = Literal["done", "partial", "empty", "required"]
Condition = tuple[str, tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section's title and how far it is filled in."""

    code: str
    title: str
    filled: int
    total: int
    state: SectionState


def holds(condition: Condition, values: Mapping[str, Any]) -> bool:
    """Whether the named answer is, or contains, one of the codes; None always holds."""
    if condition is None:
        return True
    name, codes = condition
    given = values.get(name)
    chosen = given if isinstance(given, list | tuple) else [given]
    return any(code in codes for code in chosen)


def is_shown(question: FormField, values: Mapping[str, Any]) -> bool:
    return holds(question.shown_when, values)


def is_required(question: FormField, values: Mapping[str, Any]) -> bool:
    """Whether the form cannot be finalised without this answer, as it stands."""
    if not is_shown(question, values):
        return False
    wanted = question.required_when
    return question.required or (wanted is not None and holds(wanted, values))


def is_filled(value: object) -> bool:
    return value not in (None, "", [], (), {})


def section_line(section: FormSection, values: Mapping[str, Any]) -> SectionLine:
    """Count one section; a missing required answer decides its state."""
    shown = [q for q in section.fields if is_shown(q, values)]
    filled = sum(is_filled(values.get(q.name)) for q in shown)
    lacks = any(
        is_required(q, values) and not is_filled(values.get(q.name)) for q in shown
    )
    state: SectionState = "done" if filled == len(shown) else "partial"
    if lacks:
        state = "required"
    elif not filled:
        state = "empty"
    return SectionLine(section.code, section.title, filled, len(shown), state)


def section_lines(
    sections: Sequence[FormSection], values: Mapping[str, Any]
) -> tuple[SectionLine, ...]:
    return tuple(section_line(section, values) for section in sections)


def missing_questions(
    sections: Sequence[FormSection], values: Mapping[str, Any]
) -> tuple[FormField, ...]:
    """Return the required questions without an answer, in the order of the form."""
    return tuple(
        question
        for section in sections
        for question in section.fields
        if is_required(question, values) and not is_filled(values.get(question.name))
    )
