"""Making a vault in three steps: school and self, password, recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.password_step import PasswordStep
from ui.kit.people_step import PeopleStep
from ui.kit.recovery_step import RecoveryStep
from ui.kit.wizard import Wizard

if TYPE_CHECKING:
    from ui.appearance import Appearance

PEOPLE, PASSWORD, RECOVERY = range(3)


class CreateVaultView(Wizard):
    """A short wizard. `make_requested` asks to make the vault from what was said."""

    offer_requested = Signal()
    password_typed = Signal(str)
    make_requested = Signal()
    save_requested = Signal(str)
    finished = Signal()
    given_up = Signal()

    def __init__(self, look: Appearance) -> None:
        self.people = PeopleStep(look)
        self.password = PasswordStep(look)
        self.recovery = RecoveryStep(look)
        self._is_offered = False
        steps = (
            (_("School and you"), _("who this vault is for")),
            (_("Password"), _("only you know it")),
            (_("Recovery sheet"), _("on paper, locked up")),
        )
        pages = (self.people, self.password, self.recovery)
        super().__init__(look, _("A new vault"), steps, pages)
        self.name_step(PASSWORD, _("Make the vault"))
        self._connect()

    def show_making(self, is_making: bool) -> None:
        self.show_busy(_("Making the vault…") if is_making else "")

    def show_code(self, code: str) -> None:
        """Go on to the recovery sheet; from here there is no way back."""
        self.recovery.show_code(code)
        self.show_step(RECOVERY, is_final=True)

    def _connect(self) -> None:
        self.left.connect(self.given_up)
        self.confirmed.connect(self._on_confirmed_step)
        self.password.offer_requested.connect(self.offer_requested)
        self.password.typed.connect(self.password_typed)
        self.recovery.save_requested.connect(self.save_requested)
        self.recovery.finished.connect(self.finished)

    def _on_confirmed_step(self, at: int) -> None:
        if at == PASSWORD:
            if self.password.is_complete():
                self.make_requested.emit()
        elif self.people.is_complete():
            if not self._is_offered:
                # Other words after a step back would not be those that were typed.
                self._is_offered = True
                self.offer_requested.emit()
            self.show_step(PASSWORD)
