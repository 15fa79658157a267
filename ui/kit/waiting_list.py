"""Who waits for a visit, the longest waiting first; one line per child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _, listed, run_on
from ui.kit.painting import Brush
from ui.kit.rail import draw_avatar
from ui.kit.row_model import ACCESSIBLE, DISPLAY, ROW_ROLE, Index, RowModel
from ui.words import days_ago, masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from ui.appearance import Appearance
    from ui.today_rows import WaitingRow

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WaitingModel(RowModel):
    """The lines; masked they show neither names nor groups."""

    rows: tuple[WaitingRow, ...]

    def said(self, row: WaitingRow, role: int) -> object:
        if role is DISPLAY:
            return masked_name(row.name) if self.is_masked else row.name
        if role is ACCESSIBLE:
            groups = "" if self.is_masked else listed(t.label for t in row.groups)
            name = self.said(row, DISPLAY)
            parts = (str(name), row.class_name, groups, waited_words(row))
            return run_on(part for part in parts if part)
        return None


def waited_words(row: WaitingRow) -> str:
    """Return since when a child waits, or for which day it is planned."""
    if row.planned_for:
        return _("Planned for {day}").format(day=row.planned_for)
    if row.days_since is None:
        return _("Never visited")
    return days_ago(row.days_since)


class WaitingDelegate(QStyledItemDelegate):
    """Paints initial, name, class, groups and how long ago."""

    def __init__(self, look: Appearance, view: WaitingView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._look.sizes.row_student + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        row: WaitingRow = index.data(ROW_ROLE)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, self._look.colour("sel" if is_on else "sheet"))
        brush.line(area.bottomLeft(), area.bottomRight())
        if is_on:
            bar = QRect(area.left(), area.top(), 3, area.height())
            painter.fillRect(bar, self._look.colour("pine"))
        side = self._look.sizes.row_student - 13
        top = area.center().y() - side / 2
        place = QRectF(area.left() + 14, top, side, side)
        draw_avatar(painter, self._look, place, row.name[:1])
        self._words(brush, area.adjusted(side + 26, 6, -14, -6), index, row)
        painter.restore()

    def _words(self, brush: Brush, area: QRect, index: Index, row: WaitingRow) -> None:
        half = area.height() // 2
        upper = QRect(area.left(), area.top(), area.width(), half)
        lower = QRect(area.left(), area.top() + half, area.width(), half)
        colour = "orange" if row.days_since is None else "t2"
        colour = "pine_t" if row.planned_for else colour
        said = waited_words(row)
        width = brush.text(upper, said, font="secondary", colour=colour, align=_RIGHT)
        left = upper.adjusted(0, 0, -width - 10, 0)
        used = brush.text(left, str(index.data()), font="strong")
        rest = left.adjusted(used + 10, 0, 0, 0)
        brush.text(rest, row.class_name, font="secondary", colour="t3")
        brush.chips(lower, row.groups, is_masked=self._view.waiting.is_masked)


class WaitingView(QListView):
    """Arrows choose, Enter or a double click opens the file."""

    opened = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.waiting = WaitingModel()
        self.setModel(self.waiting)
        self.setItemDelegate(WaitingDelegate(look, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Waiting for a visit"))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def current_id(self) -> str:
        at = self.currentIndex().row()
        rows = self.waiting.rows
        return rows[at].student_id if 0 <= at < len(rows) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._open()

    def _open(self) -> None:
        if self.current_id():
            self.opened.emit(self.current_id())
