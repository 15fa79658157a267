"""A strip that asks why a kind of talk is not needed with somebody this term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import make_button, make_icon_button, make_label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

_LEAST = 2


class TalkExemptStrip(QWidget):
    """`given` carries students, kind and reason; Enter marks, Esc closes."""

    given = Signal(tuple, str, str)
    closed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._whom: tuple[str, ...] = ()
        self._kind = ""
        self.about = make_label("", "strong")
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(_("Why? Such as: in hospital this term"))
        self.reason.setAccessibleName(_("Why it is not needed"))
        self.go = make_button(_("Mark as not needed"), "primary", size="small")
        close = make_icon_button(look, "x", _("Close"))
        line = row(self.about, self.reason, self.go, close, gap=8)
        line.setContentsMargins(14, 6, 10, 6)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.reason.textChanged.connect(lambda _text: self._weigh())
        self.go.clicked.connect(self._on_go)
        close.clicked.connect(self.closed)
        self.hide()

    def ask(self, whom: tuple[str, ...], kind: str, label: str) -> None:
        """Ask for the reason, for these students and this kind of talk."""
        self._whom, self._kind = whom, kind
        words = translate_count(
            "{count} student needs no such talk:",
            "{count} students need no such talk:",
            len(whom),
        )
        self.about.setText(f"{label}　{words}")
        self.reason.clear()
        self._weigh()
        self.show()
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_go()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _weigh(self) -> None:
        self.go.setEnabled(len(self.reason.text().strip()) >= _LEAST)

    def _on_go(self) -> None:
        if self.go.isEnabled():
            self.given.emit(self._whom, self._kind, self.reason.text().strip())
