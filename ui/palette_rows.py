"""What the command palette shows, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """A student to open, a command to run, or a text that was found.

    `key` is the id that the row leads to, of a command its place in the list; `below`
    stands under the title, `marked` are spans of it that were typed.
    """

    kind: Literal["student", "command", "text"]
    key: str
    title: str
    below: str = ""
    right: str = ""
    icon: str = "user-round"
    marked: tuple[Span, ...] = ()
    student_id: str = ""
    is_personal: bool = False
