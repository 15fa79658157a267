"""Raising a concern: the form, and beside it who will read what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.raise_form import RaiseFields
from ui.kit.raised_pane import RaisedPane
from ui.kit.scrolling import scrolled
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    from ui.appearance import Appearance
    from ui.concern_rows import Raised, RaiseForm

_SIDE, _SIDE_LARGE = 336, 400


class RaiseView(QWidget):
    """`raised` carries a `Raising`; `left` asks to go back."""

    raised = Signal(object)

    def __init__(self, look: Appearance, today: date, now: Callable[[], str]) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.fields = RaiseFields(look, today, now)
        self.after = RaisedPane(look)
        self.send = make_button(_("Raise the concern"), "primary", size="footer")
        self.send.setToolTip(f"{_('Raise the concern')}  Ctrl+Enter")
        self._message = make_label("", "error", wrap=True)
        self._reads = column(gap=8)
        self._notices = column(gap=8)
        self._build()
        self.send.clicked.connect(self.ask_to_raise)
        self.fields.changed.connect(self._message.clear)
        QShortcut("Ctrl+Return", self, self.ask_to_raise)
        look.follow(self._fit)

    @property
    def is_done(self) -> bool:
        """Whether what happens now is shown instead of the form."""
        return self._stack.currentIndex() == 1

    def begin(self, form: RaiseForm) -> None:
        """Show an empty form for a student, or for one who is still to be found."""
        self.fields.begin(form)
        self._show_sides(form)
        self._message.clear()
        self._stack.setCurrentIndex(0)

    def show_form(self, form: RaiseForm) -> None:
        """Show whom it is about; what was entered stays."""
        self.fields.show_form(form)
        self._show_sides(form)

    def show_raised(self, raised: Raised) -> None:
        """Say what happens now; the form is empty again."""
        self.fields.forget()
        self.after.show_raised(raised)
        self._stack.setCurrentIndex(1)
        self.after.focus_first()

    def show_masked(self, is_masked: bool) -> None:
        self.fields.show_masked(is_masked)

    def focus_first(self) -> None:
        (self.after if self.is_done else self.fields).focus_first()

    def text_fields(self) -> dict[str, QLineEdit | QPlainTextEdit]:
        """Return what outlives leaving and locking, by name."""
        if self.is_done:
            return {"addition": self.after.addition.text}
        return self.fields.text_fields()

    def ask_to_raise(self) -> None:
        """Hand on what was entered, or lead to what is lacking."""
        if self.is_done:
            return
        entered = self.fields.read()
        if not entered.student_id:
            words = _("Say first which student it is about.")
            self._lead(self.fields.picker.search, words)
        elif not (entered.signs or entered.harm_signs or entered.facts):
            words = _("Tick what you saw, or write it down in a few words.")
            self._lead(self.fields.facts, words)
        else:
            self._message.clear()
            self.raised.emit(entered)

    def _lead(self, field: QWidget, words: str) -> None:
        self._message.setText(words)
        field.setFocus()

    def _show_sides(self, form: RaiseForm) -> None:
        self._list(self._reads, "eye", form.reads)
        self._list(self._notices, "info", form.notices)
        self._notice.setVisible(bool(form.notices))

    def _list(self, place: QVBoxLayout, icon: str, lines: tuple[str, ...]) -> None:
        empty(place)
        for words in lines:
            line = row(make_icon(self._look, icon, "t2", 14), gap=8)
            line.addWidget(make_label(words, "secondary", wrap=True), 1)
            place.addWidget(hold(line))

    def _build(self) -> None:
        head = head_row(self._look, "heart-handshake", _("What worries you"), None)
        foot = row(gap=12, margins=(SPACE.form, 10, SPACE.form, 10))
        foot.addWidget(self._message, 1)
        foot.addWidget(make_label("Ctrl Enter", "key"))
        foot.addWidget(self.send)
        body = scrolled(self.fields)
        stack = column(head, make_rule(), body, make_rule(), foot, margins=1)
        stack.setStretch(2, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(Sheet(stack))
        self._stack.addWidget(scrolled(self.after))
        self._side = self._build_side()
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        line = row(gap=SPACE.gap, margins=sides)
        line.addWidget(self._stack, 1)
        line.addWidget(self._side)
        self.setLayout(line)

    def _build_side(self) -> QWidget:
        margins = (14, 10, 14, 14)
        reads = head_row(self._look, "eye", _("Who will read this"), None)
        rule = _("Nothing can be changed afterwards; what you learn later is added.")
        card = column(self._reads, make_label(rule, "muted", wrap=True), gap=10)
        card.setContentsMargins(*margins)
        self._notice = Sheet(hold_in(self._notices, margins), kind="warning")
        first = Sheet(column(reads, make_rule(), card, margins=1))
        return scrolled(hold(column(self._notice, first, None, gap=12)))

    def _fit(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)


def hold_in(layout: QVBoxLayout, margins: tuple[int, int, int, int]) -> QVBoxLayout:
    """Return the same lines with room around them."""
    layout.setContentsMargins(*margins)
    return layout
