"""Summaries that were printed: look at one, print it again, hold it against another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import column, hold, make_label
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.setting_list import Line, LineList
from ui.report_rows import NOW

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.report_rows import KeptLine


class ReportKept(QWidget):
    """`chosen` carries an id; `compared` one and another, or "" for the pages alone."""

    chosen = Signal(str)
    compared = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._lines: tuple[KeptLine, ...] = ()
        self.list = LineList(look, _("Summaries that were printed"))
        self.list.chosen.connect(self._on_chosen)
        self.other = ChoiceBox(look)
        self.other.chosen.connect(self._on_other)
        self._about = make_label("", "secondary", wrap=True)
        self._nothing = make_label(
            _("Nothing was printed yet. What you print is kept here with its numbers."),
            "secondary",
            wrap=True,
        )
        compare = FieldBlock(_("Compare it with"), self.other)
        self._body = hold(column(self.list, self._about, compare, gap=10))
        stack = column(self._nothing, self._body)
        stack.setStretch(1, 1)
        self.setLayout(stack)
        self.show_lines(())

    @property
    def id(self) -> str:
        return self.list.code

    def show_lines(self, lines: tuple[KeptLine, ...]) -> None:
        """List what was printed, the latest first."""
        self._lines = lines
        self.list.show_lines(
            tuple(Line(each.id, each.number, each.made_at) for each in lines)
        )
        self._nothing.setVisible(not lines)
        self._body.setVisible(bool(lines))
        self._offer_others()

    def choose_first(self) -> None:
        """Look at the latest one where none is looked at."""
        if self._lines and not self.id:
            self.list.choose(self._lines[0].id)
        elif self.id:
            self._on_chosen(self.id)

    def _on_chosen(self, snapshot_id: str) -> None:
        self._offer_others()
        self.other.set_value("")
        self.chosen.emit(snapshot_id)

    def _offer_others(self) -> None:
        now = Option(NOW, _("the numbers of today"))
        rest = (
            Option(each.id, f"{each.number}  {each.made_at}")
            for each in self._lines
            if each.id != self.id
        )
        nothing = Option("", _("nothing: show its pages"))
        self.other.set_options([nothing, now, *rest])
        about = (each.about for each in self._lines if each.id == self.id)
        self._about.setText(next(about, ""))

    def _on_other(self, other: str) -> None:
        self.compared.emit(self.id, other)
