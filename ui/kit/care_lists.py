"""Short lists of a case: the plan for the child, the counselling notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _, run_on
from ui.care_rows import NoteRow, PlanRow
from ui.kit.painting import Brush
from ui.kit.row_model import ACCESSIBLE, DISPLAY, ROW_ROLE, RowModel

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QPainter

    from ui.appearance import Appearance
    from ui.kit.row_model import Index

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NODE = 26


class LineModel(RowModel):
    """Rows that say themselves in a line."""

    def said(self, row: PlanRow | NoteRow, role: int) -> object:
        if role == DISPLAY:
            return row.title
        if role != ACCESSIBLE:
            return None
        if isinstance(row, PlanRow):
            return run_on((row.title, row.about, row.stands))
        draft = _("draft") if row.is_draft else ""
        return run_on((row.day, row.title, draft, row.text))


class LineDelegate(QStyledItemDelegate):
    """Paints an icon in a plum ring, two lines, and at the right how it stands."""

    def __init__(self, look: Appearance, view: LineList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        sizes = self._look.sizes
        return QSize(80, sizes.body + sizes.secondary + 29)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        state = option.state
        is_on = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        is_under = bool(state & QStyle.StateFlag.State_MouseOver)
        fill = "plum_soft" if is_on else "hover" if is_under else "sheet"
        painter.fillRect(area, self._look.colour(fill))
        brush.line(area.bottomLeft(), area.bottomRight())
        row = index.data(ROW_ROLE)
        if isinstance(row, PlanRow):
            self._node(brush, area, row.icon)
            self._plan(brush, area.adjusted(16 + _NODE + 10, 8, -14, -8), row)
        else:
            icon = "file-pen-line" if row.is_draft else "message-circle-heart"
            self._node(brush, area, icon)
            self._note(brush, area.adjusted(16 + _NODE + 10, 8, -14, -8), row)
        painter.restore()

    def _node(self, brush: Brush, area: QRect, icon: str) -> None:
        top = area.center().y() - _NODE // 2
        brush.box(
            QRectF(area.left() + 16, top, _NODE, _NODE),
            "plum_soft",
            "plum_line",
            _NODE / 2,
        )
        brush.icon(QPoint(area.left() + 16 + 6, top + 6), icon, "plum", 14)

    def _plan(self, brush: Brush, area: QRect, row: PlanRow) -> None:
        colour = "pine_t" if row.is_done else "t2"
        half = area.width() * 11 // 20
        end = area.adjusted(area.width() - half, 0, 0, 0)
        used = brush.text(
            end, row.stands, font="secondary", colour=colour, align=_RIGHT
        )
        used = min(used, half)
        if row.is_done and row.stands:
            place = QPoint(area.right() - used - 19, area.center().y() - 7)
            brush.icon(place, "check", colour, 14)
            used += 20
        self._two_lines(brush, area.adjusted(0, 0, -used - 10, 0), row.title, row.about)

    def _note(self, brush: Brush, area: QRect, row: NoteRow) -> None:
        words = _("draft") if row.is_draft else row.day
        colour = "plum" if row.is_draft else "t2"
        used = brush.text(area, words, font="secondary", colour=colour, align=_RIGHT)
        first = row.text.partition("\n")[0]
        self._two_lines(brush, area.adjusted(0, 0, -used - 10, 0), row.title, first)

    def _two_lines(self, brush: Brush, area: QRect, above: str, below: str) -> None:
        if not below:
            brush.text(area, above)
            return
        tall = self._look.sizes.body + 7
        brush.text(QRect(area.left(), area.top(), area.width(), tall), above)
        lower = QRect(
            area.left(), area.top() + tall, area.width(), area.height() - tall
        )
        brush.text(lower, below, font="secondary", colour="t3")


class LineList(QListView):
    """Arrows move, Enter or a double click opens a line."""

    opened = Signal(str)

    def __init__(self, look: Appearance, name: str) -> None:
        super().__init__()
        self.lines = LineModel()
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(look, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.doubleClicked.connect(self._open)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def show_rows(self, rows: tuple[PlanRow | NoteRow, ...]) -> None:
        """Show these; where nothing changed one stays where one is."""
        if rows != self.lines.rows:
            self.lines.show(rows)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.lines.rows:
            self.setCurrentIndex(self.lines.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, at: QModelIndex) -> None:
        row = at.data(ROW_ROLE) if at.isValid() else None
        if row is not None:
            self.opened.emit(row.id)
