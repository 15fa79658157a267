"""What kinds of families the school has: facts first, the groups follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_GROUP = "custom_lake"
_BOTH = ("father", "mother")
_GRANDPARENTS = ("paternal_grandfather", "paternal_grandmother")


@dataclass(frozen=True, slots=True)
class Story:
    """One kind of family: who lives with the child, who is away, what is determined.

    `groups` maps a group to the fields of its determination. `needs` and `found` name
    the lists of texts about the family's needs, and about the family as it was found.
    """

    carers: tuple[str, ...] = _BOTH
    away: tuple[str, ...] = ()
    groups: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    needs: str = "ordinary"
    found: str = ""
    left_behind: str = "0"
    marks: Mapping[str, Any] = field(default_factory=dict)


_LEFT_BOTH = {"group_subtype": "both_away", "both_away": True, "has_entrusted": True}
_HARDSHIP = {"hardship_types": ["illness"], "hardship_level": "hard"}

ORDINARY = Story()
THREE_GENERATIONS = Story(("father", "mother", "paternal_grandmother"))
BOTH_AWAY = Story(
    _GRANDPARENTS,
    _BOTH,
    {"left_behind": _LEFT_BOTH},
    "left_behind",
    left_behind="2",
)
FATHER_AWAY = Story(
    ("mother",),
    ("father",),
    {"left_behind": {"group_subtype": "father_away", "both_away": False}},
    "left_behind",
    "father_away",
    left_behind="1",
)
MIGRANT = Story(
    groups={"migrant": {}, "accompanying": {"residence_permit": True}},
    needs="migrant",
    marks={"registry_migrant": True},
)
ACCOMPANYING = Story(
    groups={"accompanying": {"residence_permit": True}},
    needs="migrant",
    marks={"registry_migrant": True},
)
HARDSHIP = Story(groups={"economic_hardship": _HARDSHIP}, needs="hardship")
SINGLE = Story(
    ("mother",),
    groups={
        "single_parent": {
            "single_parent_reason": "divorced",
            "living_with": "mother",
            "other_parent_contact": "often",
        }
    },
    needs="single",
)
GRANDPARENT_CARE = Story(
    ("maternal_grandmother", "maternal_grandfather", "mother"),
    groups={"grandparent_care": {}},
    found="grandparent",
)
REFORMED = Story(
    ("stepfather", "mother"),
    groups={"reformed_family": {"reformed_family": True, "living_with": "mother"}},
)

# One of each group first, so that even a very small school has them all.
_FIRST = (
    BOTH_AWAY,
    MIGRANT,
    Story(
        ("paternal_grandmother",),
        groups={"orphan": {"group_subtype": "dispersed", "evidence_no": "990101-01"}},
        needs="care",
        marks={"registry_orphan": True},
    ),
    Story(
        ("aunt_father",),
        groups={
            "de_facto_unattended": {
                "father_case": "dead",
                "mother_case": "lost_contact",
                "decision_no": "990101-02",
            },
            "in_difficulty": {"difficulty_class": "guardianship_missing"},
        },
        needs="care",
    ),
    HARDSHIP,
    Story(
        groups={"disabled": {"disability_category": "2", "disability_level": "3"}},
        needs="disability",
        marks={"inclusive_class": "hearing", "registry_disability": ["2"]},
    ),
    SINGLE,
    FATHER_AWAY,
    THREE_GENERATIONS,
    ORDINARY,
    REFORMED,
    GRANDPARENT_CARE,
    Story(groups={"learning_difficulty": {}}),
    Story(groups={"medical": {}}, marks={"special_constitution": "轻度哮喘，备有喷雾"}),
    Story(
        ("mother", "paternal_grandfather"),
        groups={"martyr_child": {"evidence_no": "990101-03"}},
        found="martyr",
        marks={"martyr_child": True},
    ),
    Story(groups={OWN_GROUP: {}}, needs="migrant"),
    Story(groups={"behaviour_concern": {}}),
    Story(
        ("paternal_grandfather",),
        _BOTH,
        {"dropout_risk": {}, "left_behind": _LEFT_BOTH, "economic_hardship": _HARDSHIP},
        "left_behind",
        left_behind="2",
    ),
)
_THEN = (
    *(BOTH_AWAY,) * 11,
    *(FATHER_AWAY,) * 6,
    *(MIGRANT,) * 4,
    *(ACCOMPANYING,) * 5,
    *(HARDSHIP,) * 5,
    *(SINGLE,) * 6,
    *(GRANDPARENT_CARE,) * 3,
    *(REFORMED,) * 2,
    *(THREE_GENERATIONS,) * 12,
)
_ROUND = 120


def story_of(number: int) -> Story:
    """Return the story of the child with this number; it repeats every 120."""
    place = number % _ROUND
    if place < len(_FIRST):
        return _FIRST[place]
    # A stride that shares no factor with the length spreads the stories.
    spread = (place - len(_FIRST)) * 25 % (_ROUND - len(_FIRST))
    return _THEN[spread] if spread < len(_THEN) else ORDINARY
