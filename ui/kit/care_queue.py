"""The queue of cases: a line for each level with its meaning, under it the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _, run_on, translate_count
from ui.care_rows import QueueHead, QueueRow
from ui.kit.care_levels import draw_tile, hue_line, spoken_level, tile_size
from ui.kit.painting import Brush
from ui.kit.row_model import ACCESSIBLE, DISPLAY, ROW_ROLE, RowModel
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from ui.appearance import Appearance
    from ui.care_rows import Countdown, QueueItem
    from ui.kit.row_model import Index

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_EDGE = 4
COLOURS = {"late": "red", "soon": "orange", "fine": "t2"}
ICONS = {"late": "clock-alert", "soon": "timer"}


class QueueModel(RowModel):
    """Heads of levels and cases in one list; heads cannot be gone to."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], QueueHead):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def said(self, row: QueueItem, role: int) -> object:
        if role not in {DISPLAY, ACCESSIBLE}:
            return None
        if isinstance(row, QueueHead):
            return head_words(row)
        name = masked_name(row.name) if self.is_masked else row.name
        return name if role == DISPLAY else spoken(row, name)

    def row_of(self, case_id: str) -> int:
        """Return where a case stands, or -1."""
        places = (
            at
            for at, row in enumerate(self.rows)
            if isinstance(row, QueueRow) and row.case_id == case_id
        )
        return next(places, -1)


def head_words(head: QueueHead) -> str:
    """Return the line of a level for who listens."""
    count = translate_count("{count} case", "{count} cases", head.count)
    return run_on((spoken_level(head.level)[0], head.legend, count))


def spoken(row: QueueRow, name: str) -> str:
    """Return a case as a sentence for who listens."""
    due = (row.due.until, row.due.words) if row.due else ()
    level = spoken_level(row.level)[0]
    return run_on((name, row.class_name, level, row.state, *due))


