"""Mandatory reports: all that are known here at the left, one of them at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.mandatory_pane import MandatoryPane
from ui.kit.setting_list import Line, LineList
from ui.tokens import SPACE
from ui.words import masked_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.appearance import Appearance
    from ui.concern_rows import ReportLine, ReportSheet

_SIDE, _SIDE_LARGE = 300, 360


class ReportsView(QWidget):
    """`chosen` carries a report's id."""

    chosen = Signal(str)

    def __init__(self, look: Appearance, today: date, now: Callable[[], str]) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._lines: tuple[ReportLine, ...] = ()
        self._is_masked = False
        self.list = LineList(look, _("Mandatory reports"))
        self.pane = MandatoryPane(look, today, now)
        self._notices = column(gap=6)
        self._count = make_label("", "muted")
        self._build()
        self.list.chosen.connect(self.chosen)
        look.follow(self._fit)

    def show_lines(
        self, lines: tuple[ReportLine, ...], notices: tuple[str, ...] = ()
    ) -> None:
        """List the reports, those that are open first."""
        self._lines = lines
        self._count.setText(str(len(lines) or ""))
        self._draw_lines()
        empty(self._notices)
        for words in notices:
            line = row(make_icon(self._look, "clock-alert", "red", 16), gap=8)
            line.addWidget(make_label(words, "secondary", wrap=True), 1)
            line.setContentsMargins(10, 7, 10, 7)
            self._notices.addWidget(Sheet(line, kind="error"))
        if not lines:
            self._panes.setCurrentIndex(0)

    def show_sheet(self, sheet: ReportSheet) -> None:
        self.pane.show_sheet(sheet)
        self._panes.setCurrentWidget(self.pane)
        self.list.choose(sheet.id)

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self.pane.show_masked(is_masked)
        self._draw_lines()

    def focus_first(self) -> None:
        if self._panes.currentWidget() is self.pane:
            self.pane.focus_first()
        else:
            self.list.setFocus()

    def _draw_lines(self) -> None:
        at = self.pane.sheet.id if self.pane.sheet else ""
        self.list.show_lines(
            tuple(
                Line(
                    each.id,
                    masked_name(each.name) if self._is_masked else each.name,
                    each.note,
                    is_faint=each.is_signed,
                )
                for each in self._lines
            )
        )
        if at:
            self.list.choose(at)

    def _build(self) -> None:
        title = _("Mandatory reports")
        head = head_row(self._look, "shield-alert", title, self._count, None)
        about = _(
            "Harm or danger to a child is reported at once to police, civil affairs or"
            " the education office. HomeVisit keeps what was done; it reports nothing."
        )
        said = make_label(about, "muted", wrap=True)
        self._notices.setContentsMargins(12, 0, 12, 10)
        foot = column(said, margins=(14, 8, 14, 10))
        stack = column(head, self._notices, make_rule(), self.list, make_rule(), foot)
        stack.setContentsMargins(1, 1, 1, 1)
        stack.setStretch(3, 1)
        self._left = Sheet(stack)
        nothing = make_label(_("No report was written here."), "muted")
        blank = Sheet(column(None, row(None, nothing, None), None))
        self._panes = QStackedWidget()
        self._panes.addWidget(blank)
        self._panes.addWidget(self.pane)
        line = row(self._left, gap=SPACE.gap)
        line.setContentsMargins(SPACE.page, 0, SPACE.page, SPACE.gap)
        line.addWidget(self._panes, 1)
        self.setLayout(line)

    def _fit(self) -> None:
        self._left.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)
