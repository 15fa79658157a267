"""The line of a card: what it is about, its marks and day, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from homevisit.text import _, labelled, run_on
from ui.kit.basics import empty, make_button, make_icon_button, make_label, row
from ui.kit.open_items import due_label

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.edit_rows import CardRow


class CardHead(QWidget):
    """`opened` asks to open or close the card, `acted` names what was asked for."""

    opened = Signal()
    acted = Signal(str)
    source_wanted = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.title = make_button("", "quiet")
        self.title.setProperty("strong", True)
        self.title.clicked.connect(self.opened)
        self._buttons: dict[str, QToolButton] = {}
        self._marks = row(gap=8)
        self._ends = row(gap=10)
        self._actions = row(gap=2)
        parts = (self.title, self._marks, None, self._ends, self._actions)
        self.setLayout(row(*parts, gap=8))
        self.point(is_open=False)

    def show_card(self, card: CardRow, *, is_masked: bool) -> None:
        """Show the line of a record."""
        hides = is_masked and bool(card.masked_title)
        title = card.masked_title if hides else card.title
        self.title.setText(title)
        self.title.setAccessibleName(run_on((title, *card.chips)))
        empty(self._marks)
        for chip in card.chips:
            middle = Qt.AlignmentFlag.AlignVCenter
            self._marks.addWidget(make_label(chip, "chip"), 0, middle)
        self._marks.addWidget(make_label(card.subtitle, "secondary"))
        empty(self._ends)
        if card.due_on:
            self._ends.addWidget(due_label(self._look, card))
        if card.source_id:
            self._ends.addWidget(self._make_source(card))
        self._show_buttons(card, title)

    def point(self, *, is_open: bool) -> None:
        """Show whether the card is open."""
        icon = "chevron-down" if is_open else "chevron-right"
        self._look.set_icon(self.title, icon, "t2", 14)
        self.title.setAccessibleDescription(_("unfolded") if is_open else _("folded"))

    def button(self, code: str) -> QToolButton | None:
        """Return the button of an action, if the card offers it."""
        return self._buttons.get(code)

    def _show_buttons(self, card: CardRow, title: str) -> None:
        wanted = {action.code: action for action in card.actions}
        for code in set(self._buttons) - set(wanted):
            gone = self._buttons.pop(code)
            gone.hide()
            gone.deleteLater()
        for at, (code, action) in enumerate(wanted.items()):
            if code not in self._buttons:
                button = make_icon_button(self._look, action.icon, action.label)
                button.clicked.connect(lambda _on, c=code: self.acted.emit(c))
                self._buttons[code] = button
                self._actions.insertWidget(at, button)
            self._buttons[code].setAccessibleName(labelled(action.label, title))

    def _make_source(self, card: CardRow) -> QWidget:
        link = make_button(card.source, "link", size="small")
        link.setAccessibleName(f"{_('Open')} {card.source}")
        link.clicked.connect(lambda: self.source_wanted.emit(card.source_id))
        return link
