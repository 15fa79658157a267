"""Signed sheets, with keys only: read, matched, corrected, attached, taken back."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from homevisit.domain.paper_codes import make_code, spaced
from homevisit.ledger.queries import Query
from homevisit.services import paper_forms, printing, records, visits
from tests.attachments.paper_pictures import (
    as_jpeg,
    as_scan,
    blurred,
    drawn,
    form_pdf,
    on_a_table,
)
from tests.ui.conftest import find_id, on_vault, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


class Sheets:
    """The page of signed sheets, driven by keys."""

    def __init__(self, desk, entered, qtbot, thread):
        self.desk, self.session = desk, entered.session
        self._qtbot, self._thread = qtbot, thread
        desk.ways.go("scans")
        self.settle()
        self.view = desk.page("scans").view

    def settle(self):
        settle(self._qtbot, self._thread, self.desk.drawing)
        settle(self._qtbot, self._thread, self.desk.drawing)

    def add(self, *paths):
        self.view.files_chosen.emit([str(path) for path in paths])
        self.settle()

    @property
    def rows(self):
        return self.view.list.sheets.sheets

    def choose(self, at):
        self.view.list.setFocus()
        self.view.list.setCurrentIndex(self.view.list.sheets.index(at))

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier, on=None):
        self._qtbot.keyClick(on or self.view.list, key, modifier)
        self.settle()

    def type_code(self, text):
        field = self.view.details.code
        field.setFocus()
        field.selectAll()
        self._qtbot.keyClicks(field, text)
        self.key(Qt.Key.Key_Return, on=field)

    def name_student(self, letters):
        field = self.view.details.picker.search
        field.setFocus()
        self._qtbot.keyClicks(field, letters)
        people = self.view.details.picker
        self._qtbot.waitUntil(lambda: len(people._people) == 1, timeout=3000)
        self.key(Qt.Key.Key_Return, on=field)

    def attach(self):
        before = self.desk.toast._text.text()
        self._qtbot.keyClick(self.view.list, Qt.Key.Key_Return, CONTROL)
        toast = self.desk.toast._text
        self._qtbot.waitUntil(lambda: toast.text() != before, timeout=3000)
        self.settle()

    def undo(self):
        self.desk.toast._undo.click()
        self.settle()

    def attached(self):
        query = Query("attachment")
        return on_vault(
            self._qtbot,
            self._thread,
            lambda: [
                (each.of_id, each.purpose)
                for each in records.find(self.session, query, "id")
            ],
        )

    def drafts(self):
        return on_vault(
            self._qtbot, self._thread, lambda: visits.read_drafts(self.session)
        )


@pytest.fixture
def page(desk, entered, qtbot, thread):
    return Sheets(desk, entered, qtbot, thread)


@pytest.fixture
def printed(entered, qtbot, thread):
    """Print a form of 袁知行 and a blank one; return both PDFs."""
    session = entered.session

    def work():
        who = find_id(session, "袁知行")
        form = paper_forms.print_forms(session, [who])
        return form.rendered.pdf, paper_forms.print_blank(session).rendered.pdf

    return on_vault(qtbot, thread, work)


def saved(path, content):
    path.write_bytes(content)
    return path


def test_a_slanting_photo_of_both_sides_becomes_one_sheet_of_a_begun_visit(
    page, printed, tmp_path
):
    form, _blank = printed
    front = saved(tmp_path / "1.jpg", as_jpeg(on_a_table(drawn(form))))
    back = saved(tmp_path / "2.jpg", as_jpeg(blurred(drawn(form, 1).rotate(180), 1.0)))
    page.add(back, front)
    (sheet,) = page.rows
    assert (sheet.name, len(sheet.pages)) == ("袁知行", 2)
    assert sheet.words == "Begin a visit with it"
    assert page.view.pages.page_count == 2
    assert page.attached() == []
    page.attach()
    ((draft, _at),) = page.drafts()
    assert page.attached() == [(draft.visit_id, "signed_form")] * 2
    assert page.rows == ()
    page.undo()
    assert page.attached() == []
    assert page.drafts() == ()
    assert [row.name for row in page.rows] == ["袁知行"]


def test_a_scan_of_everything_is_sorted_out_line_by_line(
    page, printed, entered, qtbot, thread, tmp_path
):
    form, blank = printed
    tag = on_vault(qtbot, thread, lambda: int(paper_forms.vault_tag(entered.session)))
    foreign = form_pdf(make_code(f"{(tag + 1) % 1000:03}", "7654321"))
    nothing = Image.new("RGB", (850, 1200), "white")
    scan = as_scan(
        drawn(form), drawn(form, 1), drawn(blank), drawn(foreign), drawn(form)
    )
    page.add(
        saved(tmp_path / "scan.pdf", scan),
        saved(tmp_path / "white.jpg", as_jpeg(nothing)),
        saved(tmp_path / "broken.jpg", b"\xff\xd8\xff broken"),
        saved(tmp_path / "empty.pdf", b""),
        saved(tmp_path / "film.jpg", b"\x00\x00\x00\x18ftypmp42" + bytes(99)),
    )
    said = [(row.name or row.source, row.words) for row in page.rows]
    assert said == [
        ("袁知行", "Begin a visit with it"),
        ("scan.pdf", "A blank form"),
        ("scan.pdf", "This paper comes from another vault"),
        ("袁知行", "A second sheet with this code"),
        ("white.jpg", "No code could be read"),
        ("broken.jpg", "This photo is damaged or was not copied completely."),
        ("empty.pdf", "This file is empty."),
        ("film.jpg", "This file is neither a photo (JPEG, PNG) nor a PDF."),
    ]
    assert all(row.advice for row in page.rows[1:])
    assert [row.name for row in page.view.list.sheets.wanted] == ["袁知行"]


def test_a_code_is_typed_where_none_could_be_read(page, printed, tmp_path):
    _form, _blank = printed
    query = Query("paper_form")
    forms = on_vault(
        page._qtbot, page._thread, lambda: records.find(page.session, query)
    )
    (known,) = (each for each in forms if each.student_id)
    white = Image.new("RGB", (850, 1200), "white")
    page.add(saved(tmp_path / "white.jpg", as_jpeg(white)))
    page.choose(0)
    page.type_code("1234 5678 9012")
    assert page.rows[0].words == "This is not a code of ours"
    page.type_code(spaced(known.paper_code))
    assert (page.rows[0].name, page.rows[0].is_ready) == ("袁知行", True)


def test_a_blank_form_gets_its_student_by_letters(page, printed, tmp_path):
    _form, blank = printed
    page.add(saved(tmp_path / "1.jpg", as_jpeg(drawn(blank))))
    page.choose(0)
    page.name_student("yushuyao")
    assert page.rows[0].name == "喻书瑶"
    page.attach()
    ((draft, _at),) = page.drafts()
    assert page.attached() == [(draft.visit_id, "signed_form")]


def test_a_signed_summary_goes_to_its_visit_and_space_keeps_it_back(
    page, entered, qtbot, thread, tmp_path
):
    def work():
        (visit,) = records.find(entered.session, Query("visit"))
        return visit.id, printing.print_visit(entered.session, visit.id).pdf

    visit_id, pdf = on_vault(qtbot, thread, work)
    page.add(saved(tmp_path / "1.jpg", as_jpeg(drawn(pdf))))
    assert page.rows[0].words == "To the finalised visit of 2026-10-18"
    page.choose(0)
    page.key(Qt.Key.Key_Space)
    assert page.view.list.sheets.wanted == ()
    assert not page.view._attach.isEnabled()
    page.key(Qt.Key.Key_Space)
    page.attach()
    assert page.attached() == [(visit_id, "signed_form")]


def test_another_visit_is_chosen_from_the_places(
    page, entered, qtbot, thread, tmp_path
):
    def work():
        who = find_id(entered.session, "江予安")
        return paper_forms.print_forms(entered.session, [who]).rendered.pdf

    pdf = on_vault(qtbot, thread, work)
    page.add(saved(tmp_path / "1.jpg", as_jpeg(drawn(pdf))))
    assert page.rows[0].words == "Begin a visit with it"
    page.choose(0)
    page.key(Qt.Key.Key_Return)
    assert page.view.details.places.hasFocus()
    page.key(Qt.Key.Key_Up, on=page.view.details.places)
    assert page.rows[0].words == "To the finalised visit of 2026-10-18"


def test_a_line_is_taken_out_and_comes_back(page, printed, tmp_path):
    form, _blank = printed
    page.add(saved(tmp_path / "1.jpg", as_jpeg(drawn(form))))
    page.choose(0)
    page.view._drop.click()
    page.settle()
    assert page.rows == ()
    page.undo()
    assert [row.name for row in page.rows] == ["袁知行"]


def test_a_folder_gives_its_photos_and_an_empty_one_says_so(page, printed, tmp_path):
    form, _blank = printed
    full, empty = tmp_path / "full", tmp_path / "empty"
    full.mkdir()
    empty.mkdir()
    saved(full / "1.JPG", as_jpeg(drawn(form)))
    saved(full / "notes.txt", b"not a picture")
    page.view.folder_chosen.emit(str(empty))
    page.settle()
    assert "no photos" in page.desk.toast._text.text()
    page.view.folder_chosen.emit(str(full))
    page.settle()
    assert [row.name for row in page.rows] == ["袁知行"]
    page.view.folder_chosen.emit(str(tmp_path / "missing"))
    page.settle()
    assert page.desk.notice.isVisible()


def test_reading_is_stopped_and_keeps_what_was_read(
    page, printed, tmp_path, monkeypatch
):
    form, _blank = printed
    photo = as_jpeg(drawn(form))
    paths = [saved(tmp_path / f"{n}.jpg", photo) for n in range(6)]
    strip = page.desk.task
    monkeypatch.setattr(
        strip, "show_progress", lambda *_step: strip.cancel_requested.emit()
    )
    page.add(*paths)
    assert 1 <= len(page.rows) < 6
    assert not strip.isVisible()


def test_photos_are_dropped_onto_the_page(page, printed, tmp_path):
    form, _blank = printed
    path = saved(tmp_path / "1.jpg", as_jpeg(drawn(form)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    page.view.dropEvent(QDropEvent(QPointF(9, 9), copy, data, buttons, keys))
    page.settle()
    assert [row.name for row in page.rows] == ["袁知行"]


def test_names_are_masked_and_every_line_is_read_aloud(page, printed, tmp_path):
    form, _blank = printed
    page.add(saved(tmp_path / "1.jpg", as_jpeg(drawn(form))))
    sheets = page.view.list.sheets
    role = Qt.ItemDataRole.AccessibleTextRole
    said = sheets.data(sheets.index(0), role)
    assert "袁知行" in said
    assert "goes along" in said
    page.desk.page("scans").show_masked(True)
    assert "袁知行" not in sheets.data(sheets.index(0), role)
