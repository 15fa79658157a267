"""The term summary of a large school: hiding, paper and Excel, side by side.

The hiding is set against printing the same paper without it.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.measure import heading
from homevisit.domain.indicators import Roster, RosterRow, VisitRow
from homevisit.domain.suppression import Print, protect
from homevisit.domain.talk_rules import TALK_KINDS
from homevisit.services.term_counts import Counted, make_table
from homevisit.services.term_figures import Figures, Names
from homevisit.services.term_workbook import to_workbook
from reports.term_data import TermSummary
from reports.term_summary import render_term_summary
from reports.visit_data import PrintRun

_CLASSES, _IN_CLASS = 70, 43
_SPECIAL = 0.3


def main() -> None:
    """Print the times of one school of about 3,000."""
    heading("term summary of 70 classes, 3,010 students")
    counted = _school(random.Random(7))
    began = time.perf_counter()
    table = make_table(counted)
    plain = protect(table, 0)
    without = time.perf_counter()
    hidden = protect(table)
    again = time.perf_counter()
    _a_term(counted)
    done = time.perf_counter()
    summary = _summary(counted, Figures(counted, hidden, _names()))
    written = time.perf_counter()
    paper = render_term_summary(
        summary, PrintRun("程知夏", "2026-11-20 16:05", 1, "校")
    )
    drawn = time.perf_counter()
    book = to_workbook(summary, datetime(2026, 11, 20, tzinfo=UTC))
    end = time.perf_counter()
    print(f"  counts {len(table.counts)}, hidden {len(hidden.hidden)}")
    for words, seconds in (
        ("table, nothing hidden", without - began),
        ("hiding", again - without),
        ("hiding, a print a week for six weeks", done - again),
        (f"paper, {paper.pages} pages, {len(paper.pdf) // 1024} kB", drawn - written),
        (f"Excel, {len(book) // 1024} kB", end - drawn),
    ):
        print(f"  {words}: {seconds * 1000:.0f} ms")
    del plain


def _a_term(counted: Counted) -> None:
    """Print each week, with a few more visits and talks than before."""
    chance = random.Random(1)
    prints: tuple[Print, ...] = ()
    due = sorted(counted.due)
    for _week in range(6):
        more = frozenset(who for who in due if chance.random() < 0.03)
        reached, on_site = counted.reached | more, counted.on_site | more
        talked = {kind: who | more for kind, who in counted.talked.items()}
        counted = replace(counted, reached=reached, on_site=on_site, talked=talked)
        prints = (*prints, protect(make_table(counted), earlier=prints))


def _school(chance: random.Random) -> Counted:
    rows = {}
    for number in range(_CLASSES):
        for seat in range(_IN_CLASS):
            who = f"{number}-{seat}"
            part = _SPECIAL if number % 10 else 0.06
            groups = {"left_behind"} if chance.random() < part else set()
            rows[who] = RosterRow(
                who, f"c{number:02}", f"G{number // 8}", groups=frozenset(groups)
            )
    due = frozenset(who for who, row in rows.items() if row.groups)
    seen = frozenset(who for who in due if chance.random() < 0.8)
    site = frozenset(who for who in seen if chance.random() < 0.8)
    talked = {
        kind: frozenset(who for who in due if chance.random() < 0.6)
        for kind in TALK_KINDS
    }
    parts: dict[str, dict[str, set[str]]] = {"class_id": {}, "grade": {}}
    for who, row in rows.items():
        for name, found in parts.items():
            found.setdefault(getattr(row, name), set()).update({who} & due)
    frozen = {
        name: {key: frozenset(who) for key, who in found.items()}
        for name, found in parts.items()
    }
    visits = tuple(VisitRow(who, who, "2026-10-10") for who in seen)
    return Counted(
        roster=Roster(rows),
        due=due,
        reached=seen,
        on_site=site,
        talked=talked,
        booked=frozenset(),
        visits=visits,
        recent=visits,
        groups={"left_behind": due},
        classes=frozen["class_id"],
        grades=frozen["grade"],
    )


def _names() -> Names:
    return Names(
        {f"c{n:02}": f"C{n}" for n in range(_CLASSES)}, {}, {"left_behind": "L"}
    )


def _summary(counted: Counted, figures: Figures) -> TermSummary:
    bare = TermSummary(
        "HZ",
        "校",
        "2026-1",
        "2026-11-20",
        "2026-11-20",
        "",
        5,
        len(counted.roster.rows),
        TALK_KINDS,
        figures.coverage("all", "all"),
        figures.talk_row("all", "all"),
    )
    return replace(
        bare,
        classes=figures.classes(),
        grades=figures.grades(),
        groups=figures.groups(),
        months=figures.months("2026-09-01"),
        not_visited=figures.not_visited(with_names=True),
    )


if __name__ == "__main__":
    main()
