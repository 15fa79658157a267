"""The note for the homeroom teacher: the one text of a case that others can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from homevisit.text import _
from ui.kit.basics import (
    ElidedLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    row,
)
from ui.kit.fields import TextArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

MOST = 200


class HintBox(Sheet):
    """Edited in place; `given` carries the words. Says who will see them."""

    given = Signal(str)
    changed = Signal()
    turned = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="tip")
        self._look = look
        self._words = make_label("", "secondary", wrap=True)
        self._seen_by = ElidedLabel(role="caption")
        self._edit = make_button(_("Edit"), "link")
        self.field = TextArea(least=2, most=4)
        self.field.setAccessibleName(_("Note for the homeroom teacher"))
        self.save = make_button(_("Share it"), "primary", size="small")
        self._leave = make_button(_("Leave it as it was"), "quiet", size="small")
        self._pages = QStackedWidget()
        self._build()
        self._edit.clicked.connect(lambda _on: self.begin())
        self.save.clicked.connect(self.send)
        self._leave.clicked.connect(self.end)
        self.field.textChanged.connect(self.changed)
        self._hint = ""
        self.end()

    @property
    def is_open(self) -> bool:
        """Whether it is being written."""
        return self._editing.isVisibleTo(self)

    @property
    def has_words(self) -> bool:
        """Whether something else is being typed than what is shared now."""
        return self.is_open and self.field.toPlainText().strip() != self._hint

    def show_hint(self, words: str, seen_by: str) -> None:
        """Show what the teacher reads now; what is being typed stays."""
        self._hint = words
        self._words.setText(words or _("Nothing is shared yet."))
        self._seen_by.setText(seen_by)

    def begin(self, typed: str = "") -> None:
        """Write: the field holds what is shared now, or what was typed before."""
        self.field.setPlainText(typed or self._hint)
        self._turn(is_open=True)
        self.field.setFocus()

    def end(self) -> None:
        self._turn(is_open=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_open and event.key() == Qt.Key.Key_Escape:
            self.end()
            self._edit.setFocus()
        else:
            super().keyPressEvent(event)

    def _turn(self, *, is_open: bool) -> None:
        self._reading.setVisible(not is_open)
        self._editing.setVisible(is_open)
        self._edit.setVisible(not is_open)
        self.turned.emit()

    def send(self) -> None:
        """Share what was written."""
        self.given.emit(self.field.toPlainText().strip())
        self.end()

    def _build(self) -> None:
        seen = ElidedLabel(_("Teachers see this"), "done")
        eye = make_icon(self._look, "eye", "pine_t", 15)
        title = ElidedLabel(_("Note for the homeroom teacher"), "strong")
        head = row(gap=6)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(eye)
        head.addWidget(seen)
        self._reading = hold(column(self._words))
        buttons = row(None, self._leave, self.save, gap=8)
        parts = (self.field, self._seen_by, buttons)
        self._editing = hold(column(*parts, gap=6))
        foot = row(self._reading, gap=8)
        foot.setStretch(0, 1)
        foot.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(head, foot, self._editing, gap=5, margins=(12, 9, 12, 9)))
