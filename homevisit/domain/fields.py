"""Short names for the facts of a field, one per shape, so that a form reads as one."""

from __future__ import annotations

from dataclasses import replace

from homevisit.domain.record import FieldFacts, Need, Sensitivity, Shape


def _plain(
    shape: Shape, label: str, need: Need, sensitivity: Sensitivity
) -> FieldFacts:
    return FieldFacts(label, need, sensitivity, shape)


def text(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a short text on one line."""
    return _plain(Shape.TEXT, label, need, sensitivity)


def note(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a text of several lines."""
    return _plain(Shape.NOTE, label, need, sensitivity)


def person_name(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a person's name."""
    return _plain(Shape.NAME, label, need, sensitivity)


def phone_no(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a phone number."""
    return _plain(Shape.PHONE, label, need, sensitivity)


def day(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a day, `YYYY-MM-DD`."""
    return _plain(Shape.DATE, label, need, sensitivity)


def month(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a month, `YYYY-MM`."""
    return _plain(Shape.MONTH, label, need, sensitivity)


def time_of_day(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a time of day, `HH:MM`."""
    return _plain(Shape.TIME, label, need, sensitivity)


def instant(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe an instant in UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    return _plain(Shape.INSTANT, label, need, sensitivity)


def flag(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a yes, a no, or an unknown."""
    return _plain(Shape.FLAG, label, need, sensitivity)


def number(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a number."""
    return _plain(Shape.NUMBER, label, need, sensitivity)


def choice(
    label: str, vocabulary: str, need: Need, sensitivity: Sensitivity
) -> FieldFacts:
    """Describe one code of a vocabulary."""
    return FieldFacts(label, need, sensitivity, Shape.CHOICE, vocabulary)


def choices(
    label: str, vocabulary: str, need: Need, sensitivity: Sensitivity
) -> FieldFacts:
    """Describe any codes of a vocabulary."""
    return FieldFacts(label, need, sensitivity, Shape.CHOICES, vocabulary)


def rows(
    label: str, vocabulary: str, need: Need, sensitivity: Sensitivity
) -> FieldFacts:
    """Describe a small table; `vocabulary` has the codes of its role column."""
    return FieldFacts(label, need, sensitivity, Shape.ROWS, vocabulary)


def link(label: str, of_kind: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe the id of one record of a kind."""
    return FieldFacts(label, need, sensitivity, Shape.LINK, of_kind=of_kind)


def links(label: str, of_kind: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe the ids of several records of a kind."""
    return FieldFacts(label, need, sensitivity, Shape.LINKS, of_kind=of_kind)


def key(label: str, need: Need, sensitivity: Sensitivity) -> FieldFacts:
    """Describe a key, digest or name of a blob, which nobody reads or types."""
    return _plain(Shape.KEY, label, need, sensitivity)


def off(facts: FieldFacts, why: str) -> FieldFacts:
    """Return the same field, not asked for unless the school turns it on."""
    return replace(facts, on_by_default=False, why=why)
