"""Below a finalised visit: whether its guardian has signed, and the way to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    column,
    make_button,
    make_label,
    restyle,
    row,
)

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.signing_rows import SignatureLine


class SignatureBox(QWidget):
    """`asked` wants the page on which the guardian reads and signs."""

    asked = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._state = make_label("", "body", wrap=True)
        self._warning = make_label("", "warning", wrap=True)
        self.ask = make_button(_("Show to the guardian"))
        look.set_icon(self.ask, "signature", "t1")
        self.ask.clicked.connect(self.asked)
        title = SerifLabel(look, "section", _("Guardian's signature"))
        way = row(self.ask, None)
        self.setLayout(column(title, self._state, self._warning, way, gap=10))

    @property
    def text(self) -> str:
        return self._state.text()

    def show_signature(self, found: SignatureLine | None) -> None:
        nothing = _("Nobody has signed yet.")
        self._state.setText(found.text if found else nothing)
        restyle(self._state, "role", "done" if found and found.is_signed else "body")
        warning = found.warning if found else ""
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
