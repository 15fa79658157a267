"""Check boxes and radio buttons drawn from tokens, the words beside the mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy

if TYPE_CHECKING:
    from ui.appearance import Appearance

_GAP = 8
_LEAST_LETTERS = 12


def _mark_size(look: Appearance) -> int:
    return 22 if look.is_large else 17


def _hint(look: Appearance, box: QCheckBox | QRadioButton) -> QSize:
    metrics = box.fontMetrics()
    width = _mark_size(look) + 4
    if box.text():
        width += _GAP + metrics.horizontalAdvance(box.text()) + 4
    return QSize(width, max(look.sizes.control_small, metrics.height() + 6))


def _least(look: Appearance, box: QCheckBox | QRadioButton) -> QSize:
    """Return the room for the first letters; in a narrow panel the rest gives way."""
    whole = _hint(look, box)
    few = _mark_size(look) + box.fontMetrics().averageCharWidth() * _LEAST_LETTERS
    return QSize(min(whole.width(), few), whole.height())


def _tell(box: QCheckBox | QRadioButton) -> None:
    """Say on hover what has given way; what a box says of itself otherwise stays."""
    if box.toolTip() in {"", box.text()}:
        box.setToolTip(box.text() if box.width() < box.sizeHint().width() else "")


def _draw_text(
    painter: QPainter, look: Appearance, box: QCheckBox | QRadioButton
) -> None:
    left = _mark_size(look) + _GAP + 1
    area = box.rect().adjusted(left, 0, 0, 0)
    painter.setPen(look.colour("t1" if box.isEnabled() else "t3"))
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    shown = box.fontMetrics().elidedText(
        box.text(), Qt.TextElideMode.ElideRight, area.width()
    )
    painter.drawText(area, align | Qt.TextFlag.TextShowMnemonic, shown)


class CheckBox(QCheckBox):
    """A tick with its words."""

    def __init__(self, look: Appearance, text: str = "") -> None:
        super().__init__(text)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return _hint(self._look, self)

    def minimumSizeHint(self) -> QSize:
        return _least(self._look, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _tell(self)

    def hitButton(self, position: object) -> bool:
        return self.rect().contains(position)  # type: ignore[call-overload]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = _mark_size(self._look)
        mark = QRect(1, (self.height() - side) // 2, side, side)
        draw_check(painter, self._look, mark, checked=self.isChecked())
        _draw_text(painter, self._look, self)


class RadioButton(QRadioButton):
    """One of several choices, with its words."""

    def __init__(self, look: Appearance, text: str = "") -> None:
        super().__init__(text)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return _hint(self._look, self)

    def minimumSizeHint(self) -> QSize:
        return _least(self._look, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _tell(self)

    def hitButton(self, position: object) -> bool:
        return self.rect().contains(position)  # type: ignore[call-overload]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(_mark_size(self._look))
        mark = QRectF(1.5, (self.height() - side) / 2, side - 1, side - 1)
        on = self.isChecked()
        painter.setPen(QPen(self._look.colour("pine" if on else "ctl"), 1.2))
        painter.setBrush(self._look.colour("pine" if on else "sheet"))
        painter.drawEllipse(mark)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("on_pine"))
            painter.drawEllipse(mark.center(), side * 0.2, side * 0.2)
        _draw_text(painter, self._look, self)


def draw_check(
    painter: QPainter, look: Appearance, mark: QRect, *, checked: bool
) -> None:
    """Paint a check mark's box into `mark`; delegates use it too."""
    box = QRectF(mark).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(look.colour("pine" if checked else "ctl"), 1.2))
    painter.setBrush(look.colour("pine" if checked else "sheet"))
    painter.drawRoundedRect(box, 4, 4)
    if not checked:
        return
    pen = QPen(look.colour("on_pine"), 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    left, top, side = box.left(), box.top(), box.width()
    places = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.32))
    painter.drawPolyline([QPointF(left + side * x, top + side * y) for x, y in places])
