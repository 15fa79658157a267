"""Ctrl+Z in a field: its own typing first, and then what the page did last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class UndoKey(QObject):
    """Lets the key pass to the page where a field has nothing of its own to undo."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.ShortcutOverride
        if is_key and isinstance(event, QKeyEvent) and _is_left(watched, event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _is_left(field: QObject, event: QKeyEvent) -> bool:
    keys = QKeySequence.StandardKey
    if event.matches(keys.Undo):
        if isinstance(field, QLineEdit):
            return not field.isUndoAvailable()
        return isinstance(field, QPlainTextEdit) and not (
            field.document().isUndoAvailable()
        )
    if event.matches(keys.Redo):
        if isinstance(field, QLineEdit):
            return not field.isRedoAvailable()
        return isinstance(field, QPlainTextEdit) and not (
            field.document().isRedoAvailable()
        )
    return False
