"""The history of a file: all lines on the left, the chosen one in full on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from homevisit.text import _
from ui.history_rows import HistoryChoices, HistoryFilter
from ui.kit.basics import (
    Sheet,
    column,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox
from ui.kit.history_list import HistoryList
from ui.kit.reveal import RevealTimer
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from ui.appearance import Appearance
    from ui.history_rows import HistoryLine

_SIDE, _SIDE_LARGE = 340, 420


class HistoryTab(QWidget):
    """Signals carry the key of a line: of a save, a value, a record set aside."""

    filter_changed = Signal(object)
    put_back = Signal(str)
    taken_back = Signal(str)
    brought_back = Signal(str)
    revealed = Signal(str)
    opened = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.list = HistoryList(look)
        self._line: HistoryLine | None = None
        self._hiding = RevealTimer(look, self)
        self._hiding.timeout.connect(self._hide_secret)
        self._build()
        self._connect()
        look.follow(self._fit)

    def show_choices(self, choices: HistoryChoices) -> None:
        """Offer what the list can be narrowed to; what was chosen stays chosen."""
        part, author = self._part.value, self._author.value
        everything = Option("", _("All papers"))
        self._part.set_options([everything, *(Option(*each) for each in choices.parts)])
        self._part.set_value(part)
        anybody = Option("", _("Everybody"))
        people = [Option(*each) for each in choices.authors]
        self._author.set_options([anybody, *people])
        self._author.set_value(author)
        self._author.setVisible(len(people) > 1)

    def show_lines(self, lines: tuple[HistoryLine, ...], *, has_more: bool) -> None:
        self.list.history.show(lines, has_more=has_more)
        self.list.setCurrentIndex(self.list.history.index(0, 0))
        self._show_line(self.list.history.line(0))

    def show_masked(self, is_masked: bool) -> None:
        self.list.history.show_masked(is_masked)
        self._show_line(self._line)

    def focus_first(self) -> None:
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def _build(self) -> None:
        self._part = ChoiceBox(self._look, [Option("", _("All papers"))])
        self._part.setAccessibleName(_("Which papers"))
        self._author = ChoiceBox(self._look, [Option("", _("Everybody"))])
        self._author.setAccessibleName(_("Who wrote"))
        bar = row(self._part, self._author, None, gap=10, margins=(14, 8, 14, 8))
        left = column(bar, make_rule(), self.list, margins=1)
        left.setStretch(2, 1)
        line = row(gap=SPACE.gap)
        line.addWidget(Sheet(left), 1)
        self._side = Sheet(self._build_side())
        line.addWidget(self._side)
        self.setLayout(line)

    def _build_side(self) -> QLayout:
        self._title = make_label("", "strong", wrap=True)
        self._about = make_label("", "muted", wrap=True)
        self._reason = make_label("", "secondary", wrap=True)
        self._old_head = make_label(_("Before"), "caption")
        self._old = make_label("", "secondary", wrap=True)
        self._new_head = make_label(_("After"), "caption")
        self._new = make_label("", "body", wrap=True)
        self._reveal = make_button(_("Show for 20 seconds"), "link")
        words = (self._title, self._about, self._reason, 6, self._old_head, self._old)
        inner = column(*words, 6, self._new_head, self._new, self._reveal, None, gap=4)
        inner.setContentsMargins(16, 14, 16, 8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(hold(inner))
        self._put_back = make_button(_("Put the old value back"), "soft")
        self._take_back = make_button(_("Take this save back"), "secondary")
        self._bring_back = make_button(_("Bring it back"), "soft")
        buttons = column(self._put_back, self._take_back, self._bring_back, gap=8)
        buttons.setContentsMargins(14, 10, 14, 12)
        stack = column(area, make_rule(), buttons, margins=1)
        stack.setStretch(0, 1)
        return stack

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_line)
        for box in (self._part, self._author):
            box.activated.connect(self._on_filter)
        self._reveal.clicked.connect(self._on_reveal)
        self._put_back.clicked.connect(lambda: self.put_back.emit(self._key))
        self._take_back.clicked.connect(lambda: self.taken_back.emit(self._key))
        self._bring_back.clicked.connect(lambda: self.brought_back.emit(self._key))

    @property
    def _key(self) -> str:
        return self._line.key if self._line else ""

    def _on_filter(self) -> None:
        wanted = HistoryFilter(self._part.value, self._author.value)
        self.filter_changed.emit(wanted)

    def _show_line(self, line: HistoryLine | None) -> None:
        self._line = line
        is_change = line is not None and line.kind == "change"
        old, new = self.list.history.shown(line) if line else ("", "")
        self._title.setText(self._heading(line))
        self._say(self._about, line.about if line else "")
        self._say(self._reason, line.reason if line else "")
        self._old.setText(old or "—")
        self._new.setText(new or "—")
        for label in (self._old_head, self._old, self._new_head, self._new):
            label.setVisible(is_change)
        self._reveal.setVisible(bool(line and line.is_secret and new != line.new))
        can_change = bool(line and line.can_change)
        self._put_back.setVisible(is_change and can_change)
        self._take_back.setVisible(bool(line and line.kind == "save"))
        self._bring_back.setVisible(bool(line and line.kind == "aside"))

    @staticmethod
    def _heading(line: HistoryLine | None) -> str:
        if line is None:
            return _("Nothing was changed yet.")
        return line.title or f"{line.at}  {line.who}".strip()

    @staticmethod
    def _say(label: QWidget, words: str) -> None:
        label.setText(words)  # type: ignore[attr-defined]
        label.setVisible(bool(words))

    def _on_reveal(self) -> None:
        if self._line is not None:
            self.list.history.reveal(self._line.key)
            self.revealed.emit(self._line.key)
            self._show_line(self._line)
            self._hiding.begin()

    def _hide_secret(self) -> None:
        self.list.history.reveal("")
        self._show_line(self._line)

    def _fit(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)
