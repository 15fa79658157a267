"""In with the recovery sheet: code and new password, then the new sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import column, make_label
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.password_step import PasswordStep
from ui.kit.recovery_step import RecoveryStep
from ui.kit.wizard import Wizard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homevisit.settings import RecentVault
    from ui.appearance import Appearance

CODE_SHAPE = "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"


class CodeStep(QWidget):
    """Which vault, the code from the sheet, and a new password."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._vault = ChoiceBox(look)
        self._code = QLineEdit()
        self._code.setPlaceholderText(CODE_SHAPE)
        self._vault.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._code_block = FieldBlock(_("Recovery code"), self._code)
        self.password = PasswordStep(look)
        self.setLayout(
            column(
                FieldBlock(_("Vault"), self._vault),
                self._code_block,
                make_label(_("A new password"), "strong"),
                self.password,
                gap=12,
            )
        )

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

    def is_complete(self) -> bool:
        """Check what can be checked here, and say what is wrong beside it."""
        needed = "" if self.code else _("Type the code from the sheet first.")
        self._code_block.show_message(needed)
        if needed:
            self._code.setFocus()
        return not needed and self.password.is_complete()

    def focus_first(self) -> None:
        self._code.setFocus()


class RecoverView(Wizard):
    """Two steps; `recover_requested` tries the code with the new password."""

    offer_requested = Signal()
    password_typed = Signal(str)
    recover_requested = Signal()
    save_requested = Signal(str)
    finished = Signal()
    given_up = Signal()

    def __init__(self, look: Appearance) -> None:
        self._step = CodeStep(look)
        self.password = self._step.password
        self.recovery = RecoveryStep(look)
        steps = (
            (_("Recovery code and new password"), _("from the sheet")),
            (_("New recovery sheet"), _("the old one stops working")),
        )
        pages = (self._step, self.recovery)
        super().__init__(look, _("Open with the recovery sheet"), steps, pages)
        self.name_step(0, _("Open the vault"))
        self._connect()

    @property
    def folder(self) -> str:
        return self._step.folder

    @property
    def code(self) -> str:
        return self._step.code

    def show_vaults(self, vaults: Sequence[RecentVault]) -> None:
        self._step.show_vaults(vaults)

    def show_making(self, is_making: bool) -> None:
        self.show_busy(_("Opening…") if is_making else "")

    def show_code(self, code: str) -> None:
        """Show the new sheet; the old one no longer opens anything."""
        self.recovery.show_code(code)
        self.show_step(1, is_final=True)

    def _connect(self) -> None:
        self.left.connect(self.given_up)
        self.confirmed.connect(self._on_confirmed_step)
        self.password.offer_requested.connect(self.offer_requested)
        self.password.typed.connect(self.password_typed)
        self.recovery.save_requested.connect(self.save_requested)
        self.recovery.finished.connect(self.finished)

    def _on_confirmed_step(self, _at: int) -> None:
        if self._step.is_complete():
            self.recover_requested.emit()
