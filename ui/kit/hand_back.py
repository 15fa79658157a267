"""Giving the computer back: only the teacher's password leads out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import column, make_button, make_label, row
from ui.kit.password_field import PasswordField

if TYPE_CHECKING:
    from ui.appearance import Appearance


class HandBack(QWidget):
    """A button that opens a password field; `tried` carries what was typed."""

    tried = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.open = make_button(_("Teacher: take the computer back"), "secondary")
        look.set_icon(self.open, "lock-keyhole", "t1")
        self.field = PasswordField(look)
        self.field.setAccessibleName(_("The teacher's password"))
        self.field.setPlaceholderText(_("The teacher's password"))
        self.field.setMinimumWidth(260)
        self.go = make_button(_("Leave this page"), "primary")
        self.stay = make_button(_("Stay"), "quiet")
        self.said = make_label("", "error", wrap=True)
        self.open.clicked.connect(self.ask)
        self.field.returnPressed.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        self.stay.clicked.connect(self.close_up)
        line = row(self.open, self.field, self.go, self.stay, gap=10)
        line.addWidget(self.field.caps_hint)
        line.addWidget(self.said, 1)
        self.setLayout(column(line))
        self.close_up()

    def ask(self) -> None:
        """Show the field and give it the keyboard."""
        self._show(is_asking=True)
        self.field.setFocus()

    def close_up(self) -> None:
        """Forget what was typed, and show only the button."""
        self.field.clear()
        self.said.setText("")
        self._show(is_asking=False)

    def show_checking(self) -> None:
        self._enable(False)
        self.said.setText(_("Checking…"))

    def show_wrong(self) -> None:
        self._enable(True)
        self.field.clear()
        self.field.setFocus()
        self.said.setText(_("This is not the password of this vault."))

    def show_wait(self, seconds: int) -> None:
        """Say how long until the next try; 0 lets it be tried."""
        self._enable(not seconds)
        words = translate_count(
            "Wrong. Try again in {count} second.",
            "Wrong. Try again in {count} seconds.",
            seconds,
        )
        self.said.setText(words if seconds else "")
        if not seconds and self.field.isVisible():
            self.field.setFocus()

    def show_error(self, words: str) -> None:
        self._enable(True)
        self.said.setText(words)

    def _show(self, *, is_asking: bool) -> None:
        self.open.setVisible(not is_asking)
        for part in (self.field, self.go, self.stay):
            part.setVisible(is_asking)
        self.field.caps_hint.hide()

    def _enable(self, is_enabled: bool) -> None:
        self.field.setEnabled(is_enabled)
        self.go.setEnabled(is_enabled)

    def _on_go(self) -> None:
        if self.go.isEnabled() and self.field.text():
            self.tried.emit(self.field.text())
