"""What the page of the six talks shows: plain rows, made by the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.rows import FormField

ALL, LACKING, LATE = "all", "lacking", "late"


@dataclass(frozen=True, slots=True)
class TalkFilter:
    """What the matrix is narrowed to: a class, and everybody, the lacking, the late."""

    class_id: str = ""
    show: str = ALL


@dataclass(frozen=True, slots=True)
class TalkCell:
    """A student's standing in one kind: `state` names the sign, then come `words`."""

    state: str
    words: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One student: a cell for each of the six kinds, and how many of them were held."""

    student_id: str
    name: str
    class_name: str
    cells: tuple[TalkCell, ...]
    held: int


@dataclass(frozen=True, slots=True)
class TalkHead:
    """A kind of talk at the head of its column: with how many of whom it was held."""

    code: str
    label: str
    icon: str
    held: int = 0
    whole: int = 0


@dataclass(frozen=True, slots=True)
class TalkMatrix:
    """All that the page shows of a term; the counts are of everybody in the class."""

    lines: tuple[TalkLine, ...] = ()
    heads: tuple[TalkHead, ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    held: int = 0
    wanted: int = 0
    late: int = 0
    planned: int = 0
    has_term: bool = True


@dataclass(frozen=True, slots=True)
class TalkForm:
    """The fields that a kind of talk is written down with, and what is known.

    `people` are (student id, name); `writes_first` names the field to begin in, `note`
    says what this kind does not keep.
    """

    kind: str
    kinds: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    fields: tuple[FormField, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    writes_first: str = ""
    note: str = ""
    due: str = ""
    is_late: bool = False

    @property
    def student_ids(self) -> tuple[str, ...]:
        return tuple(student_id for student_id, _name in self.people)
