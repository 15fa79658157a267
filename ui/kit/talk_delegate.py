"""Paints the matrix of the six talks: its cells, and the heads with their bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit.painting import Brush
from ui.kit.talk_model import FIRST_KIND, STUDENT, TOTAL

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.appearance import Appearance
    from ui.kit.talk_model import Index, TalkModel
    from ui.talk_rows import TalkCell, TalkLine

# The sign of each state, its colour, and that of the words beside it.
_SIGNS = {
    "done": ("talk-done", "pine", "t2"),
    "planned": ("talk-planned", "pine_t", "pine_t"),
    "overdue": ("talk-overdue", "red", "red"),
    "none": ("talk-none", "ctl", "t3"),
    "exempt": ("talk-exempt", "ctl", "t3"),
}
_PAD = 10
_GAP = 5
_BAR = 5
_HEAD_LINES = 3.1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def draw_sign(brush: Brush, area: QRect, state: str) -> int:
    """Draw the sign of a state at the left of an area; return the width it took."""
    name, colour, _words = _SIGNS[state]
    size = brush.look.sizes.icon
    place = QPoint(area.left(), area.center().y() - size // 2 + 1)
    brush.icon(place, name, colour, size)
    return size + _GAP


class TalkDelegate(QStyledItemDelegate):
    """Every state by shape, words and colour; the current cell has a ring."""

    def __init__(self, look: Appearance, model: TalkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model = look, model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        line = self._model.line_at(index.row())
        if line is None:
            return
        area = QRect(option.rect)
        state = option.state
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        is_on = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(brush, area, line, index.column(), is_on=is_on)
        inner = area.adjusted(_PAD, 0, -4, 0)
        if index.column() == STUDENT:
            self._student(brush, inner, line)
        elif index.column() == TOTAL:
            self._total(brush, inner, line)
        else:
            self._cell(brush, inner, line.cells[index.column() - FIRST_KIND])
        if state & QStyle.StateFlag.State_HasFocus:
            self._ring(painter, area)

    def _ground(
        self, brush: Brush, area: QRect, line: TalkLine, column: int, *, is_on: bool
    ) -> None:
        fill = "sel" if is_on else "sheet"
        if not is_on and FIRST_KIND <= column < TOTAL:
            is_late = line.cells[column - FIRST_KIND].state == "overdue"
            fill = "red_soft" if is_late else fill
        brush.painter.fillRect(area, self._look.colour(fill))
        brush.line(area.bottomLeft(), area.bottomRight())
        brush.line(area.topRight(), area.bottomRight())

    def _student(self, brush: Brush, area: QRect, line: TalkLine) -> None:
        width = brush.text(area, self._model.name_of(line), font="strong")
        rest = area.adjusted(width + _GAP, 0, 0, 0)
        if rest.width() > 2 * self._look.sizes.caption:
            brush.text(rest, line.class_name, font="caption", colour="t3")

    def _cell(self, brush: Brush, area: QRect, cell: TalkCell) -> None:
        left = draw_sign(brush, area, cell.state)
        font = "strong" if cell.state == "overdue" else "secondary"
        words = area.adjusted(left, 0, 0, 0)
        colour = _SIGNS[cell.state][2]
        brush.text(words, cell.words, font=font, colour=colour)  # type: ignore[arg-type]

    def _total(self, brush: Brush, area: QRect, line: TalkLine) -> None:
        width = brush.text(area, str(line.held), font="strong")
        rest = area.adjusted(width + 1, 0, 0, 0)
        brush.text(rest, f"/{line.wanted}", font="secondary", colour="t3")

    def _ring(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(QPen(self._look.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(1, 1, -2, -2))


class TalkHeader(QHeaderView):
    """The kinds with a bar and how many of whom; its words are those of the model."""

    def __init__(self, look: Appearance, model: TalkModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look, self._model = look, model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        look.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), int(self._look.sizes.row * 0.55 * _HEAD_LINES))

    def paintSection(self, painter: QPainter, area: QRect, at: int) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        painter.fillRect(area, self._look.colour("inset"))
        brush.line(area.bottomLeft(), area.bottomRight())
        brush.line(area.topRight(), area.bottomRight())
        inner = area.adjusted(_PAD, 6, -3, -8)
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), half)
        head = self._model.head_at(at)
        if head is None:
            words = str(self._model.headerData(at, Qt.Orientation.Horizontal))
            brush.text(lower, words, font="secondary", colour="t2")
        else:
            arrow = " ↓" if head.code == self._model.order else ""
            size = self._look.sizes.icon - 1
            place = QPoint(upper.left(), upper.center().y() - size // 2 + 1)
            brush.icon(place, head.icon, "t2", size)
            label = upper.adjusted(size + 5, 0, 0, 0)
            wide = brush.text(label, head.label + arrow, font="strong")
            if head.is_private:
                beside = QPoint(label.left() + wide + 4, place.y() + 1)
                brush.icon(beside, "lock", "t3", size - 3)
            count = f"{head.held}/{head.whole}"
            width = brush.metrics("caption").horizontalAdvance(count)
            side = lower.adjusted(0, 0, -_GAP, 0)
            brush.text(side, count, font="caption", colour="t2", align=_RIGHT)
            room = side.width() - width - _GAP
            top = lower.center().y() - _BAR // 2
            share = head.held / head.whole if head.whole else 0
            brush.bar(QRectF(lower.left(), top, room, _BAR), share, "pine")
        painter.restore()
