"""The term summary by mouse and keys: on paper at once, kept, and compared later."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.ledger.queries import Query
from homevisit.services import records, students, term_snapshots
from tests.reports.reading import text_of
from tests.ui.conftest import held, on_vault, settle, type_text
from tests.ui.settings_steps import choose
from tests.ui.test_accessible import nameless
from ui import paper_printing

OWN = "本学期由年级组长带队。"


@pytest.fixture
def page(desk, qtbot, thread):
    desk.go_to_place("report")
    settle(qtbot, thread, desk.drawing)
    found = desk.page("report")
    found.presenter._written.setInterval(1)  # no pause after typing to be waited for
    return found


@pytest.fixture
def view(page):
    return page.view


@pytest.fixture
def recounted(page, desk, qtbot, thread):
    """Wait until what was chosen is on the pages."""

    def wait():
        timers = (page.presenter._written, page.presenter.counting.soon)
        for each in timers:
            qtbot.waitUntil(lambda timer=each: not timer.isActive(), timeout=4000)
        settle(qtbot, thread, desk.drawing)

    return wait


@pytest.fixture
def saved(view, desk, qtbot, thread, tmp_path):
    """Save the PDF and return what is on it."""

    def save():
        path = tmp_path / "summary.pdf"
        view.file_requested.emit(str(path))
        settle(qtbot, thread, desk.drawing)
        return text_of(path.read_bytes())

    return save


@pytest.fixture
def kept(entered, qtbot, thread):
    return lambda: on_vault(qtbot, thread, lambda: term_snapshots.kept(entered.session))


class Clicks:
    """The principal's mouse; every click is counted."""

    def __init__(self, qtbot):
        self._qtbot, self.count = qtbot, 0

    def on(self, widget):
        self.count += 1
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_three_clicks_lead_from_the_start_to_paper(
    desk, qtbot, thread, monkeypatch, tmp_path, kept
):
    printer = paper_printing.make_printer()
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(72)
    clicks, asked = Clicks(qtbot), []

    def ask(_parent, pages, done):
        asked.append(pages)
        clicks.count += 1  # “Print” in the dialog of the system
        done(printer)

    monkeypatch.setattr(paper_printing, "printer_names", lambda: ["Office"])
    monkeypatch.setattr(paper_printing, "ask_for_printer", ask)
    clicks.on(next(b for b in desk.rail._buttons if b.text() == "Reports"))
    settle(qtbot, thread, desk.drawing)
    view = desk.page("report").view
    pages = view.pages.page_count
    clicks.on(view.out.print)
    settle(qtbot, thread, desk.drawing)
    assert clicks.count == 3
    assert asked == [pages]
    assert (tmp_path / "paper.pdf").stat().st_size > 0
    (copy,) = kept()
    assert copy.report_no == "HZ-2026-1-01"


def test_options_change_the_pages(view, recounted, saved, qtbot):
    assert view.options.day.value == "2026-11-20"
    assert "page 1" in view.options._places["classes"].text()
    assert "agree" in view.options._checked_words.text()
    qtbot.keyClick(view.options.ticks["classes"], Qt.Key.Key_Space)
    choose(view.options.scope, 2)
    recounted()
    assert view.options.which.currentText()
    assert view.options._places["classes"].text() == ""
    assert view.wish.class_ids == (view.options.which.value,)
    view.options.day.setFocus()
    view.options.day.selectAll()
    qtbot.keyClicks(view.options.day, "2026-09-10")
    recounted()
    printed = saved()
    assert "Homevisitsbyclass" not in printed
    assert "Counteduptotheday".replace("theday", "2026-09-10") in printed
    qtbot.keyClicks(view.options.day, "x")
    assert view.wish.cut_off == "2026-09-10"


def test_a_chapter_is_written_on_kept_and_given_back(
    view, page, recounted, saved, qtbot, thread, entered
):
    view._on_part("words")
    course = view.texts.fields["course"]
    begun = course.text
    assert begun
    first = view.texts.fields["organisation"]
    first.area.setFocus()
    type_text(qtbot, first.area, OWN)
    page.flush()
    kept_words = on_vault(
        qtbot, thread, lambda: page_texts(entered.session, view.wish.term_id)
    )
    assert kept_words == {"organisation": OWN}
    view.texts.show_own({})
    page.refresh()
    recounted()
    assert (first.text, first.is_own) == (OWN, True)
    assert OWN in saved()
    qtbot.mouseClick(first.back, Qt.MouseButton.LeftButton)
    recounted()
    assert (first.text, course.text) == ("", begun)
    assert OWN not in saved()


def page_texts(session, term_id):
    from homevisit.services import term_texts

    return term_texts.read(session, term_id)


def test_full_names_ask_what_for_and_are_noted(
    view, page, desk, recounted, saved, qtbot, thread, entered
):
    choose(view.options.names, 2)
    recounted()
    QTest.mouseClick(view.out.save, Qt.MouseButton.LeftButton)
    assert view.options._why._message.isVisible()
    assert view.options.purpose.hasFocus()
    qtbot.keyClicks(view.options.purpose, "talk with teachers")
    assert page.unsent_fields()["purpose"].text() == "talk with teachers"
    assert "insidetheschoolonly" in saved()
    (noted,) = on_vault(
        qtbot, thread, lambda: records.find(entered.session, Query("export"))
    )
    assert noted.purpose == "talk with teachers"
    page.show_masked(True)
    assert page.presenter.counting.wish.names == "masked"
    page.show_masked(False)
    settle(qtbot, thread, desk.drawing)


def test_what_was_printed_is_printed_again_and_compared(
    view, desk, recounted, saved, kept, qtbot, thread, entered
):
    saved()
    first = view.pages.page_count
    on_vault(
        qtbot, thread, lambda: students.add_student(entered.session, {"name": "新"}, {})
    )
    desk.ways.note_saved()
    settle(qtbot, thread, desk.drawing)
    choose(view.parts, 2)
    settle(qtbot, thread, desk.drawing)
    assert [each.words for each in view.kept.list.lines] == ["HZ-2026-1-01"]
    assert view.pages.page_count == first
    assert "ontheroll" in saved()
    assert len(kept()) == 1  # the same numbers once more are no other summary
    view.kept.other.setFocus()
    qtbot.keyClick(view.kept.other, Qt.Key.Key_Down)
    settle(qtbot, thread)
    rows = {row.what: row for row in view.changes.table.changes.rows}
    assert (rows["On the roll"].before, rows["On the roll"].by) == ("5", "+1")
    assert view._right.currentIndex() == 1
    assert nameless(view) == []
    view._on_part("make")
    assert view._right.currentIndex() == 0


def test_the_tables_are_saved_as_excel(view, kept, qtbot, thread, tmp_path):
    view.tables_requested.emit(str(tmp_path / "tables.xlsx"))
    settle(qtbot, thread)
    assert len(load_workbook(tmp_path / "tables.xlsx").worksheets) >= 4
    assert len(kept()) == 1


def test_counting_that_takes_long_can_be_stopped(view, recounted, qtbot, thread):
    with held(thread):
        qtbot.keyClick(view, Qt.Key.Key_F5)
        qtbot.waitUntil(view.state.cancel.isVisible, timeout=4000)
        qtbot.mouseClick(view.state.cancel, Qt.MouseButton.LeftButton)
    recounted()
    assert "older" in view.state._words.text()
    assert view.state.again.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "As of" in view.state._words.text(), timeout=4000)
