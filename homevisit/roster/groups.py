"""Group determinations that a row suggests; a person decides, nothing is determined.

单亲留守 is a kind of left-behind (one parent works away) and never a single-parent
family; the two come from different columns and stay apart (domain.md, 1.6).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homevisit.domain.disability_certificate import read_certificate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.roster.readings import RowReading

_BOTH_AWAY = "2"
_FROM_LIST = "authority_list"
_BY_FLAG = (
    ("registry_migrant", "accompanying"),
    ("registry_orphan", "orphan"),
    ("martyr_child", "martyr_child"),
)
_BY_OWN_COLUMN = ("single_parent", "economic_hardship", "de_facto_unattended")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A group that a row speaks of, with what it says for the determination.

    `source` is the field that says so. `fields` are those of the record but for the
    student, the dates and the people who determine.
    """

    group_code: str
    source: str
    fields: Mapping[str, Any] = field(default_factory=dict)


def _suggest(group: str, source: str, **more: Any) -> Suggestion:  # noqa: ANN401  JSON
    return Suggestion(
        group, source, {"group_code": group, "evidence_type": _FROM_LIST, **more}
    )


def _from_registry(private: Mapping[str, Any]) -> Iterator[Suggestion]:
    left = private.get("registry_left_behind", "0")
    if left == _BOTH_AWAY:
        yield _suggest(
            "left_behind",
            "registry_left_behind",
            group_subtype="both_away",
            both_away=True,
        )
    elif left != "0":
        yield _suggest("left_behind", "registry_left_behind", both_away=False)
    for name, group in _BY_FLAG:
        if private.get(name) is True:
            yield _suggest(group, name)


def _disability(reading: RowReading) -> Iterator[Suggestion]:
    number = reading.groups.get("disability_cert_no", "")
    kinds = reading.private.get("registry_disability", [])
    read = read_certificate(number)
    if read:
        yield _suggest(
            "disabled",
            "disability_cert_no",
            disability_cert_no=number,
            disability_category=read.category,
            disability_level=read.level,
        )
    elif number:
        yield _suggest("disabled", "disability_cert_no", disability_cert_no=number)
    elif kinds:
        category = kinds[0] if len(kinds) == 1 else "7"
        yield _suggest("disabled", "registry_disability", disability_category=category)


def _own_columns(reading: RowReading) -> Iterator[Suggestion]:
    for group in _BY_OWN_COLUMN:
        if reading.groups.get(group) is True:
            yield _suggest(group, group)
    for group in reading.groups.get("groups", ()):
        yield _suggest(group, "groups")
    for group in sorted(reading.hints):
        yield _suggest(group, "registry_left_behind")


def suggestions_of(
    reading: RowReading, present: frozenset[str]
) -> tuple[Suggestion, ...]:
    """Return the groups a row speaks of and the student is not in, each once."""
    found: dict[str, Suggestion] = {}
    for suggestion in (
        *_from_registry(reading.private),
        *_disability(reading),
        *_own_columns(reading),
    ):
        if suggestion.group_code not in present:
            found.setdefault(suggestion.group_code, suggestion)
    return tuple(found.values())
