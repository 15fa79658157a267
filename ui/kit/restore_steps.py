"""The steps of a restore: which backup, what opens it, what is in it, and then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.backup_list import BackupList
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_label,
    restyle,
    row,
)
from ui.kit.choices import Option, Segments
from ui.kit.fields import FieldBlock
from ui.kit.file_choice import ask_for_folder
from ui.kit.password_field import PasswordField
from ui.kit.password_step import PasswordStep
from ui.kit.recovery_step import RecoveryStep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.appearance import Appearance
    from ui.backup_rows import BackupRow, Sight

PASSWORD, CODE = "password", "code"
CODE_SHAPE = "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"
_LIST_HEIGHT = 190
_COLUMNS = 2


class WhichStep(QWidget):
    """The backups that are known, and a way to any other; `looked_in` asks for more."""

    looked_in = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.list = BackupList(look)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.other = make_button(_("Look in another folder…"))
        look.set_icon(self.other, "folder-open", "t1", 15)
        self._said = make_label("", "secondary", wrap=True)
        why = _("Nothing is overwritten: a backup becomes a new vault of its own.")
        self.other.clicked.connect(self._on_other)
        box = Sheet(column(self.list, margins=1))
        line = row(self._said, gap=10)
        line.setStretch(0, 1)
        line.addWidget(self.other)
        layout = column(make_label(why, "secondary", wrap=True), box, line, gap=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    @property
    def folder(self) -> str:
        return self.list.current.folder if self.list.current else ""

    def show_rows(self, rows: Sequence[BackupRow], chosen: str = "") -> None:
        """Show what was found; `chosen` is taken in hand."""
        self.list.show_rows(rows)
        folders = [each.folder for each in rows]
        at = folders.index(chosen) if chosen in folders else 0
        self.list.setCurrentIndex(self.list.backups.index(at))
        none = _("No backup was found here. Look on the stick or the other disk.")
        self._said.setText("" if rows else none)

    def focus_first(self) -> None:
        (self.list if self.list.backups.rows else self.other).setFocus()

    def _on_other(self) -> None:
        ask_for_folder(self, _("Where the backup lies"), self.looked_in.emit)


class KeyStep(QWidget):
    """The password of the backup's day, or the code on paper and a new password."""

    kind_chosen = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        options = (
            Option(PASSWORD, _("Its password")),
            Option(CODE, _("The recovery code")),
        )
        self.kind = Segments(look, options)
        self.kind.set_name(_("What opens it"))
        self.kind.set_value(PASSWORD)
        self._password = PasswordField(look)
        self._password_block = FieldBlock(_("Password"), self._password)
        self._code = QLineEdit()
        self._code.setPlaceholderText(CODE_SHAPE)
        self._code_block = FieldBlock(_("Recovery code"), self._code)
        self.new_password = PasswordStep(look)
        why = _("A backup opens with the password that was in force on its day.")
        by_password = (self._password_block, row(self._password.caps_hint, None))
        title = make_label(_("A new password"), "strong")
        by_code = (self._code_block, title, self.new_password, None)
        self._by_password = hold(column(*by_password, gap=8))
        self._by_code = hold(column(*by_code, gap=12))
        ways = (self._by_password, self._by_code)
        parts = (row(self.kind, None), make_label(why, "secondary", wrap=True))
        self.setLayout(column(*parts, *ways, None, gap=14))
        self.kind.chosen.connect(self._on_kind)
        self._on_kind(PASSWORD)

    @property
    def is_code(self) -> bool:
        return self.kind.value == CODE

    @property
    def text(self) -> str:
        """The password or the code, whichever was chosen."""
        return self._code.text().strip() if self.is_code else self._password.text()

    def is_complete(self) -> bool:
        """Say beside the field what is still needed."""
        block = self._code_block if self.is_code else self._password_block
        block.show_message("" if self.text else _("This answer is required."))
        if not self.text:
            return False
        return not self.is_code or self.new_password.is_complete()

    def focus_first(self) -> None:
        field = self._code if self.is_code else self._password
        field.setFocus()
        field.selectAll()

    def _on_kind(self, kind: str) -> None:
        self._by_password.setVisible(kind == PASSWORD)
        self._by_code.setVisible(kind == CODE)
        self.kind_chosen.emit(kind)


