"""Choosing a password: five words that are offered, or one's own with a meter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_label,
    restyle,
    row,
)
from ui.kit.choices import Option, Segments
from ui.kit.fields import FieldBlock
from ui.kit.password_field import PasswordField

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.kit.basics import LabelRole

OFFERED, OWN = "offered", "own"


class PasswordStep(QWidget):
    """`offer_requested` asks for other words, `typed` for the strength of a text."""

    offer_requested = Signal()
    typed = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._offer = ""
        options = (
            Option(OFFERED, _("Five words, offered")),
            Option(OWN, _("One of my own")),
        )
        self._kind = Segments(look, options)
        self._kind.set_name(_("Kind of password"))
        self._kind.set_value(OFFERED)
        self._words = SerifLabel(look, "page")
        self._letters = make_label("", "secondary", wrap=True)
        self._first = PasswordField(look)
        self._again = PasswordField(look)
        self._build()
        self._connect()
        self._show_kind(OFFERED)

    @property
    def fields(self) -> tuple[PasswordField, PasswordField]:
        """The password, and the same again."""
        return self._first, self._again

    @property
    def password(self) -> str:
        return self._first.text()

    def show_offer(self, words: tuple[str, ...], letters: str) -> None:
        """Show words to remember, and what is typed for them."""
        self._offer = letters
        self._words.setText("  ".join(words))
        self._letters.setText(letters)

    def show_grade(self, grade: str) -> None:
        """Say how strong the typed password is."""
        words: dict[str, tuple[str, LabelRole]] = {
            "weak": (_("Easy to guess: add words"), "error"),
            "fair": (_("Fair: one more word makes it good"), "warning"),
            "good": (_("Hard to guess"), "done"),
        }
        text, role = words.get(grade, ("", "muted"))
        restyle(self._grade, "role", role)
        self._grade.setText(text if self._kind.value == OWN else "")

    def is_complete(self) -> bool:
        """Check what can be checked here, and say what is wrong beside it."""
        is_offered = self._kind.value == OFFERED
        wanted = self._offer if is_offered else self._first.text()
        given = self._first.text() if is_offered else self._again.text()
        is_same = bool(given) and " ".join(given.split()) == " ".join(wanted.split())
        block = self._first_block if is_offered else self._again_block
        wrong = _("Not the same letters; compare once more.")
        block.show_message("" if is_same else wrong)
        return is_same

    def focus_first(self) -> None:
        self._first.setFocus()

    def _build(self) -> None:
        self._more = make_button(_("Other words"), "soft", size="small")
        self._look.set_icon(self._more, "refresh-cw", "t2", 14)
        remember = _("Remember the words; type their letters, with spaces.")
        box = column(
            make_label(remember, "secondary", wrap=True),
            self._words,
            self._letters,
            row(self._more, None),
            gap=8,
            margins=14,
        )
        self._offered = Sheet(box, kind="soft")
        self._grade = make_label("", "muted")
        self._first_block = FieldBlock(_("Type the password"), self._first)
        self._again_block = FieldBlock(_("The same again"), self._again)
        warning = _(
            "Nobody can read your records without it, and nobody can look it up."
        )
        self.setLayout(
            column(
                row(self._kind, None),
                self._offered,
                self._first_block,
                row(self._first.caps_hint, self._grade, None, gap=10),
                self._again_block,
                hold(row(make_label(warning, "muted", wrap=True))),
                None,
                gap=12,
            )
        )

    def _connect(self) -> None:
        self._kind.chosen.connect(self._show_kind)
        self._more.clicked.connect(self.offer_requested)
        self._first.textEdited.connect(self.typed)

    def _show_kind(self, kind: str) -> None:
        is_offered = kind == OFFERED
        self._offered.setVisible(is_offered)
        self._again_block.setVisible(not is_offered)
        self._grade.setText("")
        self._first.clear()
        self._again.clear()
        self._first_block.show_message("")
        self._again_block.show_message("")
