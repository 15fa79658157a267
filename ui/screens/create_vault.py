"""Making a vault in three steps: school and self, password, recovery sheet."""

from __future__ import annotations

from pathlib import Path
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
from ui.kit.choices import Chips, Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.file_choice import ask_for_folder
from ui.kit.password_step import PasswordStep
from ui.kit.recovery_step import RecoveryStep
from ui.kit.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        self._school = QLineEdit()
        self._owner = QLineEdit()
        self._role = ChoiceBox(look)
        self._stages = Chips(look, [])
        self._system = ChoiceBox(look)
        self._place = QLineEdit()
        self.password = PasswordStep(look)
        self.recovery = RecoveryStep(look)
        self._build()
        self._connect()

    @property
    def school(self) -> str:
        return self._school.text().strip()

    @property
    def owner(self) -> str:
        return self._owner.text().strip()

    @property
    def role(self) -> str:
        return self._role.value

    @property
    def folder(self) -> str:
        return self._place.text().strip()

    def show_roles(self, roles: Iterable[tuple[str, str]]) -> None:
        self._role.set_options([Option(code, label) for code, label in roles])

    @property
    def stages(self) -> tuple[str, ...]:
        return tuple(self._stages.value)

    @property
    def system(self) -> str:
        return self._system.value

    def show_kinds(
        self,
        stages: Iterable[tuple[str, str]],
        systems: Iterable[tuple[str, str]],
    ) -> None:
        """Offer the stages of a school and its way of counting grades."""
        self._stages.set_options([Option(*each) for each in stages])
        self._system.set_options([Option(*each) for each in systems])
        self._system.setCurrentIndex(0)

    def propose_folder(self, folder: str) -> None:
        self._place.setText(folder)

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
        if self._steps.currentIndex() == 0:
            self._school.setFocus()
        elif self._steps.currentIndex() == 1:
            self.password.focus_first()
        else:
            self.recovery.focus_first()

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
        self._steps.addWidget(self._build_people())
        self._steps.addWidget(self.password)
        self._steps.addWidget(self.recovery)
        self._back = make_button(_("Back"), "quiet", size="footer")
        self._next = make_button(_("Next"), "primary", size="footer")
        self._error = make_label("", "error", wrap=True)
        self._buttons = hold(row(self._back, None, self._next, gap=10))
        body = column(self._steps, self._error, self._buttons, gap=12, margins=28)
        body.setStretch(0, 1)
        stack = column(self._stepper, make_rule(), hold(body), margins=1)
        stack.setStretch(2, 1)
        sheet = Sheet(stack)
        sheet.setFixedWidth(_WIDTH)
        title = SerifLabel(self._look, "person", _("A new vault"))
        inner = column(title, sheet, gap=14)
        inner.setStretch(1, 1)
        line = row(None, hold(inner), None, margins=(24, 28, 24, 28))
        self.setLayout(line)

    def _build_people(self) -> QWidget:
        self._choose = make_button(_("Other folder…"))
        place = row(self._place, self._choose, gap=8)
        place.setStretch(0, 1)
        self._school_block = FieldBlock(
            _("Name of the school"), self._school, required=True
        )
        self._owner_block = FieldBlock(_("Your name"), self._owner, required=True)
        self._place.setAccessibleName(_("Folder of the vault"))
        people = row(
            FieldBlock(_("Your post"), self._role),
            FieldBlock(_("School system"), self._system),
            gap=16,
        )
        note = _("A vault belongs to one person. Colleagues have their own.")
        return hold(
            column(
                make_label(note, "secondary", wrap=True),
                self._school_block,
                FieldBlock(_("Stages"), self._stages),
                self._owner_block,
                people,
                make_label(_("Folder of the vault"), "secondary"),
                place,
                None,
                gap=11,
            )
        )

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._choose.clicked.connect(self._on_choose)
        self.password.offer_requested.connect(self.offer_requested)
        self.password.typed.connect(self.password_typed)
        self.password.confirmed.connect(self._on_next)
        self.recovery.save_requested.connect(self.save_requested)
        self.recovery.finished.connect(self.finished)
        self._owner.returnPressed.connect(self._on_next)

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
            return
        needed = _("This answer is required.")
        self._school_block.show_message("" if self.school else needed)
        self._owner_block.show_message("" if self.owner else needed)
        if self.school and self.owner and self.folder:
            self.offer_requested.emit()
            self._show_step(1)

    def _on_choose(self) -> None:
        ask_for_folder(self, _("Where the vault shall lie"), self._on_folder)

    def _on_folder(self, folder: str) -> None:
        self._place.setText(str(Path(folder) / Path(self.folder).name))
