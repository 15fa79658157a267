"""Paper for the way, with keys only: for whom, in which order, and out."""

from __future__ import annotations

import time

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QToolButton

from homevisit.ledger.queries import Query
from homevisit.services import print_batches, records, students, visit_plans
from homevisit.services.visit_plans import PlannedTrip
from reports.visit_book import PrintCancelledError
from tests.ui.conftest import find_id, on_vault, settle
from ui import paper_printing

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def opened(desk, qtbot, thread, code, ids=()):
    desk.ways.go(code, ",".join(ids))
    settle(qtbot, thread, desk.drawing)
    return desk.page(code).view


def ids_of(entered, qtbot, thread, *names):
    return [
        on_vault(qtbot, thread, lambda n=name: find_id(entered.session, n))
        for name in names
    ]


def noted(entered, qtbot, thread, kind):
    query = Query(kind)
    return on_vault(qtbot, thread, lambda: records.find(entered.session, query, "id"))


def text_of(path):
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_student_is_added_by_letters_and_the_form_saved_with_its_code(
    desk, entered, qtbot, thread, tmp_path
):
    view = opened(desk, qtbot, thread, "forms")
    assert view._blank.isVisible()
    view.picker.search.setFocus()
    qtbot.keyClicks(view.picker.search, "jya")
    qtbot.waitUntil(lambda: len(view.picker._people) == 1, timeout=3000)
    qtbot.keyClick(view.picker.search, Qt.Key.Key_Return)
    settle(qtbot, thread, desk.drawing)
    assert [line.name for line in view.people.lines.lines] == ["江予安"]
    assert view.pages.page_count == 2
    assert noted(entered, qtbot, thread, "paper_form") == ()
    view.file_requested.emit(str(tmp_path / "form.pdf"))
    settle(qtbot, thread)
    (form,) = noted(entered, qtbot, thread, "paper_form")
    written = text_of(tmp_path / "form.pdf").replace(" ", "")
    assert form.paper_code in written
    assert "江予安" in written
    assert "13900001234" not in written
    assert "江" not in view.out.name


def test_phones_are_printed_when_ticked(desk, entered, qtbot, thread, tmp_path):
    ids = ids_of(entered, qtbot, thread, "江予安")
    view = opened(desk, qtbot, thread, "forms", ids)
    qtbot.keyClick(view.options.ticks["phone"], Qt.Key.Key_Space)
    settle(qtbot, thread, desk.drawing)
    view.file_requested.emit(str(tmp_path / "form.pdf"))
    settle(qtbot, thread)
    assert "13900001234" in text_of(tmp_path / "form.pdf").replace(" ", "")


def test_blank_forms_are_as_many_as_wanted(desk, entered, qtbot, thread, tmp_path):
    view = opened(desk, qtbot, thread, "forms")
    view._copies.setFocus()
    qtbot.keyClick(view._copies, Qt.Key.Key_Down)
    view.file_requested.emit(str(tmp_path / "blank.pdf"))
    settle(qtbot, thread)
    assert len(PdfReader(tmp_path / "blank.pdf").pages) == 10
    assert len(noted(entered, qtbot, thread, "paper_form")) == 5


def test_a_route_is_ordered_by_keys_and_saved_so(
    desk, entered, qtbot, thread, tmp_path
):
    ids = ids_of(entered, qtbot, thread, "江予安", "袁知行", "喻书瑶")
    view = opened(desk, qtbot, thread, "route", ids)
    names = [line.name for line in view.people.lines.lines]
    view.people.setFocus()
    view.people.select(0)
    qtbot.keyClick(view.people, Qt.Key.Key_Down, ALT)
    assert [x.name for x in view.people.lines.lines] == [names[1], names[0], names[2]]
    assert view.people.currentIndex().row() == 1
    view.people.select(2)
    qtbot.keyClick(view.people, Qt.Key.Key_Delete)
    settle(qtbot, thread, desk.drawing)
    view.file_requested.emit(str(tmp_path / "route.pdf"))
    settle(qtbot, thread)
    written = text_of(tmp_path / "route.pdf")
    assert written.index(names[1]) < written.index(names[0])
    assert names[2] not in written
    assert "13900001234" not in written.replace(" ", "")


def test_nobody_on_the_route_prints_nothing(desk, qtbot, thread):
    view = opened(desk, qtbot, thread, "route")
    assert not view.out.print.isEnabled()
    assert not view.out.save.isEnabled()
    assert view.picker.search.hasFocus()


