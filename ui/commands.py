"""The commands that work everywhere, and how typed letters find them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from homevisit.domain.pinyin import name_keys
from homevisit.text import _, labelled, translate
from ui.page import Command
from ui.pages.settings import SECTIONS
from ui.places import BY_NAME, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.around import Ways
    from ui.kit.header import HeaderBar


def everywhere(ways: Ways, header: HeaderBar) -> tuple[Command, ...]:
    """Return the commands of the window itself."""
    places = tuple(
        Command(
            _("Go to {place}").format(place=translate(label)),
            lambda code=code: ways.go_to_place(code),  # type: ignore[misc]
            keys=f"Ctrl+{at}" if at < 10 else "",
            icon=icon,
        )
        for at, (code, icon, label) in enumerate(PLACES, start=1)
    )
    pages = tuple(
        Command(
            translate(label),
            lambda code=code: ways.go(code),  # type: ignore[misc]
            icon=icon,
        )
        for code, icon, label in BY_NAME
    )
    settings = tuple(
        Command(
            labelled(_("Settings"), translate(section.words)),
            lambda code=section.code: ways.go_to_place("settings", code),  # type: ignore[misc]
            icon=section.icon,
        )
        for section in SECTIONS
    )
    return (
        *places,
        *pages,
        *settings,
        Command(_("Mask or show names"), header.toggle_mask, "F9", "eye-off"),
        Command(_("Large or normal text"), header.toggle_large, "", "a-large-small"),
        Command(_("Dark or light"), header.toggle_theme, "", "moon"),
        Command(_("Lock"), ways.lock_wanted.emit, "Ctrl+L", "lock"),
    )


def matching(typed: str, commands: Iterable[Command]) -> tuple[Command, ...]:
    """Return the commands whose words, pinyin or initials hold what was typed."""
    wanted = "".join(typed.casefold().split())
    found = [(_rank(wanted, each.words), each) for each in commands]
    ranked = sorted(
        (pair for pair in found if pair[0] is not None), key=lambda pair: pair[0] or 0
    )
    return tuple(each for _rank_, each in ranked)


def _rank(wanted: str, words: str) -> int | None:
    """Return how well it fits, the least best, or None."""
    plain = "".join(words.casefold().split())
    if plain.startswith(wanted):
        return 0
    keys = _keys(words)
    if any(key.startswith(wanted) for key in keys):
        return 1
    if wanted in plain or any(wanted in key for key in keys):
        return 2
    return None


@lru_cache(maxsize=400)
def _keys(words: str) -> tuple[str, ...]:
    return tuple(key.casefold() for key in name_keys(words))
