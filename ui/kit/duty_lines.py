"""Duties of teachers for a child: a tick, what, whose, until when; D ticks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _, labelled, run_on
from ui.kit.basics import column, empty, hold, make_label, row
from ui.kit.checks import CheckBox
from ui.kit.open_items import due_label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance
    from ui.concern_rows import Duty


class DutyLines(QWidget):
    """`done` carries the duty that was ticked; one's own can be ticked, others read."""

    done = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._duties: tuple[Duty, ...] = ()
        self.ticks: dict[str, CheckBox] = {}
        self._lines = column(gap=10)
        self.setLayout(self._lines)

    def show_duties(self, duties: tuple[Duty, ...]) -> None:
        """Show these; what is done stays below with its tick."""
        self._duties = duties
        self.ticks = {}
        empty(self._lines)
        for each in sorted(duties, key=lambda duty: duty.is_done):
            self._lines.addWidget(self._line(each))
        if not duties:
            nothing = make_label(_("No duties were agreed for teachers."), "muted")
            self._lines.addWidget(nothing)

    def do_next(self) -> None:
        """Tick the next duty of one's own that is open."""
        mine = (each for each in self._duties if each.is_mine and not each.is_done)
        first = next(mine, None)
        if first is not None:
            self.done.emit(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_D and not event.modifiers():
            self.do_next()
            return
        super().keyPressEvent(event)

    def _line(self, duty: Duty) -> QWidget:
        tick = CheckBox(self._look, "")
        tick.setChecked(duty.is_done)
        tick.setEnabled(duty.is_mine and not duty.is_done)
        said = _("Done") if not duty.is_done else _("done")
        tick.setAccessibleName(labelled(said, run_on((duty.text, duty.owner))))
        tick.setToolTip(_("Done"))
        tick.clicked.connect(lambda _on, each=duty: self.done.emit(each))
        self.ticks[duty.key] = tick
        words = make_label(duty.text, "muted" if duty.is_done else "body", wrap=True)
        stack = column(words, gap=1)
        if about := run_on((duty.owner, duty.remark)):
            stack.addWidget(make_label(about, "muted", wrap=True))
        line = row(gap=8)
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(stack, 1)
        if not duty.is_done:
            line.addWidget(due_label(self._look, duty), 0, Qt.AlignmentFlag.AlignTop)
        return hold(line)
