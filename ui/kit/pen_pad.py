"""A large pad to sign on: pen with pressure, finger, or mouse; strokes as vectors."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from homevisit.text import _, run_on
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QTabletEvent,
        QTouchEvent,
    )

    from ui.appearance import Appearance
    from ui.signing_rows import Strokes

_LEAST = QSize(380, 200)
_STEP = 0.002  # of the width; nearer points add nothing
_THIN, _THICK = 1.6, 4.2
_USUAL_PRESSURE = 0.5
_LINE_AT = 0.76  # of the height, where people write
_TOUCHES = frozenset(
    {QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd}
)


class PenPad(QWidget):
    """Holds strokes as shares of its width; the pen's pressure only shows on screen.

    `changed` follows every stroke and a clearing.
    """

    changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._strokes: list[list[tuple[float, float]]] = []
        self._widths: list[float] = []
        self._is_writing = False
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(_LEAST)
        both = QSizePolicy.Policy.Expanding
        self.setSizePolicy(both, both)
        look.changed.connect(self.update)
        self._say()

    @property
    def strokes(self) -> Strokes:
        return tuple(tuple(stroke) for stroke in self._strokes)

    @property
    def is_empty(self) -> bool:
        return not self._strokes

    def clear(self) -> None:
        """Begin again with an empty pad."""
        self._strokes, self._widths = [], []
        self._is_writing = False
        self._say()
        self.update()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._begin(event.position(), event.pressure())
        elif kind == QEvent.Type.TabletMove:
            self._go_on(event.position(), event.pressure())
        elif kind == QEvent.Type.TabletRelease:
            self._end()
        # Accepted, so that no mouse event follows for the same stroke.
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._on_touch(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def _on_touch(self, event: QTouchEvent) -> None:
        if event.type() == QEvent.Type.TouchEnd or not event.points():
            self._end()
            return
        # The first finger writes; the ball of the hand comes later.
        at = event.points()[0].position()
        if event.type() == QEvent.Type.TouchBegin:
            self._begin(at)
        else:
            self._go_on(at)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "focus" if self.hasFocus() else "ctl"
        painter.setPen(QPen(self._look.colour(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(self._look.colour("sheet"))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, SPACE.radius_box, SPACE.radius_box)
        self._paint_line(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke, pressure in zip(self._strokes, self._widths, strict=True):
            width = _THIN + (_THICK - _THIN) * pressure
            painter.setPen(ink_pen(self._look, width))
            points = [QPointF(x, y) * self.width() for x, y in stroke]
            painter.drawPath(smooth_path(points))

    def _paint_line(self, painter: QPainter) -> None:
        y = self.height() * _LINE_AT
        painter.setPen(QPen(self._look.colour("line2"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(28, y), QPointF(self.width() - 28, y))
        if self.is_empty:
            painter.setPen(self._look.colour("t3"))
            painter.setFont(self._look.font("body"))
            middle = Qt.AlignmentFlag.AlignCenter
            painter.drawText(self.rect(), middle, _("Please sign here"))

    def _begin(self, at: QPointF, pressure: float = _USUAL_PRESSURE) -> None:
        self._is_writing = True
        self._strokes.append([self._share(at)])
        self._widths.append(pressure)
        self.update()

    def _go_on(self, at: QPointF, pressure: float = _USUAL_PRESSURE) -> None:
        if not self._is_writing:
            return
        x, y = self._share(at)
        was_x, was_y = self._strokes[-1][-1]
        if abs(x - was_x) + abs(y - was_y) >= _STEP:
            self._strokes[-1].append((x, y))
            self._widths[-1] = max(self._widths[-1], pressure)
            self.update()

    def _end(self) -> None:
        if self._is_writing:
            self._is_writing = False
            self._say()
            self.changed.emit()

    def _share(self, at: QPointF) -> tuple[float, float]:
        width = max(1, self.width())
        x = min(max(at.x(), 0.0), float(width))
        y = min(max(at.y(), 0.0), float(self.height()))
        return x / width, y / width

    def _say(self) -> None:
        state = _("empty") if self.is_empty else _("signed")
        name = _("Pad for the signature")
        self.setAccessibleName(run_on((name, state)))


class SignaturePicture(QWidget):
    """A signature that was given, fitted into the room there is."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._strokes: Strokes = ()
        self.setAccessibleName(_("Handwritten signature"))
        look.changed.connect(self.update)

    def show_strokes(self, strokes: Strokes) -> None:
        self._strokes = strokes
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        lines = [[QPointF(x, y) for x, y in stroke] for stroke in self._strokes]
        around = QPolygonF([point for line in lines for point in line]).boundingRect()
        if not lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ink_pen(self._look, _THIN))
        wide = (self.width() - 12) / max(around.width(), _STEP)
        scale = min(wide, (self.height() - 12) / max(around.height(), _STEP))
        shift = QPointF(6, 6) - around.topLeft() * scale
        for line in lines:
            painter.drawPath(smooth_path([point * scale + shift for point in line]))


def ink_pen(look: Appearance, width: float) -> QPen:
    """Return the pen that draws handwriting on screen."""
    round_ = (Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    return QPen(look.colour("t1"), width, Qt.PenStyle.SolidLine, *round_)


def smooth_path(points: list[QPointF]) -> QPainterPath:
    """Return a curve through the middles between points; a dot for a single one."""
    path = QPainterPath(points[0])
    for before, point in pairwise(points):
        path.quadTo(before, (before + point) / 2)
    path.lineTo(points[-1] + QPointF(0.01, 0))
    return path
