"""Every key of the window in one table: what Settings list, help names, paper prints.

A key is written here by whoever binds it; a test looks for each of them in the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from homevisit.text import N_, _

Group = Literal["window", "move", "students", "visit"]

ZOOM_IN = "Ctrl+=, Ctrl++"
ZOOM_OUT = "Ctrl+-"
ZOOM_USUAL = "Ctrl+0"


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does; `words` is a msgid.

    `keys` reads as `QKeySequence` wants it, several ways joined by ", ". `pages` are
    the codes of the pages on which it works; none means everywhere.
    """

    keys: str
    words: str
    group: Group
    pages: tuple[str, ...] = ()


GROUPS: dict[Group, str] = {
    "window": N_("Everywhere"),
    "move": N_("Moving about"),
    "students": N_("Students and their files"),
    "visit": N_("Filling in a visit"),
}

KEYS: tuple[Key, ...] = (
    Key("Ctrl+K", N_("Find a student or a command"), "window"),
    Key("Ctrl+G", N_("Raise a concern"), "window"),
    Key("F1", N_("Help for this page"), "window"),
    Key("Ctrl+L", N_("Lock"), "window"),
    Key("F9", N_("Mask or show names"), "window"),
    Key(ZOOM_IN, N_("Larger text"), "window"),
    Key(ZOOM_OUT, N_("Smaller text"), "window"),
    Key(ZOOM_USUAL, N_("Usual text size"), "window"),
    Key("Ctrl+Shift+P", N_("Visit form on paper"), "window"),
    Key("Ctrl+1…9", N_("Go to a place of the rail"), "move"),
    Key("Alt+Left", N_("Back"), "move"),
    Key("Tab", N_("Next field"), "move"),
    Key("Shift+Tab", N_("Field before"), "move"),
    Key("F4", N_("Show or hide the right panel"), "move", ("students", "visit")),
    Key(
        "Alt+Down",
        N_("Open the calendar of a date field"),
        "move",
        ("visit", "file", "settings"),
    ),
    Key(
        "Ctrl+F",
        N_("Search for a student"),
        "students",
        ("today", "students", "visits", "plan"),
    ),
    Key("Ctrl+N", N_("New visit"), "students", ("today", "students", "file", "visits")),
    Key(
        "Ctrl+T",
        N_("Write down a talk"),
        "students",
        ("today", "students", "file", "talks"),
    ),
    Key("P", N_("Plan a talk"), "students", ("talks",)),
    Key("X", N_("Mark a talk as not needed, or needed again"), "students", ("talks",)),
    Key("Ins", N_("Add a student"), "students", ("students",)),
    Key("Ctrl+R", N_("Sort by the next column"), "students", ("students", "visits")),
    Key("Ctrl+PgDown", N_("Next part of the file"), "students", ("file",)),
    Key("Ctrl+PgUp", N_("Part of the file before"), "students", ("file",)),
    Key("Ins", N_("Add a card to the list"), "students", ("file",)),
    Key("Ctrl+J", N_("Add something to be done"), "students", ("file",)),
    Key("D", N_("Tick the next duty"), "students", ("concerns", "file")),
    Key("Ctrl+Z", N_("Take back the last save"), "students", ("file", "talks")),
    Key("Ctrl+Y", N_("Bring again what was taken back"), "students", ("file",)),
    Key("Ctrl+Down", N_("Next section"), "visit", ("visit",)),
    Key("Ctrl+Up", N_("Section before"), "visit", ("visit",)),
    Key(
        "Ctrl+S",
        N_("Save now"),
        "visit",
        ("visit", "export", "report", "campaign_report", "care_paper"),
    ),
    Key("F5", N_("Count again"), "visit", ("report",)),
    Key("Ctrl+E", N_("Print or save as PDF"), "visit", ("visit",)),
    Key(
        "Ctrl+P",
        N_("Print"),
        "visit",
        (
            "export",
            "forms",
            "route",
            "prints",
            "paper",
            "talks",
            "report",
            "care_paper",
            "campaign_report",
        ),
    ),
    Key("Alt+Return", N_("Replace a judging word"), "visit", ("visit",)),
    Key("Ctrl+Shift+N", N_("Plan visits"), "visit", ("today", "visits")),
    Key("Ctrl+M", N_("List or month"), "visit", ("visits",)),
    Key("Ctrl+D", N_("Move the plan to another day"), "visit", ("visits",)),
    Key("Ctrl+Backspace", N_("Return the visit"), "visit", ("visits",)),
    Key("Alt+Down", N_("Move the trip by a day"), "visit", ("plan",)),
    Key("Ctrl+O", N_("Choose files"), "visit", ("scans",)),
    Key("F6", N_("Next area"), "move", ("duplicates", "dispute", "care")),
    Key("Alt+Down", N_("Next case"), "move", ("duplicates", "dispute")),
    Key("Alt+Up", N_("Previous case"), "move", ("duplicates", "dispute")),
    Key(
        "Delete",
        N_("Remove what is chosen"),
        "move",
        ("paper", "backup", "file", "visits", "plan"),
    ),
    Key("Ctrl+Return", N_("Finalise the visit"), "visit", ("visit",)),
    Key("Ctrl+Return", N_("Accept the review"), "visit", ("visits",)),
    Key("Ctrl+Return", N_("Save"), "visit", ("plan", "scans")),
    Key("Ctrl+Return", N_("Save and next"), "students", ("talks",)),
    Key("Ctrl+Return", N_("Decide"), "visit", ("duplicates", "dispute")),
    Key("Ctrl+Return", N_("Hand over for signing"), "visit", ("guardian",)),
    Key("Ctrl+Return", N_("Raise the concern"), "students", ("raise",)),
    Key("Ctrl+Return", N_("Write down, or take a clue on"), "students", ("care",)),
    Key("Ctrl+J", N_("Look at the first new clue"), "students", ("care",)),
    Key("Ctrl+M", N_("Appointments"), "students", ("care",)),
    Key("Ctrl+Shift+L", N_("Close the room"), "students", ("care",)),
)

_NAMES = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Return": "Enter",
    "-": "−",
}


def keys_of(page: str) -> tuple[Key, ...]:
    """Return the keys that work on one page and nowhere else."""
    return tuple(each for each in KEYS if page in each.pages)


def keys_in(group: Group) -> tuple[Key, ...]:
    """Return the keys of one group, in the order of the table."""
    return tuple(each for each in KEYS if each.group == group)


def spoken(keys: str) -> str:
    """Return keys as a person reads them: Ctrl+↓, Ctrl+= or Ctrl++."""
    ways = (_way(each) for each in keys.split(", "))
    return _(" or ").join(ways)


def _way(keys: str) -> str:
    front, plus, last = keys.rpartition("+")
    if not last:
        return keys
    return f"{front}{plus}{_NAMES.get(last, last)}"
