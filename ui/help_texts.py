"""Reads the help of a page from the resources, in the language of the window.

A file is a title after `#`, a line on what the page is for, and parts, each of them a
head between `**` and lines below it.
"""

from __future__ import annotations

from dataclasses import dataclass

from homevisit.paths import resource_path
from homevisit.text import DEFAULT_LANGUAGE, current_language


@dataclass(frozen=True, slots=True)
class HelpText:
    """The help of a page: its title, and the parts below it as head and words."""

    title: str
    text: str

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return what the page is for, without a head, and then each how-to."""
        found = []
        for block in self.text.split("\n\n"):
            head, newline, rest = block.partition("\n")
            if head.startswith("**") and newline:
                found.append((head.strip("*"), rest.replace("\n", "")))
            else:
                found.append(("", block.replace("\n", "")))
        return tuple(found)


def help_text(page: str) -> HelpText:
    """Return the help of a page; empty for a page that has none."""
    for language in (current_language(), DEFAULT_LANGUAGE):
        path = resource_path("help", language, f"{page}.md")
        if path.is_file():
            title, _newline, text = path.read_text(encoding="utf-8").partition("\n")
            return HelpText(title.removeprefix("# ").strip(), text.strip())
    return HelpText("", "")
