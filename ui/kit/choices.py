"""Choosing among few things: joined segments for one, chips for several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from homevisit.text import labelled
from ui.kit.basics import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.appearance import Appearance


_BESIDE_WORDS = 40
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class Option(NamedTuple):
    """A choice: a stable code, the words shown, and perhaps an icon.

    `masked` are the words while names are masked, where the words are a name.
    """

    code: str
    label: str
    icon: str = ""
    masked: str = ""


class Segments(QWidget):
    """Two to five joined buttons of which at most one is on.

    Arrow keys move and choose; pressing the chosen one again clears it when
    `can_clear`. `chosen` carries the code, or "" when cleared. A value that is not
    offered, such as one of a newer version, is kept until somebody chooses.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Appearance, options: Sequence[Option], *, can_clear: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        self._can_clear = can_clear
        self._has_own_icons = any(option.icon for option in options)
        self._unknown = ""
        self._buttons: dict[str, QPushButton] = {}
        for at, option in enumerate(options):
            self._add(option, at, len(options))
        self.setLayout(row(*self._buttons.values(), None))
        self._guide_focus()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> str:
        on = (code for code, button in self._buttons.items() if button.isChecked())
        return next(on, self._unknown)

    def set_value(self, code: str | None) -> None:
        """Show `code` as chosen without announcing it."""
        self._unknown = "" if code in self._buttons else code or ""
        for each, button in self._buttons.items():
            self._show(button, is_on=each == code)
        self._guide_focus()

    def set_name(self, name: str) -> None:
        """Say what is being chosen to those who listen instead of look."""
        self.setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleName(labelled(name, button.text()))

    def set_read_only(self, value: bool) -> None:
        for button in self._buttons.values():
            button.setEnabled(not value)

    def _add(self, option: Option, at: int, count: int) -> None:
        button = QPushButton(option.label)
        place = "only" if count == 1 else {0: "first", count - 1: "last"}.get(at, "mid")
        button.setProperty("seg", place)
        button.setProperty("scale", "small" if count > 5 else "normal")
        button.setProperty("code", option.code)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(option.label)
        button.clicked.connect(lambda _on, c=option.code: self._on_clicked(c))
        button.installEventFilter(self)
        self._buttons[option.code] = button
        if option.icon:
            self._look.set_icon(button, option.icon, "t2", 14)

    def _show(self, button: QPushButton, *, is_on: bool) -> None:
        button.setChecked(is_on)
        # The bold words of the chosen one need more room than its size hint says.
        bold = QFontMetrics(self._look.font("strong")).horizontalAdvance(button.text())
        button.setMinimumWidth(bold + _BESIDE_WORDS if is_on else 0)
        if is_on and not self._has_own_icons:
            self._look.set_icon(button, "check", "pine_t", 13)
        elif not self._has_own_icons:
            self._look.clear_icon(button)

    def _guide_focus(self) -> None:
        for target in (self._buttons.get(self.value), *self._buttons.values()):
            if target is not None:
                self.setFocusProxy(target)
                return

    def _on_clicked(self, code: str) -> None:
        button = self._buttons[code]
        value = code if button.isChecked() or not self._can_clear else ""
        self.set_value(value)
        self.chosen.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button takes the arrow keys itself, and would move without choosing.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()), 0)
            buttons = list(self._buttons.values())
            if step and watched in buttons:
                self._step_from(buttons.index(watched), step)
                return True
        return super().eventFilter(watched, event)

    def _step_from(self, place: int, step: int) -> None:
        buttons = list(self._buttons.values())
        button = buttons[(place + step) % len(buttons)]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.setChecked(True)
        self._on_clicked(str(button.property("code")))


class FlowLayout(QLayout):
    """Lays widgets out like words in a paragraph."""

    def __init__(self, *, gap: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, area: QRect, *, move: bool) -> int:
        x, y, tallest = area.x(), area.y(), 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            hint = item.sizeHint()
            if x > area.x() and x + hint.width() > area.right() + 1:
                x, y, tallest = area.x(), y + tallest + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            tallest = max(tallest, hint.height())
        return y + tallest - area.y()


class Chips(QWidget):
    """Any number of choices, each an own small button; `changed` carries the codes.

    Values that are not offered, such as a person set aside, are kept.
    """

    changed = Signal(list)

    def __init__(self, look: Appearance, options: Sequence[Option]) -> None:
        super().__init__()
        self._look = look
        self._name = ""
        self._options: tuple[Option, ...] = ()
        self._unknown: list[str] = []
        self._buttons: dict[str, QToolButton] = {}
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self.set_options(options)

    @property
    def value(self) -> list[str]:
        on = [code for code, chip in self._buttons.items() if chip.isChecked()]
        return on + self._unknown

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        return tuple(self._buttons.values())

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; what was on stays on where it is still offered."""
        on = set(self.value)
        self._options = tuple(options)
        for chip in self._buttons.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._buttons = {option.code: self._make(option) for option in options}
        for code, chip in self._buttons.items():
            chip.setChecked(code in on)
            self._flow.addWidget(chip)
        for chip in self._buttons.values():
            self.setFocusProxy(chip)
            break

    def set_value(self, codes: Sequence[str] | None) -> None:
        """Show `codes` as chosen without announcing it."""
        chosen = set(codes or ())
        self._unknown = [code for code in codes or () if code not in self._buttons]
        for code, chip in self._buttons.items():
            chip.setChecked(code in chosen)
            self._fit(chip)

    def _fit(self, chip: QToolButton) -> None:
        metrics = QFontMetrics(self._look.font("strong"))
        wide = max(map(metrics.horizontalAdvance, chip.text().split("\n")))
        extra = wide + (_BESIDE_WORDS - 20)
        chip.setMinimumWidth(extra if chip.isChecked() and chip.icon().isNull() else 0)

    def show_masked(self, is_masked: bool) -> None:
        """Hide the names among the choices, or show them."""
        for option in self._options:
            masked = option.masked if is_masked else ""
            self._buttons[option.code].setText(masked or option.label)
            self._fit(self._buttons[option.code])
        if self._name:
            self.set_name(self._name)

    def set_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        for chip in self._buttons.values():
            chip.setAccessibleName(labelled(name, chip.text()))

    def set_read_only(self, value: bool) -> None:
        for chip in self._buttons.values():
            chip.setEnabled(not value)

    def _make(self, option: Option) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("kind", "chip")
        chip.setText(option.label)
        chip.setAccessibleName(option.label)
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if option.icon:
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._look.set_icon(chip, option.icon, "t2", 14)
        chip.clicked.connect(lambda _on: self.changed.emit(self.value))
        return chip
