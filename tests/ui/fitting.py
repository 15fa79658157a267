"""What does not fit on a page: cut words, parts over each other, beyond the edge."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from ui.kit.basics import ElidedButton, ElidedLabel
from ui.kit.checks import CheckBox, RadioButton
from ui.kit.fields import ChoiceBox

# Text is measured in parts of a pixel and laid out in whole ones.
_SLACK = 2
_ARROW = 34


def misfits(root):
    """Return a line for everything below `root` that is cut, covered or outside."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or _is_cut_off_on_purpose(widget, root):
            continue
        found += [f"{what}: {_say(widget)}" for what in _wrong(widget, root)]
    return sorted(set(found))


def _say(widget):
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    if isinstance(widget, QLineEdit):
        words = widget.placeholderText()
    above = " < ".join(type(each).__name__ for each in _above(widget)[:4])
    size = f"{widget.width()}x{widget.height()}"
    hint = widget.sizeHint()
    return f"{words!r} {size} wants {hint.width()}x{hint.height()} {above}"


def _above(widget):
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found


def _is_cut_off_on_purpose(widget, root):
    """Say whether it is scrolled out of sight, or a part that Qt owns."""
    return widget.objectName().startswith("qt_") or widget is root


def _wrong(widget, root):
    if _is_cut(widget):
        yield "cut"
    parent = widget.parentWidget()
    if _is_outside(widget, parent):
        yield "outside " + _widest(widget)
    if beside := _covered(widget, parent):
        yield f"over {type(beside).__name__} {beside.geometry().getRect()}"


def _is_cut(widget):
    """Say whether words are cut that nothing says in full."""
    if isinstance(widget, ElidedLabel):
        return not widget.toolTip() and not widget._has_room()
    if isinstance(widget, QLabel):
        return _is_label_cut(widget)
    if isinstance(widget, CheckBox | RadioButton | ElidedButton):
        is_narrow = widget.width() + _SLACK < widget.sizeHint().width()
        return is_narrow and not widget.toolTip()
    if isinstance(widget, QAbstractButton):
        return widget.width() + _SLACK < _words_need(widget)
    # A choice box elides, and says the whole of it on hover by itself.
    is_said = isinstance(widget, ChoiceBox) or bool(widget.toolTip())
    return not is_said and widget.width() + _SLACK < _line_needs(widget)


def _line_needs(field):
    if isinstance(field, QComboBox):
        return field.fontMetrics().horizontalAdvance(field.currentText()) + _ARROW
    if isinstance(field, QLineEdit) and not field.text():
        return field.fontMetrics().horizontalAdvance(field.placeholderText()) + 12
    return 0


def _is_label_cut(label):
    if not label.text():
        return False
    if label.wordWrap():
        return label.height() + _SLACK < label.heightForWidth(label.width())
    least = label.sizeHint()
    is_narrow = label.width() + _SLACK < least.width()
    return is_narrow or label.height() + _SLACK < least.height()


def _words_need(button):
    style = getattr(button, "toolButtonStyle", None)
    kind = Qt.ToolButtonStyle.ToolButtonTextOnly if style is None else style()
    if kind == Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull():
        return 0
    lines = button.text().split("\n")
    wide = max(map(button.fontMetrics().horizontalAdvance, lines))
    icon = 0 if button.icon().isNull() else button.iconSize().width()
    is_stacked = kind == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    return max(wide, icon) if is_stacked else wide + icon


def _is_outside(widget, parent):
    """Say whether a part sticks out sideways of what holds it."""
    if parent is None or isinstance(parent, QAbstractScrollArea):
        return False
    return widget.x() < -_SLACK or widget.geometry().right() >= parent.width() + _SLACK


def _widest(widget):
    """Name what within it needs the most room, to be mended first."""
    leaves = [
        each
        for each in widget.findChildren(QWidget)
        if each.isVisibleTo(widget) and each.layout() is None
    ]
    if not leaves:
        return ""
    wide = max(leaves, key=lambda each: each.minimumSizeHint().width())
    return _say(wide)


def _covered(widget, parent):
    """Return a sibling of the same layout that lies over it."""
    layout = parent.layout() if parent is not None else None
    laid = () if layout is None else tuple(_laid_by(layout))
    if widget not in laid:
        return None
    area = widget.geometry().adjusted(_SLACK, _SLACK, -_SLACK, -_SLACK)
    if area.width() <= 0 or area.height() <= 0:
        return None
    for beside in laid:
        if beside is widget or not beside.isVisibleTo(parent):
            continue
        other = QRect(beside.geometry())
        is_thin = min(other.width(), other.height()) <= 1
        if not is_thin and area.intersects(other):
            return beside
    return None


def _laid_by(layout):
    """Yield the widgets that a layout, or one within it, places."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item.widget() is not None:
            yield item.widget()
        elif item.layout() is not None:
            yield from _laid_by(item.layout())
