"""A line of two parts: side by side, or one below the other where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP = 10


class BesideOrBelow(QWidget):
    """The first part is never cut; the second gives way to it."""

    def __init__(
        self, first: QWidget, second: QWidget, *, first_grows: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._parts = (first, second)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(_GAP)
        self._line.addWidget(first, int(first_grows))
        self._line.addWidget(second, int(not first_grows))
        self.setLayout(self._line)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the wider part needs; they can stand in two lines."""
        least = max(each.minimumSizeHint().width() for each in self._parts)
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()

    def share(self) -> None:
        """Put the second part beside the first if there is room for all of it."""
        wanted = sum(each.sizeHint().width() + _GAP for each in self._parts) - _GAP
        is_wide = wanted <= self.width()
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if is_wide else ways.TopToBottom
        if way != self._line.direction():
            self._line.setDirection(way)
            self._line.setSpacing(_GAP if is_wide else 4)
            # What is around has measured it the other way.
            self.updateGeometry()
