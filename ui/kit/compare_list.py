"""The cases to decide, one below the other: whom it is about, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
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

from homevisit.text import run_on
from ui.compare_rows import CHANGED, MERGED
from ui.kit.painting import Brush
from ui.kit.row_model import ACCESSIBLE, DISPLAY, ROW_ROLE, Index, RowModel
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from ui.appearance import Appearance
    from ui.compare_rows import CaseRow

_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
ICONS = {MERGED: ("users", "t3"), CHANGED: ("triangle-alert", "yellow_text")}
_TO_DECIDE = ("circle-dot", "orange")


class CaseModel(RowModel):
    """The cases; masked they show no names."""

    rows: tuple[CaseRow, ...]

    def said(self, row: CaseRow, role: int) -> object:
        if role is DISPLAY:
            names = row.name.split(" / ")
            return " / ".join(map(masked_name, names)) if self.is_masked else row.name
        if role is _TOOLTIP:
            return row.note
        if role is ACCESSIBLE:
            parts = (str(self.said(row, DISPLAY)), row.context, row.note)
            return run_on(part for part in parts if part)
        return None


class CaseDelegate(QStyledItemDelegate):
    """Paints name and class above, and the reasons below them."""

    def __init__(self, look: Appearance, view: CaseList) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._look.sizes.row_student + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        row: CaseRow = index.data(ROW_ROLE)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, self._look.colour("sel" if is_on else "sheet"))
        brush.line(area.bottomLeft(), area.bottomRight())
        if is_on:
            bar = QRect(area.left(), area.top(), 3, area.height())
            painter.fillRect(bar, self._look.colour("pine"))
        size = self._look.sizes.icon
        icon, colour = ICONS.get(row.kind, _TO_DECIDE)
        inner = area.adjusted(14, 6, -14, -6)
        half = inner.height() // 2
        brush.icon(
            QPoint(inner.left(), inner.top() + (half - size) // 2), icon, colour, size
        )
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        upper.setLeft(inner.left() + size + 8)
        used = brush.text(upper, str(index.data()), font="strong")
        rest = upper.adjusted(used + 8, 0, 0, 0)
        brush.text(rest, row.context, font="secondary", colour="t3")
        lower = upper.translated(0, half)
        brush.text(lower, row.note, font="secondary", colour="t2")
        painter.restore()


class CaseList(QListView):
    """Arrows choose; Enter goes to the versions beside."""

    chosen = Signal(str)
    entered_case = Signal()

    def __init__(self, look: Appearance, name: str) -> None:
        super().__init__()
        self.cases = CaseModel()
        self.setModel(self.cases)
        self.setItemDelegate(CaseDelegate(look, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.selectionModel().currentChanged.connect(self._on_current)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def current_key(self) -> str:
        at = self.currentIndex().row()
        rows = self.cases.rows
        return rows[at].key if 0 <= at < len(rows) else ""

    def show_cases(self, rows: tuple[CaseRow, ...], wanted: str = "") -> None:
        """Show the cases; the wanted one, the one before, or the first is chosen."""
        before, at = self.current_key(), max(0, self.currentIndex().row())
        keys = [row.key for row in rows]
        self.cases.show(rows)
        if not keys:
            return
        for key in (wanted, before):
            if key in keys:
                at = keys.index(key)
                break
        self.setCurrentIndex(self.cases.index(min(at, len(keys) - 1)))

    def go(self, step: int) -> None:
        """Choose the next or the previous case."""
        at = self.currentIndex().row() + step
        if 0 <= at < len(self.cases.rows):
            self.setCurrentIndex(self.cases.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (
            event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self.entered_case.emit()
            return
        super().keyPressEvent(event)

    def _on_current(self) -> None:
        self.chosen.emit(self.current_key())
