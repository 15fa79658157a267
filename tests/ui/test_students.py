"""Finding a child by the keyboard alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.conftest import settle, type_text
from ui.kit.student_table import PAGE, Column, StudentTableModel
from ui.rows import StudentRow


@pytest.fixture
def page(workspace, qtbot, thread):
    return workspace.page("students").view


def names(page):
    model = page.students
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def search(page, qtbot, thread, text):
    type_text(qtbot, page.focusWidget(), text)
    settle(qtbot, thread)


def test_all_are_listed_and_the_search_field_has_the_keyboard(page):
    assert len(names(page)) == 5
    assert "pinyin" in page.focusWidget().accessibleName()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jya", ["江予安"]),
        ("yuanzh", ["袁知行"]),
        ("书瑶", ["喻书瑶"]),
        ("𬱖", ["田𬱖"]),
        ("08", ["江予安"]),
    ],
)
def test_a_child_is_found_by_pinyin_characters_or_number(
    page, qtbot, thread, typed, found
):
    search(page, qtbot, thread, typed)
    assert names(page) == found


def test_the_matched_letters_are_known_to_the_row(page, qtbot, thread):
    search(page, qtbot, thread, "jy")
    row = page.students.row_at(0)
    assert [row.pinyin[a:b] for a, b in row.matched] == ["j", "y"]


def test_nobody_found_says_what_could_help_and_escape_brings_all_back(
    page, qtbot, thread
):
    search(page, qtbot, thread, "xyz")
    assert names(page) == []
    assert "xyz" in page._nobody.words.text()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    settle(qtbot, thread)
    assert len(names(page)) == 5


def test_groups_and_open_items_stand_in_the_row_and_filter_it(page, qtbot, thread):
    page.filters.chips.set_value(["left_behind"])
    page.filters._on_changed()
    settle(qtbot, thread)
    assert names(page) == ["江予安"]
    row = page.students.row_at(0)
    assert [tag.code for tag in row.groups] == ["left_behind"]
    assert (row.days_since, row.open_items, row.late_items) == (33, 1, 1)


def test_enter_opens_the_file_of_the_chosen_child(workspace, page, qtbot, thread):
    search(page, qtbot, thread, "jya")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert workspace.stack.currentWidget() is workspace.page("file").view


def test_a_row_is_read_aloud_whole(page, qtbot, thread):
    search(page, qtbot, thread, "jya")
    spoken = page.students.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("江予安", "33 days ago", "1 open items"):
        assert part in spoken


def test_masking_hides_names_and_groups_everywhere(workspace, page, qtbot, thread):
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "江予安" not in names(page))
    assert "江**" in names(page)
    assert page.students.index(0, Column.GROUPS).data() == ""
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "江予安" in names(page))


def row(number):
    return StudentRow(str(number), f"学生{number}")


def test_the_model_keeps_its_contract_and_asks_for_pages_once(qtbot):
    model, asked = StudentTableModel(), []
    tester = QAbstractItemModelTester(model)
    model.page_wanted.connect(asked.append)
    everybody = tuple(str(number) for number in range(PAGE + 5))
    model.show(everybody, tuple(row(n) for n in range(PAGE)))
    last = model.index(PAGE + 4, 0)
    assert (last.data(), last.data(), asked) == ("", "", [1])
    model.put_page(1, tuple(row(n) for n in range(PAGE, PAGE + 5)))
    assert last.data() == f"学生{PAGE + 4}"
    model.show((), ())
    assert model.rowCount() == 0
    assert tester.model() is model


def test_the_list_is_sorted_by_a_click_on_a_head_or_by_keyboard(page, qtbot, thread):
    heads = page._table.horizontalHeader()
    by_class = names(page)
    assert (
        page.students.headerData(Column.CLASS, Qt.Orientation.Horizontal) == "Class ↓"
    )
    place = QPoint(heads.sectionViewportPosition(Column.PERSON) + 8, 8)
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, thread)
    by_name = names(page)
    assert by_class.index("袁知行") < by_class.index("田𬱖")
    assert by_name.index("田𬱖") < by_name.index("袁知行")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_R, control)
    settle(qtbot, thread)
    assert names(page)[-1] == "江予安"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_R, control)
    settle(qtbot, thread)
    assert names(page) == by_class
