"""The appointment book: who comes when, this week and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _, labelled, run_on
from ui.kit.basics import (
    SerifLabel,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    make_rule,
    restyle,
    row,
)
from ui.kit.beside import BesideOrBelow
from ui.kit.care_drawer import CareDrawer
from ui.kit.scrolling import scrolled
from ui.words import masked_name

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QHBoxLayout

    from ui.appearance import Appearance
    from ui.care_rows import AppointmentDay, AppointmentRow, CareForm

DONE, MISSED, MOVE, CANCEL = "done", "missed", "move", "cancelled"


class AppointmentBook(QWidget):
    """`asked` carries what became of an hour and its id; `wanted` asks for a form."""

    asked = Signal(str, str)
    wanted = Signal(str)
    opened = Signal(str)
    closed = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._days: tuple[AppointmentDay, ...] = ()
        self._is_masked = False
        self._lines = column()
        self.drawer = CareDrawer(look, today)
        self.add = make_button(_("New appointment"), "plum")
        look.set_icon(self.add, "plus", "on_plum", 16)
        self._build()
        self.add.clicked.connect(lambda: self.wanted.emit(""))
        self.drawer.closed.connect(self.close_drawer)

    def show_days(self, days: tuple[AppointmentDay, ...]) -> None:
        self._days = days
        self._draw()

    def show_form(self, form: CareForm) -> None:
        self.drawer.show_form(form)

    def close_drawer(self) -> None:
        self.drawer.forget()
        self.add.setFocus()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._draw()

    def focus_first(self) -> None:
        if self.drawer.isVisible():
            self.drawer.focus_first()
        else:
            self.add.setFocus()

    def _draw(self) -> None:
        empty(self._lines)
        for day in self._days:
            head = make_label(day.words, "strong")
            head.setContentsMargins(16, 10, 16, 6)
            self._lines.addWidget(head)
            self._lines.addWidget(make_rule())
            for each in day.rows:
                self._lines.addWidget(self._line(each))
                self._lines.addWidget(make_rule())
        if not self._days:
            words = make_label(_("Nobody has an appointment."), "muted")
            words.setContentsMargins(16, 16, 16, 16)
            self._lines.addWidget(words)

    def _line(self, each: AppointmentRow) -> QWidget:
        name = masked_name(each.name) if self._is_masked else each.name
        who = make_button(name, "link")
        who.setAccessibleName(labelled(_("Open the case"), name))
        who.clicked.connect(lambda _on: self.opened.emit(each.case_id))
        place = make_label(each.place, "muted")
        time = make_label(each.time or "—", "strong")
        time.setMinimumWidth(self._look.sizes.body * 4)
        ends = row(None, gap=10)
        if each.state_words:
            state = make_label(each.state_words, "secondary")
            restyle(state, "role", "done" if each.state == DONE else "secondary")
            ends.addWidget(state)
        else:
            self._add_ends(ends, each, name)
        line = BesideOrBelow(hold(row(time, who, place, None, gap=10)), hold(ends))
        held = hold(row(line, margins=(16, 5, 12, 5)))
        held.setAccessibleName(run_on((each.time, name, each.place, each.state_words)))
        return held

    def _add_ends(self, line: QHBoxLayout, each: AppointmentRow, name: str) -> None:
        for code, words in (
            (DONE, _("Took place")),
            (MISSED, _("Did not come")),
            (MOVE, _("Move…")),
            (CANCEL, _("Cancel it")),
        ):
            button = make_button(words, "soft", size="small")
            button.setAccessibleName(labelled(words, run_on((each.time, name))))
            button.clicked.connect(lambda _on, c=code: self.asked.emit(c, each.id))
            line.addWidget(button)

    def _build(self) -> None:
        close = make_icon_button(self._look, "x", _("Close the book"))
        close.clicked.connect(self.closed)
        icon = make_icon(self._look, "calendar-days", "plum", 22)
        title = SerifLabel(self._look, "page", _("Appointments"))
        head = row(icon, title, None, self.add, close, gap=10, margins=(16, 10, 12, 10))
        area = scrolled(hold(column(self._lines, None)))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(_("Appointments"))
        body = row()
        body.addWidget(area, 3)
        body.addWidget(make_rule(vertical=True))
        body.addWidget(self.drawer, 2)
        self.drawer.hide()
        stack = column(head, make_rule())
        stack.addLayout(body, 1)
        self.setLayout(stack)
