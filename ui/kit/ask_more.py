"""A leader asks to know more of a case, and reads what was released to her alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _, labelled, translate_count
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.fields import FieldBlock, TextArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.concern_rows import AskLine, ReleasedEntry, Shell

LEAST_REASON = 10


class AskMoreCard(Sheet):
    """`asked` carries the reason; `read_wanted` asks to show what was released.

    Reading is written down, and both the leader and the psychologist see that it was.
    """

    asked = Signal(str)
    read_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.reason = TextArea()
        self.ask = make_button(_("Ask to know more"))
        self.read = make_button("")
        look.set_icon(self.read, "eye", "t1")
        self._count = make_label("", "muted")
        self._asks = column(gap=8)
        self._entries = column(gap=10)
        self.reason.textChanged.connect(self._on_typed)
        self.ask.clicked.connect(self._on_ask)
        self.read.clicked.connect(self.read_wanted)
        self._build(look)

    def show_shell(self, shell: Shell) -> None:
        """Show what was asked and answered; without a leader's post nothing."""
        self.setVisible(shell.may_ask)
        empty(self._asks)
        for each in shell.asks:
            self._asks.addWidget(_ask_line(each))
        count = shell.released_count
        words = translate_count(
            "Read {count} released entry", "Read {count} released entries", count
        )
        self.read.setText(words)
        self.read.setVisible(count > 0 and not shell.released)
        empty(self._entries)
        for entry in shell.released:
            self._entries.addWidget(_entry(entry))
        self._on_typed()

    def clear(self) -> None:
        self.reason.clear()

    def _on_typed(self) -> None:
        typed = len("".join(self.reason.toPlainText().split()))
        lacking = max(0, LEAST_REASON - typed)
        self.ask.setEnabled(not lacking)
        words = translate_count(
            "{count} more character", "{count} more characters", lacking
        )
        self._count.setText(words if lacking else "")

    def _on_ask(self) -> None:
        self.asked.emit(self.reason.toPlainText().strip())

    def _build(self, look: Appearance) -> None:
        note = _(
            "Your reason goes to the psychologist, who releases chosen entries to you"
            " alone. Both of you see that it was asked, answered and read."
        )
        head = head_row(look, "lock", _("Know more"), None)
        block = FieldBlock(_("Why you must know more"), self.reason)
        body = column(
            self._asks,
            row(self.read, None),
            self._entries,
            block,
            row(self.ask, self._count, None, gap=10),
            make_label(note, "muted", wrap=True),
            gap=10,
            margins=(14, 10, 14, 12),
        )
        self.setLayout(column(head, make_rule(), body, margins=1))


def _ask_line(each: AskLine) -> QWidget:
    said = labelled(each.at, each.reason)
    answer = make_label(each.answer, "done" if each.is_answered else "muted", wrap=True)
    return hold(column(make_label(said, "secondary", wrap=True), answer, gap=1))


def _entry(each: ReleasedEntry) -> QWidget:
    head = make_label(f"{each.day}  {each.title}".strip(), "strong", wrap=True)
    words = make_label(each.text, wrap=True)
    inner = column(head, words, gap=4, margins=(12, 9, 12, 10))
    return Sheet(inner, kind="confidential")
