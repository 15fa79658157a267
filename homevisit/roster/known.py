"""What is on file already, as far as an import must know it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homevisit.domain.calendar import school_year_of
from homevisit.domain.digits import plain
from homevisit.domain.names import clean_name
from homevisit.domain.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A family member on file, with the values of the record."""

    member_id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownStudent:
    """A student on file: the values of both records, the family, the present groups."""

    student_id: str
    values: Mapping[str, Any]
    private_id: str = ""
    private_values: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[KnownMember, ...] = ()
    groups: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The name, cleaned for comparison."""
        return clean_name(self.values.get("name", ""))

    @property
    def birth_date(self) -> str:
        """The day of birth, or ""."""
        return str(self.values.get("birth_date") or "")

    @property
    def class_id(self) -> str:
        """The present class, or ""."""
        return str(self.values.get("class_id") or "")

    @property
    def id_no(self) -> str:
        """The identity document number, or ""."""
        return plain(self.private_values.get("id_doc_no"))

    @property
    def registry_no(self) -> str:
        """The student registry number, or ""."""
        return plain(self.private_values.get("student_registry_no"))


@dataclass(frozen=True, slots=True)
class KnownClass:
    """A class on file; `names` are the ways in which the school calls it."""

    class_id: str
    stage: str = ""
    entry_year: int | None = None
    class_no: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that an import is compared with."""

    students: tuple[KnownStudent, ...] = ()
    classes: tuple[KnownClass, ...] = ()


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What the school's records say that a list leaves out.

    `stage` is set when the school has one stage only. `vocabulary` gives a table of
    words as the school has it.
    """

    today: date
    system: str = ""
    stage: str = ""
    school_year: int = 0
    vocabulary: Callable[[str], Vocabulary] = vocabulary

    @property
    def present_year(self) -> int:
        """The year in which the present school year began."""
        return self.school_year or school_year_of(self.today)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person decided about an import.

    `classes` leads from a class as written in the list to a class id; `class_id` is for
    a list that names no class; `students` leads from a row's number to the student it
    is, or to "" for a new one. `keep_filled` leaves every filled field as it is.
    """

    class_id: str = ""
    classes: Mapping[str, str] = field(default_factory=dict)
    students: Mapping[int, str] = field(default_factory=dict)
    keep_filled: bool = False
