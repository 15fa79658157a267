"""What the vault answers late belongs to what was asked, not to what is shown now."""

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from homevisit.errors import Problem
from homevisit.services import records, visit_signatures, visits
from tests.ui.conftest import (
    field_of,
    find_id,
    focused,
    held,
    on_vault,
    settle,
    type_text,
)
from tests.ui.test_attachments_tab import cards, photo
from tests.ui.test_guardian import draw, page, visit_id  # noqa: F401  fixtures
from ui.desk import imports, visit_forms
from ui.presenters.draft_keeper import DraftKeeper


class DiskFullError(Problem):
    """There is no room."""

    code = "test_disk_full"
    what = "The disk is full."
    safe = "All is as it was."
    todo = "Make room."


@pytest.fixture
def yuan(entered, qtbot, thread):
    return on_vault(qtbot, thread, lambda: find_id(entered.session, "袁知行"))


def signed(entered, record_id, qtbot, thread):
    session = entered.session
    return on_vault(
        qtbot,
        thread,
        lambda: visit_signatures.signatures_of(
            session, records.read(session, record_id)
        ),
    )


def test_a_guardian_signs_the_visit_that_is_shown_and_no_other(
    page,  # noqa: F811  the fixture
    visit_id,  # noqa: F811  the fixture
    entered,
    qtbot,
    thread,
):
    session = entered.session
    student = on_vault(qtbot, thread, lambda: find_id(session, "江予安"))
    other = on_vault(qtbot, thread, lambda: visits.visits_of(session, student)[0].id)
    assert other != visit_id
    with held(thread):
        page.presenter.open(other)
        page.presenter.hand_over()
    pad = page.presenter.cover.card.pad
    qtbot.waitUntil(pad.isVisible)
    settle(qtbot, thread)
    draw(qtbot, pad)
    page.presenter.cover.card.done.click()
    settle(qtbot, thread)
    page.presenter.take_back()
    assert [s.answer for s in signed(entered, visit_id, qtbot, thread)] == ["signed"]
    assert signed(entered, other, qtbot, thread) == ()


def test_the_undo_key_of_a_file_never_reaches_into_the_one_before(
    file_page, desk, read_file, yuan, qtbot, thread
):
    file_page.show_part("details")
    field_of(file_page.details.form, "former_name").focus()
    type_text(qtbot, focused(), "江小安")
    desk.ways.open_student(yuan)
    settle(qtbot, thread)
    assert read_file().student.former_name == "江小安"
    desk.page("file").view.undo_wanted.emit()
    settle(qtbot, thread)
    assert read_file().student.former_name == "江小安"


def test_what_is_taken_back_late_is_not_brought_again_from_another_file(
    file_page, desk, read_file, yuan, qtbot, thread
):
    file_page.show_part("details")
    field_of(file_page.details.form, "former_name").focus()
    type_text(qtbot, focused(), "江小安")
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    settle(qtbot, thread)
    with held(thread):
        file_page.undo_wanted.emit()
        desk.ways.open_student(yuan)
    settle(qtbot, thread)
    assert read_file().student.former_name == ""
    desk.page("file").view.redo_wanted.emit()
    settle(qtbot, thread)
    assert read_file().student.former_name == ""


@pytest.mark.parametrize("is_read_again", [False, True])
def test_a_number_asked_for_late_is_not_shown_of_another_child(
    is_read_again, file_page, desk, jiang, yuan, qtbot, thread
):
    presenter = desk.page("file").presenter
    shown = []
    file_page.header.reveal = lambda *_what: shown.append(file_page._file.id)
    with held(thread):
        desk.ways.open_student(yuan)
        file_page.reveal_requested.emit("phone")
        if is_read_again:
            presenter.refresh()
    settle(qtbot, thread)
    assert presenter.student_id == yuan
    assert shown == ([jiang] if is_read_again else [])


def test_a_number_in_the_list_is_not_shown_beside_another_name(
    workspace, jiang, yuan, qtbot, thread
):
    page = workspace.page("students")  # noqa: F811  another page than the guardian's
    view, preview = page.view, page.view.preview
    page.presenter._on_selected(jiang)
    settle(qtbot, thread)
    assert preview.student_id == jiang
    shown = []
    preview.reveal = lambda name, _value: shown.append((preview.student_id, name))
    with held(thread):
        view.reveal_requested.emit(yuan, "phone")
        view.reveal_requested.emit(preview.student_id, "phone")
    settle(qtbot, thread)
    assert shown == [(jiang, "phone")]


class FormView(QWidget):
    """As much of a form as keeping a draft needs."""

    def __init__(self):
        super().__init__()
        self.stamp = SimpleNamespace(show_state=lambda *said: self.said.append(said))
        self.said = []
        self.doubts = QLabel(self)

    def show_doubts(self, doubts):
        self.doubts.setText(str(doubts))


def kept(entered, qtbot, thread):
    found = on_vault(qtbot, thread, lambda: visits.read_drafts(entered.session))
    return {form.student_id: form.values.get("at_home", "") for form, _at in found}


@pytest.fixture
def two_forms(entered, jiang, yuan, qtbot, thread):
    def begin(who, words):
        form = visits.begin_visit(entered.session, who)
        return form.filled(at_home=words)

    return on_vault(qtbot, thread, lambda: (begin(jiang, "喂鸡"), begin(yuan, "放羊")))


