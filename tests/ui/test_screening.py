"""A screening on its page: taken in, read, talked about, judged by other rules."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from homevisit.services import room, screening, staffing, viewings
from tests.ui.conftest import PASSWORD, on_vault, settle, type_text
from tests.ui.settings_steps import write
from tests.ui.test_care_closing import words_in

HEAD = ("姓名", "班级", "总分", "学习焦虑", "题1", "奇怪", "等级")
ROWS = (
    ("江予安", "七(2)班", 70, 9, 1, "x", "重"),
    ("袁知行", "七(2)班", 20, 2, 0, "y", "无"),
    ("无此人", "七(2)班", 20, 2, 0, "y", "无"),
)


@pytest.fixture
def opened(entered, qtbot, thread):
    """The room of a psychologist, open."""

    def make():
        session = entered.session
        staffing.add_post(session, session.person_id, "psychologist")
        return room.make_room(session, PASSWORD)

    return on_vault(qtbot, thread, make)


@pytest.fixture
def table(tmp_path):
    book = Workbook()
    for each in (HEAD, *ROWS):
        book.active.append(each)
    path = tmp_path / "测评.xlsx"
    book.save(path)
    return str(path)


@pytest.fixture
def page(desk, opened, qtbot, thread):
    desk.ways.go("screening")
    settle(qtbot, thread)
    return desk.page("screening")


@pytest.fixture
def taken(page, qtbot, thread, table):
    """The page with the file taken in."""
    page.view.file_chosen.emit(table)
    settle(qtbot, thread)
    press(qtbot, thread, page.view.file.take)
    return page


def press(qtbot, thread, button):
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, thread)


def stored(qtbot, thread, opened):
    def read():
        (line,) = screening.batches(opened)
        return line, screening.results(opened, line.batch.id)

    return on_vault(qtbot, thread, read)


def test_a_file_says_what_is_left_out_before_it_is_taken_in(
    page, qtbot, thread, table, opened
):
    view = page.view
    view.file_chosen.emit(table)
    settle(qtbot, thread)
    form = view.file
    form.columns.choose("5")
    form.role.committed.emit("factor")
    settle(qtbot, thread)
    assert "奇怪" not in form.said.text()
    form.columns.choose("4")
    assert not form.role.isVisible()
    form.scale.committed.emit("gad7")
    settle(qtbot, thread)
    assert "学习焦虑" in form.said.text()
    press(qtbot, thread, form.stop)
    assert not form.isVisible()
    assert view.is_open
    view.file_chosen.emit(table)
    settle(qtbot, thread)
    assert form.isVisible()
    assert "奇怪" in form.said.text()
    assert "single item" in form.said.text()
    assert "等级" in form.said.text()
    assert "Row 4" in form.left_out.text()
    assert form.take.text() == "Take in 2 results"
    write(qtbot, thread, form.name.edit, "")
    write(qtbot, thread, form.name.edit, "Autumn")
    press(qtbot, thread, form.take)
    line, results = stored(qtbot, thread, opened)
    assert line.batch.name == "Autumn"
    assert [each.total for each in results] == [70.0, 20.0]
    assert view.batch.heading.text() == "Autumn"
    assert not form.columns.lines


def test_an_interview_is_written_down_and_other_thresholds_judge_anew(
    taken, qtbot, thread, opened
):
    detail = taken.view.batch.detail
    assert "江予安" in detail.heading.text()
    assert "Interview suggested" in detail.said.text()
    detail.note.area.setFocus()
    type_text(qtbot, detail.note.area, "聊得不错")
    QTest.keyClick(detail.note.area, Qt.Key.Key_Tab)
    settle(qtbot, thread)
    detail.conclusion.committed.emit("watch")
    detail.conclusion.choice.set_value("watch")
    detail.changed.emit()
    settle(qtbot, thread)
    _line, results = stored(qtbot, thread, opened)
    child = results[0].student_id
    looks = on_vault(qtbot, thread, lambda: viewings.of_student(opened, child))
    assert [each.record_id for each in looks] == [results[0].id]
    assert results[0].conclusion_note == "聊得不错"
    assert results[0].conclusion == "watch"
    taken.show_masked(True)
    assert "江予安" not in detail.heading.text()
    assert all("江予安" not in e.words for e in taken.view.batch.results.lines)
    rules = taken.view.batch.rules
    assert len(rules.lines) == 2
    rules.lines[0].at_least.setText("80")
    rules.lines[1].at_least.setText("x")
    press(qtbot, thread, rules.judge)
    assert "no number" in rules.problem.text()
    rules.lines[1].drop.click()
    rules.source.setText("school")
    press(qtbot, thread, rules.judge)
    line, results = stored(qtbot, thread, opened)
    assert {each.result for each in results} == {"nothing_found"}
    assert line.batch.threshold_source == "school"


def test_a_closed_room_shows_the_way_and_nothing_else(
    desk, taken, qtbot, thread, opened
):
    view = taken.view
    view.batch.detail.note.area.setFocus()
    type_text(qtbot, view.batch.detail.note.area, "还没写完")
    taken.presenter._watch.idle.emit()
    settle(qtbot, thread)
    assert not view.is_open
    held = words_in(view)
    assert "江予安" not in held
    assert "还没写完" not in held
    on_vault(qtbot, thread, lambda: room.open_room(opened.school, PASSWORD))
    taken.refresh()
    settle(qtbot, thread)
    assert view.is_open
    assert view.batch.detail.note.text == "还没写完"
    type_text(qtbot, view.batch.detail.note.area, "再补一句")
    desk.go_to_place("today")
    settle(qtbot, thread)
    assert "江予安" not in words_in(view)
    desk.ways.go("screening")
    settle(qtbot, thread)
    assert "再补一句" in view.batch.detail.note.text
    press(qtbot, thread, view.batch.remove)
    assert view.batches.lines == ()
    press(qtbot, thread, view.form)
    settle(qtbot, thread, desk.drawing)
    assert desk.page_code == "care_paper"
