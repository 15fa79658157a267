"""The matrix of a large school: only what is in sight is asked for and painted."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit.talk_delegate import TalkDelegate
from ui.kit.talk_model import COLUMNS, TalkModel
from ui.kit.talk_table import TalkTable
from ui.talk_rows import TalkCell, TalkHead, TalkLine

MANY, FEW, _PASSES = 2000, 100, 4
STATES = ("done", "planned", "overdue", "none", "exempt", "done")


def lines(count):
    cells = tuple(TalkCell(state, "10-09") for state in STATES)
    return tuple(TalkLine(f"s{n}", f"学生{n}", "", cells, 2) for n in range(count))


@pytest.fixture
def shown(look, qtbot, monkeypatch):
    """Return a maker of tables, and what was asked for while they are looked at."""
    asked = Counter()
    paint, data = TalkDelegate.paint, TalkModel.data

    def counting_paint(self, painter, option, index):
        asked["painted"] += 1
        asked[f"row {index.row()}"] += 1
        paint(self, painter, option, index)

    def counting_data(self, *args):
        asked["data"] += 1
        return data(self, *args)

    monkeypatch.setattr(TalkDelegate, "paint", counting_paint)
    monkeypatch.setattr(TalkModel, "data", counting_data)

    def make(count):
        asked.clear()
        model = TalkModel()
        table = TalkTable(look, model)
        qtbot.addWidget(table)
        table.resize(1200, 560)
        with qtbot.waitExposed(table):
            table.show()
        heads = tuple(TalkHead(f"k{n}", "类", "users", 3, count) for n in range(6))
        model.show(lines(count), heads)
        QApplication.processEvents()
        return table

    return make, asked


def rows_of(asked):
    return {key for key in asked if key.startswith("row ")}


def test_the_first_sight_costs_the_same_for_a_large_school(shown):
    make, asked = shown
    make(FEW)
    few = rows_of(asked)
    make(MANY)
    assert rows_of(asked) == few
    # A window that comes up is painted a few times over.
    most = _PASSES * len(few) * (COLUMNS + 1)
    assert 0 < asked["painted"] <= most
    assert asked["data"] <= most


def test_scrolling_paints_a_screenful_at_each_step(shown):
    make, asked = shown
    table = make(MANY)
    screenful = asked["painted"]
    bar = table.verticalScrollBar()
    for _step in range(10):
        asked.clear()
        bar.setValue(bar.value() + bar.pageStep())
        QApplication.processEvents()
        assert 0 < asked["painted"] <= 2 * screenful
        assert asked["data"] <= 2 * screenful
    asked.clear()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert f"row {MANY - 1}" in asked
    assert asked["painted"] <= 2 * screenful


def test_all_students_are_found_without_a_walk_over_all(shown):
    make, _asked = shown
    table = make(MANY)
    assert table.talks.row_of(f"s{MANY - 1}") == MANY - 1
    assert table.talks.cell_of(f"s{MANY - 1}", "k2").state == "overdue"
    assert table.talks.row_of("nobody") == -1
    assert table.talks.columnCount() == COLUMNS
