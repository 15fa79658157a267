"""One frame for everything done in steps: where one is, back, on, and what is wrong.

Enter goes on, Esc goes back. What was typed stays where it was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.notices import TaskStrip
from ui.kit.scrolling import scrolled
from ui.kit.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

_WIDTH = 760
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Wizard(QWidget):
    """Steps with a title, a line about each, and a page each, which may scroll.

    Inside a page that has a title of its own it is given none.

    `left` asks to leave before the first step, `confirmed` carries the step at which
    somebody wants to go on. While it is busy neither is asked.
    """

    left = Signal()
    confirmed = Signal(int)
    cancelled = Signal()

    def __init__(
        self,
        look: Appearance,
        title: str,
        steps: Sequence[tuple[str, str]],
        pages: Sequence[QWidget],
    ) -> None:
        super().__init__()
        self._look = look
        self.setProperty("ground", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = tuple(pages)
        self._words = [_("Next")] * len(steps)
        self._is_busy = False
        self._stepper = Stepper(look, tuple(steps))
        self._steps = QStackedWidget()
        for page in pages:
            self._steps.addWidget(scrolled(page))
        self.task = TaskStrip()
        self.back = make_button(_("Back"), "quiet", size="footer")
        self.on = make_button(_("Next"), "primary", size="footer")
        self._error = make_label("", "error", wrap=True)
        self._error.hide()
        self._buttons = hold(row(self.back, None, self.on, gap=10))
        self._build(title)
        self.back.clicked.connect(self.go_back)
        self.on.clicked.connect(self._on_confirmed)
        self.task.cancel_requested.connect(self.cancelled)

    @property
    def step(self) -> int:
        return self._steps.currentIndex()

    def name_step(self, at: int, words: str) -> None:
        """Say what the button does that leaves a step."""
        self._words[at] = words
        self.on.setText(self._words[self.step])

    def show_step(self, at: int, *, is_final: bool = False) -> None:
        """Go to a step; from a final one there is no way back and no button on."""
        self._steps.setCurrentIndex(at)
        self._stepper.show_step(at)
        self.show_error("")
        self._buttons.setVisible(not is_final)
        self.on.setText(self._words[at])
        self.focus_first()

    def show_busy(self, words: str = "", *, can_cancel: bool = False) -> None:
        """Say what is being done until it is done; "" ends it."""
        self._is_busy = bool(words)
        for part in (self._steps, self.on, self.back):
            part.setEnabled(not words)
        self.on.setText(words or self._words[self.step])
        if words:
            self.show_error("")
        if words and can_cancel:
            self.task.begin(words)
        elif not words:
            self.task.end()

    def show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def focus_first(self) -> None:
        """Put the keyboard where the step begins."""
        page = self._pages[self.step]
        begin = getattr(page, "focus_first", page.setFocus)
        begin()

    def go_back(self) -> None:
        """Go back one step, or leave."""
        if self._is_busy or self._buttons.isHidden():
            return
        if self.step == 0:
            self.left.emit()
        else:
            self.show_step(self.step - 1)

    def _build(self, title: str) -> None:
        parts = (self._steps, self._error, self.task, self._buttons)
        body = column(*parts, gap=10, margins=24)
        body.setStretch(0, 1)
        stack = column(self._stepper, make_rule(), hold(body), margins=1)
        stack.setStretch(2, 1)
        self._sheet = Sheet(stack)
        name = SerifLabel(self._look, "person", title)
        # Not shown before it has its place: it would be a window of its own.
        if not title:
            name.hide()
        inner = column(name, self._sheet, gap=14 if title else 0)
        inner.setStretch(1, 1)
        self.setLayout(row(None, hold(inner), None, margins=(24, 18, 24, 18)))
        self._look.follow(self._draw)

    def _on_confirmed(self) -> None:
        if not self._is_busy and not self._buttons.isHidden():
            self.confirmed.emit(self.step)

    def _draw(self) -> None:
        self._sheet.setFixedWidth(_WIDTH + (120 if self._look.is_large else 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in _ENTER:
            focus = self.focusWidget()
            if isinstance(focus, QAbstractButton) and focus is not self.on:
                focus.click()
            else:
                self._on_confirmed()
        else:
            super().keyPressEvent(event)
