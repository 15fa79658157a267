"""The password of the chosen vault, what is wrong with it, and the wait after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import Sheet, column, make_button, make_label, restyle, row
from ui.kit.notices import TaskStrip, announce
from ui.kit.password_field import PasswordField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from ui.appearance import Appearance
    from ui.vault_rows import VaultChoice


class UnlockForm(QWidget):
    """`unlock_requested` and `older_accepted` carry the password."""

    unlock_requested = Signal(str)
    older_accepted = Signal(str)
    recovery_requested = Signal()
    reset_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._vault: VaultChoice | None = None
        self.password = PasswordField(look)
        self.unlock = make_button(_("Unlock"), "primary", size="unlock")
        self.message = make_label("", "error", wrap=True)
        self.older = self._link("history", _("Open with what is left"))
        self.recover = self._link("key-round", _("Forgotten? Use the recovery kit"))
        self.reset = self._link("refresh-cw", _("Start afresh"))
        self.task = TaskStrip()
        self._owner = make_label("", "strong")
        self._told = make_label("", "body", wrap=True)
        self._told_box = Sheet(column(self._told, margins=10), kind="tip")
        self._build()
        self._connect()

    def show_vault(self, vault: VaultChoice | None) -> None:
        """Name the vault; the practice vault tells its password and fills it in."""
        self._vault = vault
        told = vault.told_password if vault is not None else ""
        self._owner.setText(vault.name if vault is not None else "")
        said = _("Everybody in it is invented. Its password: {password}")
        self._told.setText(said.format(password=told))
        self._told.setAccessibleName(self._told.text())
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told_box.setVisible(bool(told))
        self.password.setText(told)
        self.recover.setVisible(not told)
        self.reset.setVisible(bool(told) and vault is not None and vault.is_there)
        self._name_button()

    def show_busy(self, is_busy: bool) -> None:
        """While the password is tried nothing else can be started."""
        self.password.setEnabled(not is_busy)
        self.unlock.setEnabled(not is_busy)
        self.reset.setEnabled(not is_busy)
        if is_busy:
            self.unlock.setText(_("Opening…"))
        else:
            self._name_button()

    def show_making(self, words: str) -> None:
        """Show that the practice vault is being built; "" ends it."""
        self.show_busy(bool(words))
        if words:
            self.task.begin(words)
        else:
            self.task.end()

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong; the password can be typed again."""
        restyle(self.message, "role", "error")
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.older.hide()
        restyle(self.password, "state", "error" if text else "")
        self.password.setAccessibleDescription(text)
        if text:
            self.password.selectAll()
            self.password.setFocus()
            announce(self.password, text)

    def show_note(self, text: str) -> None:
        """Say what was done, where nothing is wrong."""
        self.show_error("")
        restyle(self.message, "role", "done")
        self.message.setText(text)
        self.message.show()
        announce(self.message, text)

    def show_wait(self, seconds: int) -> None:
        """Count down until the next try is allowed; what is typed meanwhile stays."""
        self.unlock.setEnabled(seconds == 0)
        words = _("Wrong password; you can try again in {seconds} s.")
        said = words.format(seconds=seconds) if seconds else ""
        self.message.setText(said)
        self.message.setVisible(bool(said))
        restyle(self.password, "state", "error" if said else "")
        self.password.setAccessibleDescription(said)

    def _build(self) -> None:
        self.password.setProperty("scale", "unlock")
        self.password.setAccessibleName(_("Password"))
        label = make_label(_("Password"), "secondary")
        label.setBuddy(self.password)
        entry = row(self.password, self.unlock, gap=10)
        entry.setStretch(0, 1)
        foot = row(self.password.caps_hint, None, self.reset, self.recover)
        self.message.hide()
        self.older.hide()
        self.setLayout(
            column(
                row(label, self._owner, None, gap=12),
                entry,
                self.message,
                row(self.older, None),
                self._told_box,
                foot,
                self.task,
                gap=6,
            )
        )

    def _connect(self) -> None:
        self.unlock.clicked.connect(self._on_unlock)
        self.password.returnPressed.connect(self._on_unlock)
        self.recover.clicked.connect(self.recovery_requested)
        self.reset.clicked.connect(self.reset_requested)
        self.older.clicked.connect(
            lambda: self.older_accepted.emit(self.password.text())
        )

    def _name_button(self) -> None:
        is_made = self._vault is None or self._vault.is_there
        self.unlock.setText(_("Unlock") if is_made else _("Make and open"))

    def _on_unlock(self) -> None:
        if self.unlock.isEnabled() and self.password.text():
            self.unlock_requested.emit(self.password.text())

    def _link(self, icon: str, text: str) -> QPushButton:
        button = make_button(text, "link")
        self._look.set_icon(button, icon, "pine_t", 15)
        return button
