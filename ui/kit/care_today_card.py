"""Care on today's page: one's own duties, and what somebody still has to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from homevisit.text import _, labelled, run_on, translate_count
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
from ui.kit.checks import CheckBox
from ui.kit.open_items import due_label
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.concern_rows import CareToday, DutyRow

_SHOWN = 4


class CareTodayCard(Sheet):
    """Hidden while nothing waits. `done` carries a duty, `opened` a case."""

    done = Signal(object)
    opened = Signal(str)
    all_wanted = Signal()
    reports_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._shown: CareToday | None = None
        self._is_masked = False
        self._count = make_label("", "muted")
        self._lines = column()
        self.all = make_button(_("Go to Care"), "link")
        self.all.clicked.connect(self.all_wanted)
        self.reports = make_button("", "link")
        self.reports.clicked.connect(self.reports_wanted)
        head = head_row(look, "heart-handshake", _("Care"), self._count, None)
        head.addWidget(self.all)
        foot = row(self.reports, None, margins=(12, 0, 12, 4))
        self.setLayout(column(head, make_rule(), self._lines, foot, margins=1))
        self.hide()

    def show_care(self, shown: CareToday) -> None:
        """Show what waits; nothing takes no room."""
        self._shown = shown
        self._draw()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._draw()

    def _draw(self) -> None:
        shown = self._shown
        if shown is None:
            return
        empty(self._lines)
        for words in shown.waiting:
            self._lines.addWidget(self._said(words))
        for each in shown.duties[:_SHOWN]:
            self._lines.addWidget(self._duty(each))
        self._count.setText(str(len(shown.duties) or ""))
        words = translate_count(
            "{count} mandatory report is not signed",
            "{count} mandatory reports are not signed",
            shown.reports,
        )
        self.reports.setText(words)
        self.reports.setVisible(shown.reports > 0)
        self.setVisible(bool(shown.duties or shown.waiting or shown.reports))

    def _said(self, words: str) -> QWidget:
        line = row(make_icon(self._look, "clock-alert", "red", 16), gap=8)
        line.addWidget(make_label(words, "secondary", wrap=True), 1)
        line.setContentsMargins(14, 8, 14, 8)
        return hold(line)

    def _duty(self, each: DutyRow) -> QWidget:
        duty = each.duty
        name = masked_name(each.name) if self._is_masked else each.name
        tick = CheckBox(self._look, "")
        tick.setAccessibleName(labelled(_("Done"), run_on((name, duty.text))))
        tick.setToolTip(_("Done"))
        tick.clicked.connect(lambda _on: self.done.emit(duty))
        who = make_button(name, "link")
        who.setAccessibleName(run_on((_("Care"), name)))
        who.clicked.connect(lambda: self.opened.emit(duty.case_id))
        head = row(who, None, due_label(self._look, duty), gap=8)
        words = make_label(duty.text, "secondary", wrap=True)
        line = row(gap=8, margins=(14, 6, 14, 8))
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(head, words, gap=1), 1)
        return hold(line)
