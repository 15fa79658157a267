"""The list of visits: a model over pages of rows, and a table that paints them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
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

from homevisit.text import _, run_on
from ui.kit.painting import Brush
from ui.kit.visit_strokes import VisitStrokes
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from ui.appearance import Appearance
    from ui.visits_rows import VisitRow

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class Column(IntEnum):
    """Columns of the list, from the left."""

    PERSON = 0
    WHEN = 1
    STATE = 2
    VILLAGE = 3
    TEACHER = 4
    FACTS = 5


# What a click on a head sorts by; the names are those of `VisitQuery.order`.
ORDERS = {Column.PERSON: "name", Column.WHEN: "day", Column.VILLAGE: "village"}


class VisitTableModel(QAbstractTableModel):
    """Holds a count and the pages that were looked at; asks for the others."""

    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._pages: dict[int, tuple[VisitRow, ...]] = {}
        self._asked: set[int] = set()
        self.is_masked = False
        self.order = ORDERS[Column.WHEN]
        self._heads = (
            _("Student"),
            _("When"),
            _("State"),
            _("Village"),
            _("Who goes"),
            _("About the visit"),
        )

    def show(self, count: int, first_page: tuple[VisitRow, ...]) -> None:
        """Show `count` rows, the first of which are `first_page`."""
        self.beginResetModel()
        self._count = count
        self._pages, self._asked = {0: first_page}, {0}
        self.endResetModel()

    def put_page(self, page: int, rows: tuple[VisitRow, ...]) -> None:
        self._pages[page] = rows
        last = min(self._count, page * PAGE + len(rows)) - 1
        if rows and last >= 0:
            bottom = self.index(last, len(Column) - 1)
            self.dataChanged.emit(self.index(page * PAGE, 0), bottom)

    def show_masked(self, is_masked: bool) -> None:
        self.is_masked = is_masked
        if self._count:
            bottom = self.index(self._count - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), bottom)

    def show_order(self, order: str) -> None:
        """Say in the heads what the list is sorted by."""
        self.order = order
        last = len(Column) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def row_at(self, at: int) -> VisitRow | None:
        """Return the row, or None while its page is on the way."""
        page, place = divmod(at, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(page)
            return None
        return rows[place] if place < len(rows) else None

    def find(self, row_id: str) -> int:
        """Return where a row stands among the pages that are there, or -1."""
        for page, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.id == row_id:
                    return page * PAGE + place
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role is ROW_ROLE:
            return self.row_at(index.row())
        if role is _DISPLAY:
            row = self.row_at(index.row())
            return self._text(row, index.column()) if row else ""
        if role is _ACCESSIBLE:
            row = self.row_at(index.row())
            return spoken(row, is_masked=self.is_masked) if row else _("Loading")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role is _DISPLAY:
            is_sorted = ORDERS.get(Column(section)) == self.order
            return f"{self._heads[section]} ↓" if is_sorted else self._heads[section]
        return None

    def _text(self, row: VisitRow, column: int) -> str:
        texts = (
            masked_name(row.name) if self.is_masked else row.name,
            f"{row.day_words} {row.time}".strip(),
            row.mark[1],
            row.village,
            row.teacher,
            row.facts,
        )
        return texts[column]


def spoken(row: VisitRow, *, is_masked: bool) -> str:
    """Return a row as a sentence for who listens."""
    name = masked_name(row.name) if is_masked else row.name
    when = f"{row.day_words} {row.weekday} {row.time}".strip()
    parts = (name, row.class_name, when, row.mark[1], row.village, row.teacher)
    return run_on(part for part in (*parts, row.facts, row.note) if part)


class VisitDelegate(QStyledItemDelegate):
    """Paints one cell of a line."""

    def __init__(self, look: Appearance, table: VisitTable) -> None:
        super().__init__(table)
        self._look, self._table = look, table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, self._look.sizes.row_student)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        strokes = VisitStrokes(brush, is_masked=self._table.visits.is_masked)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        is_under = index.row() == self._table.hovered_row
        is_first = index.column() == 0
        strokes.ground(option.rect, is_on=is_on, is_under=is_under, has_bar=is_first)
        row = index.data(ROW_ROLE)
        if row is not None:
            draw = (
                strokes.person,
                strokes.when,
                strokes.mark,
                strokes.village,
                strokes.teacher,
                strokes.facts,
            )
            draw[index.column()](option.rect.adjusted(14, 0, 0, 0), row)
        painter.restore()


class VisitTable(QTableView):
    """Several rows can be chosen; Enter opens, arrows move, a head sorts."""

    opened = Signal(object)
    order_chosen = Signal(str)
    chosen = Signal()
    WIDTHS = (186, 116, 158, 132, 96, 0)

    def __init__(self, look: Appearance, model: VisitTableModel) -> None:
        super().__init__()
        self._look, self.visits = look, model
        self.hovered_row = -1
        self.setModel(model)
        self.setItemDelegate(VisitDelegate(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Visits"))
        self.verticalHeader().hide()
        self._make_heads()
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        look.follow(self._draw)

    def _make_heads(self) -> None:
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

    def _on_head(self, section: int) -> None:
        order = ORDERS.get(Column(section), "")
        if order and order != self.visits.order:
            self.visits.show_order(order)
            self.order_chosen.emit(order)

    def sort_by_next(self) -> None:
        """Sort by the column after the one that the list is sorted by."""
        columns = list(ORDERS)
        at = list(ORDERS.values()).index(self.visits.order)
        self._on_head(columns[(at + 1) % len(columns)])

    def rows(self) -> tuple[VisitRow, ...]:
        """Return the chosen rows, in their order in the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self.visits.row_at(at) for at in places)
        return tuple(row for row in found if row is not None)

    def selectionChanged(self, on: QItemSelection, off: QItemSelection) -> None:
        super().selectionChanged(on, off)
        self.chosen.emit()

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
        row = self.visits.row_at(at) if at >= 0 else None
        if row is not None:
            self.opened.emit(row)

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
