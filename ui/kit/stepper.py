"""Numbered steps in a line: done, current, to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from homevisit.text import _, labelled
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from ui.appearance import Appearance

_RING = 26


class Stepper(QWidget):
    """Steps of a title and a line about it; `show_step` says where one is."""

    def __init__(self, look: Appearance, steps: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._look, self._steps, self._at = look, steps, 0
        look.follow(self._draw)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        self._at = at
        words = _("Step {number} of {total}").format(
            number=at + 1, total=len(self._steps)
        )
        self.setAccessibleName(labelled(words, self._steps[at][0]))
        self.update()

    def _draw(self) -> None:
        self.setFixedHeight(self._look.sizes.body * 2 + 32)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        brush = Brush(painter, self._look, self.devicePixelRatioF())
        width = self.width() // len(self._steps)
        for at, step in enumerate(self._steps):
            place = QRect(at * width, 0, width, self.height())
            self._step(brush, place, at, step)

    def _step(self, brush: Brush, area: QRect, at: int, step: tuple[str, str]) -> None:
        is_on, is_done = at == self._at, at < self._at
        middle = area.center().y()
        ring = QRectF(area.left() + 20, middle - _RING / 2, _RING, _RING)
        edge = "pine" if is_done else "pine_t" if is_on else "ctl"
        brush.box(ring, "pine" if is_done else "sheet", edge, _RING / 2)
        if is_done:
            place = QPoint(int(ring.left()) + 6, int(ring.top()) + 6)
            brush.icon(place, "check", "on_pine", 14)
        else:
            centre = Qt.AlignmentFlag.AlignCenter
            colour = "pine_t" if is_on else "t2"
            number = str(at + 1)
            brush.text(
                ring.toRect(), number, font="strong", colour=colour, align=centre
            )
        words = area.adjusted(20 + _RING + 10, 0, -8, 0)
        half = area.height() // 2
        upper = QRect(words.left(), words.top() + 8, words.width(), half - 6)
        lower = QRect(words.left(), words.top() + half, words.width(), half - 8)
        brush.text(upper, step[0], font="strong", colour="pine_t" if is_on else "t1")
        brush.text(lower, step[1], font="caption", colour="t3")
