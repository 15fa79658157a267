"""Whom to plan for: ticked by Space, those first to whom nobody came this term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
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

from homevisit.text import _, run_on
from ui.kit.checks import draw_check
from ui.kit.painting import Brush
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from ui.appearance import Appearance
    from ui.planning_rows import CandidateRow

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_CHECKED = int(Qt.ItemDataRole.CheckStateRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CandidateModel(QAbstractListModel):
    """Everybody present, narrowed by what is typed; ticks outlive the narrowing."""

    ticked_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[CandidateRow, ...] = ()
        self.rows: tuple[CandidateRow, ...] = ()
        self.ticked: dict[str, None] = {}
        self._typed = ""
        self.is_masked = False

    def show(self, rows: tuple[CandidateRow, ...]) -> None:
        self._all = rows
        self._narrow()

    def narrow(self, typed: str) -> None:
        """Show who fits: name, pinyin, initials, class or village."""
        self._typed = typed.strip().casefold()
        self._narrow()

    def tick(self, student_ids: tuple[str, ...]) -> None:
        """Tick these and nobody else."""
        self.ticked = dict.fromkeys(student_ids)
        self._tell()

    def turn(self, at: int) -> None:
        """Tick or untick a row."""
        whom = self.rows[at].student_id
        if whom in self.ticked:
            del self.ticked[whom]
        else:
            self.ticked[whom] = None
        self._tell()

    def tick_shown(self) -> None:
        """Tick all that are shown and not planned yet, or untick them."""
        shown = [row.student_id for row in self.rows if not row.is_planned]
        if all(each in self.ticked for each in shown):
            self.ticked = {each: None for each in self.ticked if each not in shown}
        else:
            self.ticked |= dict.fromkeys(shown)
        self._tell()

    def show_masked(self, is_masked: bool) -> None:
        self.is_masked = is_masked
        self._touch()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self.rows[index.row()]
        is_on = row.student_id in self.ticked
        if role is ROW_ROLE:
            return row
        if role is _CHECKED:
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        name = masked_name(row.name) if self.is_masked else row.name
        if role is _DISPLAY:
            return name
        if role is _ACCESSIBLE:
            state = _("chosen") if is_on else _("not chosen")
            parts = (name, row.class_name, row.village, row.why, state)
            return run_on(part for part in parts if part)
        return None

    def _narrow(self) -> None:
        self.beginResetModel()
        typed = self._typed
        self.rows = tuple(row for row in self._all if _fits(row, typed))
        self.endResetModel()

    def _tell(self) -> None:
        self._touch()
        self.ticked_changed.emit()

    def _touch(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))


def _fits(row: CandidateRow, typed: str) -> bool:
    if not typed:
        return True
    plain = row.pinyin.casefold().replace(" ", "")
    initials = "".join(each[:1] for each in row.pinyin.casefold().split())
    whole = (row.name.casefold(), row.class_name, row.village)
    begun = (plain.startswith(typed), initials.startswith(typed))
    return any(begun) or any(typed in each for each in whole)


class CandidateDelegate(QStyledItemDelegate):
    """Paints tick, name, class, village and since when nobody came."""

    def __init__(self, look: Appearance, view: CandidateList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, self._look.sizes.row_student)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        row: CandidateRow = index.data(ROW_ROLE)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, self._look.colour("sel" if is_on else "sheet"))
        brush.line(area.bottomLeft(), area.bottomRight())
        side = 22 if self._look.is_large else 17
        mark = QRect(area.left() + 14, area.center().y() - side // 2, side, side)
        checked = row.student_id in self._view.people.ticked
        draw_check(painter, self._look, mark, checked=checked)
        self._words(brush, area.adjusted(side + 26, 4, -14, -4), index, row)
        painter.restore()

    def _words(
        self, brush: Brush, area: QRect, index: Index, row: CandidateRow
    ) -> None:
        half = area.height() // 2
        upper = QRect(area.left(), area.top(), area.width(), half)
        lower = QRect(area.left(), area.top() + half, area.width(), half)
        colour = "orange" if row.is_pressing else "t3"
        brush.text(upper, row.why, font="caption", colour=colour, align=_RIGHT)
        room = brush.metrics("caption").horizontalAdvance(row.why)
        used = brush.text(
            upper.adjusted(0, 0, -room - 8, 0), str(index.data()), font="strong"
        )
        rest = upper.adjusted(used + 8, 0, -room - 8, 0)
        brush.text(rest, row.class_name, font="secondary", colour="t3")
        village = row.village or _("Village not known")
        if row.is_village_read:
            village = _("{village} (from the address)").format(village=row.village)
        brush.text(lower, village, font="caption", colour="t2")


class CandidateList(QListView):
    """Space ticks, Ctrl+A ticks all that are shown."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.people = CandidateModel()
        self.setModel(self.people)
        self.setItemDelegate(CandidateDelegate(look, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Students to plan for"))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.people.turn(self.currentIndex().row())
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_A and control:
            self.people.tick_shown()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.people.turn(index.row())
