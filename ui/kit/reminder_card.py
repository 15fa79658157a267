"""Reminders of the day: which rule, whom, since when; plan it, or say why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from homevisit.text import _, labelled, listed
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_button,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import FlowLayout
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.reminder_rows import ReminderGroup


class ReminderCard(Sheet):
    """Hidden while there is nothing to think of; signals carry the rule's code."""

    planned = Signal(str)
    opened = Signal(str)
    dismissed = Signal(str, str)
    rules_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[ReminderGroup, ...] = ()
        self._asked = ""
        self._is_masked = False
        self._count = make_label("", "muted")
        self._lines = column()
        head = head_row(look, "lightbulb", _("Reminders"), self._count)
        head.addStretch(1)
        rules = make_button(_("Rules"), "link")
        rules.setAccessibleName(_("Change the rules of reminders"))
        rules.clicked.connect(self.rules_requested)
        head.addWidget(rules)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(hold(column(self._lines, None)))
        layout = column(head, make_rule(), area, margins=1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.hide()

    def show_rows(self, rows: tuple[ReminderGroup, ...]) -> None:
        """Show these; a reason that is being typed is left alone."""
        if rows == self._rows:
            return
        self._rows = rows
        self._draw()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._draw()

    def _draw(self) -> None:
        empty(self._lines)
        self._count.setText(str(sum(each.count for each in self._rows)))
        for each in self._rows:
            self._lines.addWidget(self._line(each))
            self._lines.addWidget(make_rule())
        self.setVisible(bool(self._rows))

    def _line(self, each: ReminderGroup) -> QWidget:
        title = make_label(each.title, "strong", wrap=True)
        head = row(title, make_label(self._since(each), "muted"), gap=8)
        head.setStretch(0, 1)
        why = make_label(each.why, "muted", wrap=True)
        why.setToolTip(_("Source: {source}").format(source=each.source))
        whom = make_label(self._whom(each), "secondary", wrap=True)
        parts = column(head, whom, why, gap=2, margins=(14, 8, 14, 8))
        deeds = self._reason(each) if each.rule == self._asked else self._deeds(each)
        parts.addWidget(deeds)
        return hold(parts)

    def _since(self, each: ReminderGroup) -> str:
        return _("since {day}").format(day=each.since) if each.since else ""

    def _whom(self, each: ReminderGroup) -> str:
        shown = [masked_name(n) if self._is_masked else n for n in each.names]
        names = listed(shown)
        if each.count <= len(shown):
            return names
        return _("{names} and others, {count} in all").format(
            names=names, count=each.count
        )

    def _deeds(self, each: ReminderGroup) -> QWidget:
        words = {"visit": _("Plan visits"), "talk": _("Plan talks")}
        plan = make_button(words.get(each.answer, _("Open the file")))
        plan.setAccessibleName(labelled(plan.text(), each.title))
        wanted = self.planned if each.answer in words else self.opened
        plan.clicked.connect(lambda: wanted.emit(each.rule))
        later = make_button(_("Do not remind…"), "link")
        later.setAccessibleName(labelled(later.text(), each.title))
        later.clicked.connect(lambda: self._ask(each.rule))
        line = FlowLayout(gap=8)
        line.addWidget(plan)
        line.addWidget(later)
        return hold(line)

    def _reason(self, each: ReminderGroup) -> QWidget:
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why is this not needed now?"))
        self.reason.setAccessibleName(_("Why the reminder is set aside"))
        send = make_button(_("Do not remind"))
        send.setEnabled(False)
        back = make_icon_button(self._look, "x", _("Keep the reminder"))
        self.reason.textChanged.connect(
            lambda text: send.setEnabled(len(text.strip()) > 1)
        )
        self.reason.returnPressed.connect(send.click)
        send.clicked.connect(lambda: self._dismiss(each.rule))
        back.clicked.connect(lambda: self._ask(""))
        line = row(self.reason, send, back, gap=8)
        line.setStretch(0, 1)
        return hold(line)

    def _ask(self, rule: str) -> None:
        self._asked = rule
        self._draw()
        if rule:
            self.reason.setFocus()

    def _dismiss(self, rule: str) -> None:
        reason, self._asked = self.reason.text().strip(), ""
        self.dismissed.emit(rule, reason)
