"""The vaults opened last: name, folder, when. Before unlocking no more is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from homevisit.text import _, run_on
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from ui.appearance import Appearance
    from ui.vault_rows import VaultChoice

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
VAULT_ROLE = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class VaultListModel(QAbstractListModel):
    """An immutable tuple of vaults."""

    def __init__(self) -> None:
        super().__init__()
        self._vaults: tuple[VaultChoice, ...] = ()

    def show(self, vaults: Sequence[VaultChoice]) -> None:
        self.beginResetModel()
        self._vaults = tuple(vaults)
        self.endResetModel()

    def vault(self, at: int) -> VaultChoice | None:
        return self._vaults[at] if 0 <= at < len(self._vaults) else None

    def at(self, folder: str) -> int:
        """Return the row of a vault; -1 where it is not listed."""
        folders = [each.folder for each in self._vaults]
        return folders.index(folder) if folder in folders else -1

    def practice(self) -> VaultChoice | None:
        """Return the practice vault, where it is listed."""
        return next((each for each in self._vaults if each.is_practice), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self._vaults)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        vault = self._vaults[index.row()]
        if role is VAULT_ROLE:
            return vault
        if role is _DISPLAY:
            return vault.name
        if role is _ACCESSIBLE:
            where = "" if vault.is_practice else vault.folder
            parts = (vault.name, where, vault.opened_at[:10])
            return run_on(part for part in parts if part)
        return None


class VaultDelegate(QStyledItemDelegate):
    """Paints one vault."""

    def __init__(self, look: Appearance, view: VaultList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, 76 if self._look.is_large else 60)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, self._view.devicePixelRatioF())
        vault, area = index.data(VAULT_ROLE), option.rect
        is_on = index.row() == self._view.currentIndex().row()
        painter.fillRect(area, self._look.colour("sel" if is_on else "sheet"))
        if is_on:
            bar = QRect(area.left(), area.top(), 3, area.height())
            painter.fillRect(bar, self._look.colour("pine"))
        if index.row() < index.model().rowCount() - 1:
            brush.line(area.bottomLeft(), area.bottomRight())
        self._tile(brush, area, vault, is_on=is_on)
        self._words(brush, area.adjusted(61, 0, -15, 0), vault)
        painter.restore()

    def _tile(
        self, brush: Brush, area: QRect, vault: VaultChoice, *, is_on: bool
    ) -> None:
        side = 34
        top = area.center().y() - side // 2
        frame = QRectF(area.left() + 14, top, side, side)
        fill, edge = ("pine", "pine") if is_on else ("inset", "line")
        brush.box(frame, fill, edge, 7)
        place = QPoint(area.left() + 22, top + 8)
        icon = "graduation-cap" if vault.is_practice else "folder-lock"
        brush.icon(place, icon, "on_pine" if is_on else "t2", 18)

    def _words(self, brush: Brush, area: QRect, vault: VaultChoice) -> None:
        half = area.height() // 2
        upper = QRect(area.left(), area.top() + 8, area.width(), half - 8)
        lower = QRect(area.left(), area.top() + half, area.width(), half - 8)
        day = vault.opened_at[:16].replace("T", " ")
        used = brush.text(upper, day, font="secondary", colour="t2", align=_RIGHT)
        brush.text(upper.adjusted(0, 0, -used - 10, 0), vault.name, font="strong")
        metrics = brush.metrics("caption")
        middle = Qt.TextElideMode.ElideMiddle
        where = vault.folder
        if vault.is_practice:
            where = _("Comes with the program; try whatever you like")
        folder = metrics.elidedText(where, middle, lower.width())
        brush.text(lower, folder, font="caption", colour="t3")


class VaultList(QListView):
    """Arrows choose a vault; choosing leaves the focus to the password."""

    vault_chosen = Signal(object)

    def __init__(self, look: Appearance, model: VaultListModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(VaultDelegate(look, self))
        self.setAccessibleName(_("Vaults used on this computer"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.vault_chosen.emit(self._model.vault(current.row()))
        # Not the viewport's own: asking for a widget of Qt's loads every kind of them.
        self.update(current)
        self.update(previous)
