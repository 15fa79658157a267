"""The command palette: one field for students, commands and what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from homevisit.text import _, run_on
from ui.kit.basics import Sheet, column, make_label, make_rule, row
from ui.kit.fields import make_search
from ui.kit.notices import announce
from ui.kit.painting import Brush
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from ui.appearance import Appearance
    from ui.palette_rows import PaletteRow

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTH, _WIDTH_LARGE, _TOP, _ROWS = 620, 780, 72, 9
_SHADE = 70


class PaletteModel(QAbstractListModel):
    """An immutable tuple of rows."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[PaletteRow, ...] = ()
        self._is_masked = False

    def show(self, rows: tuple[PaletteRow, ...], *, is_masked: bool) -> None:
        self.beginResetModel()
        self._rows, self._is_masked = rows, is_masked
        self.endResetModel()

    def row_at(self, at: int) -> PaletteRow | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def title(self, row: PaletteRow) -> str:
        is_hidden = row.is_personal and self._is_masked
        return masked_name(row.title) if is_hidden else row.title

    def below(self, row: PaletteRow) -> str:
        """Return the second line; pinyin tells the name, too."""
        is_name = row.kind == "student" and self._is_masked
        return "" if is_name else row.below

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        found = self._rows[index.row()]
        if role is ROW_ROLE:
            return found
        if role is _DISPLAY or role is _ACCESSIBLE:
            parts = (self.title(found), self.below(found), found.right)
            return run_on(part for part in parts if part)
        return None


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, look: Appearance, view: QListView, model: PaletteModel) -> None:
        super().__init__(view)
        self._look, self._model = look, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, self._look.sizes.control + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        found: PaletteRow = index.data(ROW_ROLE)
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._look.colour("sel"))
            bar = QRect(area.left(), area.top(), 3, area.height())
            painter.fillRect(bar, self._look.colour("pine"))
        icon = QPoint(area.left() + 16, area.center().y() - 7)
        brush.icon(icon, found.icon, "t2", 16)
        words = area.adjusted(44, 0, -16, 0)
        room = brush.metrics("secondary").horizontalAdvance(found.right) + 10
        brush.text(words, found.right, font="secondary", colour="t3", align=_RIGHT)
        words.setRight(words.right() - room)
        used = brush.text(words, self._model.title(found), font="strong")
        rest = words.adjusted(used + 12, 0, 0, 0)
        if rest.width() > 20:
            below = self._model.below(found)
            brush.marked_text(rest, below, found.marked, font="secondary")
        painter.restore()


class Palette(QWidget):
    """Covers the window while it is open; Esc gives the focus back where it was.

    `run` carries the row and whether Ctrl was held: begin a visit instead of opening.
    """

    typed = Signal(str)
    run = Signal(object, bool)

    def __init__(self, look: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self.rows = PaletteModel()
        self._came_from: QWidget | None = None
        self.field = make_search(look, _("A student, a command, or words of a visit"))
        self.field.setAccessibleName(_("Find a student or a command"))
        self.list = QListView()
        self._build()
        self.field.textChanged.connect(self.typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._on_run(is_other=False))
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it empty, with the focus in its field."""
        self._came_from = self._window.window().focusWidget()
        self.field.clear()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()
        self.typed.emit("")

    def close_back(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        self.rows.show((), is_masked=False)
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()

    def show_rows(self, rows: tuple[PaletteRow, ...], *, is_masked: bool) -> None:
        """Show what was found; the first row is the one that Enter takes."""
        self.rows.show(rows, is_masked=is_masked)
        self.list.setCurrentIndex(self.rows.index(0, 0))
        self._nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._place()
        self._announce()

    def _build(self) -> None:
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_RowDelegate(self._look, self.list, self.rows))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Found"))
        self._nothing = make_label(_("Nothing found."), "muted")
        self._nothing.setContentsMargins(16, 12, 16, 12)
        foot = row(None, gap=6, margins=(14, 7, 14, 8))
        for key, words in (
            ("↑ ↓", _("choose")),
            ("Enter", _("open")),
            ("Ctrl Enter", _("write a visit")),
            ("Esc", _("close")),
        ):
            foot.addWidget(make_label(key, "key"))
            foot.addWidget(make_label(words, "caption"))
        field = column(self.field, margins=12)
        stack = column(
            field, make_rule(), self.list, self._nothing, make_rule(), foot, margins=1
        )
        stack.setStretch(2, 1)
        self._sheet = Sheet(stack)
        self._sheet.setParent(self)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        width = _WIDTH_LARGE if self._look.is_large else _WIDTH
        shown = max(1, min(_ROWS, self.rows.rowCount()))
        around = self._look.sizes.control * 3 + 44
        height = shown * (self._look.sizes.control + 10) + around
        height = min(height, self.height() - _TOP - 24)
        left = (self.width() - width) // 2
        self._sheet.setGeometry(left, _TOP, width, height)

    def _announce(self) -> None:
        said = self.list.currentIndex().data()
        if said and self.isVisible():
            announce(self.field, str(said))

    def _on_run(self, *, is_other: bool) -> None:
        found = self.rows.row_at(self.list.currentIndex().row())
        if found is not None:
            self.close_back()
            self.run.emit(found, is_other)

    def _step(self, by: int) -> None:
        count = self.rows.rowCount()
        if count:
            at = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.rows.index(at, 0))
            self._announce()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc in the field belong to the list."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        is_press = event.type() == QEvent.Type.KeyPress
        if watched is self.field and is_press and isinstance(event, QKeyEvent):
            return self._steer(event)
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Tab: 1,
            Qt.Key.Key_Backtab: -1,
        }
        if key in steps:
            self._step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._on_run(is_other=bool(held))
        elif key == Qt.Key.Key_Escape:
            self.close_back()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.close_back()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = QColor(self._look.colour("t1"))
        if self._look.theme == "dark":
            shade = QColor(self._look.colour("rail"))
        shade.setAlpha(_SHADE)
        QPainter(self).fillRect(self.rect(), shade)
