"""The recovery code: shown once, put on paper, and three groups typed back."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    column,
    empty,
    hold,
    make_button,
    make_label,
    restyle,
    row,
)
from ui.kit.file_choice import ask_where_to_save

if TYPE_CHECKING:
    from ui.appearance import Appearance

_ASKED = 3
_PER_LINE = 4


class RecoveryStep(QWidget):
    """`save_requested` carries a path; `finished` comes when it is safe to go on."""

    save_requested = Signal(str)
    print_requested = Signal()
    finished = Signal()

    def __init__(self, look: Appearance, last: str = "") -> None:
        """Make the step; `last` is what its last button says."""
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._groups: tuple[str, ...] = ()
        self._fields: list[tuple[int, QLineEdit]] = []
        self._is_saved = False
        self._code = QGridLayout()
        self._code.setHorizontalSpacing(22)
        self._code.setVerticalSpacing(10)
        self._asked = row(gap=14)
        self._message = make_label("", "error", wrap=True)
        self._said = make_label("", "done")
        self._save = make_button(_("Save the sheet as PDF…"), "primary")
        self._done = make_button(last or _("Open the vault"), "primary", size="footer")
        look.set_icon(self._save, "file-down", "on_pine")
        self.print = make_button(_("Print…"))
        look.set_icon(self.print, "printer", "t1")
        self.print.hide()
        self.print.clicked.connect(self.print_requested)
        self._save.clicked.connect(self._on_save)
        self._done.clicked.connect(self._on_done)
        self._build()

    def show_code(self, code: str) -> None:
        """Show a code in groups and ask for three of them."""
        self._groups = tuple(code.split("-"))
        empty(self._code)
        for at, group in enumerate(self._groups):
            line, place = divmod(at, _PER_LINE)
            number = make_label(str(at + 1), "caption")
            shown = SerifLabel(self._look, "page", group)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self._code.addLayout(row(number, shown, None, gap=8), line, place)
        self._ask()

    def show_saved(self) -> None:
        self._is_saved = True
        self._said.setText(_("Saved. Print it, lock it up, then delete the file."))

    def offer_printing(self) -> None:
        """Show the way to a printer; whoever makes the step listens for it."""
        self.print.show()

    def show_printed(self) -> None:
        self._is_saved = True
        self._said.setText(_("Sent to the printer. Look at the paper, lock it up."))

    def focus_first(self) -> None:
        self._save.setFocus()

    def _build(self) -> None:
        why = _("If the password is forgotten, only this sheet opens the vault again.")
        back = _("From the paper, type these groups back:")
        self._asked_holder = hold(self._asked)
        self.setLayout(
            column(
                SerifLabel(self._look, "section", _("Your recovery sheet")),
                make_label(why, "secondary", wrap=True),
                self._code,
                row(self._save, self.print, self._said, None, gap=12),
                10,
                make_label(back, "strong"),
                self._asked_holder,
                self._message,
                None,
                row(None, self._done),
                gap=14,
            )
        )

    def _ask(self) -> None:
        empty(self._asked)
        self._fields = []
        for at in sorted(random.sample(range(len(self._groups)), _ASKED)):
            field = QLineEdit()
            field.setMaxLength(8)
            field.setFixedWidth(110)
            name = _("Group {number}").format(number=at + 1)
            field.setAccessibleName(name)
            label = make_label(name, "secondary")
            label.setBuddy(field)
            self._asked.addWidget(hold(column(label, field, gap=4)))
            field.returnPressed.connect(self._on_done)
            self._fields.append((at, field))
        self._asked.addStretch(1)

    def _on_save(self) -> None:
        name = _("Recovery sheet") + ".pdf"
        title = _("Save the recovery sheet")
        ask_where_to_save(self, title, name, self.save_requested.emit)

    def _on_done(self) -> None:
        if not self._is_saved:
            self._message.setText(
                _("Print or save the sheet first; it cannot be shown again.")
            )
            return
        wrong = [
            (at, field)
            for at, field in self._fields
            if field.text().strip().upper() != self._groups[at]
        ]
        for _at, field in self._fields:
            restyle(field, "state", "")
        for _at, field in wrong:
            restyle(field, "state", "error")
        if wrong:
            self._message.setText(_("Not the same as on the sheet; compare once more."))
            wrong[0][1].setFocus()
            return
        self._message.setText("")
        self.finished.emit()
