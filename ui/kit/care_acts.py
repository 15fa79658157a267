"""What can be done in a case: buttons as far as there is room, the rest in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from homevisit.text import _
from ui.kit.basics import column, empty, make_button, make_icon, make_label, row
from ui.kit.notices import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.appearance import Appearance
    from ui.care_rows import Act
    from ui.kit.basics import ButtonKind

_KINDS: dict[str, ButtonKind] = {"main": "plum", "near": "secondary", "end": "quiet"}
_GAP, _SIDE = 8, 16


class ActBar(QWidget):
    """`wanted` carries the act; one that does not fit now says in a sentence why.

    `paper_wanted` carries the paper of an act that prints.
    """

    wanted = Signal(str)
    paper_wanted = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._acts: tuple[Act, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self._menu = QMenu(self)
        self.more = make_button(_("More…"), size="footer")
        self.more.clicked.connect(self._open_menu)
        self._end = row(gap=_GAP)
        self._near = row(gap=_GAP)
        line = row(self._near, self.more, None, self._end, gap=_GAP)
        line.setContentsMargins(_SIDE, 0, _SIDE, 0)
        self._icon = make_icon(look, "triangle-alert", "yellow_text", 15)
        self.refusal = make_label("", "warning", wrap=True)
        self._said = row(gap=8, margins=(_SIDE, 0, _SIDE, 4))
        self._said.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._said.addWidget(self.refusal, 1)
        self.setLayout(column(self._said, line, margins=(0, 11, 0, 11)))
        self.show_refusal("")
        look.changed.connect(self._share)

    @property
    def first(self) -> QPushButton:
        """What is most likely to be pressed next."""
        return next(iter(self.buttons.values()), self.more)

    def show_acts(self, acts: tuple[Act, ...]) -> None:
        """Offer these; in which order and where, they say themselves."""
        self.show_refusal("")
        if acts == self._acts:
            return
        self._acts = acts
        empty(self._near)
        empty(self._end)
        self.buttons = {
            each.code: self._make(each) for each in acts if each.place in _KINDS
        }
        for each in acts:
            if each.place in _KINDS:
                line = self._end if each.place == "end" else self._near
                line.addWidget(self.buttons[each.code])
        self._share()

    @property
    def acts(self) -> tuple[Act, ...]:
        """Everything that is offered now."""
        return self._acts

    def _open_menu(self) -> None:
        size = self._menu.sizeHint()
        above = self.more.mapToGlobal(QPoint(0, -size.height()))
        self._menu.popup(above)
        first = next(iter(self._menu.actions()), None)
        if first is not None:
            self._menu.setActiveAction(first)

    def want(self, code: str) -> None:
        """Ask for an act, or say why it does not fit now."""
        found = next((each for each in self._acts if each.code == code), None)
        if found is None:
            return
        self.show_refusal(found.refusal)
        if found.paper:
            self.paper_wanted.emit(found.paper)
        elif not found.refusal:
            self.wanted.emit(code)

    def show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        for part in (self.refusal, self._icon):
            part.setVisible(bool(sentence))
        if sentence:
            announce(self.refusal, sentence)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        least = self.first.sizeHint().width() + self.more.sizeHint().width()
        return QSize(least + 2 * _SIDE + _GAP, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give up buttons for lines of the list until the rest has room."""
        shown = [each for each in self._acts if each.place in _KINDS]
        room = self.width() - 2 * _SIDE - self.more.sizeHint().width() - 2 * _GAP
        given_up = [each for each in reversed(shown) if each.place == "near"]
        given_up += [each for each in shown if each.place == "end"]
        while given_up and self._needed(shown) > room:
            shown.remove(given_up.pop(0))
        self._menu.clear()
        for each in self._acts:
            if each.code in self.buttons:
                self.buttons[each.code].setVisible(each in shown)
            if each not in shown:
                line = self._menu.addAction(each.label)
                line.triggered.connect(lambda _on, code=each.code: self.want(code))
        self.more.setVisible(not self._menu.isEmpty())

    def _needed(self, shown: list[Act]) -> int:
        widths = [self.buttons[each.code].sizeHint().width() for each in shown]
        return sum(widths) + _GAP * len(widths)

    def _make(self, act: Act) -> QPushButton:
        button = make_button(act.label, _KINDS[act.place], size="footer")
        if act.icon:
            ink = "on_plum" if act.place == "main" else "t2"
            self._look.set_icon(button, act.icon, ink, 16)
        button.setAccessibleDescription(act.refusal)
        button.clicked.connect(lambda _on: self.want(act.code))
        return button
