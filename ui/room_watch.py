"""Notices when nobody has touched the confidential pages for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.idle import IdleWatch

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject

CONFIDENTIAL = "confidential"


class RoomWatch(IdleWatch):
    """Like the watch over the vault, but touches count only while `page` is in sight.

    So do touches of whatever is inside a widget marked `CONFIDENTIAL`. Whoever works
    elsewhere in the window does not keep the room open by it.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A watch can be asked once more while the window is being taken down.
        is_there = isValid(self._page) and (
            self._page.isVisible() or is_inside_room(watched)
        )
        return is_there and super().eventFilter(watched, event)


def mark_confidential(page: QWidget, *, is_confidential: bool = True) -> None:
    """Let touches of `page` keep the room open, or no longer."""
    page.setProperty(CONFIDENTIAL, is_confidential)


def is_inside_room(touched: QObject) -> bool:
    """Whether something is inside a widget that is marked."""
    each: QObject | None = touched
    while isinstance(each, QWidget):
        if each.property(CONFIDENTIAL):
            return True
        each = each.parentWidget()
    return False
