"""What waits and what was told, under one head each; arrows show what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _, run_on
from ui.concern_rows import ListHead, ListItem
from ui.kit.care_levels import draw_tile, hue_line, spoken_level, tile_size
from ui.kit.painting import Brush
from ui.kit.row_model import ACCESSIBLE, DISPLAY, ROW_ROLE, RowModel
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from ui.appearance import Appearance
    from ui.care_rows import Countdown
    from ui.kit.row_model import Index

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_EDGE = 4
_DUE_COLOURS = {"late": "red", "soon": "orange", "fine": "t2"}
_DUE_ICONS = {"late": "clock-alert", "soon": "timer"}


class ConcernModel(RowModel):
    """Heads and items in one list; heads cannot be gone to."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], ListHead):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def said(self, row: ListHead | ListItem, role: int) -> object:
        if role not in {DISPLAY, ACCESSIBLE}:
            return None
        if isinstance(row, ListHead):
            return run_on((row.label, str(row.count)))
        name = masked_name(row.name) if self.is_masked else row.name
        return name if role == DISPLAY else _spoken(row, name)

    def row_of(self, kind: str, key: str) -> int:
        """Return where an item stands, or -1."""
        places = (
            at
            for at, row in enumerate(self.rows)
            if isinstance(row, ListItem) and (row.kind, row.key) == (kind, key)
        )
        return next(places, -1)


def _spoken(row: ListItem, name: str) -> str:
    level = spoken_level(row.level)[0] if row.level else ""
    due = (row.due.until, row.due.words) if row.due else ()
    return run_on((name, row.about, level, row.note, *due))


class ConcernDelegate(QStyledItemDelegate):
    """Paints a head, or name and level above, what it is about and its day below."""

    def __init__(self, look: Appearance, view: ConcernList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_head = isinstance(index.data(ROW_ROLE), ListHead)
        sizes = self._look.sizes
        return QSize(80, sizes.control_small + 3 if is_head else sizes.row_student + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        row, area = index.data(ROW_ROLE), option.rect
        if isinstance(row, ListHead):
            self._head(brush, area, row)
        else:
            is_on = bool(option.state & QStyle.StateFlag.State_Selected)
            self._ground(brush, area, row, is_on=is_on)
            self._item(brush, area.adjusted(16, 6, -14, -6), row)
        painter.restore()

    def _head(self, brush: Brush, area: QRect, head: ListHead) -> None:
        brush.painter.fillRect(area, self._look.colour("inset"))
        brush.line(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(14, 0, -14, 0)
        count = str(head.count)
        used = brush.text(inner, count, font="secondary", colour="t2", align=_RIGHT)
        words = inner.adjusted(0, 0, -used - 8, 0)
        brush.text(words, head.label, font="secondary", colour="t2")

    def _ground(self, brush: Brush, area: QRect, row: ListItem, *, is_on: bool) -> None:
        brush.painter.fillRect(area, self._look.colour("sel" if is_on else "sheet"))
        brush.line(area.bottomLeft(), area.bottomRight())
        colour = hue_line(row.level) if row.level else "pine" if is_on else ""
        if colour:
            edge = QRect(area.left(), area.top(), _EDGE, area.height())
            brush.painter.fillRect(edge, self._look.colour(colour))

    def _item(self, brush: Brush, area: QRect, row: ListItem) -> None:
        half = area.height() // 2
        upper = QRect(area.left(), area.top(), area.width(), half)
        lower = QRect(area.left(), area.top() + half, area.width(), half)
        name = masked_name(row.name) if self._view.items.is_masked else row.name
        room = upper
        if row.level:
            size = tile_size(self._look, row.level)
            left = upper.right() - size.width()
            top = upper.center().y() - size.height() // 2
            draw_tile(brush, QPoint(left, top), row.level)
            room = upper.adjusted(0, 0, -size.width() - 8, 0)
        used = brush.text(room, name, font="strong")
        rest = room.adjusted(used + 10, 0, 0, 0)
        brush.text(rest, row.about, font="secondary", colour="t3")
        if row.due:
            taken = self._due(brush, lower, row.due)
            lower = lower.adjusted(0, 0, -taken - 10, 0)
        brush.text(lower, row.note, font="secondary", colour="t2")

    def _due(self, brush: Brush, area: QRect, due: Countdown) -> int:
        colour, icon = _DUE_COLOURS[due.state], _DUE_ICONS.get(due.state, "")
        used = brush.text(
            area, due.words, font="secondary", colour=colour, align=_RIGHT
        )
        if not icon:
            return used
        size = self._look.sizes.icon - 2
        left = area.right() - used - size - 4
        brush.icon(QPoint(left, area.center().y() - size // 2), icon, colour, size)
        return used + size + 4


class ConcernList(QListView):
    """`chosen` carries what the arrows came to; Enter leads into it, D ticks a duty."""

    chosen = Signal(object)
    entered = Signal(object)
    tick_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.items = ConcernModel()
        self.setModel(self.items)
        self.setItemDelegate(ConcernDelegate(look, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Children and concerns"))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> ListItem | None:
        """What one is at."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, ListItem) else None

    def show_items(self, items: tuple[ListHead | ListItem, ...]) -> None:
        """Show the list anew; what was chosen stays so where it is still here."""
        kept = self.current
        self.items.show(items)
        if kept is not None:
            self.select(kept.kind, kept.key)

    def select(self, kind: str, key: str) -> bool:
        """Go to an item without announcing it; say whether it is here."""
        at = self.items.row_of(kind, key)
        was = self.blockSignals(True)
        self.setCurrentIndex(self.items.index(at))
        self.blockSignals(was)
        self.viewport().update()
        return at >= 0

    def first(self) -> ListItem | None:
        """Return the item on top."""
        rows = (row for row in self.items.rows if isinstance(row, ListItem))
        return next(rows, None)

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if not self.signalsBlocked() and self.current is not None:
            self.chosen.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and self.current is not None:
            self.entered.emit(self.current)
            return
        if event.key() == Qt.Key.Key_D and not event.modifiers():
            self.tick_wanted.emit()
            return
        super().keyPressEvent(event)
