"""What the smallest window with large text cuts first: names, rings, forms."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui.fitting import misfits
from ui.care_rows import CareForm, CasePage, Countdown, LevelSign, TrackStep
from ui.kit.basics import column, hold, row
from ui.kit.beside import BesideOrBelow
from ui.kit.care_drawer import CareDrawer
from ui.kit.care_head import CaseHead
from ui.kit.focus_ring import FocusRing
from ui.kit.scrolling import scrolled
from ui.rows import FormField

NAME = "阿依古丽·买买提"
RED = LevelSign(4, "Red", "red", "Special care")
PAGE = CasePage(
    "case",
    "child",
    NAME,
    "Female · 14 years old · 八(2)班",
    "XL-2026-TFX44",
    state="Being helped",
    track=(TrackStep("Red", "since 11-16", RED, "now"),),
    due=Countdown("5 h 11 min left", "Today 14:39", "soon", 0.8, "Review", "程知夏"),
)


def rest():
    """Let everything find its place."""
    for _again in range(3):
        QApplication.processEvents()


@pytest.fixture
def large(look):
    look.use(theme="light", text="large")
    yield look
    look.use(theme="light", text="normal")


@pytest.fixture
def shown(qtbot):
    rooms = []

    def show(widget, size):
        room = QWidget()
        rooms.append(room)
        qtbot.addWidget(room)
        room.resize(*size)
        widget.setParent(room)
        widget.resize(*size)
        room.show()
        room.activateWindow()
        rest()
        return room

    return show


def test_the_second_part_goes_below_where_both_do_not_fit(look, shown):
    name, facts = QLabel("a name of some length"), QLabel("and the facts beside it")
    line = BesideOrBelow(name, facts)
    shown(line, (600, 60))
    assert facts.y() == name.y()
    line.resize(name.sizeHint().width() + 20, 60)
    rest()
    assert facts.geometry().top() > name.geometry().bottom()
    assert name.width() >= name.sizeHint().width()


@pytest.mark.parametrize("width", [544, 760, 1000])
def test_the_name_of_a_case_is_never_cut(large, shown, width):
    head = CaseHead(large)
    head.show_case(PAGE)
    shown(head, (width, 200))
    assert head.width() == width
    assert misfits(head) == []
    assert head.due.geometry().right() <= width


def test_a_form_begins_at_its_top_wherever_the_one_before_was(look, shown, qtbot):
    drawer = CareDrawer(look, date(2026, 11, 20))
    texts = tuple(FormField(f"text{at}", f"Question {at}", "text") for at in range(9))
    shown(hold(column(drawer)), (360, 300))
    bar = drawer._area.verticalScrollBar()
    for act in ("interview", "referral"):
        drawer.show_form(CareForm(act, "case", act, texts, "Save"))
        qtbot.waitUntil(drawer.answers["text0"].widget.hasFocus)
        rest()
        assert bar.value() == 0
        bar.setValue(bar.maximum())
        drawer.answers["text8"].widget.setFocus()
        assert bar.value() > 0


def test_a_button_that_is_scrolled_away_has_no_ring(look, shown, qtbot):
    above, below = QPushButton("above"), QPushButton("below")
    tall = QLabel("between")
    tall.setFixedHeight(900)
    area = scrolled(hold(column(above, tall, below)))
    root = shown(hold(row(area, margins=20)), (300, 200))
    ring = FocusRing(look, root)
    below.setFocus()
    above.setFocus()
    qtbot.waitUntil(ring.isVisible)
    for value, is_seen in ((400, False), (0, True)):
        area.verticalScrollBar().setValue(value)
        rest()
        assert ring.isVisible() is is_seen
