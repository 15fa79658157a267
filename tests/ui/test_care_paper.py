"""Papers of care on the screen: a reason first, counted copies, nothing left behind."""

from functools import partial

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.services import care_papers, records, room, staffing, unsent
from homevisit.services.care_papers import Paper
from tests.ui.conftest import PASSWORD, on_vault, settle, type_text


@pytest.fixture
def notice(write_record):
    return write_record("guardian_notice", observed="近三周午休独处。")


@pytest.fixture
def show(desk, qtbot, thread):
    def go(subject):
        desk.ways.go("care_paper", subject)
        settle(qtbot, thread, desk.drawing)
        return desk.page("care_paper").view

    return go


@pytest.fixture
def case(entered, jiang, qtbot, thread):
    """A case in an open room."""

    def make():
        session = entered.session
        staffing.add_post(session, session.person_id, "psychologist")
        inner = room.make_room(session, PASSWORD)
        values = {"student_id": jiang, "case_no": "XL-2026-7K3QF"}
        return records.save(inner, [records.edit("care_file", values)]).record_ids[0]

    return on_vault(qtbot, thread, make)


def test_a_copy_leaves_with_a_reason_and_is_counted(
    desk, qtbot, thread, entered, notice, show, tmp_path
):
    view = show(f"guardian_notice:{notice}")
    assert view.pages.page_count >= 1
    assert view.reason.hasFocus()
    assert not view.out.save.isEnabled()
    type_text(qtbot, view.reason, "交监护人签字")
    assert view.out.save.isEnabled()
    path = tmp_path / "notice.pdf"
    view.out.file_requested.emit(str(path))
    settle(qtbot, thread)
    assert "近三周午休独处" in PdfReader(path).pages[0].extract_text()
    count = partial(care_papers.copies_of, entered.session, Paper.NOTICE, notice)
    assert on_vault(qtbot, thread, count) == 1
    assert "江" not in view.out.name
    desk.go_to_place("students")
    settle(qtbot, thread, desk.drawing)
    assert view.pages.page_count == 0
    assert not view.out.print.isEnabled()


def test_the_card_needs_no_reason_and_goes_to_the_printer(qtbot, show, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "ui.paper_printing.printer_names", lambda: asked.append(1) or []
    )
    view = show("hotlines:")
    assert not view.reason_block.isVisible()
    assert view.out.print.hasFocus()
    QTest.keyClick(view.out.print, Qt.Key.Key_Space)
    assert asked == [1]


def test_a_plan_names_the_child_on_request_and_goes_when_nobody_is_there(
    desk, qtbot, thread, case, show
):
    view = show(f"plan:{case}")
    assert view.secret.isVisible()
    view.with_name.setFocus()
    QTest.keyClick(view.with_name, Qt.Key.Key_Space)
    settle(qtbot, thread, desk.drawing)
    page = desk.page("care_paper")
    assert page.unsent_fields() == {}
    assert page.presenter._wish().with_name
    page.presenter._watch.idle.emit()
    settle(qtbot, thread, desk.drawing)
    assert view.pages.page_count == 0
    assert not view.isVisible()


def test_a_reason_about_the_room_is_kept_in_no_other_file(
    desk, qtbot, thread, entered, case, notice, show
):
    for subject in (f"plan:{case}", f"guardian_notice:{notice}"):
        type_text(qtbot, show(subject).reason, f"ask {subject[:4]}")
        desk.go_to_place("students")
        settle(qtbot, thread, desk.drawing)
    kept = on_vault(qtbot, thread, lambda: str(unsent.read(entered.session)))
    assert "ask guar" in kept
    assert "ask plan" not in kept


def test_a_closed_room_is_explained(desk, qtbot, thread, entered, case, show):
    on_vault(qtbot, thread, lambda: room.close_room(entered.session))
    view = show(f"plan:{case}")
    assert view.pages.page_count == 0
    assert desk.notice.isVisible()
