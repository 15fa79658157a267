"""What is not done yet: a line each with its day, ticked when kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal

from homevisit.text import _, labelled, translate_count
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
from ui.kit.choices import FlowLayout, Option, Segments

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget

    from ui.appearance import Appearance
    from ui.rows import OpenItem

KEPT = "kept"


class Due(Protocol):
    """Something with a day; `late_days` is 0 on it and positive after it."""

    @property
    def due_on(self) -> str: ...
    @property
    def late_days(self) -> int: ...


def due_label(look: Appearance, item: Due) -> QWidget:
    """Return when an item is due: plain, soon, or late with shape, word and colour."""
    if item.late_days > 0:
        words = translate_count(
            "{count} day overdue", "{count} days overdue", item.late_days
        )
        return _marked(look, "clock-alert", "red", make_label(words, "late"))
    if item.due_on and item.late_days == 0:
        return _marked(look, "clock", "orange", make_label(_("due today"), "soon"))
    return make_label(item.due_on[5:], "muted")


def _marked(look: Appearance, icon: str, colour: str, label: QLabel) -> QWidget:
    return hold(row(make_icon(look, icon, colour, 14), label, gap=4))


class OpenItemsCard(Sheet):
    """Open items of a file; ticking one says that it was kept."""

    settled = Signal(str, str)
    add_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._count = make_label("", "muted")
        self._lines = column()
        head = head_row(look, "flag", _("Not done yet"), self._count)
        add = make_button(_("Add one"), "link", size="small")
        add.setToolTip("Ctrl+J")
        look.set_icon(add, "plus", "pine_t", 14)
        add.clicked.connect(self.add_wanted)
        head.addStretch(1)
        head.addWidget(add)
        self.setLayout(column(head, make_rule(), self._lines, margins=1))

    def show_items(self, items: tuple[OpenItem, ...]) -> None:
        empty(self._lines)
        self._count.setText(str(len(items) or ""))
        for at, item in enumerate(items):
            if at:
                self._lines.addWidget(make_rule())
            self._lines.addWidget(self._line(item))
        if not items:
            nothing = make_label(_("Everything that was promised is done."), "muted")
            self._lines.addWidget(hold(row(nothing, margins=14)))

    def _line(self, item: OpenItem) -> QWidget:
        tick = CheckBox(self._look, "")
        tick.setAccessibleName(labelled(_("Done"), item.text))
        tick.setToolTip(_("Done"))
        tick.clicked.connect(lambda _on: self.settled.emit(item.id, KEPT))
        words = make_label(item.text, wrap=True)
        line = row(tick, gap=6, margins=(14, 7, 14, 7))
        line.addWidget(words, 1)
        line.addWidget(due_label(self._look, item))
        return hold(line)


class PromisesCard(Sheet):
    """What was promised last time: kept, partly or not."""

    judged = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._count = make_label("", "muted")
        self._lines = column()
        head = head_row(look, "flag", _("Promised last time"), self._count)
        head.addStretch(1)
        self.setLayout(column(head, make_rule(), self._lines, margins=1))

    def show_items(
        self, items: tuple[OpenItem, ...], judged: dict[str, str], *, is_locked: bool
    ) -> None:
        empty(self._lines)
        self._count.setText(str(len(items) or ""))
        self.setVisible(bool(items))
        for at, item in enumerate(items):
            if at:
                self._lines.addWidget(make_rule())
            line = self._line(item, judged.get(item.id, ""), is_locked=is_locked)
            self._lines.addWidget(line)

    def _line(self, item: OpenItem, outcome: str, *, is_locked: bool) -> QWidget:
        options = (
            Option(KEPT, _("kept")),
            Option("partly", _("partly")),
            Option("not", _("not kept")),
        )
        choice = Segments(self._look, options, can_clear=True)
        choice.set_name(item.text)
        choice.set_value(outcome)
        choice.set_read_only(is_locked)
        choice.chosen.connect(lambda code: self.judged.emit(item.id, code))
        words = make_label(item.text, wrap=True)
        due = due_label(self._look, item)
        due.setMinimumHeight(self._look.sizes.control)
        foot = FlowLayout(gap=8)
        foot.addWidget(choice)
        foot.addWidget(due)
        return hold(column(words, hold(foot), gap=6, margins=(14, 9, 14, 10)))
