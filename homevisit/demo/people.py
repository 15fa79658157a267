"""The children and their families, invented one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from homevisit.demo.material import Deck, material
from homevisit.demo.numbers import Numbers
from homevisit.demo.stories import Story, story_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_RARE_EVERY, _RARE_FROM = 3, 1
_SAME_NAME = (2, 6)
_SIBLINGS = {9: 8, 41: 40, 53: 52, 65: 64, 77: 76, 89: 88}
_ONE_SIGN_IN = 9
_CLASS_SIZE = 42
_AWAY_SINCE = ("2022-03", "2023-02", "2024-02")

_SPOKEN_OF = (
    (("爸", "父"), {"father", "stepfather"}),
    (("妈", "母"), {"mother"}),
)
_AFAR = re.compile("视频|返乡|远方|不在身边|他就回来|打电话总问")
_CALLED = {
    "father": "爸爸",
    "mother": "妈妈",
    "stepfather": "爸爸",
    "paternal_grandfather": "爷爷",
    "paternal_grandmother": "奶奶",
    "maternal_grandfather": "外公",
    "maternal_grandmother": "外婆",
    "aunt_father": "姑姑",
}
_FATHERS_SIDE = {"father", "paternal_grandfather", "aunt_father"}
_MEN = {"father", "stepfather", "paternal_grandfather", "maternal_grandfather"}


@dataclass(frozen=True, slots=True)
class Relative:
    """One person of a family."""

    name: str
    relation: str
    phone: str
    is_guardian: bool
    work_place: str = ""
    away_since: str = ""

    @property
    def is_away(self) -> bool:
        return bool(self.work_place)


@dataclass(frozen=True, slots=True)
class SchoolRoom:
    """A class: its cohort and number."""

    entry_year: int
    class_no: int


@dataclass(frozen=True, slots=True)
class Child:
    """One child with all that the roster tells and that a visit will find."""

    number: int
    name: str
    pinyin: str
    sex: str
    ethnic: str
    born: date
    id_no: str
    room: SchoolRoom
    story: Story
    village: str
    address: str
    family: tuple[Relative, ...]
    voice: dict[str, str] = field(default_factory=dict)
    sibling_of: int | None = None

    @property
    def is_special(self) -> bool:
        return bool(self.story.groups)

    def may_hear(self, text: str) -> bool:
        """Whether a text speaks only of people whom the child has, and as they live."""
        relations = {each.relation for each in self.family}
        return not any(
            any(word in text for word in words) and not relations & parents
            for words, parents in _SPOKEN_OF
        ) and (any(each.is_away for each in self.family) or not _AFAR.search(text))

    @property
    def at_home(self) -> tuple[Relative, ...]:
        return tuple(each for each in self.family if not each.is_away)


def rooms(students: int, entry_year: int) -> tuple[SchoolRoom, ...]:
    """Return the classes that so many students fill: three, or as many as needed."""
    count = max(3, -(-students // _CLASS_SIZE))
    if count == 3:
        first = SchoolRoom(entry_year, 1)
        return first, SchoolRoom(entry_year, 2), SchoolRoom(entry_year - 1, 1)
    return tuple(SchoolRoom(entry_year - n % 2, n // 2 + 1) for n in range(count))


def invent_children(
    students: int, entry_year: int, chance: Random
) -> tuple[Child, ...]:
    """Return the children; brothers and sisters follow those they belong to."""
    inventor = _Inventor(rooms(students, entry_year), chance)
    return tuple(inventor.children(students))


class _Inventor:
    """Deals names, places and habits to one child after the other."""

    def __init__(self, classes: tuple[SchoolRoom, ...], chance: Random) -> None:
        self._chance = chance
        self._classes = classes
        self._numbers = Numbers(chance)
        self._words = material("people")
        self._surnames = Deck(self._words["surnames"].split(), chance)
        self._given = {
            "1": Deck(self._words["given_boys"].split(), chance),
            "2": Deck(self._words["given_girls"].split(), chance),
        }
        self._elders = {
            key: Deck(self._words[key].split(), chance) for key in ("men", "women")
        }
        self._lists = {
            key: Deck(self._words[key], chance)
            for key in ("villages", "away_places", "subjects", "hobbies", "chores")
        }

    def children(self, students: int) -> Iterator[Child]:
        made: list[Child] = []
        for number in range(students):
            elder = _SIBLINGS.get(number)
            child = self._child(number)
            if elder is not None:
                child = self._as_sibling(child, made[elder])
            made.append(child)
            yield child

    def _child(self, number: int) -> Child:
        room = self._classes[number % len(self._classes)]
        known = self._known_name(number)
        sex = known.get("sex") or self._chance.choice("12")
        surname = self._surnames.deal()
        name = known.get("name") or surname + self._given_name(sex)
        born = self._birthday(room)
        story = story_of(number)
        village = self._lists["villages"].deal()
        group, door = self._chance.randint(1, 9), self._chance.randint(1, 88)
        return Child(
            number=number,
            name=name,
            pinyin=known.get("pinyin", ""),
            sex=sex,
            ethnic=known.get("ethnic", "01"),
            born=born,
            id_no=self._numbers.identity(born, sex),
            room=room,
            story=story,
            village=village,
            address=f"{village}{group}组{door}号",
            family=tuple(self._family(story, known, surname if not known else name[0])),
            voice=self._voice(story, sex),
        )

    def _known_name(self, number: int) -> dict[str, str]:
        rare: list[dict[str, str]] = self._words["rare"]
        place, rest = divmod(number - _RARE_FROM, _RARE_EVERY)
        if not rest and 0 <= place < len(rare):
            return rare[place]
        twice: dict[str, str] = self._words["twice"]
        return twice if number in _SAME_NAME else {}

    def _given_name(self, sex: str) -> str:
        given: str = self._given[sex].deal()
        return given[0] if self._chance.randrange(_ONE_SIGN_IN) == 0 else given

    def _birthday(self, room: SchoolRoom) -> date:
        # Those who enter grade 7 in September turn 12 by the end of August.
        return date(room.entry_year - 13, 9, 1) + timedelta(self._chance.randrange(365))

    def _family(
        self, story: Story, known: dict[str, str], surname: str
    ) -> Iterator[Relative]:
        for place, relation in enumerate((*story.carers, *story.away)):
            own = surname if relation in _FATHERS_SIDE else self._surnames.deal()
            side = "men" if relation in _MEN else "women"
            is_away = relation in story.away
            yield Relative(
                name=known.get(side) or own + self._elders[side].deal(),
                relation=relation,
                phone=self._numbers.phone(),
                is_guardian=relation in {"father", "mother"} or place == 0,
                work_place=self._lists["away_places"].deal() if is_away else "",
                away_since=self._chance.choice(_AWAY_SINCE) if is_away else "",
            )

    def _voice(self, story: Story, sex: str) -> dict[str, str]:
        return {
            "subject": self._lists["subjects"].deal(),
            "hobby": self._lists["hobbies"].deal(),
            "chore": self._lists["chores"].deal(),
            "carer": _CALLED[story.carers[0]],
            "ta": "他" if sex == "1" else "她",
        }

    def _as_sibling(self, child: Child, elder: Child) -> Child:
        voice: dict[str, Any] = {**child.voice, "carer": elder.voice["carer"]}
        return replace(
            child,
            name=child.name if "·" in child.name else elder.name[0] + child.name[1:],
            story=elder.story,
            village=elder.village,
            address=elder.address,
            family=elder.family,
            voice=voice,
            sibling_of=elder.number,
        )