def test_a_draft_that_waits_is_not_given_up_for_one_of_another_visit(
    entered, two_forms, jiang, yuan, qtbot, thread
):
    view, now = FormView(), []
    qtbot.addWidget(view)
    keeper = DraftKeeper(view, thread, entered.session, lambda: now[-1])
    with held(thread):
        for form in two_forms:
            now.append(form)
            keeper.save()
    settle(qtbot, thread)
    assert kept(entered, qtbot, thread) == {jiang: "喂鸡", yuan: "放羊"}


def test_a_draft_that_could_not_be_kept_is_tried_again_after_its_page_is_left(
    entered, two_forms, jiang, monkeypatch, qtbot, thread
):
    view, now, real = FormView(), [two_forms[0]], visit_forms.keep
    qtbot.addWidget(view)
    keeper = DraftKeeper(view, thread, entered.session, lambda: now[-1])
    refused = []
    keeper.problem.connect(refused.append)

    def full(*_any):
        raise DiskFullError

    monkeypatch.setattr(visit_forms, "keep", full)
    keeper.note_change()
    keeper.flush()
    now.append(None)
    settle(qtbot, thread)
    assert len(refused) == 1
    assert kept(entered, qtbot, thread) == {}
    monkeypatch.setattr(visit_forms, "keep", real)
    keeper.begin("")
    keeper.flush()
    settle(qtbot, thread)
    assert kept(entered, qtbot, thread) == {jiang: "喂鸡"}


def test_what_is_pasted_while_files_come_in_is_not_passed_over(
    file_page, tmp_path, qtbot, thread
):
    file_page.show_part("attachments")
    settle(qtbot, thread)
    tab = file_page.attachments
    path = photo(tmp_path / "one.png")
    other = photo(tmp_path / "two.png", colour="red")
    with held(thread):
        tab.offered.emit([path])
        tab.pasted.emit(Path(other).read_bytes())
    settle(qtbot, thread)
    assert len(cards(tab)) == 2


def test_words_typed_while_another_visit_is_read_are_kept_first(
    desk, entered, jiang, yuan, qtbot, thread
):
    desk.ways.begin_visit(jiang)
    settle(qtbot, thread)
    page = desk.page("visit")  # noqa: F811  another page than the guardian's
    with held(thread):
        page.presenter.begin(yuan)
        page.view._body.go_to_field("at_home")
        type_text(qtbot, page.view._body._answers["at_home"].widget, "喂鸡")
    settle(qtbot, thread)
    assert kept(entered, qtbot, thread) == {jiang: "喂鸡"}
    assert page.presenter._writing.shown.student_id == yuan


def test_a_print_that_cannot_be_made_loses_nothing_typed(
    desk, entered, jiang, monkeypatch, qtbot, thread
):
    desk.ways.begin_visit(jiang)
    settle(qtbot, thread)
    page = desk.page("visit")  # noqa: F811  another page than the guardian's
    page.view._body.go_to_field("at_home")
    type_text(qtbot, page.view._body._answers["at_home"].widget, "喂鸡")

    def full(*_any):
        raise DiskFullError

    monkeypatch.setattr(visits, "save_visit", full)
    page.view.export_requested.emit()
    settle(qtbot, thread)
    desk.go_back()
    settle(qtbot, thread)
    assert kept(entered, qtbot, thread) == {jiang: "喂鸡"}


def test_words_typed_while_a_visit_is_saved_for_print_are_kept(
    desk, entered, jiang, qtbot, thread
):
    desk.ways.begin_visit(jiang)
    settle(qtbot, thread)
    page = desk.page("visit")  # noqa: F811  another page than the guardian's
    with held(thread):
        page.view.export_requested.emit()
        page.view._body.go_to_field("at_home")
        type_text(qtbot, page.view._body._answers["at_home"].widget, "喂鸡")
    settle(qtbot, thread)
    assert kept(entered, qtbot, thread) == {jiang: "喂鸡"}


def test_two_added_in_a_row_to_the_paper_are_both_there(
    desk, jiang, yuan, qtbot, thread
):
    desk.ways.go("forms", "")
    settle(qtbot, thread, desk.drawing)
    view = desk.page("forms").view
    with held(thread):
        view.person_added.emit(jiang)
        view.person_added.emit(yuan)
    settle(qtbot, thread, desk.drawing)
    assert view.wish.ids == (jiang, yuan)


def test_a_list_is_not_imported_as_it_was_tried_with_other_columns(
    workspace, tmp_path, monkeypatch, qtbot, thread
):
    book = Workbook()
    for cells in (("姓名", "性别", "班级"), ("陆星野", "男", "七(2)班")):
        book.active.append(cells)
    book.save(tmp_path / "list.xlsx")
    workspace.rail.place_chosen.emit("import")
    settle(qtbot, thread)
    page = workspace.page("import")  # noqa: F811  another page than the guardian's
    go_on, tried, shown, real = threading.Event(), [], [], imports.attempt

    def slow(session, reading):
        tried.append(reading)
        if len(tried) == 1:
            go_on.wait(20)
        return real(session, reading)

    monkeypatch.setattr(imports, "attempt", slow)
    page.presenter._view.show_trial = shown.append
    page.view.file_chosen.emit(str(tmp_path / "list.xlsx"))
    qtbot.waitUntil(lambda: len(tried) == 1)
    page.view.column_chosen.emit(1, "")
    go_on.set()
    settle(qtbot, thread)
    assert (len(tried), len(shown)) == (2, 1)
