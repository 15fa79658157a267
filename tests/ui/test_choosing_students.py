"""Choosing several children by keyboard and mouse, and doing one thing for all."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt

from homevisit.services import campaigns
from tests.ui.conftest import on_vault, settle, type_text
from ui.kit.student_table import Column

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(workspace, qtbot, thread):
    return workspace.page("students").view


def chosen(page):
    names = {
        page.students.row_at(at).id: page.students.row_at(at).name
        for at in range(page.students.rowCount())
    }
    return [names.get(each, "elsewhere") for each in page.students.chosen]


def names(page):
    model = page.students
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def into_the_list(page, qtbot):
    """Go from the search field to the list as the keyboard goes."""
    for _ in range(30):
        if page._table.hasFocus():
            return page._table
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError("the list is not reached by Tab")


def test_space_and_shift_arrows_choose_and_escape_chooses_nobody(page, qtbot):
    table = into_the_list(page, qtbot)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert chosen(page) == [names(page)[at] for at in (0, 2, 3, 4)]
    qtbot.keyClick(table, Qt.Key.Key_Up, SHIFT)
    assert chosen(page) == [names(page)[at] for at in (0, 2, 3)]
    assert "3 chosen" in page.bar._count.text()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert chosen(page) == []
    assert page.bar.isHidden()


def test_shift_arrows_choose_from_the_search_field_too(page, qtbot):
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down, SHIFT)
    assert len(chosen(page)) == 2
    assert page._search.hasFocus()


def test_the_mouse_chooses_by_control_shift_and_the_face(page, qtbot):
    table = page._table

    def click(at, x, modifier=Qt.KeyboardModifier.NoModifier):
        middle = table.rowViewportPosition(at) + table.rowHeight(at) // 2
        qtbot.mouseClick(table.viewport(), LEFT, modifier, QPoint(x, middle))

    click(0, 20)
    assert chosen(page) == [names(page)[0]]
    click(2, 120, CONTROL)
    click(4, 120, SHIFT)
    assert chosen(page) == [names(page)[at] for at in (0, 2, 3, 4)]
    click(2, 120, CONTROL)
    click(1, 120)
    assert chosen(page) == [names(page)[at] for at in (0, 3, 4)]
    assert table.currentIndex().row() == 1


def test_the_chosen_stay_when_the_list_is_narrowed_and_sorted(page, qtbot, thread):
    table = into_the_list(page, qtbot)
    qtbot.keyClick(table, Qt.Key.Key_A, CONTROL)
    assert len(chosen(page)) == 5
    page.focus_first()
    type_text(qtbot, page.focusWidget(), "jya")
    settle(qtbot, thread)
    assert chosen(page) == ["江予安", *["elsewhere"] * 4]
    assert "4 not in this list" in page.bar._elsewhere.text()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_R, CONTROL)
    settle(qtbot, thread)
    assert sorted(chosen(page)) == sorted(names(page))


def test_a_choice_is_read_aloud(page, qtbot):
    table = into_the_list(page, qtbot)
    first = page.students.index(0, Column.PERSON)
    assert first.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert first.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert "chosen" in first.data(Qt.ItemDataRole.AccessibleTextRole)


def press(page, qtbot, deed):
    page.bar.deeds[deed].setFocus()
    qtbot.keyClick(page.bar.deeds[deed], Qt.Key.Key_Space)


def open_items(page):
    model = page.students
    return [model.row_at(at).open_items for at in range(model.rowCount())]


def test_a_follow_up_for_all_is_added_and_taken_back_by_keys(
    workspace, page, qtbot, thread
):
    before = open_items(page)
    table = into_the_list(page, qtbot)
    qtbot.keyClick(table, Qt.Key.Key_A, CONTROL)
    press(page, qtbot, "follow_up")
    type_text(qtbot, page.focusWidget(), "发回执")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert open_items(page) == [each + 1 for each in before]
    assert "5 students" in workspace.toast._text.text()
    workspace.toast._undo.setFocus()
    qtbot.keyClick(workspace.toast._undo, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert open_items(page) == before


def test_all_are_put_into_a_group_whose_members_stay_as_they_are(page, qtbot, thread):
    table = into_the_list(page, qtbot)
    qtbot.keyClick(table, Qt.Key.Key_A, CONTROL)
    press(page, qtbot, "group")
    group = page.bar._group
    group.setFocus()
    while group.value != "left_behind":
        qtbot.keyClick(group, Qt.Key.Key_Down)
    page.bar._since.setFocus()
    qtbot.keyClick(page.bar._since, Qt.Key.Key_Return)
    settle(qtbot, thread)
    rows = [page.students.row_at(at) for at in range(5)]
    assert all([tag.code for tag in row.groups] == ["left_behind"] for row in rows)


def test_changing_class_needs_a_class_and_escape_goes_back(page, qtbot, thread):
    table = into_the_list(page, qtbot)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    press(page, qtbot, "move")
    assert page.bar.is_asking
    qtbot.keyClick(page.bar._class, Qt.Key.Key_Escape)
    assert not page.bar.is_asking
    assert chosen(page) == names(page)[:1]


def test_the_chosen_are_saved_as_a_list(workspace, page, qtbot, thread, tmp_path):
    table = into_the_list(page, qtbot)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    page.list_wanted.emit(str(tmp_path / "list.xlsx"))
    settle(qtbot, thread)
    sheet = load_workbook(tmp_path / "list.xlsx").active
    cells = [cell.value for line in sheet.iter_rows() for cell in line]
    assert [name for name in names(page) if name in cells] == names(page)[:1]
    page.list_wanted.emit(str(tmp_path / "gone" / "list.xlsx"))
    settle(qtbot, thread)
    assert workspace.notice.isVisible()


def test_filters_are_joined_and_one_is_kept_used_and_removed(
    workspace, page, qtbot, thread
):
    bar = page.filters
    bar._visits.setFocus()
    qtbot.keyClick(bar._visits, Qt.Key.Key_Down)
    settle(qtbot, thread)
    assert len(names(page)) == 4
    overdue = bar.chips._buttons["overdue"]
    bar._visits.set_value("")
    overdue.setFocus()
    qtbot.keyClick(overdue, Qt.Key.Key_Space)
    settle(qtbot, thread)
    assert names(page) == ["江予安"]
    bar.saved.save_requested.emit()
    type_text(qtbot, page.focusWidget(), "有逾期")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, thread)
    bar.clear()
    settle(qtbot, thread)
    assert len(names(page)) == 5
    (command,) = [
        each for each in workspace.page("students").commands() if "有逾期" in each.words
    ]
    command.run()
    settle(qtbot, thread)
    assert names(page) == ["江予安"]
    bar.saved.dropped.emit("有逾期")
    settle(qtbot, thread)
    assert bar.saved.names == ()
    workspace.toast._undo.click()
    settle(qtbot, thread)
    assert bar.saved.names == ("有逾期",)


def test_a_student_who_is_to_be_checked_is_found_by_the_chip(page, qtbot, thread):
    chip = page.filters.chips._buttons["to_check"]
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    settle(qtbot, thread)
    flags = [page.students.row_at(at).to_check for at in range(len(names(page)))]
    assert all(flags)
    assert len(flags) < 5


@pytest.mark.parametrize(("deed", "place"), [("plan", "plan"), ("paper", "forms")])
def test_visits_are_planned_and_forms_printed_for_the_chosen(
    workspace, page, qtbot, thread, deed, place
):
    table = into_the_list(page, qtbot)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    press(page, qtbot, deed)
    settle(qtbot, thread, workspace.drawing)
    qtbot.waitUntil(lambda: workspace.page_code == place)
    workspace.go_back()
    assert chosen(page) == names(page)[:1]


def test_a_file_is_opened_for_a_new_student_and_taken_back(
    workspace, page, qtbot, thread
):
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Insert)
    type_text(qtbot, page.focusWidget(), "余思齐")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, thread, workspace.drawing)
    qtbot.waitUntil(lambda: workspace.page_code == "file")
    workspace.go_back()
    settle(qtbot, thread)
    assert "余思齐" in names(page)
    workspace.toast._undo.click()
    settle(qtbot, thread)
    assert "余思齐" not in names(page)


def test_the_chosen_come_onto_the_list_of_a_campaign_and_off_again(
    page, workspace, qtbot, thread, entered
):
    table = into_the_list(page, qtbot)
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    whom = set(page.students.chosen)

    def put_on_the_list():
        page.bar.deeds["campaign"].setFocus()
        qtbot.keyClick(page.bar.deeds["campaign"], Qt.Key.Key_Space)
        settle(qtbot, thread)
        said = page.bar._campaign.currentText()
        page.bar._on_campaign()
        settle(qtbot, thread)
        found = on_vault(qtbot, thread, lambda: campaigns.follow_all(entered.session))
        return said, [{child.id for child in each.children} for each in found]

    assert put_on_the_list() == ("A new campaign", [whom])
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    more = set(page.students.chosen)
    said, lists = put_on_the_list()
    assert said.startswith("Visits from")
    assert lists == [more]
    assert len(more) == len(whom) + 1
