"""The lines of a file's history: saves, and under each what it wrote."""

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
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _, run_on
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.appearance import Appearance
    from ui.history_rows import HistoryLine

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
HIDDEN = "●●●●"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT, _MIDDLE = 16, 0.36


class HistoryModel(QAbstractListModel):
    """Lines that grow downwards: `wanted_more` asks for those that follow."""

    wanted_more = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[HistoryLine, ...] = ()
        self._has_more = False
        self._revealed = ""
        self._is_masked = False

    def show(self, lines: tuple[HistoryLine, ...], *, has_more: bool) -> None:
        self.beginResetModel()
        self._lines, self._has_more, self._revealed = lines, has_more, ""
        self.endResetModel()

    def append(self, lines: tuple[HistoryLine, ...], *, has_more: bool) -> None:
        """Put more lines below."""
        self._has_more = has_more
        if lines:
            first = len(self._lines)
            last = first + len(lines) - 1
            self.beginInsertRows(QModelIndex(), first, last)
            self._lines += lines
            self.endInsertRows()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._redraw()

    def reveal(self, key: str) -> None:
        """Show the secret values of one line; an empty key hides them all."""
        self._revealed = key
        self._redraw()

    def line(self, at: int) -> HistoryLine | None:
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def shown(self, line: HistoryLine) -> tuple[str, str]:
        """Return old and new as they may be seen now."""
        is_hidden = line.is_secret and line.key != self._revealed
        if is_hidden or (line.is_personal and self._is_masked):
            return HIDDEN if line.old else "", HIDDEN if line.new else ""
        return line.old, line.new

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self._lines)

    def canFetchMore(self, _parent: Index) -> bool:
        return self._has_more

    def fetchMore(self, _parent: Index) -> None:
        self._has_more = False
        self.wanted_more.emit()

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        line = self._lines[index.row()]
        if role is LINE_ROLE:
            return line
        if role is _DISPLAY or role is _ACCESSIBLE:
            return self._sentence(line)
        return None

    def _sentence(self, line: HistoryLine) -> str:
        old, new = self.shown(line)
        was = _("before: {old}").format(old=old) if old else ""
        now = _("after: {new}").format(new=new) if new else ""
        parts = (line.at, line.who, line.title, line.about, was, now, line.reason)
        return run_on(part for part in parts if part)

    def _redraw(self) -> None:
        if self._lines:
            last = self.index(len(self._lines) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last)


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, look: Appearance, view: HistoryList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line: HistoryLine = index.data(LINE_ROLE)
        sizes = self._look.sizes
        height = sizes.control + 4 if line.kind == "save" else sizes.control_small + 6
        return QSize(120, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        line: HistoryLine = index.data(LINE_ROLE)
        area: QRect = option.rect
        self._ground(brush, option, line)
        if line.kind == "save":
            self._save(brush, area, line)
        elif line.kind == "aside":
            self._aside(brush, area, line)
        else:
            self._change(brush, area, line)
        painter.restore()

    def _ground(
        self, brush: Brush, option: QStyleOptionViewItem, line: HistoryLine
    ) -> None:
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            brush.painter.fillRect(area, self._look.colour("sel"))
            bar = QRect(area.left(), area.top(), 3, area.height())
            brush.painter.fillRect(bar, self._look.colour("pine"))
        elif line.kind == "save":
            brush.painter.fillRect(area, self._look.colour("inset"))
        if line.kind == "save":
            brush.line(area.topLeft(), area.topRight())

    def _save(self, brush: Brush, area: QRect, line: HistoryLine) -> None:
        place = area.adjusted(_LEFT, 0, -_LEFT, 0)
        for words, font, colour in (
            (line.at, "secondary", "t3"),
            (line.who, "strong", "t1"),
            (line.title, "secondary", "t2"),
            (line.reason, "secondary", "t2"),
        ):
            if words:
                used = brush.text(place, words, font=font, colour=colour)  # type: ignore[arg-type]
                place.setLeft(place.left() + used + 14)

    def _change(self, brush: Brush, area: QRect, line: HistoryLine) -> None:
        inner = area.adjusted(_LEFT + 14, 0, -_LEFT, 0)
        middle = inner.left() + int(inner.width() * _MIDDLE)
        title = QRect(inner.left(), area.top(), middle - inner.left(), area.height())
        used = brush.text(title, line.title, font="secondary", colour="t2")
        rest = title.adjusted(used + 8, 0, -8, 0)
        if rest.width() > 30:
            brush.text(rest, line.about, font="secondary", colour="t3")
        old, new = self._view.history.shown(line)
        half = (inner.right() - middle) // 2
        was = QRect(middle, area.top(), half - 26, area.height())
        brush.text(was, old or "—", font="secondary", colour="t3")
        arrow = QPoint(middle + half - 20, area.center().y() - 7)
        brush.icon(arrow, "arrow-right", "t3", 14)
        now = QRect(middle + half, area.top(), half, area.height())
        brush.text(now, new or "—", font="secondary")

    def _aside(self, brush: Brush, area: QRect, line: HistoryLine) -> None:
        place = area.adjusted(_LEFT, 0, -_LEFT, 0)
        brush.icon(QPoint(place.left(), area.center().y() - 7), "archive", "t3", 14)
        place.setLeft(place.left() + 24)
        for words, font in ((line.title, "strong"), (line.about, "secondary")):
            used = brush.text(place, words, font=font)  # type: ignore[arg-type]
            place.setLeft(place.left() + used + 12)
        brush.text(place, line.reason, font="secondary", colour="t3", align=_RIGHT)


class HistoryList(QListView):
    """Arrows move from line to line; `chosen` carries the line or None."""

    chosen = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.history = HistoryModel()
        self.setModel(self.history)
        self.setItemDelegate(_LineDelegate(look, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("History"))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.history.line(current.row()))
