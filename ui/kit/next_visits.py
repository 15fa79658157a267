"""The next planned visit with one click to begin, and those after it in a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from homevisit.text import _
from ui.kit.basics import (
    ElidedLabel,
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
from ui.kit.choices import FlowLayout
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.today_rows import PlannedRow

_MORE = 2


class NextVisitsCard(Sheet):
    """Hidden while nothing is planned. Signals carry the student's id."""

    visit_requested = Signal(str)
    opened = Signal(str)
    all_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[PlannedRow, ...] = ()
        self._is_masked = False
        self._count = make_label("", "muted")
        self._late = ElidedLabel(role="late")
        self._lines = column()
        head = head_row(
            look, "calendar-days", _("Coming visits"), self._count, self._late
        )
        head.addStretch(1)
        everything = make_button(_("All visits"), "link")
        everything.clicked.connect(self.all_requested)
        head.addWidget(everything)
        self.setLayout(column(head, make_rule(), self._lines, margins=1))
        # The list below decides how wide the column is.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.hide()
        look.changed.connect(self._draw)

    def show_rows(self, rows: tuple[PlannedRow, ...]) -> None:
        self._rows = rows
        self._draw()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._draw()

    def _draw(self) -> None:
        empty(self._lines)
        rows = self._rows
        self._count.setText(str(len(rows)))
        late = sum(row.is_late for row in rows)
        said = _("{count} whose day has passed").format(count=late)
        self._late.setText(said if late and not self._look.is_large else "")
        if rows:
            self._lines.addWidget(self._next(rows[0]))
        more = 0 if self._look.is_large else _MORE
        for each in rows[1 : 1 + more]:
            self._lines.addWidget(make_rule())
            self._lines.addWidget(self._line(each))
        self.setVisible(bool(rows))

    def _names(self, each: PlannedRow) -> str:
        masked = (masked_name(name) for name in each.names)
        return "、".join(masked if self._is_masked else each.names)

    def _when(self, each: PlannedRow) -> QWidget:
        if each.is_late:
            icon = make_icon(self._look, "clock-alert", "red", 14)
            return hold(row(icon, make_label(each.when, "late"), gap=4))
        return make_label(each.when, "soon" if each.is_today else "secondary")

    def _next(self, each: PlannedRow) -> QWidget:
        names = self._names(each)
        head = row(self._when(each), gap=8)
        for words in (each.time, names):
            if words:
                head.addWidget(make_label(words, "strong"))
        head.addStretch(1)
        parts = (each.village, each.facts, each.remark)
        said = "  ".join(part for part in parts if part)
        where = make_label(said, "secondary", wrap=True)
        write = make_button(_("Write the visit"), "primary", size="small")
        self._look.set_icon(write, "pencil-line", "on_pine", 14)
        file = make_button(_("Open the file"), "soft", size="small")
        for button in (write, file):
            button.setAccessibleName(
                f"{button.text()}：{each.when} {each.time} {names}"
            )
        write.clicked.connect(lambda: self.visit_requested.emit(each.student_id))
        file.clicked.connect(lambda: self.opened.emit(each.student_id))
        foot = FlowLayout(gap=8)
        foot.addWidget(write)
        foot.addWidget(file)
        inner = Sheet(column(head, where, foot, gap=6, margins=(12, 9, 12, 10)), "soft")
        return hold(column(inner, margins=(10, 10, 10, 10)))

    def _line(self, each: PlannedRow) -> QWidget:
        names = self._names(each)
        who = make_button(names, "link")
        who.setAccessibleName(f"{_('Write the visit')}：{each.when} {names}")
        who.clicked.connect(lambda: self.visit_requested.emit(each.student_id))
        line = row(self._when(each), make_label(each.time, "strong"), who, None, gap=8)
        line.addWidget(make_label(each.village, "muted"))
        line.setContentsMargins(14, 5, 14, 5)
        return hold(line)
