"""The ring around the button that has the keyboard; fields draw their own border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QFocusFrame, QWidget

from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance

_WIDTH = 2.0


class _Ring(QFocusFrame):
    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("focus"), _WIDTH))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = SPACE.radius_button + 2
        painter.drawRoundedRect(inside, radius, radius)


class FocusRing(QObject):
    """Follows the focus through one window."""

    def __init__(self, look: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._ring = _Ring(look, window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        is_button = isinstance(new, QAbstractButton)
        self._ring.setWidget(new if is_button else None)  # type: ignore[arg-type]
