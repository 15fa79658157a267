"""What is to be followed up for all children: a tick, whose it is, what, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from homevisit.text import _
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
from ui.kit.open_items import KEPT, due_label
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.today_rows import DueRow


class DueCard(Sheet):
    """The most overdue first; ticking one says that it was kept."""

    settled = Signal(str, str)
    opened = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[DueRow, ...] = ()
        self._is_masked = False
        self._count = make_label("", "muted")
        self._late = make_label("", "late")
        self._lines = column()
        head = head_row(look, "flag", _("To follow up"), self._count, self._late)
        head.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(hold(column(self._lines, None)))
        layout = column(head, make_rule(), area, margins=1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        look.changed.connect(self._draw)

    def show_rows(self, rows: tuple[DueRow, ...], count: int, late: int) -> None:
        self._rows = rows
        self._count.setText(str(count or ""))
        self._late.setText(_("{count} overdue").format(count=late) if late else "")
        self._draw()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._draw()

    def _draw(self) -> None:
        empty(self._lines)
        for each in self._rows:
            self._lines.addWidget(self._line(each))
            self._lines.addWidget(make_rule())
        if not self._rows:
            icon = make_icon(self._look, "circle-check", "pine_t")
            words = make_label(_("Everything that was promised is done."), "muted")
            self._lines.addWidget(hold(row(icon, words, None, gap=8, margins=14)))

    def _line(self, each: DueRow) -> QWidget:
        item = each.item
        name = masked_name(each.name) if self._is_masked else each.name
        tick = CheckBox(self._look, "")
        tick.setAccessibleName(f"{_('Done')}：{name}，{item.text}")
        tick.setToolTip(_("Done"))
        tick.clicked.connect(lambda _on: self.settled.emit(item.id, KEPT))
        who = make_button(name, "link")
        who.setAccessibleName(f"{_('Open the file')}：{name}")
        who.clicked.connect(lambda: self.opened.emit(each.student_id))
        words = make_label(item.text, "secondary", wrap=True)
        due = due_label(self._look, item)
        # Large words are two lines rather than cut in one.
        is_large = self._look.is_large
        parts = (who, None) if is_large else (who, None, due)
        head = column(row(*parts, gap=8))
        if is_large:
            head.addLayout(row(due, None))
        line = row(gap=8, margins=(14, 7, 14, 8))
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(head, words, gap=1), 1)
        return hold(line)
