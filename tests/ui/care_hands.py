"""What hands do on the care board: press keys, fill panels in, find buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import settle, type_text

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def press_in(qtbot, field, text):
    field.setFocus()
    type_text(qtbot, field, text)
    QTest.keyClick(field, KEY.Key_Return)


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget.window().focusWidget() or widget, key, modifier)


def answer(board, qtbot, thread, **texts):
    """Fill in the open form and send it by key."""
    drawer = board.open_drawer
    for name, text in texts.items():
        binding = drawer.answers[name]
        binding.show(text)
        binding.changed.emit()
    QTest.keyClick(drawer, KEY.Key_Return, CONTROL)
    settle(qtbot, thread)


def names(widget):
    return {each.text() for each in buttons(widget)}


def buttons(widget):
    return [each for each in widget.findChildren(QPushButton) if each.isVisible()]


def button(widget, words):
    return next(each for each in buttons(widget) if each.text() == words)
