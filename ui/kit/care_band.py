"""The strip that says that what stands below it is confidential."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import ElidedLabel, make_button, make_icon, make_label, row
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance

_HATCH = 14


class ConfidentialBand(QWidget):
    """A lock, the word, who may look, and the way to close the room."""

    lock_wanted = Signal()

    def __init__(self, look: Appearance, who: str, *, has_lock: bool = True) -> None:
        super().__init__()
        self._look = look
        self.setProperty("plum", True)
        strong = make_label(_("Psychology · confidential"), "strong")
        self.words = ElidedLabel(who, "secondary")
        self.lock = make_button(_("Close the room"), "link")
        self.lock.setToolTip(f"{_('Close the room')}  Ctrl+Shift+L")
        look.set_icon(self.lock, "lock-keyhole", "plum", 15)
        self.lock.clicked.connect(self.lock_wanted)
        if not has_lock:
            self.lock.hide()
        line = row(make_icon(look, "lock", "plum"), strong, gap=9)
        line.setContentsMargins(14, 4, 10, 4)
        line.addWidget(self.words, 1)
        line.addWidget(self.lock)
        self.setLayout(line)
        self.setAccessibleName(f"{strong.text()}，{who}")
        look.follow(self._draw)

    def _draw(self) -> None:
        self.setFixedHeight(self._look.sizes.control + 4)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = SPACE.radius_sheet - 1
        path = QPainterPath()
        area = QRectF(self.rect())
        path.addRoundedRect(area.adjusted(0, 0, 0, radius), radius, radius)
        painter.setClipRect(area)
        painter.fillPath(path, self._look.colour("plum_soft"))
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        colour = self._look.colour("plum_line")
        colour.setAlphaF(0.35)
        painter.setPen(QPen(colour, 1))
        for left in range(-self.height(), self.width(), _HATCH):
            painter.drawLine(left, self.height(), left + self.height(), 0)
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(self._look.colour("plum_line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
