"""Making a vault in three steps: school and self, password, recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.password_step import PasswordStep
from ui.kit.people_step import PeopleStep
from ui.kit.recovery_step import RecoveryStep
from ui.kit.stepper import Stepper

if TYPE_CHECKING:
    from ui.appearance import Appearance

_WIDTH = 760


class CreateVaultView(QWidget):
    """A short wizard. `make_requested` asks to make the vault from what was said."""

    offer_requested = Signal()
    password_typed = Signal(str)
    make_requested = Signal()
    save_requested = Signal(str)
    finished = Signal()
    given_up = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("ground", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.people = PeopleStep(look)
        self.password = PasswordStep(look)
        self.recovery = RecoveryStep(look)
        self._build()
        self._connect()

    def show_busy(self, is_busy: bool) -> None:
        self._next.setEnabled(not is_busy)
        self._next.setText(_("Making the vault…") if is_busy else _("Make the vault"))

    def show_error(self, text: str) -> None:
        self._error.setText(text)

    def show_code(self, code: str) -> None:
        """Go on to the recovery sheet; from here there is no way back."""
        self.recovery.show_code(code)
        self._show_step(2)

    def focus_first(self) -> None:
        steps = (self.people, self.password, self.recovery)
        steps[self._steps.currentIndex()].focus_first()

    def _build(self) -> None:
        self._stepper = Stepper(
            self._look,
            (
                (_("School and you"), _("who this vault is for")),
                (_("Password"), _("only you know it")),
                (_("Recovery sheet"), _("on paper, locked up")),
            ),
        )
        self._steps = QStackedWidget()
        for step in (self.people, self.password, self.recovery):
            self._steps.addWidget(step)
        self._back = make_button(_("Back"), "quiet", size="footer")
        self._next = make_button(_("Next"), "primary", size="footer")
        self._error = make_label("", "error", wrap=True)
        self._buttons = hold(row(self._back, None, self._next, gap=10))
        body = column(self._steps, self._error, self._buttons, gap=10, margins=24)
        body.setStretch(0, 1)
        stack = column(self._stepper, make_rule(), hold(body), margins=1)
        stack.setStretch(2, 1)
        sheet = Sheet(stack)
        sheet.setFixedWidth(_WIDTH)
        title = SerifLabel(self._look, "person", _("A new vault"))
        inner = column(title, sheet, gap=14)
        inner.setStretch(1, 1)
        self.setLayout(row(None, hold(inner), None, margins=(24, 18, 24, 18)))

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self.people.confirmed.connect(self._on_next)
        self.password.offer_requested.connect(self.offer_requested)
        self.password.typed.connect(self.password_typed)
        self.password.confirmed.connect(self._on_next)
        self.recovery.save_requested.connect(self.save_requested)
        self.recovery.finished.connect(self.finished)

    def _show_step(self, at: int) -> None:
        self._steps.setCurrentIndex(at)
        self._stepper.show_step(at)
        self._error.setText("")
        self._buttons.setVisible(at < 2)
        self._next.setText(_("Make the vault") if at == 1 else _("Next"))
        self.focus_first()

    def _on_back(self) -> None:
        if self._steps.currentIndex() == 0:
            self.given_up.emit()
        else:
            self._show_step(0)

    def _on_next(self) -> None:
        if self._steps.currentIndex() == 1:
            if self.password.is_complete():
                self.make_requested.emit()
        elif self.people.is_complete():
            self.offer_requested.emit()
            self._show_step(1)
