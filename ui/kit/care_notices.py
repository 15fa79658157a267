"""Sentences above a case: a clock that looks wrong, facts that do not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    make_button,
    make_icon,
    make_label,
    row,
)

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.care_rows import Fork


class Sentences(QWidget):
    """Notices one under the other; not there while there is nothing to say."""

    settled = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._shown: tuple[object, ...] = ()
        self._lines = column(gap=6)
        self.setLayout(self._lines)
        self.hide()

    def show_words(self, words: tuple[str, ...], forks: tuple[Fork, ...] = ()) -> None:
        """Show notices, and of facts that do not agree both and the way to settle."""
        if (words, forks) == self._shown:
            return
        self._shown = (words, forks)
        empty(self._lines)
        for each in words:
            self._lines.addWidget(self._sheet(make_label(each, "secondary", wrap=True)))
        for fork in forks:
            self._lines.addWidget(self._fork(fork))
        self.setVisible(bool(words or forks))

    def _fork(self, fork: Fork) -> Sheet:
        facts = [each for each in (fork.first, fork.second) if each]
        lines = column(make_label(fork.words, "strong", wrap=True), gap=2)
        for each in facts:
            lines.addWidget(make_label(f"· {each}", "secondary", wrap=True))
        last = row(gap=8)
        last.addWidget(make_label(fork.settle, "secondary", wrap=True), 1)
        if fork.act:
            button = make_button(fork.button or _("Settle it"), "soft", size="small")
            button.clicked.connect(lambda _on, act=fork.act: self.settled.emit(act))
            last.addWidget(button)
        lines.addLayout(last)
        inner = QWidget()
        inner.setProperty("clear", True)
        inner.setLayout(lines)
        return self._sheet(inner)

    def _sheet(self, inner: QWidget) -> Sheet:
        mark = make_icon(self._look, "triangle-alert", "yellow_text", 15)
        line = row(gap=9, margins=(12, 7, 10, 7))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(inner, 1)
        return Sheet(line, kind="warning")
