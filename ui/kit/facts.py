"""Labels with values in columns; a secret value stays masked until asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from homevisit.text import _, labelled, listed, run_on
from ui.kit.basics import ElidedLabel, empty, hold, make_button, make_label, row
from ui.kit.painting import Brush
from ui.kit.reveal import RevealTimer

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.rows import Fact, Tag

# A label, its value, and the room before the next pair.
_PAIR = 3
_BETWEEN = 4


class FactGrid(QWidget):
    """Facts in `columns`; `reveal_requested` names the fact whose mask was clicked."""

    reveal_requested = Signal(str)

    def __init__(self, look: Appearance, columns: int = 1) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setHorizontalSpacing(10)
        self._facts: tuple[Fact, ...] = ()
        self._is_masked = False
        self._values: dict[str, tuple[QLabel, str, QPushButton]] = {}
        self._timer = RevealTimer(look, self)
        self._timer.timeout.connect(self.hide_secrets)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show these instead of what was there; every secret is masked again."""
        self._facts = facts
        empty(self._grid)
        self._values.clear()
        down = -(-len(facts) // self._columns)
        for at, fact in enumerate(facts):
            self._add(fact, at % down if down else 0, at // down if down else 0)
        if self._columns == 1:
            self._grid.setColumnStretch(1, 1)
            return
        for column in range(self._columns):
            # What is left goes between the pairs, once every value has its width.
            self._grid.setColumnMinimumWidth(column * _PAIR + 2, _BETWEEN)
            self._grid.setColumnStretch(column * _PAIR + 2, 1)

    def show_masked(self, is_masked: bool) -> None:
        """Hide the names in the facts, or show them."""
        if is_masked != self._is_masked:
            self._is_masked = is_masked
            self.show_facts(self._facts)

    def reveal(self, label: str, value: str) -> None:
        """Show a secret for twenty seconds."""
        if label in self._values:
            shown, _masked, button = self._values[label]
            shown.setText(value)
            button.hide()
            self._timer.begin()

    def hide_secrets(self) -> None:
        for shown, masked, button in self._values.values():
            shown.setText(masked)
            button.show()

    def _add(self, fact: Fact, line: int, column: int) -> None:
        if self._is_masked and fact.masked:
            fact = replace(fact, value=fact.masked)
        value = self._make_value(fact)
        value.setAccessibleName(labelled(fact.label, fact.value))
        self._grid.addWidget(make_label(fact.label, "muted"), line, column * _PAIR)
        if not fact.secret and not fact.doubt:
            self._grid.addWidget(value, line, column * _PAIR + 1)
            return
        cell = row(value, gap=6)
        if fact.doubt:
            value.setAccessibleName(
                run_on((labelled(fact.label, fact.value), _("to check")))
            )
            value.setAccessibleDescription(fact.doubt)
            cell.addWidget(check_mark(fact.doubt))
        if fact.secret:
            cell.addWidget(self._shower(fact, value))
        cell.addStretch(1)
        self._grid.addWidget(hold(cell), line, column * _PAIR + 1)

    def _make_value(self, fact: Fact) -> QLabel:
        if self._columns == 1 or fact.secret:
            return make_label(fact.value, "body", wrap=self._columns == 1)
        return ElidedLabel(fact.value)

    def _shower(self, fact: Fact, value: QLabel) -> QPushButton:
        show = make_button(_("Show"), "link", size="small")
        show.setAccessibleName(f"{_('Show')} {fact.label}")
        show.clicked.connect(lambda: self.reveal_requested.emit(fact.secret))
        self._values[fact.secret] = (value, fact.value, show)
        return show


def check_mark(why: str) -> QLabel:
    """Return the word that stands beside a value that looks wrong."""
    mark = make_label(_("to check"), "warning")
    mark.setToolTip(why)
    mark.setAccessibleDescription(why)
    return mark


class TagRow(QWidget):
    """Neutral group chips, painted; masked they say nothing."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._tags: tuple[Tag, ...] = ()
        self._is_masked = False
        look.follow(self._draw)

    def show_tags(self, tags: tuple[Tag, ...]) -> None:
        self._tags = tags
        self._name()
        self.setVisible(bool(tags))
        self.update()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._name()
        self.update()

    def _name(self) -> None:
        shown = ("●●" if self._is_masked else tag.label for tag in self._tags)
        self.setAccessibleName(listed(shown))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        brush = Brush(painter, self._look, self.devicePixelRatioF())
        brush.chips(self.rect(), self._tags, is_masked=self._is_masked)

    def _draw(self) -> None:
        self.setFixedHeight(self._look.sizes.control_small + 2)
        self.update()
