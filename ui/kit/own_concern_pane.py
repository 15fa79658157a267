"""A concern of one's own: as it was raised, how it stands, and what is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.clue_card import AdditionBox, clue_lines
from ui.kit.scrolling import scrolled
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.concern_rows import RaisedItem


class OwnConcernPane(Sheet):
    """`added` carries an addition, `file_wanted` a student."""

    added = Signal(str)
    file_wanted = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._item: RaisedItem | None = None
        self._is_masked = False
        self._name = SerifLabel(look, "person")
        self._about = make_label("", "secondary")
        self._stands = make_label("", "chip")
        self._notices = column(gap=6)
        self._clue = column()
        self.addition = AdditionBox(look)
        self.file = make_button(_("Open the file"))
        self.addition.added.connect(self.added)
        self.file.clicked.connect(self._on_file)
        self._build()

    def show_item(self, item: RaisedItem) -> None:
        """Show a concern; what is being added to it stays while it is the same."""
        if self._item is None or self._item.clue.id != item.clue.id:
            self.addition.clear()
        self._item = item
        self._about.setText(item.about)
        self._stands.setText(item.stands)
        empty(self._notices)
        for words in item.notices:
            line = row(make_icon(self._look, "info", "t2", 14), gap=8)
            line.addWidget(make_label(words, "secondary", wrap=True), 1)
            self._notices.addWidget(hold(line))
        empty(self._clue)
        self._clue.addWidget(clue_lines(self._look, item.clue))
        self.show_masked(self._is_masked)

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        if self._item is not None:
            name = self._item.name
            self._name.setText(masked_name(name) if is_masked else name)

    def focus_first(self) -> None:
        self.addition.text.setFocus()

    def _on_file(self) -> None:
        if self._item is not None:
            self.file_wanted.emit(self._item.student_id)

    def _build(self) -> None:
        sides = (16, 14, 16, 12)
        head = row(self._name, self._about, gap=10, margins=sides)
        head.addWidget(self._stands, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        body = column(self._notices, self._clue, self.addition, None, gap=14)
        body.setContentsMargins(*sides)
        foot = row(self.file, None, margins=(16, 10, 16, 10))
        stack = column(
            head, make_rule(), scrolled(hold(body)), make_rule(), foot, margins=1
        )
        stack.setStretch(2, 1)
        self.setLayout(stack)
