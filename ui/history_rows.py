"""What the history of a file shows, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A save, or one value that it wrote; `key` names it to who made the line.

    A secret value is masked until it is revealed; a personal one is a name, which
    hides with all names.
    """

    kind: Literal["save", "change", "aside"]
    key: str
    at: str = ""
    who: str = ""
    title: str = ""
    about: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""
    is_secret: bool = False
    is_personal: bool = False
    can_change: bool = False


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What the history is narrowed to; empty is everything."""

    part: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class HistoryChoices:
    """What it can be narrowed to: codes with their words."""

    parts: tuple[tuple[str, str], ...]
    authors: tuple[tuple[str, str], ...]
