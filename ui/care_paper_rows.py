"""What the page of a paper of care is handed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CarePaperSheet:
    """The pages of a paper with what is said and asked beside them.

    `can_name` is whether the child's name may be put on it.
    """

    title: str
    content: bytes = field(repr=False)
    file_name: str
    said: str
    needs_reason: bool
    can_name: bool
    is_secret: bool
