"""A field for a password; apart from the others, because it is shown first of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import make_icon, make_label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

# Cloud input methods have leaked what people type; the hint asks them not to learn.
PRIVATE_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
)


class CapsLockHint(QWidget):
    """Says that Caps Lock may be on; learnt from the letters that were typed."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        words = make_label(_("Caps Lock is on"), "warning")
        icon = make_icon(look, "triangle-alert", "yellow_text", 14)
        self.setLayout(row(icon, words, None, gap=5))
        self.hide()

    def learn(self, event: QKeyEvent) -> None:
        """Compare a typed letter's case with the Shift key."""
        text = event.text()
        if len(text) == 1 and text.isascii() and text.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.setVisible(text.isupper() != shift)


class PasswordField(QLineEdit):
    """Hidden text with a button that shows it; tells Caps Lock from the letters."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.caps_hint = CapsLockHint(look)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | PRIVATE_HINTS)
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_toggled)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        look.follow(self._draw_eye)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.caps_hint.learn(event)
        super().keyPressEvent(event)

    def _on_toggled(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if is_shown else mode.Password)
        self._draw_eye()

    def _draw_eye(self) -> None:
        is_shown = self._eye.isChecked()
        self._eye.setText(_("Hide password") if is_shown else _("Show password"))
        name = "eye-off" if is_shown else "eye"
        self._eye.setIcon(self._look.icon(name, "t2", self._look.sizes.icon))
