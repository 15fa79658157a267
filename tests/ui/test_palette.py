"""The command palette: students, commands and texts by a few letters and Enter."""

import pytest
from PySide6.QtCore import Qt

from homevisit.text import use_language
from tests.ui.conftest import settle
from ui.commands import matching
from ui.page import Command

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(workspace, qtbot, thread):
    search = workspace.page("students").view._search
    qtbot.keyClick(search, Qt.Key.Key_K, CONTROL)
    settle(qtbot, thread)
    return workspace.palette_view


def rows(palette):
    return [palette.rows.row_at(at) for at in range(palette.rows.rowCount())]


def find(palette, qtbot, thread, letters):
    qtbot.keyClicks(palette.field, letters)
    settle(qtbot, thread)


def test_it_opens_over_the_page_and_esc_gives_the_focus_back(palette, workspace, qtbot):
    assert palette.isVisible()
    assert palette.field.hasFocus()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert workspace.page("students").view._search.hasFocus()


def test_initials_and_enter_open_a_student(palette, workspace, qtbot, thread):
    find(palette, qtbot, thread, "jya")
    first = rows(palette)[0]
    assert (first.kind, first.title) == ("student", "江予安")
    assert first.marked
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert workspace.page_code == "file"
    assert workspace.page("file").shown.name == "江予安"


def test_ctrl_enter_begins_a_visit_and_those_opened_last_come_first(
    palette, workspace, qtbot, thread
):
    find(palette, qtbot, thread, "yzx")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, thread)
    workspace._palette.open()
    settle(qtbot, thread)
    assert rows(palette)[0].title == "袁知行"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, thread)
    assert workspace.page_code == "visit"


def test_a_command_is_found_by_its_words_and_run(palette, workspace, qtbot, thread):
    find(palette, qtbot, thread, "settings")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert workspace.page_code == "settings"


def test_arrows_go_round_and_a_click_takes_a_row(palette, workspace, qtbot, thread):
    find(palette, qtbot, thread, "t")
    count = palette.rows.rowCount()
    assert count > 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == count - 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 0


def test_what_was_written_is_found_and_opens_its_visit(
    palette, workspace, qtbot, thread
):
    palette.field.setText("与父亲视频")
    settle(qtbot, thread)
    found = [row for row in rows(palette) if row.kind == "text"]
    assert any("每周三与父亲视频" in row.below for row in found)
    at = next(
        at
        for at, row in enumerate(rows(palette))
        if row.kind == "text" and "每周三" in row.below
    )
    palette.list.setCurrentIndex(palette.rows.index(at, 0))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, thread)
    assert workspace.page_code == "visit"
    assert workspace.page("visit").view._form.is_final


def test_masking_hides_names_here_too(workspace, qtbot, thread):
    workspace.header.set_masked(is_masked=True)
    workspace._palette.open()
    palette = workspace.palette_view
    find(palette, qtbot, thread, "jya")
    said = palette.rows.index(0, 0).data()
    assert said.startswith("江**")
    assert "予安" not in said
    assert "yù" not in said
    workspace.header.set_masked(is_masked=False)


def test_nothing_found_is_said(palette, qtbot, thread):
    find(palette, qtbot, thread, "qqqq")
    assert palette._nothing.isVisible()
    assert rows(palette) == []


def test_commands_are_found_by_pinyin_initials_in_chinese():
    use_language("zh_CN")
    offered = (
        Command("写家访", print),
        Command("去设置", print),
        Command("锁定", print),
    )
    assert matching("xjf", offered) == offered[:1]
    assert matching("suo", offered) == offered[2:]
    assert matching("设置", offered) == offered[1:2]
    assert matching("zzz", offered) == ()


def test_the_header_shows_the_way_to_it_on_every_page(workspace, qtbot, thread):
    header = workspace.header
    workspace.ways.go_to_place("today")
    settle(qtbot, thread)
    assert header._find.isVisible()
    assert not header._search.isVisible()
    header._find.click()
    assert workspace.palette_view.field.hasFocus()
    qtbot.keyClick(workspace.palette_view.field, Qt.Key.Key_Escape)

    workspace.ways.go_to_place("students")
    settle(qtbot, thread)
    assert not header._find.isVisible()
    header._search.click()
    assert workspace.palette_view.isVisible()
