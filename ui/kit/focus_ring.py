"""The ring around the button that has the keyboard; fields draw their own border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QWidget,
)
from shiboken6 import isValid

from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance

_WIDTH = 2.0
_OUTSIDE = 4
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide})


class FocusRing(QWidget):
    """Lies over one window and follows the button that has the focus there."""

    def __init__(self, look: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self._button: QAbstractButton | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("focus"), _WIDTH))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = SPACE.radius_button + 3
        painter.drawRoundedRect(inside, radius, radius)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self):
            return
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        is_here = isinstance(new, QAbstractButton) and new.window() is self._window
        self._button = new if is_here else None  # type: ignore[assignment]
        watched: QWidget | None = new if is_here else None
        # A button also moves when something around it is scrolled.
        while watched is not None and watched is not self._window:
            watched.installEventFilter(self)
            self._watched.append(watched)
            watched = watched.parentWidget()
        self._place()

    def _place(self) -> None:
        button = self._button
        if button is None or not isValid(button) or not button.isVisible():
            self.hide()
            return
        corner = button.mapTo(self._window, QPoint(0, 0))
        area = QRect(corner, button.size())
        grown = area.adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)
        seen = grown & self._scrolled_part(button)
        # A button that was scrolled away lies under something else.
        if not (seen & area).isValid():
            self.hide()
            return
        self.setGeometry(grown)
        self.setMask(QRegion(seen.translated(-grown.topLeft())))
        self.show()
        self.raise_()

    def _scrolled_part(self, button: QWidget) -> QRect:
        """Return what of the window the scrolled areas around a button leave open."""
        seen = self._window.rect()
        around = button.parentWidget()
        while around is not None and around is not self._window:
            outer = around.parentWidget()
            if isinstance(outer, QAbstractScrollArea):
                seen &= QRect(around.mapTo(self._window, QPoint(0, 0)), around.size())
            around = outer
        return seen
