"""The band over every page of the practice vault: nobody here exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from homevisit.text import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.appearance import Appearance

_STEP = 14
_PAD = 14


class PracticeBand(QWidget):
    """Hatched, in words, and always in sight."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._words = _("Practice vault · everybody here is invented")
        self.setAccessibleName(self._words)
        look.follow(self._draw)

    def _draw(self) -> None:
        self.setFixedHeight(self._look.sizes.secondary + 12)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, look.colour("tip"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("tip_line"), 5))
        high = area.height()
        for left in range(-int(high), int(area.width()), _STEP):
            painter.drawLine(QPointF(left, high), QPointF(left + high, 0))
        font = look.font("strong")
        font.setPixelSize(look.sizes.secondary)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(self._words) + 2 * _PAD
        plate = QRectF((area.width() - wide) / 2, 0, wide, high)
        painter.fillRect(plate, look.colour("tip"))
        painter.setPen(look.colour("t1"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self._words)
