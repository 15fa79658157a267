"""What the page of the six talks shows: plain rows, made by the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.rows import FormField

ALL, LACKING, LATE = "all", "lacking", "late"
# How the matrix is ordered, where it is not by who lacks one kind of talk.
LATE_FIRST, BY_CLASS, BY_HELD = "late", "class", "held"


@dataclass(frozen=True, slots=True)
class TalkFilter:
    """What the matrix is narrowed to: a class or grade, a group, and who is lacking.

    With a `kind` only that kind counts for the lacking and the late. `order` is one of
    those above or a kind of talk.
    """

    class_id: str = ""
    grade: str = ""
    group: str = ""
    kind: str = ""
    show: str = ALL
    order: str = LATE_FIRST


@dataclass(frozen=True, slots=True)
class TalkCell:
    """A student's standing in one kind: `state` names the sign, then come `words`.

    `reason` says why somebody marked it as not needed, `why` why it is not at all.
    """

    state: str
    words: str = ""
    spoken: str = ""
    is_held: bool = False
    is_lacking: bool = False
    reason: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One student: a cell for each of the six kinds, and how many of them were held.

    `wanted` is how many kinds are asked for.
    """

    student_id: str
    name: str
    class_name: str
    cells: tuple[TalkCell, ...]
    held: int
    wanted: int = 6


@dataclass(frozen=True, slots=True)
class TalkHead:
    """A kind of talk at the head of its column: with how many of whom it was held.

    Of a private one only that it took place is known.
    """

    code: str
    label: str
    icon: str
    held: int = 0
    whole: int = 0
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class TalkMatrix:
    """All that the page shows of a term; the counts are of everybody in the class.

    `about` says in words who they are.
    """

    lines: tuple[TalkLine, ...] = ()
    heads: tuple[TalkHead, ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    grades: tuple[str, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()
    about: str = ""
    held: int = 0
    wanted: int = 0
    late: int = 0
    planned: int = 0
    has_term: bool = True


@dataclass(frozen=True, slots=True)
class TalkForm:
    """The fields that a kind of talk is written down with, and what is known.

    `people` are (student id, name); `writes_first` names the field to begin in, `note`
    says what this kind does not keep, `may_raise` that a concern can be raised of it.
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
    may_raise: bool = False

    @property
    def place(self) -> str:
        """Name the form: what kind of talk with whom."""
        return f"{self.kind}:{','.join(self.student_ids)}" if self.kind else ""

    @property
    def student_ids(self) -> tuple[str, ...]:
        return tuple(student_id for student_id, _name in self.people)
