"""Lets Tab go the way the eye goes, not in the order in which things were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout


def step_within(root: QWidget, *, forward: bool) -> bool:
    """Move the focus to what stands next in the layouts of `root`, or out of it.

    For `focusNextPrevChild`; False where there is nothing to go to.
    """
    present = QApplication.focusWidget()
    shown = [each for each in _within(root) if each.isVisible() and each.isEnabled()]
    if present not in shown:
        return False
    at = shown.index(present) + (1 if forward else -1)
    target = shown[at] if 0 <= at < len(shown) else _outside(root, forward=forward)
    if target is None:
        return False
    back = Qt.FocusReason.BacktabFocusReason
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else back)
    return True


def _outside(root: QWidget, *, forward: bool) -> QWidget | None:
    """Return what comes after `root`, or before it, in the chain of the window."""
    each: QWidget | None = root
    while True:
        each = _beside(each, forward=forward)
        if each is None or each is root:
            return None
        is_free = not root.isAncestorOf(each) and each.isVisible() and each.isEnabled()
        if is_free and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return each


def _beside(each: QWidget | None, *, forward: bool) -> QWidget | None:
    if each is None:
        return None
    return each.nextInFocusChain() if forward else each.previousInFocusChain()


def _within(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None:
        return
    takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    if takes_tab and widget.focusProxy() is None:
        yield widget
    elif isinstance(widget, QScrollArea):
        yield from _within(widget.widget())
    elif (layout := widget.layout()) is not None:
        yield from _laid(layout)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner = item.layout() if item is not None else None
        if inner is not None:
            yield from _laid(inner)
        elif item is not None:
            yield from _within(item.widget())
