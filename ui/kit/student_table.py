"""The list of students: a model over ids with pages, and a table that paints rows."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
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
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from homevisit.text import _
from ui.kit.painting import Brush
from ui.kit.rail import draw_avatar
from ui.words import days_ago, masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from ui.appearance import Appearance
    from ui.rows import StudentRow

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
# Qt hands roles over as small integers, which Python keeps only once: `is` holds.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_DAYS_OF_TERM = 60


class Column(IntEnum):
    """Columns of the student list, from the left."""

    PERSON = 0
    CLASS = 1
    GROUPS = 2
    VISIT = 3
    ITEMS = 4


# What a click on a head sorts by; the names are those of `StudentQuery.order`.
ORDERS = {Column.CLASS: "class", Column.PERSON: "name", Column.VISIT: "visit"}


class StudentTableModel(QAbstractTableModel):
    """Holds only a count and the pages that were looked at; asks for the others."""

    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._pages: dict[int, tuple[StudentRow, ...]] = {}
        self._asked: set[int] = set()
        self._is_masked = False
        self.order = ORDERS[Column.CLASS]
        self._heads = (
            _("Student"),
            _("Class"),
            _("Groups (several possible)"),
            _("Last visit"),
            _("Open items"),
        )

    def show(self, count: int, first_page: tuple[StudentRow, ...]) -> None:
        """Show `count` rows, the first of which are `first_page`."""
        self.beginResetModel()
        self._count = count
        self._pages = {0: first_page}
        self._asked = {0}
        self.endResetModel()

    def put_page(self, page: int, rows: tuple[StudentRow, ...]) -> None:
        self._pages[page] = rows
        last = min(self._count, page * PAGE + len(rows)) - 1
        if rows and last >= 0:
            top = self.index(page * PAGE, 0)
            self.dataChanged.emit(top, self.index(last, len(Column) - 1))

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        if self._count:
            bottom = self.index(self._count - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), bottom)

    @property
    def is_masked(self) -> bool:
        return self._is_masked

    def row_at(self, at: int) -> StudentRow | None:
        """Return the row, or None while its page is on the way."""
        page, place = divmod(at, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(page)
            return None
        return rows[place] if place < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        # Identity first: comparing enums by value is what makes Python models slow.
        if role is ROW_ROLE:
            return self.row_at(index.row())
        if role is _DISPLAY:
            row = self.row_at(index.row())
            return self._text(row, index.column()) if row else ""
        if role is _ACCESSIBLE:
            return self._sentence(index.row())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role is _DISPLAY:
            is_sorted = ORDERS.get(Column(section)) == self.order
            return f"{self._heads[section]} ↓" if is_sorted else self._heads[section]
        return None

    def show_order(self, order: str) -> None:
        """Say in the heads what the list is sorted by."""
        self.order = order
        last = len(Column) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def _text(self, row: StudentRow, column: int) -> str:
        if column == Column.PERSON:
            return masked_name(row.name) if self._is_masked else row.name
        if column == Column.CLASS:
            return row.class_name
        if column == Column.GROUPS:
            return "" if self._is_masked else "、".join(t.label for t in row.groups)
        if column == Column.VISIT:
            return visit_words(row)
        return str(row.open_items or "")

    def _sentence(self, at: int) -> str:
        row = self.row_at(at)
        if row is None:
            return _("Loading")
        parts = [self._text(row, column) for column in Column if column < Column.ITEMS]
        if row.open_items:
            parts.append(_("{count} open items").format(count=row.open_items))
        if row.to_check:
            parts.append(_("to check"))
        return "，".join(part for part in parts if part)


def visit_words(row: StudentRow) -> str:
    """Return how long ago the last visit was, in words."""
    if row.days_since is None:
        return _("Not yet this term")
    return days_ago(row.days_since)


class StudentDelegate(QStyledItemDelegate):
    """Paints one cell of a student's row."""

    def __init__(self, look: Appearance, table: StudentTable) -> None:
        super().__init__(table)
        self._look = look
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, self._look.sizes.row_student)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        self._ground(brush, area, index, bool(state & QStyle.StateFlag.State_Selected))
        row = index.data(ROW_ROLE)
        if row is not None:
            draw = (self._person, self._class, self._groups, self._visit, self._items)
            draw[index.column()](brush, area.adjusted(14, 0, 0, 0), row)
        painter.restore()

    def _ground(self, brush: Brush, area: QRect, index: Index, is_on: bool) -> None:
        is_under = index.row() == self._table.hovered_row
        fill = "sel" if is_on else "hover" if is_under else "sheet"
        brush.painter.fillRect(area, self._look.colour(fill))
        brush.line(area.bottomLeft(), area.bottomRight())
        if is_on and index.column() == 0:
            bar = QRect(area.left(), area.top(), 3, area.height())
            brush.painter.fillRect(bar, self._look.colour("pine"))

    def _person(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        is_masked = self._table.students.is_masked
        side = self._look.sizes.row_student - 15
        top = area.center().y() - side // 2
        draw_avatar(
            brush.painter,
            self._look,
            QRectF(area.left(), top, side, side),
            row.name[:1],
        )
        words = area.adjusted(side + 10, 0, -4, 0)
        half = area.height() // 2
        name = masked_name(row.name) if is_masked else row.name
        upper = QRect(words.left(), words.top() + 4, words.width(), half - 3)
        width = brush.text(upper, name, font="strong")
        if row.to_check:
            place = QPoint(words.left() + width + 6, upper.center().y() - 6)
            brush.icon(place, "circle-alert", "yellow_text", 13)
        if row.has_draft:
            place = QPoint(words.left() + width + 24, upper.center().y() - 6)
            brush.icon(place, "file-pen-line", "t3", 13)
        lower = QRect(words.left(), words.top() + half, words.width(), half - 4)
        pinyin = "" if is_masked else row.pinyin
        brush.marked_text(lower, pinyin, row.matched, font="caption")

    def _class(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        brush.text(area, row.class_name, colour="t2")

    def _groups(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        brush.chips(area, row.groups, is_masked=self._table.students.is_masked)

    def _visit(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        if row.days_since is None:
            size = self._look.sizes.icon - 2
            place = QPoint(area.left(), area.center().y() - size // 2)
            brush.icon(place, "circle-alert", "orange", size)
            words = area.adjusted(size + 5, 0, 0, 0)
            brush.text(words, visit_words(row), colour="orange", font="secondary")
            return
        inner = area.adjusted(0, 4, -20, -4)
        is_old = row.days_since >= _DAYS_OF_TERM
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() - 8)
        colour = "orange" if is_old else "t2"
        brush.text(upper, visit_words(row), font="secondary", colour=colour)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        day = row.last_visit_on[5:]
        brush.text(upper, day, font="caption", colour="t3", align=right)
        bar = QRectF(inner.left(), inner.bottom() - 6, inner.width(), 4)
        share = row.days_since / _DAYS_OF_TERM
        brush.bar(bar, share, "orange" if is_old else "pine")

    def _items(self, brush: Brush, area: QRect, row: StudentRow) -> None:
        if not row.open_items:
            brush.text(area, "—", colour="t3")
            return
        size = self._look.sizes.icon - 2
        late = row.late_items > 0
        place = QPoint(area.left(), area.center().y() - size // 2)
        colour = "red" if late else "t2"
        brush.icon(place, "clock-alert" if late else "flag", colour, size)
        words = _("{count} overdue").format(count=row.late_items) if late else ""
        text = words or str(row.open_items)
        font = "strong" if late else "secondary"
        inner = area.adjusted(size + 6, 0, 0, 0)
        brush.text(inner, text, colour=colour, font=font)  # type: ignore[arg-type]


class StudentTable(QTableView):
    """Rows are chosen as a whole; Enter opens, arrows move.

    A click on a head sorts by it, Ctrl+R by the next one.
    """

    opened = Signal(str)
    order_chosen = Signal(str)
    selected = Signal(str)
    WIDTHS = (192, 84, 0, 164, 118)

    def __init__(self, look: Appearance, model: StudentTableModel) -> None:
        super().__init__()
        self._look = look
        self.students = model
        self.hovered_row = -1
        self.setModel(model)
        self.setItemDelegate(StudentDelegate(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Students"))
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        # A press on a head would choose a column, and rows are chosen here.
        heads.sectionPressed.disconnect()
        heads.sectionClicked.connect(self._on_head)
        heads.setToolTip(_("Sort the list (Ctrl+R: by the next column)"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        heads.setDefaultAlignment(left)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        look.follow(self._draw)

    def _on_head(self, section: int) -> None:
        order = ORDERS.get(Column(section), "")
        if order and order != self.students.order:
            self.students.show_order(order)
            self.order_chosen.emit(order)

    def sort_by_next(self) -> None:
        """Sort by the column after the one that the list is sorted by."""
        columns = list(ORDERS)
        at = list(ORDERS.values()).index(self.students.order)
        self._on_head(columns[(at + 1) % len(columns)])

    def current_id(self) -> str:
        row = self.students.row_at(self.currentIndex().row())
        return row.id if row is not None and self.currentIndex().isValid() else ""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.selected.emit(self.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _open(self, at: int) -> None:
        row = self.students.row_at(at) if at >= 0 else None
        if row is not None:
            self.opened.emit(row.id)

    def _hover(self, at: int) -> None:
        if at != self.hovered_row:
            self.hovered_row = at
            self.viewport().update()

    def _draw(self) -> None:
        heads = self.verticalHeader()
        heads.setDefaultSectionSize(self._look.sizes.row_student)
        heads.setMinimumSectionSize(self._look.sizes.row_student)
        self._lay_out()

    def _lay_out(self) -> None:
        scale = 1.25 if self._look.is_large else 1.0
        fixed = [int(width * scale) for width in self.WIDTHS]
        room = self.viewport().width() - sum(fixed)
        for column, width in enumerate(fixed):
            self.setColumnWidth(column, width or max(120, room))
