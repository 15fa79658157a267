"""Below a finalised visit: what was added later, and a place to add more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _, labelled
from ui.kit.basics import SerifLabel, column, empty, make_button, make_label, row
from ui.kit.fields import FieldBlock, TextArea
from ui.kit.password_field import PRIVATE_HINTS
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.rows import Addendum


class AddendaBox(QWidget):
    """A finalised visit is never edited; text with a reason can be added."""

    written = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._old = column(gap=10)
        self._text = TextArea()
        self._reason = QLineEdit()
        self._reason.setInputMethodHints(PRIVATE_HINTS)
        self._save = make_button(_("Add to this visit"))
        look.set_icon(self._save, "plus", "t1")
        self._save.clicked.connect(self._on_save)
        self._content = FieldBlock(_("Addition or correction"), self._text)
        why = FieldBlock(_("Reason"), self._reason, required=True)
        self._why = why
        self._offer = make_label("", "warning", wrap=True)
        self._offer.hide()
        note = _("This visit is finalised. What you add stays visible beside it.")
        self.setLayout(
            column(
                SerifLabel(look, "section", _("Additions")),
                make_label(note, "muted", wrap=True),
                self._old,
                self._offer,
                self._content,
                why,
                row(self._save, None),
                gap=12,
                margins=(SPACE.form, 16, SPACE.form, 20),
            )
        )

    @property
    def fields(self) -> dict[str, TextArea | QLineEdit]:
        """What is written into, by name."""
        return {"addition": self._text, "reason of the addition": self._reason}

    def show_addenda(self, addenda: tuple[Addendum, ...]) -> None:
        empty(self._old)
        for each in addenda:
            self._old.addWidget(make_label(f"{each.at}  {each.who}", "muted"))
            self._old.addWidget(make_label(each.content, wrap=True))
            reason = labelled(_("Reason"), each.reason)
            self._old.addWidget(make_label(reason, "secondary", wrap=True))

    def offer(self, words: str) -> None:
        """Put into the field what was typed into a draft and saved by nobody."""
        said = _("This was typed before the visit was finalised elsewhere.")
        self._offer.setText(said if words else "")
        self._offer.setVisible(bool(words))
        self._text.setPlainText(words)
        self._reason.clear()

    def _on_save(self) -> None:
        text = self._text.toPlainText().strip()
        reason = self._reason.text().strip()
        self._content.show_message("" if text else _("Write what is to be added."))
        self._why.show_message("" if reason else _("Write in a few words why."))
        if text and reason:
            self.written.emit(text, reason)
