"""Strokes that delegates share: text, chips, bars. Hairlines stay one pixel thin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

if TYPE_CHECKING:
    from ui.appearance import Appearance, FontRole
    from ui.rows import Tag

Span = tuple[int, int]
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CHIP_PAD = 9
_HATCH = 5
_CHIP_LEAST = 40
_ELIDE = Qt.TextElideMode.ElideRight


@dataclass(slots=True)
class Brush:
    """A painter with the look it paints in; made anew for each cell."""

    painter: QPainter
    look: Appearance
    ratio: float

    def metrics(self, role: FontRole) -> QFontMetrics:
        return QFontMetrics(self.look.font(role))

    def text(
        self,
        area: QRect,
        words: str,
        *,
        font: FontRole = "body",
        colour: str = "t1",
        align: Qt.AlignmentFlag = _LEFT,
    ) -> int:
        """Draw `words` on one line, elided to `area`; return their width."""
        metrics = self.metrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        self.painter.setFont(self.look.font(font))
        self.painter.setPen(self.look.colour(colour))
        self.painter.drawText(area, align, shown)
        return metrics.horizontalAdvance(shown)

    def icon(self, place: QPoint, name: str, colour: str, size: int) -> None:
        pixmap = self.look.pixmap(name, colour, size, self.ratio)
        self.painter.drawPixmap(place, pixmap)

    def line(self, start: QPoint, end: QPoint, colour: str = "line") -> None:
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self.painter.setPen(QPen(self.look.colour(colour), 1))
        self.painter.drawLine(start, end)

    def box(
        self, area: QRectF, fill: str, edge: str, radius: float, *, dashed: bool = False
    ) -> None:
        """Paint a rounded box whose edge is one sharp pixel."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.look.colour(edge), 1)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.setBrush(self.look.colour(fill))
        inside = area.adjusted(0.5, 0.5, -0.5, -0.5)
        self.painter.drawRoundedRect(inside, radius, radius)

    def bar(self, area: QRectF, share: float, fill: str) -> None:
        """Paint a thin bar filled from the left."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        radius = area.height() / 2
        self.painter.setBrush(self.look.colour("line"))
        self.painter.drawRoundedRect(area, radius, radius)
        if share > 0:
            done = QRectF(area)
            done.setWidth(max(area.height(), area.width() * min(1.0, share)))
            self.painter.setBrush(self.look.colour(fill))
            self.painter.drawRoundedRect(done, radius, radius)

    def hatch(self, area: QRectF, colour: str) -> None:
        """Fill an area with thin slanting lines: planned and not yet done."""
        self.painter.save()
        self.painter.setClipRect(area)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(QPen(self.look.colour(colour), 2))
        left, height = area.left() - area.height(), area.height()
        while left < area.right():
            start = QPointF(left, area.bottom())
            self.painter.drawLine(start, QPointF(left + height, area.top()))
            left += _HATCH
        self.painter.restore()

    def marked_text(
        self, area: QRect, words: str, spans: tuple[Span, ...], *, font: FontRole
    ) -> None:
        """Draw `words` with the signs in `spans` bold, pine and underlined."""
        if not spans:
            self.text(area, words, font=font, colour="t3")
            return
        left = area.left()
        for start, end, is_marked in _pieces(len(words), spans):
            piece = words[start:end]
            type_ = self.look.font(font)
            type_.setBold(is_marked)
            type_.setUnderline(is_marked)
            self.painter.setFont(type_)
            self.painter.setPen(self.look.colour("pine_t" if is_marked else "t3"))
            place = QRect(left, area.top(), area.right() - left, area.height())
            self.painter.drawText(place, _LEFT, piece)
            left += QFontMetrics(type_).horizontalAdvance(piece)

    def chips(self, area: QRect, tags: tuple[Tag, ...], *, is_masked: bool) -> None:
        """Draw neutral chips side by side; what does not fit is counted as +n."""
        metrics = self.metrics("secondary")
        left = area.left()
        for at, tag in enumerate(tags):
            label = "●●" if is_masked else tag.label
            if not at:
                room = area.width() - 2 * _CHIP_PAD - 18 - (30 if tags[1:] else 0)
                label = metrics.elidedText(label, _ELIDE, max(room, _CHIP_LEAST))
            width = metrics.horizontalAdvance(label) + 2 * _CHIP_PAD + 18
            more = f"+{len(tags) - at}"
            room = metrics.horizontalAdvance(more) + 4 if at < len(tags) - 1 else 0
            if left + width + room > area.right():
                rest = QRect(left, area.top(), area.right() - left, area.height())
                self.text(rest, more, font="secondary", colour="t3")
                return
            self._chip(QRect(left, area.top(), width, area.height()), tag, label)
            left += width + 6

    def _chip(self, area: QRect, tag: Tag, label: str) -> None:
        height = self.metrics("secondary").height() + 4
        top = area.center().y() - height // 2
        frame = QRectF(area.left(), top, area.width(), height)
        self.box(frame, "inset", "line2", height / 2)
        size = self.look.sizes.icon - 2
        self.icon(
            QPoint(area.left() + _CHIP_PAD - 1, area.center().y() - size // 2 + 1),
            tag.icon,
            "t2",
            size,
        )
        words = area.adjusted(_CHIP_PAD + size + 3, 0, 0, 0)
        self.text(words, label, font="secondary", colour="t2")


def _pieces(length: int, spans: tuple[Span, ...]) -> list[tuple[int, int, bool]]:
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start > at:
            pieces.append((at, start, False))
        if end > max(start, at):
            pieces.append((max(start, at), end, True))
            at = end
    if at < length:
        pieces.append((at, length, False))
    return pieces
