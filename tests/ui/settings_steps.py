"""What a person does on the page of settings, key by key."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from tests.ui.conftest import settle, type_text


def open_section(settings, qtbot, thread, code):
    settings.show(code)
    settle(qtbot, thread)
    # What has just been read is shown once its layout was asked for.
    QApplication.sendPostedEvents()
    return settings.section(code).view


def write(qtbot, thread, field, text):
    """Select what stands in a field, type over it, and leave it by Enter or Tab."""
    field.setFocus()
    field.selectAll()
    if text:
        type_text(qtbot, field, text)
    else:
        QTest.keyClick(field, Qt.Key.Key_Delete)
    last = Qt.Key.Key_Return if isinstance(field, QLineEdit) else Qt.Key.Key_Tab
    QTest.keyClick(field, last)
    settle(qtbot, thread)


def choose(setting, at):
    """Walk to a segment from its neighbour by the arrow keys."""
    buttons = getattr(setting, "choice", setting).findChildren(QPushButton)
    before = buttons[at - 1] if at else buttons[1]
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Right if at else Qt.Key.Key_Left)


def undo(desk, qtbot, thread):
    """Press the button of the toast."""
    button = next(b for b in desk.toast.findChildren(QPushButton) if b.text() == "Undo")
    assert button.isVisible()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, thread)
