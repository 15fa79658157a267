"""The page of the six talks for 2,000 students and 60,000 talks: read, show, print.

The peers: reading talk by talk into the same cells, Qt's own table with an item for
each cell, and XlsxWriter writing the same words without styles or sums.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import defaultdict
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from benchmarks.measure import compare, heading
from benchmarks.school_years import TALKS, make
from homevisit.domain.talk_rules import HELD, TALK_KINDS
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records, talk_sheets
from ui.appearance import Appearance
from ui.desk.talk_matrix import read_matrix
from ui.fonts import load_fonts
from ui.kit.talk_model import TalkModel
from ui.kit.talk_table import TalkTable
from ui.talk_rows import TalkFilter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from homevisit.services.session import Session
    from ui.talk_rows import TalkMatrix

STUDENTS, VISITS = 2_000, 1_000
SIZE = (1200, 600)
PAGES = 20


def naive_cells(session: Session) -> dict[str, list[str]]:
    """Return the last day of each kind by student: less than what we show."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    term = calendars.current_term(session)
    for talk in records.find(session, Query("talk", term_id=term.id)):
        if talk.state in HELD:
            cells = found[talk.student_id]
            cells[talk.talk_kind] = max(talk.on_date, cells.get(talk.talk_kind, ""))
    return {
        each.id: [found[each.id].get(kind, "") for kind in TALK_KINDS]
        for each in records.find(session, Query("student"))
    }


def qt_table(shown: TalkMatrix) -> QTableWidget:
    table = QTableWidget(len(shown.lines), len(shown.heads) + 1)
    for at, line in enumerate(shown.lines):
        table.setItem(at, 0, QTableWidgetItem(line.name))
        for column, cell in enumerate(line.cells, start=1):
            table.setItem(at, column, QTableWidgetItem(cell.words))
    return table


def our_table(look: Appearance, shown: TalkMatrix) -> TalkTable:
    model = TalkModel()
    table = TalkTable(look, model)
    model.show(shown.lines, shown.heads)
    return table


def look_at(table: QTableView) -> None:
    table.resize(*SIZE)
    table.show()
    table.grab()


def scroll(table: QTableView) -> None:
    bar = table.verticalScrollBar()
    bar.setValue(0)
    for _page in range(PAGES):
        bar.setValue(bar.value() + bar.pageStep())
        table.grab()


def plain_excel(shown: TalkMatrix) -> bytes:
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, line in enumerate(shown.lines):
        words = (line.class_name, line.name, *(cell.words for cell in line.cells))
        sheet.write_row(at, 0, words)
    book.close()
    return target.getvalue()


def measure(session: Session) -> None:
    load_fonts()
    app = QApplication.instance()
    look = Appearance(app)
    shown = read_matrix(session, TalkFilter())
    compare(
        "The matrix as the page shows it, read and put into words",
        lambda: read_matrix(session, TalkFilter()),
        lambda: naive_cells(session),
    )
    compare(
        "Its table, filled and painted once",
        lambda: look_at(our_table(look, shown)),
        lambda: look_at(qt_table(shown)),
    )
    ours, peer = our_table(look, shown), qt_table(shown)
    look_at(ours)
    look_at(peer)
    compare(f"{PAGES} pages scrolled", lambda: scroll(ours), lambda: scroll(peer))
    compare(
        "Its Excel file",
        lambda: talk_sheets.print_workbook(session),
        lambda: plain_excel(shown),
        rounds=3,
    )
    rendered = talk_sheets.preview(session)
    print(f"its paper: {rendered.pages} pages, {len(rendered.pdf) // 1024} KB")
    compare("Its paper", lambda: talk_sheets.preview(session), None, rounds=3)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options = argparse.ArgumentParser()
    options.add_argument("--students", type=int, default=STUDENTS)
    options.add_argument("--talks", type=int, default=TALKS)
    chosen = options.parse_args()
    app = QApplication.instance() or QApplication([])
    app.setStyle("Fusion")
    heading(f"The six talks: {chosen.students} students, {chosen.talks} talks")
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        session = make(Path(folder), chosen.students, VISITS, chosen.talks)
        print(f"filled in {time.perf_counter() - start:.1f} s")
        measure(session)
        session.close()


if __name__ == "__main__":
    main()
