"""The family members that a row names, set beside those on file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.domain.names import clean_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homevisit.roster.known import KnownMember

# Of these a child has one: another name means a correction, not another person.
_ONE_OF_A_KIND = frozenset({"father", "mother"})
_GUARDIANS = frozenset({"guardian", "guardian2"})

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowMember:
    """A family member in a row; `member` is the one on file, if there is one."""

    values: Values
    member: KnownMember | None = None


def _with_role(slot: str, values: Mapping[str, Any]) -> Values:
    """Return the values with what the heading itself says of the person."""
    told = dict(values)
    if slot in _ONE_OF_A_KIND:
        told.setdefault("relation", slot)
    if slot in _GUARDIANS:
        told.setdefault("is_guardian", True)
    return told


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    # Names in a row are clean already, those on file are cleaned by the caller.
    names = one.get("name", ""), other.get("name", "")
    relations = one.get("relation", ""), other.get("relation", "")
    if all(names):
        if names[0] == names[1]:
            return not all(relations) or relations[0] == relations[1]
        return bool(relations[0] == relations[1] and relations[0] in _ONE_OF_A_KIND)
    return bool(relations[0] == relations[1] != "")


def _persons(slots: Mapping[str, Values]) -> list[Values]:
    """Return the persons of a row; one who stands in two places is one person."""
    persons: list[Values] = []
    for slot, values in slots.items():
        told = _with_role(slot, values)
        if not told.get("name") and not told.get("phone"):
            continue
        twin = next((p for p in persons if _is_same(p, told)), None)
        if twin is None:
            persons.append(told)
        else:
            twin.update({k: v for k, v in told.items() if not twin.get(k)})
    return persons


def family_of(
    slots: Mapping[str, Values], on_file: Iterable[KnownMember]
) -> list[RowMember]:
    """Return the family members of a row, each beside the one on file."""
    free = [
        (member, {**member.values, "name": clean_name(member.values.get("name"))})
        for member in on_file
    ]
    found = []
    for values in _persons(slots):
        known = next((pair for pair in free if _is_same(pair[1], values)), None)
        if known is not None:
            free.remove(known)
        found.append(RowMember(values, known[0] if known else None))
    return found
