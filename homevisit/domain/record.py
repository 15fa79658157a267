"""What every record is: optional fields that say how needed and how sensitive they are.

A record is read from the ledger's living values and never refuses them: what does not
fit a field stays raw in `unread`, what a newer version wrote stays in `unknown`, and
both are given back by `to_values`. Nothing here does I/O.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as declared
from enum import IntEnum, StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

Flag = StrictBool | None
Whole = int | None
Number = float | None
Codes = tuple[str, ...]


class Need(StrEnum):
    """Whether a file is complete without the field."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


class Sensitivity(IntEnum):
    """How much harm a look at the field can do."""

    S0 = 0
    S1 = 1
    S2 = 2
    S3 = 3


class Compartment(StrEnum):
    """The set of people who may read a record; every record belongs to one."""

    SCHOOL = "school"
    CLASS_ROSTER = "class-roster"
    CLASS_FILE = "class-file"
    CARE = "care"
    LEADERS = "leaders"
    COUNSELLING = "counselling"
    AUTHOR = "author"


class Shape(StrEnum):
    """What a field's value looks like: the input it wants and the check it gets."""

    TEXT = "text"
    NOTE = "note"
    NAME = "name"
    PHONE = "phone"
    DATE = "date"
    MONTH = "month"
    TIME = "time"
    INSTANT = "instant"
    FLAG = "flag"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    LINK = "link"
    LINKS = "links"
    ROWS = "rows"
    KEY = "key"


REQUIRED, CONDITIONAL, OPTIONAL = Need.REQUIRED, Need.CONDITIONAL, Need.OPTIONAL
S0, S1, S2, S3 = Sensitivity


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """What is known about a field before anybody fills it in.

    `label` and `why` are msgids. `vocabulary` names the table its codes come from, and
    `of_kind` the record kind a link leads to. A field that invites collecting more than
    is needed has `on_by_default` false and says why.
    """

    label: str
    need: Need = Need.OPTIONAL
    sensitivity: Sensitivity = Sensitivity.S1
    shape: Shape = Shape.TEXT
    vocabulary: str = ""
    of_kind: str = ""
    on_by_default: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a field that a person should look at; it is saved all the same.

    `message` is a msgid that may name `facts` as `{fact}`; they are nobody's data.
    """

    field: str
    code: str
    message: str
    facts: Mapping[str, str | int] = declared(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class IndexColumns:
    """What lists filter and sort by; empty where a record has no such thing."""

    student_id: str = ""
    class_id: str = ""
    term_id: str = ""
    on_date: str = ""
    state: str = ""
    author_id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class IndexedBy:
    """Which field of a kind fills which of `IndexColumns`."""

    student_id: str = "student_id"
    class_id: str = "class_id"
    term_id: str = "term_id"
    on_date: str = ""
    state: str = "state"
    author_id: str = ""
    title: str = ""


class Row(BaseModel):
    """One row of a list inside a record, such as a companion of a visit."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)


class Record(BaseModel):
    """One record as it stands now; every field may be unknown ("", None or ()).

    Subclasses name their `KIND`, their `COMPARTMENT`, and in `INDEX` what lists filter
    and sort them by.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    KIND: ClassVar[str] = ""
    COMPARTMENT: ClassVar[Compartment]
    INDEX: ClassVar[IndexedBy] = IndexedBy()

    id: str = ""
    unread: dict[str, Any] = Field(default_factory=dict)
    unknown: dict[str, Any] = Field(default_factory=dict)

    def also_missing(self) -> tuple[str, ...]:
        """Return conditional fields that this record needs and does not have."""
        return ()

    def waived(self) -> tuple[str, ...]:
        """Return required fields that this record can do without."""
        return ()

    def cross_doubts(self) -> tuple[Doubt, ...]:
        """Return doubts that need more than one field to see."""
        return ()


_OWN = frozenset(Record.model_fields)
_NOTHING: Mapping[str, FieldFacts] = MappingProxyType({})
AnyRecord = TypeVar("AnyRecord", bound=Record)


@cache
def facts_of(kind: type[Record]) -> Mapping[str, FieldFacts]:
    """Return the facts of every field of a record kind, in the order of its form."""
    found = {
        name: next(item for item in info.metadata if isinstance(item, FieldFacts))
        for name, info in kind.model_fields.items()
        if name not in _OWN
    }
    return MappingProxyType(found)


def read_as(
    kind: type[AnyRecord], record_id: str, values: Mapping[str, Any]
) -> AnyRecord:
    """Return the record these values make; what does not fit is kept, never refused."""
    fields = facts_of(kind)
    cleaned: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for name, value in values.items():
        if name not in fields:
            unknown[name] = value
        elif value is not None:
            cleaned[name] = value
    cleaned["id"] = record_id
    cleaned["unknown"] = unknown
    try:
        return kind.model_validate(cleaned)
    except ValidationError as error:
        odd = {str(problem["loc"][0]) for problem in error.errors(include_input=False)}
    cleaned["unread"] = {name: cleaned.pop(name) for name in odd if name in cleaned}
    return kind.model_validate(cleaned)


def is_empty(value: object) -> bool:
    """Say whether a value means that nothing is known; false and 0 are knowledge."""
    return value is None or value in ("", (), [], {})


def to_values(record: Record) -> dict[str, Any]:
    """Return the JSON values of every field that is filled, unread or unknown."""
    values = record.model_dump(mode="json", exclude_defaults=True, exclude=set(_OWN))
    return values | record.unread | record.unknown