def test_the_same_students_are_kept_from_forms_to_route(desk, entered, qtbot, thread):
    ids = ids_of(entered, qtbot, thread, "江予安", "袁知行")
    view = opened(desk, qtbot, thread, "forms", ids)
    view.kind_chosen.emit("route")
    settle(qtbot, thread, desk.drawing)
    assert sorted(view.wish.ids) == sorted(ids)
    assert view.wish.kind == "route"
    assert view._up.isVisible()


def test_names_are_masked_in_the_list(desk, entered, qtbot, thread):
    ids = ids_of(entered, qtbot, thread, "江予安")
    view = opened(desk, qtbot, thread, "forms", ids)
    desk.page("forms").show_masked(True)
    index = view.people.lines.index(0)
    said = view.people.lines.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert "予安" not in said


@pytest.fixture
def visit_ids(entered, qtbot, thread):
    """Three visits, all like the one there is."""
    session = entered.session

    def write():
        (first,) = records.find(session, Query("visit"))
        like = records.values_of(session, first.id)
        more = [
            records.edit("visit", {**like, "trip_id": "", "visit_no": f"JF-2026-00{n}"})
            for n in (7, 8)
        ]
        return [first.id, *records.save(session, more).record_ids]

    return on_vault(qtbot, thread, write)


def test_chosen_visits_are_one_pdf_or_a_file_each(
    desk, entered, visit_ids, qtbot, thread, tmp_path
):
    view = opened(desk, qtbot, thread, "prints", visit_ids)
    assert view.people.lines.rowCount() == 3
    view.file_requested.emit(str(tmp_path / "book.pdf"))
    settle(qtbot, thread)
    assert text_of(tmp_path / "book.pdf").count("JF-2026-007") >= 2
    folder = tmp_path / "each"
    folder.mkdir()
    (folder / "JF-2026-007.pdf").write_text("somebody's own file")
    view.folder_requested.emit(str(folder))
    settle(qtbot, thread)
    made = sorted(path.name for path in folder.iterdir())
    assert len(made) == 4
    assert "JF-2026-007 (2).pdf" in made
    assert (folder / "JF-2026-007.pdf").read_text() == "somebody's own file"
    logged = noted(entered, qtbot, thread, "export")
    assert sorted(each.document for each in logged) == [
        "chosen_book",
        *["visit_summary"] * 3,
    ]
    assert all(each.check_code for each in logged)


def test_a_long_print_is_stopped_by_the_strip_and_nothing_is_counted(
    desk, entered, visit_ids, qtbot, thread, tmp_path, monkeypatch
):
    view = opened(desk, qtbot, thread, "prints", visit_ids)
    running = []
    monkeypatch.setattr(
        desk.task, "show_progress", lambda *_step: desk.task.cancel_requested.emit()
    )
    monkeypatch.setattr(
        "ui.desk.paper.printing.print_chosen",
        lambda _session, _ids, work: running.append(_until_stopped(work)),
    )
    view.file_requested.emit(str(tmp_path / "book.pdf"))
    settle(qtbot, thread)
    assert not (tmp_path / "book.pdf").exists()
    assert noted(entered, qtbot, thread, "export") == ()
    assert not desk.task.isVisible()
    assert "Stopped" in desk.toast._text.text()


def _until_stopped(work):
    """Go on until the window has said stop, as a print of many visits does."""
    for step in range(1000):
        work.progress(step, 1000)
        if work.cancelled():
            raise PrintCancelledError
        time.sleep(0.005)
    raise AssertionError("nobody stopped it")


def test_a_folder_that_cannot_be_written_is_explained(
    desk, visit_ids, qtbot, thread, tmp_path
):
    view = opened(desk, qtbot, thread, "prints", visit_ids)
    view.folder_requested.emit(str(tmp_path / "missing"))
    settle(qtbot, thread)
    assert desk.notice.isVisible()


