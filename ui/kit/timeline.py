"""A file's timeline: months, and under them what happened, on one thread."""

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
from PySide6.QtGui import QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _, run_on
from ui.kit.painting import Brush
from ui.rows import TimelineEntry
from ui.words import month_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from ui.appearance import Appearance

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
_NODE = 26
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_COLOURS = {
    "planned": ("sheet", "pine_t"),
    "draft": ("sheet", "pine_t"),
    "done": ("sheet", "pine_t"),
    "support": ("sheet", "t3"),
    "confidential": ("plum_soft", "plum"),
}
Item = TimelineEntry | str


def with_months(entries: Sequence[TimelineEntry], this_year: int) -> tuple[Item, ...]:
    """Put a heading before the entries of each month."""
    items: list[Item] = []
    month = ""
    for entry in entries:
        if entry.on[:7] != month:
            month = entry.on[:7]
            items.append(_month_words(month, this_year))
        items.append(entry)
    return tuple(items)


def _month_words(month: str, this_year: int) -> str:
    year, _dash, number = month.partition("-")
    if not number.isdigit():
        return _("No date")
    return month_words("" if year == str(this_year) else year, int(number))


class TimelineModel(QAbstractListModel):
    """An immutable tuple of headings and entries."""

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[Item, ...] = ()
        self.today = ""

    def show(self, items: tuple[Item, ...], today: str) -> None:
        self.beginResetModel()
        self._items, self.today = items, today
        self.endResetModel()

    def item(self, at: int) -> Item | None:
        return self._items[at] if 0 <= at < len(self._items) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.item(index.row()), str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        item = self._items[index.row()]
        if role is ITEM_ROLE:
            return item
        if role is _DISPLAY or role is _ACCESSIBLE:
            return item if isinstance(item, str) else _sentence(item)
        return None


def _sentence(entry: TimelineEntry) -> str:
    state = {"planned": _("planned"), "draft": _("draft")}.get(entry.state, "")
    parts = (entry.on, entry.title, state, entry.facts, entry.text, entry.action)
    return run_on(part for part in parts if part)


