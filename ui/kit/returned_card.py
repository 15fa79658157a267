"""Visits that the school returned: whose, and what it wants added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _, labelled, run_on
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
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.today_rows import ReturnedRow

_SHOWN = 3


class ReturnedCard(Sheet):
    """Hidden while nothing came back; `opened` carries the visit's id."""

    opened = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._rows: tuple[ReturnedRow, ...] = ()
        self._is_masked = False
        self._count = make_label("", "muted")
        self._lines = column()
        head = head_row(look, "undo-2", _("Returned by the school"), self._count)
        head.addStretch(1)
        self.setLayout(column(head, make_rule(), self._lines, margins=1))
        self.hide()

    def show_rows(self, rows: tuple[ReturnedRow, ...]) -> None:
        self._rows = rows
        self._draw()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._draw()

    def _draw(self) -> None:
        empty(self._lines)
        self._count.setText(str(len(self._rows)))
        for each in self._rows[:_SHOWN]:
            self._lines.addWidget(self._line(each))
        self.setVisible(bool(self._rows))

    def _line(self, each: ReturnedRow) -> QWidget:
        name = masked_name(each.name) if self._is_masked else each.name
        said = "" if self._is_masked else each.remark
        open_it = make_button(_("Look and add"), "link")
        open_it.setAccessibleName(labelled(open_it.text(), run_on((name, said))))
        open_it.clicked.connect(lambda: self.opened.emit(each.visit_id))
        head = row(make_label(name, "strong"), None, open_it, gap=8)
        words = make_label(said, "secondary", wrap=True)
        return hold(column(head, words, gap=2, margins=(14, 7, 14, 9)))
