"""A line whose value stays masked until it is asked for, or written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import make_icon_button, repaint_style, row
from ui.kit.password_field import PRIVATE_HINTS
from ui.kit.reveal import RevealTimer

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance


class _Masked(QLineEdit):
    """Opens by typing over it, and asks for what it hides by Enter or F2."""

    opened = Signal(str)
    wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if not self.isReadOnly():
            super().keyPressEvent(event)
        elif event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_F2}:
            self.wanted.emit()
        elif event.text() and event.text().isprintable():
            self.opened.emit(event.text())
        else:
            super().keyPressEvent(event)


class SecretLine(QWidget):
    """`reveal_wanted` asks for the full value; `show_full` shows it for a while.

    `value` is None while nobody has looked or written: there is nothing to save.
    """

    reveal_wanted = Signal()
    changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._masked = ""
        self._full: str | None = None
        self.line = _Masked()
        self.line.setInputMethodHints(PRIVATE_HINTS)
        self._show = make_icon_button(look, "eye", _("Show"))
        self._show.clicked.connect(self.reveal_wanted)
        self.setLayout(row(self.line, self._show, gap=4))
        self.setFocusProxy(self.line)
        self._timer = RevealTimer(look, self)
        self._timer.timeout.connect(self._on_time)
        self.line.wanted.connect(self.reveal_wanted)
        self.line.opened.connect(self.write_in)
        self.line.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def value(self) -> str | None:
        return None if self._full is None else self.line.text().strip()

    @property
    def full(self) -> str | None:
        """What stood there when it was opened; "" where it was written over unseen."""
        return self._full

    def show_masked(self, masked: str) -> None:
        """Show the mask; without anything to hide the line is open."""
        self._timer.stop()
        self._masked, self._full = masked, None if masked else ""
        self.line.setText(masked)
        self._open(is_open=not masked)

    def show_full(self, value: str) -> None:
        """Show the whole value for twenty seconds, or as long as it is being edited."""
        self._full = value
        self.line.setText(value)
        self._open(is_open=True)
        self._timer.begin()

    def stay_open(self, masked: str) -> None:
        """Hide what is written here, now on the disk, once nobody is at it."""
        self._masked, self._full = masked, self.line.text().strip()
        self._timer.begin()

    def write_in(self, typed: str) -> None:
        """Go on with a new value, written over what is hidden."""
        self._full = ""
        self._open(is_open=True)
        self.line.setText(typed)
        self.changed.emit()

    def set_name(self, name: str) -> None:
        """Say what is hidden to those who listen instead of look."""
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self._show.setAccessibleName(f"{_('Show')} {name}")

    def _open(self, *, is_open: bool) -> None:
        self.line.setReadOnly(not is_open)
        repaint_style(self.line)
        self._show.setVisible(not is_open)

    def _on_time(self) -> None:
        if self.line.hasFocus() or self.value != self._full:
            self._timer.begin()
        else:
            self.show_masked(self._masked)
