"""The print of a visit: what goes into it on the left, its true pages on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.checks import CheckBox
from ui.kit.fields import FieldBlock
from ui.kit.file_choice import ask_where_to_save
from ui.kit.pages import PagesView
from ui.kit.password_field import PasswordField
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.appearance import Appearance
    from ui.serial_thread import SerialThread

_SIDE = 336
_SIDE_LARGE = 440
_LEAST = 6


class ExportView(QWidget):
    """Choices and preview. `save_requested` carries path and password.

    `print_requested` asks for a printer; the system's dialog does the rest.
    """

    sections_changed = Signal(list)
    save_requested = Signal(str, str)
    print_requested = Signal()

    def __init__(self, look: Appearance, drawing: SerialThread) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._ticks: dict[str, CheckBox] = {}
        self._name = ""
        self._is_awaited = False
        self.pages = PagesView(look, drawing)
        self._build()

    @property
    def chosen(self) -> list[str]:
        return [code for code, tick in self._ticks.items() if tick.isChecked()]

    def show_choices(
        self,
        choices: Iterable[tuple[str, str]],
        usual: frozenset[str],
        confidential: frozenset[str],
    ) -> None:
        """Offer the parts; what is confidential is off until asked for."""
        for code, words in choices:
            line = words
            if code in confidential:
                line = _("{part} (off unless you ask for it)").format(part=words)
            tick = CheckBox(self._look, line)
            tick.setChecked(code in usual)
            tick.toggled.connect(self._on_ticked)
            self._ticks[code] = tick
            self._parts.addWidget(tick)

    def show_document(self, content: bytes, name: str) -> None:
        """Show the pages; `name` is offered as the file's name."""
        self._name = name
        self._show_ready(True)
        if self._is_awaited:
            self._is_awaited = False
            self._save.setFocus()
        self.pages.show_document(content)

    def show_busy(self) -> None:
        self._show_ready(False)

    def _show_ready(self, is_ready: bool) -> None:
        for button in (self._save, self._print):
            button.setEnabled(is_ready)

    def focus_first(self) -> None:
        self._is_awaited = not self._save.isEnabled()
        (self.pages if self._is_awaited else self._save).setFocus()

    def _build(self) -> None:
        self._save = make_button(_("Save PDF…"), "primary", size="footer")
        self._save.setShortcut("Ctrl+S")
        self._look.set_icon(self._save, "file-down", "on_pine")
        self._save.clicked.connect(self._on_save)
        self._print = make_button(_("Print…"), size="footer", shortcut="Ctrl+P")
        self._look.set_icon(self._print, "printer", "t1")
        self._print.clicked.connect(self.print_requested)
        self._show_ready(False)
        inside = QScrollArea()
        inside.setWidgetResizable(True)
        inside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setWidget(self._build_choices())
        foot = row(self._save, self._print, gap=10, margins=(16, 12, 16, 12))
        foot.setStretch(0, 1)
        stack = column(inside, make_rule(), foot, margins=1)
        stack.setStretch(0, 1)
        self._side = Sheet(stack)
        self._look.follow(self._fit_side)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        line = row(self._side, gap=SPACE.gap, margins=sides)
        line.addWidget(self.pages, 1)
        self.setLayout(line)

    def _build_choices(self) -> QWidget:
        self._parts = column(gap=6)
        self._with_password = CheckBox(self._look, _("Open only with a password"))
        self._password = PasswordField(self._look)
        self._again = PasswordField(self._look)
        first = FieldBlock(_("Password for the file"), self._password)
        self._second = FieldBlock(_("The same again"), self._again)
        self._secret = hold(column(first, self._second, gap=8))
        self._secret.hide()
        self._with_password.toggled.connect(self._secret.setVisible)
        choices = column(
            make_label(_("What is printed"), "strong"),
            self._parts,
            make_rule(),
            make_label(_("Protection"), "strong"),
            self._with_password,
            self._secret,
            self._said(),
            None,
            gap=12,
            margins=16,
        )
        return hold(choices)

    def _fit_side(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)

    def _said(self) -> QWidget:
        words = _("Every saved or printed copy is numbered and noted in the vault.")
        icon = make_icon(self._look, "badge-check", "pine_t")
        line = row(icon, gap=8, margins=12)
        line.addWidget(make_label(words, "secondary", wrap=True), 1)
        return Sheet(line, kind="soft")

    def _on_ticked(self) -> None:
        self.sections_changed.emit(self.chosen)

    def _on_save(self) -> None:
        if not self._password_is_good():
            return
        ask_where_to_save(self, _("Save the summary"), self._name, self._on_path)

    def _password_is_good(self) -> bool:
        self._second.show_message("")
        if not self._with_password.isChecked():
            return True
        if len(self._password.text()) < _LEAST:
            self._second.show_message(_("Use at least six characters."))
            return False
        if self._password.text() != self._again.text():
            self._second.show_message(_("The two are not the same."))
            return False
        return True

    def _on_path(self, path: str) -> None:
        wants = self._with_password.isChecked()
        self.save_requested.emit(path, self._password.text() if wants else "")
        for field in (self._password, self._again):
            QLineEdit.clear(field)
