"""What the section of targets is handed: frozen rows without records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.settings_rows import Choices


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target: its values by field, how it stands, and what is odd about it."""

    id: str
    profile: str
    name: str
    note: str
    values: Mapping[str, object]
    is_active: bool
    is_example: bool
    progress: str = ""
    doubts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TargetSheet:
    """All targets, with what can be chosen by field."""

    rows: tuple[TargetRow, ...]
    choices: Mapping[str, Choices]
