"""Printing: what comes out of the printer is what was shown, page by page."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from homevisit.ledger.queries import Query
from homevisit.services import files, records
from tests.attachments.paper_pictures import form_pdf, make_code
from tests.ui.conftest import find_id, on_vault, settle
from ui import paper_printing
from ui.long_work import WorkCancelled


class Watched:
    """Stands in for a job: remembers what was reported, is cancelled after some."""

    def __init__(self, until=99):
        self.reported, self._until = [], until

    @property
    def is_cancelled(self):
        return len(self.reported) >= self._until

    def report(self, count, total):
        self.reported.append((count, total))


@pytest.fixture
def printer(tmp_path, qapp):
    """A printer whose paper is a file."""
    made = paper_printing.make_printer()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "paper.pdf"))
    made.setResolution(200)
    return made


def ink(pdf):
    """Return, per page, the share of dark dots in each of 8 × 8 fields."""
    document = pypdfium2.PdfDocument(pdf)
    shares = []
    for page in document:
        picture = page.render(scale=1.5, grayscale=True).to_pil()
        small = picture.point(lambda v: 255 if v < 160 else 0).resize((8, 8), 4)
        shares.append(list(small.tobytes()))
    document.close()
    return shares


def assert_same_ink(printed, shown):
    assert len(printed) == len(shown)
    for mine, theirs in zip(printed, shown, strict=True):
        assert all(abs(a - b) <= 9 for a, b in zip(mine, theirs, strict=True))


@pytest.fixture(scope="module")
def forms():
    return form_pdf(make_code("482", "1111111"), make_code("482", "2222222"))


def test_every_page_comes_out_as_it_is(printer, forms, tmp_path):
    job = Watched()
    assert paper_printing.print_pages(job, forms, printer) == 4
    assert_same_ink(ink(tmp_path / "paper.pdf"), ink(forms))
    assert job.reported == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_only_the_wanted_pages_come_out(printer, forms, tmp_path):
    printer.setFromTo(2, 3)
    assert paper_printing.print_pages(Watched(), forms, printer) == 2
    assert_same_ink(ink(tmp_path / "paper.pdf"), ink(forms)[1:3])


def test_two_copies_are_two_whether_or_not_the_driver_can(printer, forms, tmp_path):
    printer.setFromTo(1, 2)
    printer.setCopyCount(2)
    paper_printing.print_pages(Watched(), forms, printer)
    copies = 1 if printer.supportsMultipleCopies() else 2
    assert_same_ink(ink(tmp_path / "paper.pdf"), ink(forms)[:2] * copies)


def test_a_cancel_stops_before_the_next_page(printer, forms):
    job = Watched(until=1)
    with pytest.raises(WorkCancelled):
        paper_printing.print_pages(job, forms, printer)
    assert job.reported == [(1, 4)]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_begin_is_explained(printer, forms, tmp_path):
    printer.setOutputFileName(str(tmp_path / "missing" / "paper.pdf"))
    with pytest.raises(paper_printing.PrinterRefusedError):
        paper_printing.print_pages(Watched(), forms, printer)


@pytest.fixture
def page(desk, entered, qtbot, thread):
    """The page of the one visit there is."""
    student = on_vault(qtbot, thread, lambda: find_id(entered.session, "江予安"))
    (visit,) = on_vault(
        qtbot,
        thread,
        lambda: records.find(entered.session, Query("visit", student_id=student)),
    )
    desk.ways.print_visit(visit.id)
    settle(qtbot, thread, desk.drawing)
    return desk.page("export")


def copies(qtbot, thread, session):
    found = on_vault(qtbot, thread, lambda: records.find(session, Query("export")))
    return [each.copy_number for each in found]


def test_ctrl_p_counts_a_copy_and_prints_it(
    page, desk, printer, entered, qtbot, thread, monkeypatch, tmp_path
):
    asked = []

    def ask(_parent, pages, done):
        asked.append(pages)
        done(printer)

    monkeypatch.setattr(paper_printing, "printer_names", lambda: ["Staff room"])
    monkeypatch.setattr(paper_printing, "ask_for_printer", ask)
    qtbot.keyClick(page.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    # A shortcut presses its button for a moment.
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    settle(qtbot, thread, desk.drawing)
    assert asked == [page.view.pages.page_count]
    assert len(ink(tmp_path / "paper.pdf")) == page.view.pages.page_count
    assert copies(qtbot, thread, entered.session) == [1]
    assert "sent to the printer" in desk.toast._text.text()


def test_without_a_printer_it_says_so_and_counts_nothing(
    page, desk, entered, qtbot, thread, monkeypatch
):
    monkeypatch.setattr(paper_printing, "printer_names", list)
    page.view.print_requested.emit()
    assert desk.notice.isVisible()
    assert "no printer" in desk.notice.accessibleName()
    assert copies(qtbot, thread, entered.session) == []


def test_the_dialog_offers_the_pages_and_hands_over_its_printer(
    page, qtbot, monkeypatch
):
    from PySide6.QtPrintSupport import QPrintDialog

    got = []
    paper_printing.ask_for_printer(page.view, 3, got.append)
    dialog = page.view.findChild(QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 3)
    dialog.done(QPrintDialog.DialogCode.Accepted)
    assert got[0].fullPage()
    assert paper_printing.printer_names() == list(QPrinterInfo.availablePrinterNames())


@pytest.fixture
def paper(desk, entered, qtbot, thread, forms):
    """A scan of four pages in a child's file, shown large."""
    session = entered.session

    def work():
        who = find_id(session, "江予安")
        target = files.Target("student", who, who)
        return files.attach_pdf(session, target, forms).record_ids[0]

    paper_id = on_vault(qtbot, thread, work)
    desk.ways.go("paper", paper_id)
    settle(qtbot, thread, desk.drawing)
    return desk.page("paper")


def test_a_paper_of_the_file_is_printed_page_by_page_and_counted(
    paper, desk, printer, entered, qtbot, thread, monkeypatch, tmp_path
):
    asked = []

    def ask(_parent, pages, done):
        asked.append(pages)
        done(printer)

    monkeypatch.setattr(paper_printing, "printer_names", lambda: ["Staff room"])
    monkeypatch.setattr(paper_printing, "ask_for_printer", ask)
    qtbot.keyClick(paper.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    settle(qtbot, thread, desk.drawing)
    settle(qtbot, thread, desk.drawing)
    assert asked == [4]
    printed = ink(tmp_path / "paper.pdf")
    assert len(printed) == 4
    assert all(sum(page) > 0 for page in printed)
    found = on_vault(
        qtbot, thread, lambda: records.find(entered.session, Query("export"))
    )
    assert [(each.document, each.copy_number) for each in found] == [("attachment", 1)]
