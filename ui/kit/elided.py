"""A line of text that ends in … where there is no room, and says the rest on hover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_LEAST_LETTERS = 6


class ElidedLabel(QLabel):
    """Gives way to its neighbours; the whole text is what it is asked for."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "body")

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        least = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(min(whole.width(), least), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip("" if self._has_room() else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._has_room():
            super().paintEvent(event)
            return
        area = self.contentsRect()
        cut = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), cut, area.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment()), shown)

    def _has_room(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) <= (
            self.contentsRect().width()
        )
