"""One section of the settings: a title, a sentence, and sheets under each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QWidget

from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import FlowLayout
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from ui.appearance import Appearance

_WIDEST = 940
# Title and sentence stand above the first sheet.
_ABOVE = 2
_LEAST_WIDTH, _LEAST_HEIGHT = 150, 300


class SettingPane(QWidget):
    """Sheets stacked under a title; never wider than one reads comfortably."""

    def __init__(self, look: Appearance, title: str, about: str = "") -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.look = look
        self.heading = SerifLabel(look, "section", title)
        said = make_label(about, "muted", wrap=True)
        sides = (SPACE.small, SPACE.small, SPACE.page, SPACE.page)
        self._stack = column(self.heading, said, gap=SPACE.small, margins=sides)
        self._stack.addStretch(1)
        self.setLayout(self._stack)
        said.setVisible(bool(about))
        look.follow(self._fit)

    def add_sheet(self, *parts: QWidget | QLayout | int, title: str = "") -> Sheet:
        """Add a sheet with these parts under each other."""
        head = (make_label(title, "strong"),) if title else ()
        inside = column(*head, *parts, gap=SPACE.gap, margins=SPACE.page)
        sheet = Sheet(inside)
        sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._stack.insertWidget(self._stack.count() - 1, sheet)
        return sheet

    def move_sheet(self, sheet: Sheet, at: int) -> None:
        """Let a sheet be the one at a place, counted from the first sheet."""
        self._stack.removeWidget(sheet)
        self._stack.insertWidget(_ABOVE + at, sheet)

    def add(self, part: QWidget) -> None:
        """Add something that is a sheet itself, or none."""
        self._stack.insertWidget(self._stack.count() - 1, part)

    def fill(self, sheet: Sheet) -> None:
        """Let a sheet take all the height there is."""
        sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._stack.setStretch(self._stack.count() - 1, 0)
        self._stack.setStretchFactor(sheet, 1)

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.focusNextChild()

    def _fit(self) -> None:
        self.setMaximumWidth(_WIDEST * self.look.sizes.body // 14)


def split(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Put a list and what is chosen in it side by side."""
    line = row(left, make_rule(vertical=True), right, gap=SPACE.page)
    line.setStretch(0, 2)
    line.setStretch(2, 5)
    left.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
    return line


def flow(*parts: QWidget, button: QPushButton) -> QWidget:
    """Lay fields and then their button in a line that wraps where it is narrow."""
    laid = FlowLayout(gap=SPACE.gap)
    # As high as the label above a field, so that the button stands beside the fields.
    above = make_label(" ", "secondary")
    for part in (*parts, hold(column(above, button, gap=5))):
        laid.addWidget(part)
    return hold(laid)


class Pairs(QWidget):
    """Fields in two columns, or in one where there is no room for two."""

    def __init__(self, *parts: QWidget | None) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._parts = parts
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.form)
        self._grid.setVerticalSpacing(SPACE.gap)
        self._lay(2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = self.width() >= 2 * self._widest() + SPACE.form
        self._lay(2 if has_room else 1)

    def _widest(self) -> int:
        hints = (part.minimumSizeHint().width() for part in self._parts if part)
        return max(hints, default=0)

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        parts = self._parts if columns == 2 else tuple(filter(None, self._parts))
        for at, part in enumerate(parts):
            if part is not None:
                place = Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(part, at // columns, at % columns, place)
        self.updateGeometry()


def pairs(*parts: QWidget | None) -> Pairs:
    """Lay parts out in two columns; None leaves a place empty."""
    return Pairs(*parts)
