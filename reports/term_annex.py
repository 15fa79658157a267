"""The tables at the end of a term summary: class by class, A4 on its side, to sign.

Source: domain.md 7.4 and 9. Heads are repeated, rows are not split, and the last line
is the one that a bureau's tables have: school with seal, head, checker, filler, day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.text import _
from reports.charts import TINY
from reports.layout.edges import NEXT_TOP, WIDE
from reports.layout.flow import Frame, Section
from reports.layout.style import LEFT
from reports.term_data import percent
from reports.term_tables import Line, heat_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reports.layout.sheet import Sheet
    from reports.term_data import ClassCoverage, Count, TalkRow, TermSummary

FRAME = Frame(NEXT_TOP, NEXT_TOP, WIDE.bottom)
_NAME_WIDE = 84.0
_DAY_ROOM = 62.0


@dataclass(frozen=True, slots=True)
class Relation:
    """In small print which columns make up which; numbers that must agree."""

    words: str
    height: float = 22.0

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.text(LEFT + 4, top + 13, self.words, TINY)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


@dataclass(frozen=True, slots=True)
class FillerLine:
    """Who answers for the table, each with room to write behind it."""

    captions: tuple[str, ...]
    height: float = 40.0

    def draw(self, sheet: Sheet, top: float) -> None:
        wide = (WIDE.right - LEFT - _DAY_ROOM) / len(self.captions)
        for number, words in enumerate(self.captions):
            sheet.text(LEFT + 4 + wide * number, top + 26, words, TINY)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""


def annex(summary: TermSummary) -> tuple[Section, ...]:
    """Return the tables of visits and of talks; none without any class."""
    if not summary.class_rows:
        return ()
    return _visits(summary), _talks(summary)


def _visits(summary: TermSummary) -> Section:
    heads = (
        _("Class"),
        _("On the roll"),
        _("In special groups"),
        _("Visited"),
        _("Visited on site"),
        _("Visited otherwise"),
        _("Coverage %"),
        _("On site %"),
    )
    rows = [
        _line(_visit_cells(each.coverage, each.on_roll)) for each in summary.class_rows
    ]
    whole = _visit_cells(summary.whole, summary.roster)
    relation = _(
        "Each column adds up to the last line; visited = on site + otherwise visited."
    )
    return _section(_("Table of home visits by class"), heads, (rows, whole), relation)


def _visit_cells(each: ClassCoverage, on_roll: int) -> tuple[str, ...]:
    counts = (each.due, each.reached, each.on_site, each.other)
    shares = (heat_words(part, each.due) for part in (each.reached, each.on_site))
    return each.name, str(on_roll), *map(str, counts), *shares


def _talks(summary: TermSummary) -> Section:
    heads = (
        _("Class"),
        _("In special groups"),
        *summary.kinds,
        _("Together"),
        _("Six talks held %"),
    )
    rows = [_line(_talk_cells(each.talks)) for each in summary.class_rows]
    whole = _talk_cells(summary.all_talks)
    relation = _(
        "Each kind counts a student once; together = the six kinds added up."
        " Each column adds up to the last line."
    )
    return _section(
        _("Table of the six talks by class"), heads, (rows, whole), relation
    )


def _talk_cells(each: TalkRow) -> tuple[str, ...]:
    wanted: Count = each.due
    if isinstance(wanted, int):
        wanted *= len(each.reached)
    share = percent(each.total, wanted)
    said = "—" if share is None else str(share)
    return each.name, *map(str, (each.due, *each.reached, each.total)), said


def _section(
    title: str,
    heads: Sequence[str],
    said: tuple[Iterable[Line], tuple[str, ...]],
    relation: str,
) -> Section:
    rows, whole = said
    last = _line(whole, is_total=True)
    relation = _("Relation of the numbers: {words}").format(words=relation)
    foot = (last, Relation(relation), FillerLine(_captions()))
    return Section(title, (*rows, *foot), columns=_line(tuple(heads), is_head=True))


def _captions() -> tuple[str, ...]:
    return (
        _("Reporting school (seal)"),
        _("Head"),
        _("Checked by"),
        _("Filled in by"),
        _("Filled in on"),
    )


def _line(
    cells: tuple[str, ...], *, is_head: bool = False, is_total: bool = False
) -> Line:
    numbers = len(cells) - 1
    wide = (WIDE.right - LEFT - _NAME_WIDE) / numbers
    first = LEFT + _NAME_WIDE
    edges = (LEFT, *(first + wide * at for at in range(numbers + 1)))
    columns = frozenset(range(1, numbers + 1))
    return Line(cells, edges, columns, is_head=is_head, is_total=is_total)
