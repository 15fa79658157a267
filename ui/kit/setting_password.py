"""Changing the password, a new recovery sheet, and new keys: each asks for the old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import Sheet, column, hold, make_button, make_label, row
from ui.kit.fields import FieldBlock
from ui.kit.password_field import PasswordField
from ui.kit.password_step import PasswordStep
from ui.kit.recovery_step import RecoveryStep
from ui.kit.setting_pane import SettingPane
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance

_FIELD = 340


class AskedPassword(QWidget):
    """The present password and a button; `confirmed` carries what was typed."""

    confirmed = Signal(str)

    def __init__(self, look: Appearance, words: str, *, is_danger: bool) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.field = PasswordField(look)
        self.field.setFixedWidth(_FIELD)
        self._block = FieldBlock(_("The present password"), self.field)
        self.button = make_button(words, "danger" if is_danger else "secondary")
        self.field.returnPressed.connect(self._on_confirmed)
        self.button.clicked.connect(self._on_confirmed)
        line = row(self.field.caps_hint, None)
        parts = (row(self._block, None), line, row(self.button, None))
        self.setLayout(column(*parts, gap=SPACE.small))

    def refuse(self, reason: str) -> None:
        """Say below the password what is wrong with it, and keep it."""
        self._block.show_message(reason)
        self.field.setFocus()

    def clear(self) -> None:
        self.field.clear()
        self._block.show_message("")

    def _on_confirmed(self) -> None:
        typed = self.field.text()
        self._block.show_message("" if typed else _("Type the password first."))
        if typed:
            self.confirmed.emit(typed)
        else:
            self.field.setFocus()


class NewPassword(QWidget):
    """The present password and a new one; `wanted` carries both."""

    wanted = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.old = PasswordField(look)
        self.old.setFixedWidth(_FIELD)
        self._old_block = FieldBlock(_("The present password"), self.old)
        self.step = PasswordStep(look)
        self.button = make_button(_("Change the password"), "primary")
        self._message = make_label("", "error", wrap=True)
        self._message.hide()
        self.button.clicked.connect(self._on_wanted)
        for field in self.step.fields:
            field.returnPressed.connect(self._on_wanted)
        parts = (
            row(self._old_block, None),
            row(self.old.caps_hint, None),
            self.step,
            self._message,
            row(self.button, None),
        )
        self.setLayout(column(*parts, gap=SPACE.gap))

    def refuse(self, reason: str, *, is_old: bool) -> None:
        """Say what is wrong, beside the password that it is about."""
        self._old_block.show_message(reason if is_old else "")
        self._message.setText("" if is_old else reason)
        self._message.setVisible(not is_old and bool(reason))

    def clear(self) -> None:
        self.old.clear()
        for field in self.step.fields:
            field.clear()
        self.refuse("", is_old=True)

    def _on_wanted(self) -> None:
        if not self.old.text():
            self.refuse(_("Type the password first."), is_old=True)
            self.old.setFocus()
            return
        self.refuse("", is_old=True)
        if self.step.is_complete():
            self.wanted.emit(self.old.text(), self.step.password)


class PasswordPane(SettingPane):
    """Three security steps; after two of them a new sheet must go on paper."""

    def __init__(self, look: Appearance) -> None:
        about = _("Nobody but you can open this vault, not even the school.")
        super().__init__(look, _("Password and recovery"), about)
        self.new = NewPassword(look)
        self.sheet = AskedPassword(look, _("Make a new sheet"), is_danger=False)
        self.keys = AskedPassword(look, _("Renew all keys"), is_danger=True)
        self.recovery = RecoveryStep(look, _("Done"))
        paper = Sheet(column(self.recovery, margins=SPACE.form))
        self._steps = QStackedWidget()
        self._steps.addWidget(self._build())
        self._steps.addWidget(hold(column(paper, None)))
        self.add(self._steps)

    @property
    def is_on_paper_step(self) -> bool:
        """Whether a new code is shown that must go on paper now."""
        return self._steps.currentIndex() == 1

    def show_code(self, code: str) -> None:
        """Show the new code; it replaces the old sheet once it is on paper."""
        self.recovery.show_code(code)
        self._steps.setCurrentIndex(1)
        self.recovery.focus_first()

    def show_steps(self) -> None:
        """Show the three steps again, with nothing typed."""
        for part in (self.new, self.sheet, self.keys):
            part.clear()
        self._steps.setCurrentIndex(0)

    def _build(self) -> QWidget:
        lost = _(
            "For when the old sheet is lost or was seen. It works until you have "
            "the new one on paper and typed its groups back."
        )
        seen = _(
            "For when somebody may know the password or has a copy of the vault: "
            "the whole vault is written anew, and a new sheet is made. "
            "Change the password as well."
        )
        sheets = (
            _sheet(_("Change the password"), "", self.new),
            _sheet(_("A new recovery sheet"), lost, self.sheet),
            _sheet(_("New keys"), seen, self.keys),
        )
        return hold(column(*sheets, None, gap=SPACE.small))


def _sheet(title: str, about: str, part: QWidget) -> Sheet:
    said = (make_label(about, "muted", wrap=True),) if about else ()
    inside = column(
        make_label(title, "strong"), *said, part, gap=SPACE.gap, margins=SPACE.page
    )
    return Sheet(inside)
