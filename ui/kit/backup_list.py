"""Backups one below the other: when and why, where, how large, checked or not."""

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
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from ui.appearance import Appearance
    from ui.backup_rows import BackupRow

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TILE = 34


class BackupModel(QAbstractListModel):
    """An immutable tuple of backups."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[BackupRow, ...] = ()

    def show(self, rows: Sequence[BackupRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self.rows[index.row()]
        if role is ROW_ROLE:
            return row
        if role is _DISPLAY:
            return row.when
        if role is _TOOLTIP:
            return row.folder
        if role is _ACCESSIBLE:
            return row.spoken
        return None


class BackupDelegate(QStyledItemDelegate):
    """Paints one backup; one whose disk is not connected is muted."""

    def __init__(self, look: Appearance, view: BackupList) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        sizes = self._look.sizes
        return QSize(200, sizes.body + sizes.caption + 32)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        row: BackupRow = index.data(ROW_ROLE)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, self._look.colour("sel" if is_on else "sheet"))
        if is_on:
            bar = QRect(area.left(), area.top(), 3, area.height())
            painter.fillRect(bar, self._look.colour("pine"))
        brush.line(area.bottomLeft(), area.bottomRight())
        self._tile(brush, area, row)
        self._words(brush, area.adjusted(_TILE + 28, 0, -15, 0), row)
        painter.restore()

    def _tile(self, brush: Brush, area: QRect, row: BackupRow) -> None:
        top = area.center().y() - _TILE // 2
        frame = QRectF(area.left() + 14, top, _TILE, _TILE)
        brush.box(frame, "inset", "line", 7)
        icon = "usb" if row.is_elsewhere else "hard-drive"
        colour = "t2" if row.is_there else "ctl"
        brush.icon(QPoint(area.left() + 22, top + 8), icon, colour, 18)

    def _words(self, brush: Brush, area: QRect, row: BackupRow) -> None:
        half = area.height() // 2
        upper = QRect(area.left(), area.top() + 7, area.width(), half - 7)
        lower = QRect(area.left(), area.top() + half, area.width(), half - 7)
        strong = "t1" if row.is_there else "t3"
        used = brush.text(upper, row.size, font="secondary", colour="t2", align=_RIGHT)
        left = upper.adjusted(0, 0, -used - 12, 0)
        width = brush.text(left, row.when, font="strong", colour=strong)
        brush.text(
            left.adjusted(width + 14, 0, 0, 0),
            row.reason,
            font="secondary",
            colour="t2",
        )
        used = brush.text(
            lower, row.checked, font="caption", colour="pine_t", align=_RIGHT
        )
        rest = lower.adjusted(0, 0, -used - 12, 0)
        middle = Qt.TextElideMode.ElideMiddle
        metrics = brush.metrics("caption")
        place = metrics.elidedText(row.place, middle, rest.width())
        brush.text(rest, place, font="caption", colour="t3")


class BackupList(QListView):
    """Arrows choose; `chosen` carries the row in hand, or None."""

    chosen = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.backups = BackupModel()
        self.setModel(self.backups)
        self.setItemDelegate(BackupDelegate(look, self))
        self.setAccessibleName(_("Backups"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> BackupRow | None:
        at, rows = self.currentIndex().row(), self.backups.rows
        return rows[at] if 0 <= at < len(rows) else None

    def show_rows(self, rows: Sequence[BackupRow]) -> None:
        """Show backups; the one in hand stays so where it is still there."""
        before = self.current.folder if self.current else ""
        self.backups.show(rows)
        folders = [each.folder for each in rows]
        at = folders.index(before) if before in folders else 0
        self.setCurrentIndex(self.backups.index(at))
        if not rows:
            self.chosen.emit(None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.current)