class QueueDelegate(QStyledItemDelegate):
    """Paints heads and cases; names of both languages fit at any size."""

    def __init__(self, look: Appearance, queue: CareQueue) -> None:
        super().__init__(queue)
        self._look, self._queue = look, queue

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_head = isinstance(index.data(ROW_ROLE), QueueHead)
        sizes = self._look.sizes
        return QSize(80, sizes.control_small + 3 if is_head else sizes.row + 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        row, area = index.data(ROW_ROLE), option.rect
        if isinstance(row, QueueHead):
            self._head(brush, area, row)
        else:
            is_on = bool(option.state & QStyle.StateFlag.State_Selected)
            is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._ground(brush, area, row, is_on=is_on, is_under=is_under)
            self._case(brush, area, row)
        painter.restore()

    def _head(self, brush: Brush, area: QRect, head: QueueHead) -> None:
        brush.painter.fillRect(area, self._look.colour("inset"))
        brush.line(area.topLeft(), area.topRight())
        brush.line(area.bottomLeft(), area.bottomRight())
        size = tile_size(self._look, head.level)
        top = area.top() + (area.height() - size.height()) // 2
        used = draw_tile(brush, QPoint(area.left() + 14, top), head.level)
        count = translate_count("{count} case", "{count} cases", head.count)
        end = area.adjusted(0, 0, -14, 0)
        taken = brush.text(end, count, font="secondary", colour="t2", align=_RIGHT)
        legend = area.adjusted(14 + used + 8, 0, -taken - 22, 0)
        brush.text(legend, head.legend, font="secondary", colour="t2")

    def _ground(
        self, brush: Brush, area: QRect, row: QueueRow, *, is_on: bool, is_under: bool
    ) -> None:
        fill = "plum_soft" if is_on else "hover" if is_under else "sheet"
        brush.painter.fillRect(area, self._look.colour(fill))
        brush.line(area.bottomLeft(), area.bottomRight())
        if is_on:
            brush.box(QRectF(area).adjusted(0, 0, 0, -1), fill, "plum", 2)
        edge = QRect(area.left(), area.top(), _EDGE, area.height())
        brush.painter.fillRect(edge, self._look.colour(hue_line(row.level)))

    def _case(self, brush: Brush, area: QRect, row: QueueRow) -> None:
        is_masked = self._queue.cases.is_masked
        name = masked_name(row.name) if is_masked else row.name
        inner = area.adjusted(18, 0, -14, 0)
        names = self._look.sizes.body * 5
        small = self._look.sizes.secondary
        clock, until = small * 9, small * 7
        brush.text(QRect(inner.left(), inner.top(), names, inner.height()), name)
        rest = inner.adjusted(names + 6, 0, 0, 0)
        if row.due is None:
            half = rest.adjusted(rest.width() // 2, 0, 0, 0)
            brush.text(rest, row.class_name, font="secondary", colour="t2")
            brush.text(half, row.state, font="secondary", colour="t2", align=_RIGHT)
            return
        classes = rest.adjusted(0, 0, -clock - until - 8, 0)
        brush.text(classes, row.class_name, font="secondary", colour="t2")
        middle = QRect(classes.right() + 4, inner.top(), until, inner.height())
        brush.text(middle, row.due.until, font="secondary", colour="t2")
        end = QRect(inner.right() - clock, inner.top(), clock, inner.height())
        self._countdown(brush, end, row.due)

    def _countdown(self, brush: Brush, area: QRect, due: Countdown) -> None:
        colour, icon = COLOURS[due.state], ICONS.get(due.state, "")
        words = QRect(area.left(), area.top() + 4, area.width(), area.height() - 16)
        font = "secondary" if due.state == "fine" else "strong"
        metrics = brush.metrics(font)  # type: ignore[arg-type]
        used = metrics.horizontalAdvance(due.words)
        brush.text(words, due.words, font=font, colour=colour, align=_RIGHT)  # type: ignore[arg-type]
        size = self._look.sizes.icon - 2
        left = area.right() - used - size - 5
        if icon and left >= area.left() - size:
            place = QPoint(left, words.center().y() - size // 2)
            brush.icon(place, icon, colour, size)
        bar = QRectF(area.left(), area.bottom() - 9, area.width(), 3)
        brush.bar(bar, due.elapsed, "ctl" if due.state == "fine" else colour)


class CareQueue(QListView):
    """Arrows go from case to case and show them at once; Enter goes into the case."""

    chosen = Signal(str)
    entered_case = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.cases = QueueModel()
        self.setModel(self.cases)
        self.setItemDelegate(QueueDelegate(look, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Cases by level"))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def case_id(self) -> str:
        """The case one is at, or empty."""
        row = self.currentIndex().data(ROW_ROLE)
        return row.case_id if isinstance(row, QueueRow) else ""

    def show_items(self, items: tuple[QueueItem, ...]) -> None:
        """Show the queue anew; who was chosen stays so where the case is still here."""
        kept = self.case_id
        self.cases.show(items)
        if kept:
            self.select(kept)

    def select(self, case_id: str) -> None:
        """Go to a case without announcing it."""
        at = self.cases.row_of(case_id)
        was = self.blockSignals(True)
        if at >= 0:
            self.setCurrentIndex(self.cases.index(at))
        else:
            self.clearSelection()
            self.setCurrentIndex(self.cases.index(-1))
        self.blockSignals(was)
        self.viewport().update()

    def go_to_first(self) -> None:
        """Go to the case on top, and announce it."""
        at = self.cases.row_of(self.first())
        if at >= 0:
            self.setCurrentIndex(self.cases.index(at))

    def first(self) -> str:
        """Return the case on top of the queue."""
        rows = (row for row in self.cases.rows if isinstance(row, QueueRow))
        return next((row.case_id for row in rows), "")

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if not self.signalsBlocked() and self.case_id:
            self.chosen.emit(self.case_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.case_id:
            self.entered_case.emit()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say on hover what is due, and a legend that had to give way."""
        if event.type() == QEvent.Type.ToolTip:
            at = self.indexAt(event.pos())  # type: ignore[attr-defined]
            row = at.data(ROW_ROLE) if at.isValid() else None
            self.setToolTip(_hover_words(row))
        return super().viewportEvent(event)


def _hover_words(row: object) -> str:
    if isinstance(row, QueueHead):
        return row.level.meaning or row.legend
    if isinstance(row, QueueRow) and row.due is not None:
        return run_on((row.due.what, row.due.until, row.due.words, row.due.owner))
    return ""
