"""The visits of one day beside the month, and the head that turns its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
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
from ui.kit.row_model import ACCESSIBLE, DISPLAY, ROW_ROLE, Index, RowModel
from ui.kit.visit_list import spoken
from ui.kit.visit_strokes import VisitStrokes

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from ui.appearance import Appearance
    from ui.visits_rows import VisitRow


class DayModel(RowModel):
    """The lines of a day."""

    rows: tuple[VisitRow, ...]

    def said(self, row: VisitRow, role: int) -> object:
        if role in {DISPLAY, ACCESSIBLE}:
            return spoken(row, is_masked=self.is_masked)
        return None


class DayDelegate(QStyledItemDelegate):
    """Paints a visit in two lines."""

    def __init__(self, look: Appearance, view: DayList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, self._look.sizes.row_student + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        strokes = VisitStrokes(brush, is_masked=self._view.day.is_masked)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        strokes.ground(option.rect, is_on=is_on)
        strokes.line(option.rect.adjusted(14, 0, -14, 0), index.data(ROW_ROLE))
        painter.restore()


class DayList(QListView):
    """Arrows choose, Enter opens."""

    opened = Signal(object)
    chosen = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.day = DayModel()
        self.setModel(self.day)
        self.setItemDelegate(DayDelegate(look, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Visits of the day"))
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def rows(self) -> tuple[VisitRow, ...]:
        """Return the chosen row, if any."""
        at = self.currentIndex().row()
        return (self.day.rows[at],) if 0 <= at < len(self.day.rows) else ()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.day.rows):
            self.opened.emit(self.day.rows[at])
