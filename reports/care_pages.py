"""The frame of every paper of care: mark, heading, who printed which copy, pages.

No words lie behind these papers, as behind those of a visit: they would lie behind
signatures (domain.md 9). Only a practice vault says across the page that it is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from homevisit.text import _
from reports.document import Document, Rendered
from reports.layout.edges import (
    BOTTOM,
    FIRST_TOP,
    NEXT_TOP,
    Heading,
    draw_foot,
    draw_heading,
    draw_micro_lines,
    draw_running_head,
)
from reports.layout.flow import Frame, flow
from reports.layout.style import LEFT, PLUM, RIGHT, Style
from reports.layout.watermark import draw_practice_mark

if TYPE_CHECKING:
    from reports.layout.flow import Section
    from reports.layout.sheet import Sheet
    from reports.visit_data import PrintRun

FRAME = Frame(FIRST_TOP, NEXT_TOP, BOTTOM)
_MARK = Style("bold", 9, PLUM, spacing=1.5)
_MARK_HIGH = 17.0


@dataclass(frozen=True, slots=True)
class CarePaper:
    """One paper laid out in sections; a secret one says so on every page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    is_secret: bool = False


def render_care(paper: CarePaper, run: PrintRun) -> Rendered:
    """Return the paper as a PDF; its metadata names nobody."""
    document = Document(paper.title, school=run.school)
    pages = flow(paper.sections, FRAME)
    facts = tuple(fact for fact in paper.facts if fact[1])
    for number, page in enumerate(pages, start=1):
        with document.page() as sheet:
            _draw_backdrop(sheet, run)
            if number == 1:
                draw_heading(sheet, Heading(run.school, paper.title, facts))
            else:
                first = facts[0][1] if facts else ""
                draw_running_head(sheet, paper.title, first)
            if paper.is_secret:
                _draw_mark(sheet, is_first=number == 1)
            for placed in page:
                placed.part.draw(sheet, placed.top)
            draw_foot(sheet, printed_words(run), number, len(pages))
    return document.finish()


def printed_words(run: PrintRun) -> str:
    """Return what the foot says: internal, by whom, when, which copy."""
    by = _("Printed by {name} {time}").format(name=run.printed_by, time=run.printed_at)
    copy = _("Copy {number}").format(number=run.copy_number)
    parts = [_("Internal, keep confidential"), by]
    if run.copy_number:
        parts.append(copy)
    return "\u3000".join(parts)


def _draw_backdrop(sheet: Sheet, run: PrintRun) -> None:
    if run.is_practice:
        draw_practice_mark(sheet, _("Practice · invented people"))
    draw_micro_lines(
        sheet,
        (
            run.school,
            _("Internal, keep confidential"),
            _("Printed by {name} {time}").format(
                name=run.printed_by, time=run.printed_at
            ),
            _("Do not photograph, forward or upload"),
        ),
    )


def _draw_mark(sheet: Sheet, *, is_first: bool) -> None:
    """Draw the framed word that says: confidential, in the corner or in the head."""
    words = _("Confidential paper")
    wide = _MARK.width(words) + 12
    x, y = (RIGHT - wide, 32.0) if is_first else ((LEFT + RIGHT - wide) / 2, 30.0)
    right, foot = x + wide, y + _MARK_HIGH
    corners = ((x, y), (right, y), (right, foot), (x, foot), (x, y))
    for start, end in pairwise(corners):
        sheet.rule(start, end, colour=PLUM, width=1.1)
    sheet.text(x + 6.8, y + 12, words, _MARK)
