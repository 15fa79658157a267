"""Why a visit is not signed now: a reason from the list, and words of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import column, make_button, row
from ui.kit.choices import Chips, Option
from ui.kit.fields import FieldBlock
from ui.kit.password_field import PRIVATE_HINTS

if TYPE_CHECKING:
    from ui.appearance import Appearance

OTHER = "other"


class UnsignedBox(QWidget):
    """`given` carries the reason's code and the words; `cancelled` goes back."""

    given = Signal(str, str)
    cancelled = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._reasons = Chips(look, ())
        self._reasons.changed.connect(self._on_chosen)
        self._chosen = ""
        self._note = QLineEdit()
        self._note.setInputMethodHints(PRIVATE_HINTS)
        self._note.returnPressed.connect(self._on_save)
        self._save = make_button(_("Note it down"), "primary")
        self._back = make_button(_("Back"), "quiet")
        self._save.clicked.connect(self._on_save)
        self._back.clicked.connect(self.cancelled)
        self._why = FieldBlock(_("Why not signed now"), self._reasons, required=True)
        hint = _("needed for another reason")
        self._more = FieldBlock(_("In your own words"), self._note, hint=hint)
        buttons = row(self._save, self._back, None, gap=10)
        self.setLayout(column(self._why, self._more, buttons, gap=12))

    def ask(self, reasons: tuple[tuple[str, str], ...]) -> None:
        """Begin with nothing chosen."""
        self._reasons.set_options([Option(code, label) for code, label in reasons])
        self._reasons.set_name(_("Why not signed now"))
        self._chosen = ""
        self._reasons.set_value([])
        self._note.clear()
        self._why.show_message("")
        self._more.show_message("")
        self.show()
        self._reasons.setFocus()

    def _on_chosen(self, codes: list[str]) -> None:
        added = [code for code in codes if code != self._chosen]
        self._chosen = added[-1] if added else ""
        self._reasons.set_value([self._chosen] if self._chosen else [])
        if self._chosen == OTHER:
            self._note.setFocus()

    def _on_save(self) -> None:
        note = self._note.text().strip()
        unsaid = self._chosen == OTHER and len(note) < 2
        self._why.show_message("" if self._chosen else _("Choose a reason."))
        self._more.show_message(_("Write in a few words why.") if unsaid else "")
        if self._chosen and not unsaid:
            self.given.emit(self._chosen, note)
