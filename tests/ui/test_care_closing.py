"""The room closes: nothing of a case stays on the screen, whoever closed it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QWidget

from homevisit.services import care_cases, room
from tests.ui.conftest import PASSWORD, settle
from tests.ui.test_care_board import (  # noqa: F401  fixtures that are named below
    ask,
    board,
    case,
    case_id,
    page,
    press_in,
)
from ui.presenters import care_room

NAME, SAID, SHARED, TYPED = "江予安", "睡得浅", "请多留意他", "夜里常醒"
_READS = ("text", "toPlainText", "toolTip", "accessibleName", "accessibleDescription")
_ROLES = 300


def words_in(view: QWidget) -> str:
    """Return everything that any widget of a page holds, in sight or not."""
    found = []
    for each in (view, *view.findChildren(QWidget)):
        reads = (getattr(each, name, None) for name in _READS)
        found += [str(read()) for read in reads if callable(read)]
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            rows = (model.index(row, 0) for row in range(model.rowCount()))
            found += [str(row.data(role)) for row in rows for role in range(_ROLES)]
    return "\n".join(found)


def left_in(view: QWidget) -> list[str]:
    held = words_in(view)
    return [each for each in (NAME, SAID, SHARED, TYPED) if each in held]


@pytest.fixture
def typed(case, board, desk, ask, case_id, qtbot, thread):  # noqa: F811  fixtures
    """A case with a shared note, and a step that is being typed in its panel."""
    ask(lambda s: care_cases.share_hint(room.room_of(s), case_id, SHARED))
    desk.ways.note_saved()
    settle(qtbot, thread)
    case.wanted.emit("follow_up", "")
    settle(qtbot, thread)
    field = board.open_drawer.findChildren(QPlainTextEdit)[0]
    field.setPlainText(TYPED)
    assert left_in(board) == [NAME, SAID, SHARED, TYPED]
    return board


def test_closing_it_empties_every_widget(typed, qtbot, thread):
    typed.lock_wanted.emit()
    settle(qtbot, thread)
    assert left_in(typed) == []


def test_what_was_copied_from_a_case_goes_with_it(
    typed, desk, monkeypatch, qtbot, thread
):
    forgotten = []
    monkeypatch.setattr(care_room, "forget_copied", forgotten.append)
    clipboard, keeper = QGuiApplication.clipboard(), desk.page("care").presenter.room
    field = typed.open_drawer.findChildren(QPlainTextEdit)[0]
    field.selectAll()
    field.copy()
    assert clipboard.text() == TYPED
    keeper.close()
    assert forgotten == [clipboard]

    press_in(qtbot, typed.door.password, PASSWORD)
    settle(qtbot, thread)
    desk.go_to_place("today")
    settle(qtbot, thread)
    clipboard.setText("138")
    keeper.close()
    assert forgotten == [clipboard], "copied elsewhere, it stays"


def test_another_page_closed_it(typed, desk, ask, qtbot, thread):  # noqa: F811  a fixture
    desk.go_to_place("today")
    settle(qtbot, thread)
    ask(room.close_room)
    desk.go_to_place("care")
    settle(qtbot, thread)
    assert not typed.is_open
    assert left_in(typed) == []


def test_what_was_read_before_comes_to_no_screen_after(typed, desk, qtbot, thread):
    desk.page("care").flush()
    settle(qtbot, thread)
    # The panel with what was typed is asked for, and at once the room closes.
    typed.case.wanted.emit("follow_up", "")
    typed.lock_wanted.emit()
    settle(qtbot, thread)
    assert left_in(typed) == []
    assert not typed.is_open
