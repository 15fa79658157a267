"""In with the recovery sheet: code and new password, then the new sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

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
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.password_step import PasswordStep
from ui.kit.recovery_step import RecoveryStep
from ui.kit.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.settings import RecentVault
    from ui.appearance import Appearance

_WIDTH = 760


class RecoverView(QWidget):
    """Two steps; `recover_requested` tries the code with the new password."""

    offer_requested = Signal()
    password_typed = Signal(str)
    recover_requested = Signal()
    save_requested = Signal(str)
    finished = Signal()
    given_up = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("ground", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._vault = ChoiceBox(look)
        self._code = QLineEdit()
        self.password = PasswordStep(look)
        self.recovery = RecoveryStep(look)
        self._build()
        self._connect()

    @property
    def folder(self) -> str:
        return self._vault.value

    @property
    def code(self) -> str:
        return self._code.text().strip()

    def show_vaults(self, vaults: Sequence[RecentVault]) -> None:
        self._vault.set_options(
            [Option(v.folder, f"{v.name}  {v.folder}") for v in vaults]
        )
        self._vault.setCurrentIndex(0)

    def show_busy(self, is_busy: bool) -> None:
        self._next.setEnabled(not is_busy)
        self._next.setText(_("Opening…") if is_busy else _("Open the vault"))

    def show_error(self, text: str) -> None:
        self._error.setText(text)

    def show_code(self, code: str) -> None:
        """Show the new sheet; the old one no longer opens anything."""
        self.recovery.show_code(code)
        self._steps.setCurrentIndex(1)
        self._stepper.show_step(1)
        self._error.setText("")
        self._buttons.hide()
        self.recovery.focus_first()

    def focus_first(self) -> None:
        self._code.setFocus()

    def _build(self) -> None:
        steps = (
            (_("Recovery code and new password"), _("from the sheet")),
            (_("New recovery sheet"), _("the old one stops working")),
        )
        self._stepper = Stepper(self._look, steps)
        self._code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self._vault.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        first = column(
            FieldBlock(_("Vault"), self._vault),
            FieldBlock(_("Recovery code"), self._code),
            make_label(_("A new password"), "strong"),
            self.password,
            gap=12,
        )
        self._steps = QStackedWidget()
        self._steps.addWidget(hold(first))
        self._steps.addWidget(self.recovery)
        self._back = make_button(_("Back"), "quiet", size="footer")
        self._next = make_button(_("Open the vault"), "primary", size="footer")
        self._error = make_label("", "error", wrap=True)
        self._buttons = hold(row(self._back, None, self._next))
        body = column(self._steps, self._error, self._buttons, gap=10, margins=24)
        body.setStretch(0, 1)
        stack = column(self._stepper, make_rule(), hold(body), margins=1)
        stack.setStretch(2, 1)
        sheet = Sheet(stack)
        sheet.setFixedWidth(_WIDTH)
        title = SerifLabel(self._look, "person", _("Open with the recovery sheet"))
        inner = column(title, sheet, gap=12)
        inner.setStretch(1, 1)
        self.setLayout(row(None, hold(inner), None, margins=(24, 18, 24, 18)))

    def _connect(self) -> None:
        self._back.clicked.connect(self.given_up)
        self._next.clicked.connect(self._on_next)
        self.password.offer_requested.connect(self.offer_requested)
        self.password.typed.connect(self.password_typed)
        self.password.confirmed.connect(self._on_next)
        self.recovery.save_requested.connect(self.save_requested)
        self.recovery.finished.connect(self.finished)

    def _on_next(self) -> None:
        if not self.code:
            self._error.setText(_("Type the code from the sheet first."))
            self._code.setFocus()
        elif self.password.is_complete():
            self.recover_requested.emit()
