"""What the settings of care are handed: frozen rows without records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.care_rows import Hue
    from ui.settings_rows import Choices

HOTLINE, CONTACT = "hotline", "care_contact"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A number of the card, or a place of the address book, with its fields.

    `group` is the head it stands under; `checked` says when it was looked at last.
    """

    id: str
    kind: str
    group: str
    name: str
    note: str
    checked: str
    values: Mapping[str, str]
    is_shipped: bool = False
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class PlacesSheet:
    """All numbers and places, and what can be chosen."""

    rows: tuple[PlaceRow, ...]
    tiers: Choices
    kinds: Choices


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level of a scheme; one that was left out has the shipped words."""

    severity: int
    label: str
    colour: Hue
    neutral: str
    definition: str
    is_in: bool = True


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A level scheme; `limits` are in words, by event and severity."""

    id: str
    name: str
    note: str
    source: str
    levels: tuple[LevelRow, ...]
    limits: Mapping[tuple[str, int], str] = field(default_factory=dict)
    is_example: bool = False
    is_in_use: bool = False


@dataclass(frozen=True, slots=True)
class SchemesSheet:
    """All schemes; `message` says why another one is used than was chosen."""

    rows: tuple[SchemeRow, ...]
    colours: Choices
    events: Choices
    message: str = ""
