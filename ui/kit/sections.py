"""The form's table of contents: one line per section with its tick and n of m."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from homevisit.text import _, run_on
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from ui.appearance import Appearance
    from ui.progress import SectionLine

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SectionModel(QAbstractListModel):
    """The lines; which one is current is told apart from the filling."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[SectionLine, ...] = ()

    def show(self, lines: tuple[SectionLine, ...]) -> None:
        if len(lines) != len(self._lines):
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        self._lines = lines
        self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        line = self._lines[index.row()]
        if role is LINE_ROLE:
            return line
        if role is _DISPLAY:
            return line.title
        if role is _ACCESSIBLE:
            return _line_sentence(line)
        return None


def _line_sentence(line: SectionLine) -> str:
    words = {"done": _("complete"), "required": _("Required")}.get(line.state, "")
    parts = (line.title, f"{line.filled}/{line.total}", words)
    return run_on(part for part in parts if part)


class SectionDelegate(QStyledItemDelegate):
    """Paints a ring with number or tick, the title, and n/m or the word required."""

    def __init__(self, look: Appearance, view: SectionList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(150, 52 if self._look.is_large else 44)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        line, area = index.data(LINE_ROLE), option.rect
        is_on = index.row() == self._view.currentIndex().row()
        if is_on:
            edge = "focus" if self._view.hasFocus() else "line"
            frame = QRectF(area.adjusted(0, 0, -1, 0))
            brush.box(frame, "sheet", edge, 8)
            bar = QRect(area.left(), area.top() + 11, 3, area.height() - 22)
            painter.fillRect(bar, self._look.colour("pine"))
        self._ring(brush, area, line, index.row() + 1, is_on=is_on)
        right = area.adjusted(0, 0, -10, 0)
        if line.state == "required":
            text, colour = _("Required"), "red"
        else:
            text, colour = f"{line.filled}/{line.total}", "t3"
        used = brush.text(right, text, font="secondary", colour=colour, align=_RIGHT)
        words = area.adjusted(42, 0, -16 - used, 0)
        brush.text(words, line.title, font="strong" if is_on else "body")
        painter.restore()

    def _ring(
        self, brush: Brush, area: QRect, line: SectionLine, number: int, *, is_on: bool
    ) -> None:
        side = 22
        frame = QRectF(area.left() + 11, area.center().y() - side / 2, side, side)
        if line.state == "done":
            brush.box(frame, "pine", "pine", side / 2)
            place = QPoint(int(frame.left()) + 4, int(frame.top()) + 4)
            brush.icon(place, "check", "on_pine", 14)
            return
        edge = "pine_t" if is_on else "red" if line.state == "required" else "ctl"
        brush.box(frame, "sheet", edge, side / 2)
        if is_on:
            brush.box(frame.adjusted(1, 1, -1, -1), "sheet", edge, side / 2 - 1)
        colour = {"ctl": "t2"}.get(edge, edge)
        middle = Qt.AlignmentFlag.AlignCenter
        brush.text(
            frame.toRect(), str(number), font="caption", colour=colour, align=middle
        )


class SectionList(QListView):
    """Choosing a line asks to go there; it never takes text away."""

    section_chosen = Signal(int)

    def __init__(self, look: Appearance, model: SectionModel) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.setModel(model)
        self.setItemDelegate(SectionDelegate(look, self))
        self.setAccessibleName(_("Sections of the form"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.section_chosen.emit(index.row()))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.section_chosen.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)
