"""The right side of the guardian's page: who signs, the pad, or why not now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    row,
)
from ui.kit.choices import Chips, Option
from ui.kit.fields import FieldBlock
from ui.kit.pen_pad import PenPad
from ui.kit.unsigned_box import UnsignedBox
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.signing_rows import VisitShown

_SIGNING, _REASON, _DONE = range(3)


class SigningCard(Sheet):
    """`signed` carries the signer's code; the strokes are the pad's."""

    signed = Signal(str)
    unsigned = Signal(str, str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._shown: VisitShown | None = None
        self._signer = ""
        self.pad = PenPad(look)
        self.who = Chips(look, ())
        self.clear = make_button(_("Clear"))
        self.later = make_button(_("Not now…"))
        self.done = make_button(_("I have signed"), "primary", size="footer")
        self.again = make_button(_("Sign again"))
        self.reasons = UnsignedBox(look)
        self.said = make_label("", "error", wrap=True)
        self._thanks = make_label("", "body", wrap=True)
        self._stack = QStackedLayout()
        for page in (self._signing(), hold(column(self.reasons, None)), self._ended()):
            self._stack.addWidget(page)
        title = SerifLabel(look, "section", _("Guardian's signature"))
        note = _("Signing means: I have read it, and it is written as we said.")
        sides = (SPACE.form, 16, SPACE.form, 18)
        head = (title, make_label(note, "secondary", wrap=True))
        self.setLayout(column(*head, self._stack, gap=12, margins=sides))
        self._connect()

    def begin(self, shown: VisitShown) -> None:
        """Ask for a signature anew."""
        self._shown = shown
        self.who.set_options([Option(each.code, each.label) for each in shown.signers])
        self.who.set_name(_("Who signs"))
        self._signer = shown.signers[0].code if shown.signers else ""
        self.who.set_value([self._signer])
        self._who.setVisible(len(shown.signers) > 1)
        self.pad.clear()
        self.show_problem("")
        self._stack.setCurrentIndex(_SIGNING)
        self.pad.setFocus()

    def show_problem(self, words: str) -> None:
        """Say below the pad what stops it; "" takes it away."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def show_ended(self, *, is_signed: bool) -> None:
        """Thank, and let it be written once more."""
        thanks = _("Thank you. Please give the computer back to the teacher.")
        noted = _("Noted. Please give the computer back to the teacher.")
        self._thanks.setText(thanks if is_signed else noted)
        self._stack.setCurrentIndex(_DONE)
        self.again.setFocus()

    def _signing(self) -> QWidget:
        self._who = FieldBlock(_("Who signs"), self.who)
        stack = column(self._who, gap=10)
        stack.addWidget(self.pad, 1)
        stack.addWidget(self.said)
        buttons = row(self.clear, self.later, None, self.done, gap=10)
        stack.addLayout(buttons)
        return hold(stack)

    def _ended(self) -> QWidget:
        icon = make_icon(self._look, "circle-check", "pine_t", 40)
        line = row(icon, gap=12)
        line.addWidget(self._thanks, 1)
        return hold(column(12, line, row(self.again, None), None, gap=14))

    def _connect(self) -> None:
        self.pad.changed.connect(self._on_pad)
        self.who.changed.connect(self._on_who)
        self.clear.clicked.connect(self.pad.clear)
        self.later.clicked.connect(self._on_later)
        self.done.clicked.connect(lambda: self.signed.emit(self._signer))
        self.again.clicked.connect(self._on_again)
        self.reasons.cancelled.connect(self._on_again)
        self.reasons.given.connect(
            lambda code, note: self.unsigned.emit(self._signer, code, note)
        )
        self._on_pad()

    def _on_pad(self) -> None:
        self.done.setEnabled(not self.pad.is_empty)
        self.clear.setEnabled(not self.pad.is_empty)
        self.show_problem("")

    def _on_who(self, codes: list[str]) -> None:
        added = [code for code in codes if code != self._signer]
        self._signer = added[-1] if added else self._signer
        self.who.set_value([self._signer])

    def _on_later(self) -> None:
        if self._shown is not None:
            self._stack.setCurrentIndex(_REASON)
            self.reasons.ask(self._shown.reasons)

    def _on_again(self) -> None:
        if self._shown is not None:
            self.begin(self._shown)
