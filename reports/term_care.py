"""How many children are cared for, on a term summary: levels and people, no reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from reports.layout.flow import Section
from reports.layout.style import LEFT
from reports.term_tables import Line, Words

if TYPE_CHECKING:
    from reports.term_data import TermSummary


def care_section(summary: TermSummary) -> Section:
    """Return the part; it says nothing where there is no case."""
    edges = (LEFT, LEFT + 150, LEFT + 195)
    head = Line((_("Level"), _("People")), edges, frozenset({1}), is_head=True)
    last = len(summary.care) - 1
    rows = tuple(
        Line(
            (each.name, str(each.count)),
            edges,
            frozenset({1}),
            is_total=number == last,
        )
        for number, each in enumerate(summary.care)
    )
    if not rows:
        return Section("", ())
    note = Words(_("Only how many children are cared for now, nothing of the reasons."))
    return Section(_("Care"), (*rows, note), columns=head)
