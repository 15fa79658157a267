"""Groups as neutral tags: the school's word and an icon, never a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.rows import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.services.words import Words

_ICONS = {
    "left_behind": "moon-star",
    "migrant": "route",
    "accompanying": "route",
    "orphan": "sprout",
    "de_facto_unattended": "umbrella",
    "economic_hardship": "wallet",
    "in_difficulty": "hand-heart",
    "disabled": "accessibility",
    "single_parent": "user-round",
    "reformed_family": "users",
    "grandparent_care": "users-round",
    "medical": "heart-pulse",
    "dropout_risk": "graduation-cap",
}


def tag(words: Words, code: str) -> Tag:
    return Tag(code, words.label("groups", code), _ICONS.get(code, "tag"))


def tags(words: Words, codes: Iterable[str]) -> tuple[Tag, ...]:
    return tuple(tag(words, code) for code in codes)
