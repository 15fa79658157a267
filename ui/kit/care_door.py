"""Before the room of the psychologist: it is opened with the password, each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    restyle,
    row,
)
from ui.kit.care_band import ConfidentialBand
from ui.kit.fields import FieldBlock
from ui.kit.notices import announce
from ui.kit.password_field import PasswordField

if TYPE_CHECKING:
    from ui.appearance import Appearance

_WIDTH = 560


class RoomDoor(Sheet):
    """`opened` carries the password; the same step makes the room the first time."""

    opened = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._is_new = False
        self._title = SerifLabel(look, "page")
        self._title.setWordWrap(True)
        self._why = make_label("", "secondary", wrap=True)
        self._left = make_label("", "done", wrap=True)
        self.password = PasswordField(look)
        self._block = FieldBlock(_("Password of this vault"), self.password)
        self.open = make_button("", "plum", size="footer")
        self._build()
        self.open.clicked.connect(self._on_open)
        self.password.returnPressed.connect(self._on_open)
        self.show_state(is_new=False)

    def show_state(self, *, is_new: bool, kept: str = "") -> None:
        """Ask for the password; `is_new`: nothing is in the room yet.

        `kept` says what was put away when the room was closed.
        """
        self._is_new = is_new
        if is_new:
            title = _("Set up the room for counselling records")
            why = _(
                "What you write about cases gets a file of its own with a key of its"
                " own. It is in this vault alone, opens only with your password, and"
                " closes by itself. Teachers see level, duties, dates and the note"
                " you share, and nothing else."
            )
        else:
            title = _("The room is closed")
            why = _(
                "Counselling records are asked for with the password each time, even"
                " while the vault is open, and closed again when nobody types for a"
                " while."
            )
        self._title.setText(title)
        self._why.setText(why)
        self._left.setText(kept)
        self._left.setVisible(bool(kept))
        self.open.setText(_("Set up and open") if is_new else _("Open the room"))
        self._look.set_icon(self.open, "key-round", "on_plum", 16)

    def show_busy(self, is_busy: bool) -> None:
        """While the password is tried nothing else can be started."""
        self.password.setEnabled(not is_busy)
        self.open.setEnabled(not is_busy)
        if is_busy:
            self.open.setText(_("Opening…"))
        else:
            self.show_state(is_new=self._is_new, kept=self._left.text())

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong; "" takes it away."""
        self._block.show_message(text)
        restyle(self.password, "state", "error" if text else "")
        if text:
            self.password.selectAll()
            self.password.setFocus()
            announce(self.password, text)

    def clear(self) -> None:
        """Forget what was typed."""
        self.password.clear()
        self.show_error("")

    def _on_open(self) -> None:
        if self.open.isEnabled() and self.password.text():
            self.opened.emit(self.password.text())

    def _build(self) -> None:
        who = _("only psychology staff open it, and every look is logged")
        band = ConfidentialBand(self._look, who, has_lock=False)
        icon = make_icon(self._look, "lock-keyhole", "plum", 34)
        caps = self.password.caps_hint
        inner = QWidget()
        inner.setProperty("clear", True)
        inner.setMaximumWidth(_WIDTH)
        head = row(icon, self._title, gap=12)
        head.setStretch(1, 1)
        parts = (head, self._why, self._left, 4, self._block, caps)
        foot = row(None, self.open)
        inner.setLayout(column(*parts, 2, foot, gap=10))
        line = row(None, gap=0, margins=24)
        line.addWidget(inner, 4)
        line.addStretch(1)
        body = hold(column(None, line, None, None))
        stack = column(band, margins=1)
        stack.addWidget(body, 1)
        stack.setAlignment(band, Qt.AlignmentFlag.AlignTop)
        self.setLayout(stack)
