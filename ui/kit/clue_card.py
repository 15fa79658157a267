"""A concern as its raiser wrote it down; the child's words in a box of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _, labelled, listed, run_on
from ui.kit.basics import (
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    row,
)
from ui.kit.fields import FieldBlock, TextArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.concern_rows import ClueLine


def clue_lines(look: Appearance, clue: ClueLine) -> QWidget:
    """Return what was raised, and below it what was added."""
    stack = column(gap=6)
    head = run_on((clue.number, clue.at, clue.who))
    stack.addWidget(make_label(head, "muted", wrap=True))
    if clue.harm:
        line = row(make_icon(look, "shield-alert", "red", 14), gap=6)
        line.addWidget(make_label(listed(clue.harm), "late", wrap=True), 1)
        stack.addLayout(line)
    if clue.signs:
        stack.addWidget(make_label(listed(clue.signs), wrap=True))
    if clue.facts:
        stack.addWidget(make_label(clue.facts, wrap=True))
    if clue.child_words:
        stack.addWidget(_quote(look, clue.child_words))
    if clue.done:
        said = labelled(_("What was done already"), clue.done)
        stack.addWidget(make_label(said, "secondary", wrap=True))
    for at, text in clue.addenda:
        said = labelled(_("Added {time}").format(time=at), text)
        stack.addWidget(make_label(said, "secondary", wrap=True))
    return hold(stack)


def _quote(look: Appearance, words: str) -> QWidget:
    icon = make_icon(look, "message-square-text", "t2", 14)
    line = row(icon, gap=8, margins=(10, 8, 10, 8))
    text = make_label(words, wrap=True)
    text.setAccessibleName(labelled(_("The child's own words"), words))
    line.addWidget(text, 1)
    return Sheet(line, kind="tip")


class AdditionBox(Sheet):
    """A place to add to a concern; what was raised itself is never changed."""

    added = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="inset")
        self.text = TextArea()
        self.add = make_button(_("Add to the concern"), size="small")
        look.set_icon(self.add, "plus", "t1", 14)
        self.add.clicked.connect(self._on_add)
        self._block = FieldBlock(_("Add what you learn later"), self.text)
        line = row(self.add, None)
        self.setLayout(column(self._block, line, gap=8, margins=(12, 10, 12, 12)))

    def _on_add(self) -> None:
        text = self.text.toPlainText().strip()
        self._block.show_message("" if text else _("Write what is to be added."))
        if text:
            self.added.emit(text)

    def clear(self) -> None:
        self.text.clear()
        self._block.show_message("")
