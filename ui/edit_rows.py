"""Records that are edited where they are shown, as frozen rows.

A field carries what it shows and which changes it was read from (`seen`); what is
written names them again, so that nothing is overwritten unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.rows import Fact

EditShape = Literal[
    "line",
    "text",
    "date",
    "month",
    "segments",
    "chips",
    "choice",
    "secret",
    "person",
    "table",
]


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several values that stand side by side in a field."""

    value: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class EditField:
    """One field of one record. Of a secret, `value` is what its mask lets through."""

    kind: str
    record_id: str
    name: str
    label: str
    shape: EditShape = "line"
    options: tuple[tuple[str, str], ...] = ()
    value: Any = ""
    doubt: str = ""
    rivals: tuple[Rival, ...] = ()
    needed: bool = False
    is_name: bool = False
    hint: str = ""
    example: str = ""
    why: str = ""
    seen: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.record_id, self.name


@dataclass(frozen=True, slots=True)
class EditGroup:
    """Fields that belong together; a folded one shows them only when opened."""

    code: str
    title: str
    fields: tuple[EditField, ...]
    is_folded: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What somebody wrote into one field, over what she had before her."""

    field: EditField
    value: Any


@dataclass(frozen=True, slots=True)
class FieldWrite:
    """Changes that are saved as one; a reason makes them a correction."""

    changes: tuple[FieldChange, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be done to a record, or to the file, as one save; by its code."""

    code: str
    record_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CardAction:
    """A button of a card: what it asks for, how it looks, its words."""

    code: str
    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """One record of a list of cards: a line that opens into its fields.

    `source` names another record that it comes from. A past one is history.
    """

    kind: str
    record_id: str
    title: str
    masked_title: str = ""
    subtitle: str = ""
    chips: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    groups: tuple[EditGroup, ...] = ()
    actions: tuple[CardAction, ...] = ()
    is_past: bool = False
    asks_reason: bool = False
    due_on: str = ""
    late_days: int = -1
    source: str = ""
    source_id: str = ""


def begun(blank: CardRow, record_id: str) -> CardRow:
    """Return a blank card as the beginning of a record of this id."""
    groups = tuple(
        replace(
            group,
            fields=tuple(replace(each, record_id=record_id) for each in group.fields),
        )
        for group in blank.groups
    )
    return replace(blank, record_id=record_id, groups=groups)


@dataclass(frozen=True, slots=True)
class Home:
    """The household: the siblings in it, by id, name and class, and its own fields."""

    siblings: tuple[tuple[str, str, str], ...] = ()
    groups: tuple[EditGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """Something that follows from the facts, and why; `note` says what disagrees."""

    title: str
    answer: str
    reasons: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ViewingRow:
    """One look behind a mask: when, who, and which field of which paper."""

    at: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class FileEdits:
    """All of a student's file that is edited in place.

    The blank cards are what a new member, determination or item begins as; whoever
    begins one gives it an id.
    """

    details: tuple[EditGroup, ...] = ()
    members: tuple[CardRow, ...] = ()
    blank_member: CardRow | None = None
    emergency: tuple[EditGroup, ...] = ()
    home: Home = field(default_factory=Home)
    determinations: tuple[CardRow, ...] = ()
    blank_determination: CardRow | None = None
    derived: tuple[Derived, ...] = ()
    items: tuple[CardRow, ...] = ()
    staff: tuple[str, ...] = ()
    owner: str = ""
    viewings: tuple[ViewingRow, ...] = ()
