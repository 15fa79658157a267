"""The month: planned, done and not met on each day; by arrows from day to day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from homevisit.text import _
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from ui.appearance import Appearance
    from ui.visits_rows import DayCell, MonthPage

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
DAYS, WEEKS = 7, 6
_MARK = 9


class MonthModel(QAbstractTableModel):
    """Six weeks of days."""

    def __init__(self, weekdays: tuple[str, ...]) -> None:
        super().__init__()
        self._weekdays = weekdays
        self.page: MonthPage | None = None

    def show(self, page: MonthPage) -> None:
        self.beginResetModel()
        self.page = page
        self.endResetModel()

    def cell(self, index: Index) -> DayCell | None:
        """Return the day at a place."""
        if self.page is None or not index.isValid():
            return None
        return self.page.cells[index.row() * DAYS + index.column()]

    def place_of(self, day: str) -> QModelIndex:
        """Return where a day stands; invalid where it is not on the page."""
        for at, cell in enumerate(self.page.cells if self.page else ()):
            if cell.day == day:
                return self.index(*divmod(at, DAYS))
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() or self.page is None else WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else DAYS

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        cell = self.cell(index)
        if cell is None:
            return None
        if role is ROW_ROLE:
            return cell
        if role is _DISPLAY:
            return str(cell.number)
        return cell.spoken if role is _ACCESSIBLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role is _DISPLAY:
            return self._weekdays[section]
        return None


class MonthDelegate(QStyledItemDelegate):
    """Paints a day: its number, what is on it, a ring around today."""

    def __init__(self, look: Appearance, view: MonthView) -> None:
        super().__init__(view)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        cell: DayCell | None = index.data(ROW_ROLE)
        if cell is None:
            return
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        fill = "sel" if is_on else "inset" if cell.is_free else "sheet"
        painter.fillRect(area, self._look.colour(fill))
        brush.line(area.bottomLeft(), area.bottomRight())
        brush.line(area.topRight(), area.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            brush.box(QRectF(area.adjusted(1, 1, -1, -1)), fill, "focus", 4)
        self._number(brush, area, cell)
        self._marks(brush, area, cell)
        painter.restore()

    def _number(self, brush: Brush, area: QRect, cell: DayCell) -> None:
        side = brush.metrics("strong").height() + 4
        place = QRect(area.left() + 5, area.top() + 4, side, side)
        colour = "t1" if cell.is_in_month else "t3"
        if cell.is_today:
            brush.box(QRectF(place), "sheet", "pine", side / 2)
            colour = "pine_t"
        font = "strong" if cell.is_today else "body"
        centre = Qt.AlignmentFlag.AlignCenter
        words = str(cell.number)
        brush.text(place, words, font=font, colour=colour, align=centre)  # type: ignore[arg-type]
        note = QRect(place.right() + 4, place.top(), area.width() - side - 12, side)
        brush.text(note, cell.note, font="caption", colour="t3")

    def _marks(self, brush: Brush, area: QRect, cell: DayCell) -> None:
        """Paint the counts: planned dashed, done solid, not met crossed out.

        They stand below the number, or beside it where a day is low.
        """
        height = brush.metrics("caption").height()
        side = brush.metrics("strong").height() + 4
        left = area.left() + 8
        base = area.bottom() - height // 2 - 5
        if area.height() < side + height + 6:
            left, base = area.left() + side + 14, area.top() + 4 + side // 2
        kinds = (
            ("planned", cell.planned, "pine_t"),
            ("done", cell.done, "pine_t"),
            ("not_met", cell.not_met, "orange"),
        )
        for kind, count, colour in kinds:
            if not count:
                continue
            self._mark(brush, QPoint(left, base), kind)
            words = str(count)
            width = brush.metrics("caption").horizontalAdvance(words)
            place = QRect(left + _MARK + 4, base - height // 2, width + 2, height)
            brush.text(place, words, font="caption", colour=colour)
            left += _MARK + width + 14

    def _mark(self, brush: Brush, middle: QPoint, kind: str) -> None:
        draw_mark(brush, QRectF(middle.x(), middle.y() - _MARK / 2, _MARK, _MARK), kind)


def draw_mark(brush: Brush, box: QRectF, kind: str) -> None:
    """Paint the mark of a kind: a dashed ring, a disc, a crossed ring."""
    radius = box.width() / 2
    if kind == "done":
        brush.box(box, "pine_t", "pine_t", radius)
        return
    colour = "pine_t" if kind == "planned" else "orange"
    brush.box(box, "sheet", colour, radius, dashed=kind == "planned")
    if kind == "not_met":
        inner = box.adjusted(3, 3, -3, -3)
        brush.painter.drawLine(inner.topLeft(), inner.bottomRight())
        brush.painter.drawLine(inner.topRight(), inner.bottomLeft())


class MonthView(QTableView):
    """Arrows move by day, Page keys by month, Enter opens the day."""

    day_chosen = Signal(str)
    day_opened = Signal(str)
    month_wanted = Signal(int, str)

    def __init__(self, look: Appearance, model: MonthModel) -> None:
        super().__init__()
        self.month = model
        self.setModel(model)
        self.setItemDelegate(MonthDelegate(look, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Month"))
        for heads in (self.horizontalHeader(), self.verticalHeader()):
            heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            heads.setHighlightSections(False)
        self.verticalHeader().hide()
        self.doubleClicked.connect(lambda _index: self._open())

    @property
    def day(self) -> str:
        """The chosen day."""
        cell = self.month.cell(self.currentIndex())
        return cell.day if cell else ""

    def choose(self, day: str) -> None:
        """Put the cursor on a day of the page."""
        self.setCurrentIndex(self.month.place_of(day))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.day_chosen.emit(self.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -DAYS,
            Qt.Key.Key_Down: DAYS,
        }
        if key in months:
            self.month_wanted.emit(months[key], "")
        elif key in steps:
            self._step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        """Move by days; over the edge of the page the next month comes."""
        here = self.currentIndex()
        if not here.isValid() or self.month.page is None:
            return
        at = here.row() * DAYS + here.column() + days
        if 0 <= at < DAYS * WEEKS:
            self.setCurrentIndex(self.month.index(*divmod(at, DAYS)))
            return
        self.month_wanted.emit(1 if days > 0 else -1, _days_on(self.day, days))

    def _open(self) -> None:
        if self.day:
            self.day_opened.emit(self.day)


def _days_on(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
