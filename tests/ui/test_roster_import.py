"""A class list comes in: read, matched, checked dry, imported, taken back."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt

from homevisit.services import records
from homevisit.services import students as student_list
from tests.ui.conftest import on_vault, settle

ROWS = (
    ("2026年秋季七年级学生花名册", None, None, None),
    ("姓名", "性别", "班级", "联系电话"),
    ("陆星野", "男", "七(3)班", "13800001111"),
    ("叶听澜", "女", "七(3)班", "138000"),
    ("", "男", "七(3)班", ""),
)


@pytest.fixture
def listed(tmp_path):
    book = Workbook()
    for cells in ROWS:
        book.active.append(cells)
    path = tmp_path / "list.xlsx"
    book.save(path)
    return path


@pytest.fixture
def page(workspace, qtbot, thread):
    workspace.rail.place_chosen.emit("import")
    settle(qtbot, thread)
    assert workspace.stack.currentWidget() is workspace.page("import").view
    return workspace.page("import").view


def students(workspace):
    return workspace.page("students").view.students.rowCount()


def test_a_list_is_checked_imported_and_taken_back(
    page, workspace, listed, qtbot, thread
):
    page.file_chosen.emit(str(listed))
    settle(qtbot, thread)
    assert "2 new" in page._counts.text()
    assert page._problems.problems.rowCount() >= 1
    assert students(workspace) == 5
    page._import.click()
    settle(qtbot, thread)
    assert students(workspace) == 7
    workspace.toast._undo.click()
    settle(qtbot, thread)
    assert students(workspace) == 5


def test_without_a_name_column_nothing_can_be_imported(page, listed, qtbot, thread):
    page.file_chosen.emit(str(listed))
    settle(qtbot, thread)
    page.column_chosen.emit(0, "")
    settle(qtbot, thread)
    assert not page._import.isEnabled()
    assert "name column" in page._counts.text()
    page.column_chosen.emit(0, "student.name")
    settle(qtbot, thread)
    assert page._import.isEnabled()


def test_a_sample_that_is_somebodys_number_is_masked(page, listed, qtbot, thread):
    page.file_chosen.emit(str(listed))
    settle(qtbot, thread)
    from PySide6.QtWidgets import QLabel

    shown = [label.text() for label in page.findChildren(QLabel)]
    assert "1******1111" in shown
    assert "13800001111" not in shown


def test_what_is_no_list_is_explained(page, workspace, tmp_path, qtbot, thread):
    path = tmp_path / "holiday.xlsx"
    path.write_bytes(b"\xff\xd8\xff\xe0 not a workbook")
    page.file_chosen.emit(str(path))
    settle(qtbot, thread)
    assert workspace.notice.isVisible()
    assert page._pages.currentIndex() == 0


def test_a_list_without_a_class_column_asks_for_one_class(
    page, workspace, tmp_path, qtbot, thread
):
    book = Workbook()
    for cells in (("姓名", "性别"), ("陆星野", "男"), ("叶听澜", "女")):
        book.active.append(cells)
    path = tmp_path / "plain.xlsx"
    book.save(path)
    page.file_chosen.emit(str(path))
    settle(qtbot, thread)
    assert not page._import.isEnabled()
    assert not page._class_place.isHidden()
    page._class.setFocus()
    qtbot.keyClick(page._class, Qt.Key.Key_Down)
    settle(qtbot, thread)
    assert page._import.isEnabled()
    page._import.setFocus()
    qtbot.keyClick(page._import, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert students(workspace) == 7


def test_what_was_saved_since_the_check_makes_it_check_again(
    page, workspace, listed, entered, qtbot, thread
):
    page.file_chosen.emit(str(listed))
    settle(qtbot, thread)
    values = {"name": "何景行", "class_id": ""}
    on_vault(qtbot, thread, lambda: student_list.add_student(entered.session, values))
    page._import.setFocus()
    qtbot.keyClick(page._import, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert "saved since" in workspace.notice._what.text()
    assert students(workspace) == 5
    assert page._import.isEnabled()
    qtbot.keyClick(page._import, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert students(workspace) == 8


@pytest.fixture
def long_list(tmp_path):
    book = Workbook()
    book.active.append(("姓名", "班级"))
    for number in range(600):
        book.active.append((f"学{chr(0x4E00 + number)}", "七(3)班"))
    path = tmp_path / "long.xlsx"
    book.save(path)
    return path


def test_an_import_counts_and_a_cancel_leaves_nothing(
    page, workspace, long_list, entered, qtbot, thread
):
    page.file_chosen.emit(str(long_list))
    settle(qtbot, thread)
    before = on_vault(qtbot, thread, lambda: records.recent_saves(entered.session))
    told = []
    strip = workspace.task
    shown = strip.show_progress

    def cancel_in_the_middle(count, total):
        shown(count, total)
        told.append((count, total))
        if count:
            strip._cancel.click()

    strip.show_progress = cancel_in_the_middle
    qtbot.keyClick(page._import, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert 0 < told[-1][0] < told[-1][1]
    assert "nothing" in workspace.toast._text.text()
    after = on_vault(qtbot, thread, lambda: records.recent_saves(entered.session))
    assert after == before
    assert students(workspace) == 5
    strip.show_progress = shown
    assert page._import.isEnabled()
    qtbot.keyClick(page._import, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert students(workspace) == 605


def test_a_column_is_chosen_by_keyboard_and_the_focus_stays(
    page, listed, qtbot, thread
):
    page.file_chosen.emit(str(listed))
    settle(qtbot, thread)
    qtbot.waitUntil(lambda: 3 in page.columns.boxes)
    box, _arrow = page.columns.boxes[3]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    settle(qtbot, thread)
    assert page.columns.boxes[3][0] is box
    assert box.hasFocus()
    assert box.value != "student_private.phone"
