"""What the targets still ask for with one student: each thing with its deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.due_rows import LOG, PLAN, VISIT
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    hold,
    make_icon_button,
    make_label,
    row,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.due_rows import DueTask


class DueBox(Sheet):
    """`wanted` carries what is to be done, a visit or a kind of talk, and the deed."""

    wanted = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="inset")
        self._look = look
        self._lines = column(gap=7)
        title = make_label(_("Still due"), "strong")
        self.setLayout(column(title, self._lines, gap=8, margins=12))
        self.setAccessibleName(_("Still due"))
        self.hide()

    def show_tasks(self, tasks: tuple[DueTask, ...]) -> None:
        """Show these, or nothing where nothing is due."""
        empty(self._lines)
        for each in tasks:
            self._lines.addWidget(self._line(each))
        self.setVisible(bool(tasks))

    def _line(self, task: DueTask) -> QWidget:
        words = make_label(task.words, "late" if task.is_late else "secondary")
        detail = make_label(task.detail, "caption", wrap=True)
        is_visit = task.what == VISIT
        icon = "pencil-line" if is_visit else "message-square-text"
        log = _("Write a visit") if is_visit else _("Write down a talk")
        plan = _("Plan visits") if is_visit else _("Plan a talk")
        line = row(gap=4)
        line.addLayout(column(words, detail, gap=1), 1)
        for name, sign, deed in ((plan, "calendar-days", PLAN), (log, icon, LOG)):
            button = make_icon_button(self._look, sign, f"{name}：{task.words}")
            button.clicked.connect(
                lambda _on, w=task.what, d=deed: self.wanted.emit(w, d)
            )
            line.addWidget(button)
        return hold(line)
