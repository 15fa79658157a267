"""The days of a planning with their trips; a trip is moved by keys or by dragging."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
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

from homevisit.text import _, listed, run_on, translate_count
from ui.kit.painting import Brush
from ui.planning_rows import DayRow, TripRow
from ui.words import masked_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from ui.appearance import Appearance

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_TRIP = "application/x-homevisit-trip"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DaysModel(QAbstractListModel):
    """Heads of days, and under each its trips; a trip dropped on a day takes it."""

    moved = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[DayRow | TripRow, ...] = ()
        self.is_masked = False

    def show(self, lines: tuple[DayRow | TripRow, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def show_masked(self, is_masked: bool) -> None:
        self.is_masked = is_masked
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    def trip_at(self, index: Index) -> TripRow | None:
        """Return the trip at a place; None at the head of a day."""
        line = self.lines[index.row()] if index.isValid() else None
        return line if isinstance(line, TripRow) else None

    def place_of(self, key: str) -> QModelIndex:
        """Return where a trip stands."""
        for at, line in enumerate(self.lines):
            if isinstance(line, TripRow) and line.key == key:
                return self.index(at)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.trip_at(index) is None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemIsDropEnabled
        )

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        line = self.lines[index.row()]
        if role is ROW_ROLE:
            return line
        if role in {_DISPLAY, _ACCESSIBLE}:
            return self._sentence(line)
        return None

    def names(self, trip: TripRow) -> str:
        """Return the children of a trip as they are to be shown."""
        masked = (masked_name(each) for each in trip.names)
        return listed(masked if self.is_masked else trip.names)

    def _sentence(self, line: DayRow | TripRow) -> str:
        if isinstance(line, DayRow):
            parts: Sequence[str] = (line.words, line.villages, counted(line), line.note)
        else:
            time = line.time or _("no time yet")
            parts = (
                self.names(line),
                line.village,
                line.day,
                time,
                line.goes,
                line.clash,
            )
        return run_on(part for part in parts if part)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_TRIP]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        trips = [trip for each in indexes if (trip := self.trip_at(each))]
        data.setData(_TRIP, "\n".join(each.key for each in trips).encode())
        return data

    def dropMimeData(
        self,
        data: QMimeData,
        _action: Qt.DropAction,
        row: int,
        _column: int,
        parent: Index,
    ) -> bool:
        at = parent.row() if parent.isValid() else row - 1
        if not data.hasFormat(_TRIP) or not 0 <= at < len(self.lines):
            return False
        for key in bytes(data.data(_TRIP).data()).decode().split("\n"):
            self.moved.emit(key, self.lines[at].day)
        # The rows come anew with the next proposal; the view must remove none itself.
        return False


def counted(day: DayRow) -> str:
    """Return how many homes and children a day has."""
    homes = translate_count("{count} home", "{count} homes", day.trips)
    children = translate_count("{count} child", "{count} children", day.students)
    return f"{homes} {children}"


class DaysDelegate(QStyledItemDelegate):
    """Paints the head of a day, or a trip."""

    def __init__(self, look: Appearance, view: DaysList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        is_head = isinstance(index.data(ROW_ROLE), DayRow)
        sizes = self._look.sizes
        return QSize(160, sizes.row if is_head else sizes.row_student)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        line = index.data(ROW_ROLE)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        if isinstance(line, DayRow):
            self._head(brush, option.rect, line)
        else:
            self._trip(brush, option.rect, line, is_on=is_on)
        painter.restore()

    def _head(self, brush: Brush, area: QRect, line: DayRow) -> None:
        brush.painter.fillRect(area, self._look.colour("inset"))
        brush.line(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(14, 0, -14, 0)
        used = brush.text(inner, line.words, font="strong")
        room = brush.metrics("secondary").horizontalAdvance(counted(line))
        said = "  ".join(each for each in (line.villages, line.note) if each)
        rest = inner.adjusted(used + 12, 0, -room - 12, 0)
        brush.text(rest, said, font="secondary", colour="t2")
        brush.text(inner, counted(line), font="secondary", colour="t3", align=_RIGHT)

    def _trip(self, brush: Brush, area: QRect, line: TripRow, *, is_on: bool) -> None:
        brush.painter.fillRect(area, self._look.colour("sel" if is_on else "sheet"))
        brush.line(area.bottomLeft(), area.bottomRight())
        if is_on:
            bar = QRect(area.left(), area.top(), 3, area.height())
            brush.painter.fillRect(bar, self._look.colour("pine"))
        inner = area.adjusted(28, 0, -14, 0)
        width = brush.metrics("strong").horizontalAdvance("00:00") + 14
        brush.text(inner, line.time or "—", font="strong", colour="pine_t")
        words = inner.adjusted(width, 0, 0, 0)
        names = self._view.days.names(line)
        used = brush.text(words, names, font="strong")
        if len(line.names) > 1:
            size = self._look.sizes.icon - 2
            place = QPoint(words.left() + used + 6, words.center().y() - size // 2)
            brush.icon(place, "users", "t3", size)
            used += size + 6
        rest = words.adjusted(used + 10, 0, 0, 0)
        said = line.clash or "  ".join(
            each for each in (line.class_name, line.village, line.goes) if each
        )
        colour = "orange" if line.clash else "t2"
        brush.text(rest, said, font="secondary", colour=colour)


class DaysList(QListView):
    """Alt with an arrow moves a trip by a day; Del takes it out."""

    taken_out = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.days = DaysModel()
        self.setModel(self.days)
        self.setItemDelegate(DaysDelegate(look, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAccessibleName(_("Days and trips"))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def current_key(self) -> str:
        trip = self.days.trip_at(self.currentIndex())
        return trip.key if trip else ""

    def choose(self, key: str) -> None:
        """Put the cursor on a trip, or on the first."""
        place = self.days.place_of(key)
        if not place.isValid() and len(self.days.lines) > 1:
            place = self.days.index(1)
        self.setCurrentIndex(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        trip = self.days.trip_at(self.currentIndex())
        key = Qt.Key(event.key())
        if trip and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if key in steps:
                self._move(trip, steps[key])
                return
        elif trip and key == Qt.Key.Key_Delete:
            self.taken_out.emit(trip.key)
            return
        super().keyPressEvent(event)

    def _move(self, trip: TripRow, days: int) -> None:
        day = date.fromisoformat(trip.day) + timedelta(days=days)
        self.days.moved.emit(trip.key, day.isoformat())