class SightStep(QWidget):
    """What was seen in it, and the folder that the new vault gets."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(20)
        self._facts.setVerticalSpacing(7)
        self._facts.setColumnStretch(1, 1)
        self._facts.setColumnStretch(3, 1)
        self._lacking = make_label("", "secondary", wrap=True)
        self._warning = Sheet(column(self._lacking, margins=12), kind="warning")
        self.place = QLineEdit()
        self._block = FieldBlock(_("The new vault's folder"), self.place)
        self.other = make_button(_("Other folder…"))
        self.other.clicked.connect(self._on_other)
        look.set_icon(self.other, "folder-open", "t1", 15)
        line = row(self._block, gap=8)
        line.setStretch(0, 1)
        foot = make_label(
            _("It writes as a new device from now on, so nothing gets mixed up."),
            "muted",
            wrap=True,
        )
        self.setLayout(
            column(
                SerifLabel(look, "section", _("This is in the backup")),
                hold(self._facts),
                self._warning,
                line,
                row(None, self.other),
                foot,
                None,
                gap=14,
            )
        )

    @property
    def into(self) -> str:
        return self.place.text().strip()

    def show_sight(self, sight: Sight) -> None:
        empty(self._facts)
        for at, (name, value) in enumerate(sight.facts):
            line, side = divmod(at, _COLUMNS)
            self._facts.addWidget(make_label(name, "secondary"), line, 2 * side)
            value_label = make_label(value, "strong", wrap=True)
            self._facts.addWidget(value_label, line, 2 * side + 1)
        self._lacking.setText(sight.lacking)
        self._warning.setVisible(bool(sight.lacking))
        restyle(self._warning, "sheet", "warning" if sight.is_lacking else "soft")
        self.place.setText(sight.into)

    def focus_first(self) -> None:
        self.place.setFocus()
        self.place.deselect()

    def _on_other(self) -> None:
        ask_for_folder(self, _("Where the vault shall lie"), self._on_folder)

    def _on_folder(self, folder: str) -> None:
        self.place.setText(str(Path(folder) / Path(self.into).name))


class RestoredStep(QWidget):
    """The new recovery sheet, where there is one, then which vault to go on with."""

    def __init__(self, look: Appearance, on: str, stay: str) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.recovery = RecoveryStep(look)
        self.go_on = make_button(on, "primary", size="footer")
        self.stay = make_button(stay, size="footer")
        self._where = make_label("", "secondary", wrap=True)
        lines = (
            _("The vault it came from is untouched. Keep it until all is well here."),
            _("Of a stick: when all is well here, delete the copy from the stick."),
        )
        said = [make_label(each, "body", wrap=True) for each in lines]
        title = SerifLabel(look, "section", _("The vault is restored"))
        buttons = row(self.stay, None, self.go_on, gap=10)
        done = column(title, self._where, *said, None, buttons, gap=14)
        self._parts = QStackedWidget()
        self._parts.addWidget(self.recovery)
        self._parts.addWidget(hold(done))
        self.setLayout(column(self._parts))
        self.recovery.finished.connect(self._show_done)

    def show_restored(self, folder: str, code: str) -> None:
        self._where.setText(folder)
        if code:
            self.recovery.show_code(code)
            self._parts.setCurrentIndex(0)
        else:
            self._show_done()

    def focus_first(self) -> None:
        if self._parts.currentIndex() == 0:
            self.recovery.focus_first()
        else:
            self.go_on.setFocus()

    def _show_done(self) -> None:
        self._parts.setCurrentIndex(1)
        self.go_on.setFocus()
