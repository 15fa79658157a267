"""What a window lets be read: by the eye, on hover, and by whoever only listens."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

SAYING = ("text", "title", "placeholderText", "toolTip", "accessibleName")
MORE = ("accessibleDescription", "whatsThis", "statusTip", "windowTitle")
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def said(root):
    """Yield where and what every shown widget below `root` says in properties."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisibleTo(root):
            yield from ((_place(widget), each) for each in _words(widget))


def _place(widget):
    names, each = [], widget
    while each is not None and len(names) < 4:
        names.append(type(each).__name__)
        each = each.parentWidget()
    return " < ".join(names)


def _words(widget):
    for name in (*SAYING, *MORE):
        if not (name == "text" and isinstance(widget, QLineEdit)):
            read = getattr(widget, name, None)
            words = read() if callable(read) else ""
            yield words if isinstance(words, str) else ""
    if isinstance(widget, QLineEdit):
        yield widget.displayText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from _items(widget.model())
    if isinstance(widget, QAbstractItemView):
        yield from _items(widget.model())
        yield from _heads(widget)


def _items(model):
    """Yield all that a list or table tells."""
    for at in range(model.rowCount(QModelIndex()) if model is not None else 0):
        for column in range(_columns(model)):
            index = model.index(at, column)
            yield from (_plain(index.data(role)) for role in ROLES)


def _columns(model):
    # Of a list Qt keeps the count of columns to itself.
    is_list = isinstance(model, QAbstractListModel)
    return 1 if is_list else model.columnCount(QModelIndex())


def _heads(view):
    model = view.model()
    if model is None or not isinstance(view, QTableView):
        return
    sides = (
        (Qt.Orientation.Horizontal, _columns(model)),
        (Qt.Orientation.Vertical, model.rowCount(QModelIndex())),
    )
    for side, count in sides:
        for at in range(count):
            yield _plain(model.headerData(at, side))


def _plain(value):
    return value if isinstance(value, str) else ""


class Painted:
    """Collects every text that code of ours paints, while a window is drawn."""

    def __init__(self, monkeypatch):
        self.words = []
        real = QPainter.drawText

        def draw(painter, *args):
            self.words += [each for each in args if isinstance(each, str)]
            return real(painter, *args)

        monkeypatch.setattr(QPainter, "drawText", draw)

    def draw(self, window):
        """Draw a window and return what was painted."""
        self.words.clear()
        window.grab()
        return tuple(("painted", each) for each in self.words)
