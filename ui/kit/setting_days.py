"""The days of a term that rules look at: listed, added in a line, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _, labelled
from ui.kit.basics import (
    column,
    empty,
    hold,
    make_button,
    make_icon_button,
    make_label,
    row,
)
from ui.kit.choices import FlowLayout, Option
from ui.kit.fields import ChoiceBox, DateField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance
    from ui.settings_rows import TermDayRow

_SIGNS = 13


class TermDays(QWidget):
    """`added` carries what is on a day, its date and name; `removed` what and date."""

    added = Signal(str, str, str)
    removed = Signal(str, str)

    def __init__(self, look: Appearance, term: str, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._shown: tuple[TermDayRow, ...] | None = None
        self._listed = column(gap=2)
        self.more = make_button(_("Exam or another day"), "link")
        self.more.setAccessibleName(labelled(self.more.text(), term))
        self.what = ChoiceBox(look)
        self.what.setAccessibleName(_("What is on the day"))
        self.on = DateField(look, today)
        self.on.setAccessibleName(_("On which day"))
        self.name = QLineEdit()
        self.name.setFixedWidth(look.sizes.body * _SIGNS)
        self.name.setPlaceholderText(_("Name, if it has one"))
        self.name.setAccessibleName(_("Name, if it has one"))
        self.add = make_button(_("Add"), "primary")
        self._no = make_button(_("Cancel"), "quiet")
        self._line = self._build_line()
        self.setLayout(
            column(hold(self._listed), row(self.more, None), self._line, gap=4)
        )
        self._connect()
        self._line.hide()

    def show_days(
        self, days: tuple[TermDayRow, ...], kinds: Sequence[tuple[str, str]]
    ) -> None:
        """Show the days, each with what is wrong with it."""
        if days == self._shown:
            return
        self._shown = days
        chosen = self.what.value
        self.what.set_options([Option(*each) for each in kinds])
        self.what.set_value(chosen or (kinds[0][0] if kinds else ""))
        empty(self._listed)
        for each in days:
            self._listed.addWidget(self._entry(each))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._line.isVisible():
            self._close()
        else:
            super().keyPressEvent(event)

    def _entry(self, each: TermDayRow) -> QWidget:
        said = [make_label(each.on, "strong"), make_label(each.words, "secondary")]
        if each.wrong:
            said.append(make_label(each.wrong, "warning"))
        words = labelled(_("Take out of the calendar"), f"{each.on} {each.words}")
        away = make_icon_button(self._look, "x", words)
        away.clicked.connect(lambda: self.removed.emit(each.what, each.on))
        return hold(row(*said, away, None, gap=8))

    def _build_line(self) -> QWidget:
        line = FlowLayout(gap=8)
        for each in (self.what, self.on, self.name, self.add, self._no):
            line.addWidget(each)
        return hold(line)

    def _connect(self) -> None:
        self.more.clicked.connect(self._open)
        self._no.clicked.connect(self._close)
        self.add.clicked.connect(self._on_add)
        for field in (self.on, self.name):
            field.returnPressed.connect(self._on_add)

    def _open(self) -> None:
        self.more.hide()
        self._line.show()
        self.what.setFocus()

    def _close(self) -> None:
        self.on.set_value("")
        self.name.clear()
        self._line.hide()
        self.more.show()
        self.more.setFocus()

    def _on_add(self) -> None:
        if not self.on.value:
            self.on.setFocus()
            return
        self.added.emit(self.what.value, self.on.value, self.name.text().strip())
        self._close()
