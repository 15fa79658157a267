"""Signed sheets in a list: thumbnail, whose, its code, what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _, run_on, translate_count
from ui.kit.checks import draw_check
from ui.kit.painting import Brush
from ui.scan_rows import ASKING, READY, REFUSED
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from ui.appearance import Appearance
    from ui.scan_rows import SheetRow

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_CHECKED = int(Qt.ItemDataRole.CheckStateRole)
_ROW = int(Qt.ItemDataRole.UserRole)
_PAD, _MARK, _THUMB = 10, 18, 44
_ICONS = {
    READY: ("circle-check", "pine_t"),
    ASKING: ("triangle-alert", "yellow_text"),
    REFUSED: ("circle-x", "red"),
}


class SheetModel(QAbstractListModel):
    """The sheets, and which of them go along; a choice made by hand stays."""

    wanted_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sheets: tuple[SheetRow, ...] = ()
        self.is_masked = False
        self._by_hand: dict[str, bool] = {}

    def show(self, sheets: tuple[SheetRow, ...]) -> None:
        self.beginResetModel()
        self.sheets = sheets
        self.endResetModel()
        self.wanted_changed.emit()

    def show_masked(self, is_masked: bool) -> None:
        self.is_masked = is_masked
        self.show(self.sheets)

    @property
    def wanted(self) -> tuple[SheetRow, ...]:
        return tuple(each for each in self.sheets if self.is_wanted(each))

    def is_wanted(self, sheet: SheetRow) -> bool:
        return sheet.is_ready and self._by_hand.get(sheet.key, sheet.is_wanted)

    def want(self, key: str, wanted: bool) -> None:
        self._by_hand[key] = wanted
        at = next((n for n, each in enumerate(self.sheets) if each.key == key), -1)
        if at >= 0:
            self.dataChanged.emit(self.index(at), self.index(at))
        self.wanted_changed.emit()

    def forget_choice(self, key: str) -> None:
        """Let a sheet go along or not as it stands, after something was said of it."""
        self._by_hand.pop(key, None)

    def name_of(self, sheet: SheetRow) -> str:
        """Return whose it is, masked where names are; or the file's name."""
        if not sheet.name:
            return sheet.source
        return masked_name(sheet.name) if self.is_masked else sheet.name

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.sheets)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        sheet = self.sheets[index.row()]
        if role == _ROW:
            return sheet
        if role == _DISPLAY:
            return self.name_of(sheet)
        if role == _CHECKED:
            states = Qt.CheckState
            return states.Checked if self.is_wanted(sheet) else states.Unchecked
        if role == _ACCESSIBLE:
            goes = _("goes along") if self.is_wanted(sheet) else _("stays here")
            parts = (self.name_of(sheet), sheet.code, sheet.words, sheet.advice, goes)
            return run_on(part for part in parts if part)
        return None


class SheetList(QListView):
    """Space says whether a sheet goes along; Enter asks what is missing."""

    asked = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.sheets = SheetModel()
        self.setModel(self.sheets)
        self.setItemDelegate(_SheetDelegate(look, self))
        self.setAccessibleName(_("Signed sheets"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        look.changed.connect(self.doItemsLayout)

    @property
    def current(self) -> SheetRow | None:
        at = self.currentIndex().row()
        return self.sheets.sheets[at] if 0 <= at < len(self.sheets.sheets) else None

    def show_sheets(self, sheets: tuple[SheetRow, ...]) -> None:
        """Show them, keeping the place in the list."""
        key = self.current.key if self.current else ""
        keys = [each.key for each in sheets]
        at = keys.index(key) if key in keys else max(0, self.currentIndex().row())
        self.sheets.show(sheets)
        self.setCurrentIndex(self.sheets.index(min(at, len(sheets) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._turn()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() < _PAD * 2 + _MARK:
            self._turn()

    def _turn(self) -> None:
        sheet = self.current
        if sheet is not None and sheet.is_ready:
            self.sheets.want(sheet.key, not self.sheets.is_wanted(sheet))


class _SheetDelegate(QStyledItemDelegate):
    """Paints a tick, the picture, whose it is and what becomes of it."""

    def __init__(self, look: Appearance, view: SheetList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(220, self._look.sizes.row_student + 20)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._look.colour("sel"))
        sheet: SheetRow = index.data(_ROW)
        if sheet.is_ready:
            top = area.center().y() - _MARK // 2
            mark = QRect(area.left() + _PAD, top, _MARK, _MARK)
            is_on = self._view.sheets.is_wanted(sheet)
            draw_check(painter, self._look, mark, checked=is_on)
        left = area.left() + _PAD * 2 + _MARK
        self._paint_picture(
            painter, sheet, QRect(left, area.top(), _THUMB, area.height())
        )
        rest = area.adjusted(left + _THUMB + _PAD - area.left(), 0, -_PAD, 0)
        self._paint_words(brush, sheet, rest)
        brush.line(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _paint_picture(self, painter: QPainter, sheet: SheetRow, area: QRect) -> None:
        picture = QPixmap()
        if not (sheet.thumbnail and picture.loadFromData(sheet.thumbnail)):
            return
        room = area.adjusted(0, 5, 0, -5)
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = room.center() - QPoint(size.width() // 2, size.height() // 2)
        painter.drawPixmap(QRect(corner, size), picture)

    def _paint_words(self, brush: Brush, sheet: SheetRow, area: QRect) -> None:
        half = area.height() // 2
        upper = QRect(area.left(), area.top() + 5, area.width(), half - 4)
        lower = QRect(area.left(), area.top() + half, area.width(), half - 5)
        name = self._view.sheets.name_of(sheet)
        used = brush.text(upper, name, font="body")
        pages = translate_count("{count} page", "{count} pages", len(sheet.pages))
        said = "  ".join(filter(None, (sheet.code, pages if sheet.pages else "")))
        beside = upper.adjusted(used + 10, 0, 0, 0)
        brush.text(beside, said, font="secondary", colour="t3")
        icon, colour = _ICONS[sheet.tone]
        size = self._look.sizes.icon
        place = QPoint(lower.left(), lower.center().y() - size // 2 + 1)
        brush.icon(place, icon, colour, size)
        words = lower.adjusted(size + 6, 0, 0, 0)
        brush.text(words, sheet.words, font="secondary", colour="t2")
