"""Index tabs of a file, drawn like the tabs of a paper folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar

from ui.kit.painting import Brush

if TYPE_CHECKING:
    from ui.appearance import Appearance

_PAD = 17


class FolderTabs(QTabBar):
    """Tabs with a count beside the word; only what exists is there."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._counts: list[int] = []
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setMouseTracking(True)
        look.changed.connect(self._refit)

    def show_tabs(self, tabs: tuple[tuple[str, int], ...]) -> None:
        """Show tabs of word and count; 0 is not written."""
        while self.count():
            self.removeTab(0)
        self._counts = [count for _label, count in tabs]
        for at, (label, count) in enumerate(tabs):
            self.addTab(label)
            self.setAccessibleTabName(at, f"{label} {count}" if count else label)

    def tabSizeHint(self, index: int) -> QSize:
        bold = QFontMetrics(self._look.font("strong"))
        width = bold.horizontalAdvance(self.tabText(index)) + 2 * _PAD
        if self._counts[index : index + 1] > [0]:
            width += 8 * len(str(self._counts[index])) + 6
        return QSize(width, self._look.sizes.control + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush = Brush(painter, self._look, self.devicePixelRatioF())
        for index in range(self.count()):
            self._tab(brush, index)

    def _tab(self, brush: Brush, index: int) -> None:
        area = self.tabRect(index)
        is_on = index == self.currentIndex()
        if is_on:
            self._paper(brush, area)
        label, count = self.tabText(index), self._counts[index]
        words = area.adjusted(_PAD, 2, -4, 0)
        font = "strong" if is_on else "body"
        colour = "pine_t" if is_on else "t2"
        used = brush.text(words, label, font=font, colour=colour)  # type: ignore[arg-type]
        if count:
            rest = QRect(words.left() + used + 6, words.top() + 1, 40, words.height())
            brush.text(rest, str(count), font="secondary", colour="t3")

    def _paper(self, brush: Brush, area: QRect) -> None:
        frame = QRectF(area).adjusted(0.5, 0.5, -0.5, 12)
        path = QPainterPath()
        path.addRoundedRect(frame, 8, 8)
        painter = brush.painter
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.setBrush(self._look.colour("sheet"))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("pine"))
        painter.drawRoundedRect(
            QRectF(area.left() + 11, 0, area.width() - 22, 3), 1.5, 1.5
        )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(area).adjusted(4, 6, -4, -4), 6, 6)

    def _refit(self) -> None:
        tabs = tuple((self.tabText(at), count) for at, count in enumerate(self._counts))
        chosen = self.currentIndex()
        self.blockSignals(True)
        self.show_tabs(tabs)
        self.setCurrentIndex(chosen)
        self.blockSignals(False)
