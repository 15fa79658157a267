"""Which two files may be of one child, for plain reasons that a person can weigh.

Files are put into blocks by what they share (a number; name and birth date; …) and
compared within a block only, so ten thousand files cost a little more than one look at
each. A value that many files share says nothing about any two of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING

from homevisit.domain.resident_id import read_resident_id
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

MAX_SHARING = 8
MIN_NUMBER = 6


class Reason(StrEnum):
    """Why two files may be one child's, the strongest first."""

    ID_NO = "id_no"
    REGISTRY_NO = "registry_no"
    JOINED = "joined"
    NAME_AND_BIRTH = "name_and_birth"
    SOUND_AND_BIRTH = "sound_and_birth"
    NAME_AND_CLASS = "name_and_class"
    SOUND_AND_CLASS = "sound_and_class"
    PHONE_AND_BIRTH = "phone_and_birth"


class Against(StrEnum):
    """What speaks against it."""

    ID_NO = "id_no"
    BIRTH = "birth"
    SEX = "sex"
    NAME = "name"


REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.ID_NO: N_("Same identity number"),
        Reason.REGISTRY_NO: N_("Same registry number"),
        Reason.JOINED: N_("Two people merged one file into both"),
        Reason.NAME_AND_BIRTH: N_("Same name and date of birth"),
        Reason.SOUND_AND_BIRTH: N_("Name sounds alike, same date of birth"),
        Reason.NAME_AND_CLASS: N_("Same name in the same class"),
        Reason.SOUND_AND_CLASS: N_("Name sounds alike in the same class"),
        Reason.PHONE_AND_BIRTH: N_("Same phone and date of birth"),
    }
)
AGAINST: Mapping[Against, str] = MappingProxyType(
    {
        Against.ID_NO: N_("Different identity numbers"),
        Against.BIRTH: N_("Different dates of birth"),
        Against.SEX: N_("Different sex"),
        Against.NAME: N_("Different names"),
    }
)
_ORDER = tuple(Reason)
_BY_NUMBER = frozenset({Reason.ID_NO, Reason.REGISTRY_NO, Reason.JOINED})
_WEAK = frozenset(
    {Reason.SOUND_AND_BIRTH, Reason.SOUND_AND_CLASS, Reason.PHONE_AND_BIRTH}
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is compared of one file: all cleaned, empty where it is not known.

    `names` are the present and former name; `id_nos` also the one that a registry
    number is built from; `phones` those of the child and of the family.
    """

    student_id: str
    names: tuple[str, ...] = ()
    sound: str = ""
    sex: str = ""
    birth: str = ""
    class_id: str = ""
    id_nos: frozenset[str] = frozenset()
    registry_nos: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    household_id: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files that may be of one child, and what speaks for and against it."""

    one: str
    other: str
    reasons: tuple[Reason, ...]
    against: tuple[Against, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        return frozenset((self.one, self.other))


def find_pairs(
    files: Iterable[Likeness],
    *,
    apart: Collection[frozenset[str]] = (),
    joined: Collection[frozenset[str]] = (),
) -> tuple[Pair, ...]:
    """Return the pairs to look at, those with the strongest reason first.

    `apart` are pairs that somebody knows to be two children; `joined` those that
    different people merged one file into.
    """
    by_id = {each.student_id: each for each in files}
    found: dict[frozenset[str], set[Reason]] = defaultdict(set)
    for reason, ids in _blocks(by_id.values()):
        for one, other in combinations(ids, 2):
            found[frozenset((one, other))].add(reason)
    for pair in joined:
        if pair <= by_id.keys():
            found[pair].add(Reason.JOINED)
    weighed = (
        _weigh(by_id[min(ids)], by_id[max(ids)], reasons)
        for ids, reasons in found.items()
        if ids not in apart
    )
    return tuple(sorted(filter(None, weighed), key=_strength))


def _strength(pair: Pair) -> tuple[int, str, str]:
    return _ORDER.index(pair.reasons[0]), pair.one, pair.other


def _blocks(files: Iterable[Likeness]) -> Iterator[tuple[Reason, tuple[str, ...]]]:
    sharing: dict[tuple[Reason, str, str], dict[str, None]] = defaultdict(dict)
    for each in files:
        for key in _keys(each):
            sharing[key][each.student_id] = None
    for (reason, _, _), ids in sharing.items():
        if 1 < len(ids) <= MAX_SHARING:
            yield reason, tuple(ids)


def _keys(each: Likeness) -> Iterator[tuple[Reason, str, str]]:
    yield from ((Reason.ID_NO, no, "") for no in each.id_nos if _tells(no))
    yield from ((Reason.REGISTRY_NO, no, "") for no in each.registry_nos if _tells(no))
    if each.birth:
        yield from ((Reason.NAME_AND_BIRTH, name, each.birth) for name in each.names)
        yield from ((Reason.PHONE_AND_BIRTH, no, each.birth) for no in each.phones)
        if each.sound:
            yield Reason.SOUND_AND_BIRTH, each.sound, each.birth
    if each.class_id:
        yield from ((Reason.NAME_AND_CLASS, name, each.class_id) for name in each.names)
        if each.sound:
            yield Reason.SOUND_AND_CLASS, each.sound, each.class_id


def _tells(number: str) -> bool:
    """Whether a number is one at all, not the same sign over and over."""
    return len(number) >= MIN_NUMBER and len(set(number)) > 1


def _weigh(one: Likeness, other: Likeness, reasons: set[Reason]) -> Pair | None:
    against = tuple(_against(one, other))
    left = set(reasons)
    if left & {Reason.NAME_AND_BIRTH, Reason.NAME_AND_CLASS}:
        left -= {Reason.SOUND_AND_BIRTH, Reason.SOUND_AND_CLASS}
    if not left & _BY_NUMBER:
        if Against.ID_NO in against and _both_are_right(one, other):
            return None
        if Against.SEX in against:
            left -= _WEAK
        if Against.BIRTH in against:
            left.discard(Reason.SOUND_AND_CLASS)
        if one.household_id and one.household_id == other.household_id:
            # Siblings, perhaps twins: somebody has written that down.
            left.discard(Reason.PHONE_AND_BIRTH)
    if not left:
        return None
    ordered = tuple(each for each in _ORDER if each in left)
    return Pair(one.student_id, other.student_id, ordered, against)


def _against(one: Likeness, other: Likeness) -> Iterator[Against]:
    if one.id_nos and other.id_nos and not one.id_nos & other.id_nos:
        yield Against.ID_NO
    if one.birth and other.birth and one.birth != other.birth:
        yield Against.BIRTH
    if one.sex and other.sex and one.sex != other.sex:
        yield Against.SEX
    if one.names and other.names and not set(one.names) & set(other.names):
        yield Against.NAME


def _both_are_right(one: Likeness, other: Likeness) -> bool:
    """Whether each has an identity number that fits: then a digit was not mistyped."""
    return all(
        any(
            (read := read_resident_id(no)) and read.check_is_right for no in each.id_nos
        )
        for each in (one, other)
    )