def test_ctrl_p_prints_the_forms_and_notes_each(
    desk, entered, qtbot, thread, tmp_path, monkeypatch
):
    ids = ids_of(entered, qtbot, thread, "江予安", "袁知行")
    printer = paper_printing.make_printer()
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(72)
    asked = []

    def ask(_parent, pages, done):
        asked.append(pages)
        done(printer)

    monkeypatch.setattr(paper_printing, "printer_names", lambda: ["Staff room"])
    monkeypatch.setattr(paper_printing, "ask_for_printer", ask)
    view = opened(desk, qtbot, thread, "forms", ids)
    qtbot.keyClick(view, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    settle(qtbot, thread, desk.drawing)
    assert asked == [4]
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 4
    whose = {each.student_id for each in noted(entered, qtbot, thread, "paper_form")}
    assert whose == set(ids)


def test_many_students_are_previewed_by_the_first_few(desk, entered, qtbot, thread):
    def add():
        session = entered.session
        return [
            students.add_student(session, {"name": f"学生{n}"}, {}).record_ids[0]
            for n in range(7)
        ]

    ids = on_vault(qtbot, thread, add)
    view = opened(desk, qtbot, thread, "forms", ids)
    assert view.pages.page_count == 8
    assert view._part.text() == "Preview of the first 4 of 7"


def test_every_button_has_a_name(desk, entered, qtbot, thread):
    ids = ids_of(entered, qtbot, thread, "江予安")
    view = opened(desk, qtbot, thread, "route", ids)
    ours = (
        each
        for each in view.findChildren(QAbstractButton)
        if not isinstance(each.parent(), QLineEdit)
    )
    for button in ours:
        assert button.accessibleName() or button.text()


def test_one_key_leads_to_a_blank_form_from_everywhere(desk, qtbot, thread):
    keys = CONTROL | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(desk, Qt.Key.Key_P, keys)
    settle(qtbot, thread, desk.drawing)
    assert desk.page_code == "forms"
    assert desk.page("forms").view._blank.isVisible()
    assert desk.page("forms").view.out.print.hasFocus()


@pytest.mark.parametrize("place", ["today", "visits"])
def test_one_click_leads_to_a_blank_form(desk, qtbot, thread, place):
    desk.go_to_place(place)
    settle(qtbot, thread)
    view = desk.page(place).view
    (button,) = (
        each
        for each in view.findChildren(QToolButton)
        if each.accessibleName().startswith("Visit form on paper")
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, thread, desk.drawing)
    assert desk.page_code == "forms"


def test_plans_keep_their_times_on_the_route(desk, entered, qtbot, thread, tmp_path):
    session = entered.session

    def plan():
        first = PlannedTrip(
            (find_id(session, "袁知行"),), "2026-11-25", "17:30", "石桥村"
        )
        other = PlannedTrip(
            (find_id(session, "喻书瑶"),), "2026-11-25", "16:00", "石桥村"
        )
        return visit_plans.plan(session, [first, other]).record_ids

    ids = on_vault(qtbot, thread, plan)
    view = opened(desk, qtbot, thread, "route", ids)
    assert [line.name for line in view.people.lines.lines] == ["喻书瑶", "袁知行"]
    view.file_requested.emit(str(tmp_path / "route.pdf"))
    settle(qtbot, thread)
    written = text_of(tmp_path / "route.pdf")
    assert written.index("16:00") < written.index("17:30")
    assert "2026-11-25 Wednesday" in written


def test_files_are_stopped_in_between_and_those_written_are_counted(
    desk, entered, visit_ids, qtbot, thread, tmp_path, monkeypatch
):
    view = opened(desk, qtbot, thread, "prints", visit_ids)
    stop = desk.task.cancel_requested.emit
    monkeypatch.setattr(desk.task, "show_progress", lambda *_step: stop())
    made = print_batches.print_visits

    def slowly(*given):
        for each in made(*given):
            time.sleep(0.15)
            yield each

    monkeypatch.setattr("ui.desk.paper.print_batches.print_visits", slowly)
    view.folder_requested.emit(str(tmp_path))
    settle(qtbot, thread)
    written = list(tmp_path.glob("*.pdf"))
    assert 1 <= len(written) < 3
    assert len(noted(entered, qtbot, thread, "export")) == len(written)
    assert all(PdfReader(path).pages for path in written)


@pytest.mark.parametrize("text", ["normal", "large"])
def test_the_pages_of_paper_fit_the_smallest_window(
    look, desk, entered, visit_ids, qtbot, thread, text
):
    students_too = ids_of(entered, qtbot, thread, "江予安", "袁知行")
    ids = {"forms": students_too, "route": students_too, "prints": visit_ids}
    look.use(theme="light", text=text)
    desk.resize(1180, 640)
    try:
        for code in ("forms", "route", "prints", "scans"):
            view = opened(desk, qtbot, thread, code, ids.get(code, ()))
            least = view.minimumSizeHint()
            assert (code, desk.width(), desk.height()) == (code, 1180, 640)
            assert (code, least.width() <= view.width()) == (code, True)
            assert (code, least.height() <= view.height()) == (code, True)
    finally:
        look.use(theme="light", text="normal")
