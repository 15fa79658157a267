"""The evening drawing beside the unlock form, with the name of the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.icons import scene_renderer

if TYPE_CHECKING:
    from ui.appearance import Appearance

_WIDTH, _HEIGHT = 540.0, 708.0


class EveningScene(QWidget):
    """Fills its place; the bottom middle of the drawing always stays in sight."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._drawing = scene_renderer()
        self.setAccessibleName(_("HomeVisit"))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = max(self.width() / _WIDTH, self.height() / _HEIGHT)
        width, height = _WIDTH * scale, _HEIGHT * scale
        left = (self.width() - width) / 2
        self._drawing.render(
            painter, QRectF(left, self.height() - height, width, height)
        )
        self._title(painter)

    def _title(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(44, 44, self._look.pixmap("mark", "night", 40, ratio))
        font = self._look.font("person")
        font.setPixelSize(31)
        painter.setFont(font)
        painter.setPen(self._look.colour("on_night"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(98, 40, 420, 48), middle, _("HomeVisit"))
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.colour("on_night2"))
        lines = (_("Every visit, carefully written down;"), _("every child, in mind."))
        for at, line in enumerate(lines):
            painter.drawText(QRectF(44, 94 + 28 * at, 470, 28), middle, line)