class TimelineDelegate(QStyledItemDelegate):
    """Paints headings and nodes; computes heights once per width."""

    def __init__(self, look: Appearance, view: TimelineView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._heights: dict[tuple[str, int], int] = {}

    def forget(self) -> None:
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        item = index.data(ITEM_ROLE)
        width = self._view.viewport().width()
        if isinstance(item, str):
            return QSize(width, self._look.sizes.secondary + 22)
        key = (item.text, width)
        if key not in self._heights:
            self._heights[key] = self._measure(item, width)
        boxed = 4 if item.state in {"planned", "draft"} else 0
        return QSize(width, self._heights[key] + boxed)

    def _measure(self, entry: TimelineEntry, width: int) -> int:
        head = self._look.sizes.body + 18
        if not entry.text:
            return head + 8
        lines = self._lay_out(entry.text, width - self._left() - 30)
        return head + int(lines.boundingRect().height()) + 8

    def _lay_out(self, text: str, width: int) -> QTextLayout:
        layout = QTextLayout(text, self._look.font("secondary"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(60, width))
            line.setPosition(QPoint(0, int(height)).toPointF())
            height += line.height() * 1.15
        layout.endLayout()
        return layout

    def _left(self) -> int:
        return 112 if self._look.is_large else 92

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        item, area = index.data(ITEM_ROLE), option.rect
        if isinstance(item, str):
            words = area.adjusted(16, 6, 0, 0)
            brush.painter.setFont(self._look.font("section"))
            self._heading(brush, words, item)
        else:
            is_on = bool(option.state & QStyle.StateFlag.State_Selected)
            is_on = is_on and self._view.hasFocus()
            self._thread(brush, area, index)
            self._node(brush, area, item)
            self._words(brush, area, item, is_on=is_on)
        painter.restore()

    def _heading(self, brush: Brush, area: QRect, words: str) -> None:
        font = self._look.font("section")
        font.setPixelSize(self._look.sizes.secondary + 1)
        brush.painter.setFont(font)
        brush.painter.setPen(self._look.colour("t2"))
        brush.painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)

    def _thread(self, brush: Brush, area: QRect, index: Index) -> None:
        after = index.model().index(index.row() + 1, 0)
        if after.isValid() and not isinstance(after.data(ITEM_ROLE), str):
            x = area.left() + self._left() - _NODE // 2 - 10
            start = QPoint(x, area.top() + 12 + _NODE)
            brush.line(start, QPoint(x, area.bottom() + 10), "line2")

    def _node(self, brush: Brush, area: QRect, entry: TimelineEntry) -> None:
        boxed = 4 if entry.state in {"planned", "draft"} else 0
        left = area.left() + self._left() - _NODE - 10
        frame = QRectF(left, area.top() + 4 + boxed, _NODE, _NODE)
        fill, edge = _COLOURS[entry.state]
        is_open = entry.state in {"planned", "draft"}
        brush.box(frame, fill, edge, _NODE / 2, dashed=is_open)
        size = 14
        place = QPoint(left + (_NODE - size) // 2, int(frame.top()) + 6)
        brush.icon(place, entry.icon, edge, size)
        width = self._left() - _NODE - 18
        day = QRect(area.left(), int(frame.top()), width, _NODE - 2)
        if entry.on == self._view.timeline.today:
            brush.text(day, _("Today"), font="strong", colour="pine_t", align=_RIGHT)
        else:
            brush.text(day, entry.on[5:], font="secondary", colour="t2", align=_RIGHT)
        if entry.time:
            lower = day.translated(0, self._look.sizes.secondary + 5)
            brush.text(lower, entry.time, font="secondary", colour="t2", align=_RIGHT)

    def _words(
        self, brush: Brush, area: QRect, entry: TimelineEntry, *, is_on: bool
    ) -> None:
        is_open = entry.state in {"planned", "draft"}
        inner = area.adjusted(self._left(), 4, -16, -4)
        if is_open:
            brush.box(QRectF(inner), "pine_soft", "pine_line", 8)
            inner = inner.adjusted(11, 5, -11, -4)
        if is_on:
            self._ring(brush, area.adjusted(self._left() - 6, 2, -12, -2))
        line = QRect(inner.left(), inner.top(), inner.width(), self._head_height())
        right = self._ornaments(brush, line, entry)
        line.setRight(right - 8)
        used = brush.text(line, entry.title, font="strong")
        rest = line.adjusted(used + 10, 0, 0, 0)
        if rest.width() > 40:
            brush.text(rest, entry.facts, font="secondary", colour="t3")
        if entry.text:
            layout = self._lay_out(entry.text, area.width() - self._left() - 30)
            brush.painter.setPen(self._look.colour("t2"))
            layout.draw(brush.painter, line.bottomLeft().toPointF())

    def _head_height(self) -> int:
        return self._look.sizes.body + 11

    def _ornaments(self, brush: Brush, line: QRect, entry: TimelineEntry) -> int:
        right = line.right()
        if entry.action:
            width = brush.metrics("secondary").horizontalAdvance(entry.action)
            place = QRect(right - width, line.top(), width + 2, line.height())
            brush.text(place, entry.action, font="secondary", colour="pine_t")
            right -= width + 10
        if entry.attachments:
            right = self._mark(brush, line, right, "paperclip", str(entry.attachments))
        if entry.is_signed:
            right = self._mark(brush, line, right, "signature", _("signed"))
        return right

    def _mark(
        self, brush: Brush, line: QRect, right: int, icon: str, words: str
    ) -> int:
        width = brush.metrics("secondary").horizontalAdvance(words)
        place = QRect(right - width, line.top(), width + 2, line.height())
        brush.text(place, words, font="secondary", colour="t2")
        brush.icon(QPoint(right - width - 18, line.center().y() - 6), icon, "t2", 14)
        return right - width - 28

    def _ring(self, brush: Brush, area: QRect) -> None:
        brush.painter.setBrush(Qt.BrushStyle.NoBrush)
        brush.painter.setPen(QPen(self._look.colour("focus"), 2))
        brush.painter.drawRoundedRect(QRectF(area), 8, 8)


class TimelineView(QListView):
    """Arrows move from entry to entry, Enter or a click opens."""

    opened = Signal(object)

    def __init__(self, look: Appearance, model: TimelineModel) -> None:
        super().__init__()
        self.timeline = model
        self._delegate = TimelineDelegate(look, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Timeline"))
        self.setMouseTracking(True)
        look.changed.connect(self._redraw)
        model.modelReset.connect(self._delegate.forget)

    def _redraw(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._open(self.indexAt(event.position().toPoint()))

    def _open(self, index: Index) -> None:
        item = self.timeline.item(index.row()) if index.isValid() else None
        if isinstance(item, TimelineEntry):
            self.opened.emit(item)
