"""The six talks: the matrix on the left, the drawer to write one down on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import (
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import Option, Segments
from ui.kit.fields import ChoiceBox
from ui.kit.talk_drawer import TalkDrawer
from ui.kit.talk_model import TalkModel
from ui.kit.talk_plan_strip import TalkPlanStrip
from ui.kit.talk_table import TalkTable
from ui.talk_rows import ALL, LACKING, LATE, TalkFilter, TalkMatrix
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ui.appearance import Appearance


class TalksView(QWidget):
    """`log_wanted` and `plan_wanted` carry students and kind; `undo_wanted` the key."""

    filter_changed = Signal(object)
    log_wanted = Signal(tuple, str)
    planned = Signal(tuple, str, str)
    opened = Signal(str)
    undo_wanted = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.talks = TalkModel()
        self.table = TalkTable(look, self.talks)
        self.drawer = TalkDrawer(look, today)
        self.drawer.hide()
        self.strip = TalkPlanStrip(look, today)
        self.classes = ChoiceBox(look)
        self.classes.setAccessibleName(_("Class"))
        self.shown = Segments(
            look,
            [
                Option(ALL, _("All")),
                Option(LACKING, _("Lacking")),
                Option(LATE, _("Late")),
            ],
        )
        self.shown.set_name(_("Show"))
        self.shown.set_value(ALL)
        self.bulk = make_button(_("Plan for many"), size="small")
        self.count = make_label("", "strong")
        self.late = make_label("", "late")
        self.planned_count = make_label("", "done")
        self._nothing = make_label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        self._connect()

    def show_matrix(self, shown: TalkMatrix) -> None:
        """Show the matrix anew; who was in focus stays so."""
        current, kind = self.table.current()
        self.talks.show(shown.lines, shown.heads)
        classes = [Option("", _("All classes"))]
        self.classes.set_options([*classes, *(Option(*c) for c in shown.classes)])
        self.count.setText(f"{shown.held} / {shown.wanted}")
        words = translate_count("{count} late", "{count} late", shown.late)
        self.late.setText(words)
        self.late.setVisible(bool(shown.late))
        planned = _("{count} planned").format(count=shown.planned)
        self.planned_count.setText(planned)
        self.planned_count.setVisible(bool(shown.planned))
        self._say_nothing(shown)
        if shown.lines:
            first = shown.lines[0].student_id
            here = current if self.talks.row_of(current) >= 0 else first
            self.table.select(here, kind)

    def show_masked(self, is_masked: bool) -> None:
        self.talks.show_masked(is_masked)
        self.drawer.show_masked(is_masked)

    def focus_first(self) -> None:
        if self.drawer.isVisible():
            self.drawer.focus_first()
        else:
            self.table.setFocus()

    def close_drawer(self) -> None:
        self.drawer.hide()
        self.table.setFocus()

    def next_lacking(self, student_id: str, kind: str) -> str:
        """Return the next student below without such a talk; "" after the last."""
        after = self.talks.row_of(student_id) + 1
        for line in self.talks.lines[after:]:
            if self._state(line.student_id, kind) not in {"done", "exempt"}:
                return line.student_id
        return ""

    def ask_plan(self, whom: Iterable[str] = (), kind: str = "") -> None:
        """Ask for a day; without students for all shown who have no such talk."""
        given = tuple(whom) or tuple(each.student_id for each in self.talks.lines)
        lacking = {
            head.code: tuple(
                each for each in given if self._state(each, head.code) == "none"
            )
            for head in self.talks.heads
        }
        kinds = tuple((head.code, head.label) for head in self.talks.heads)
        first = kind or self.table.current()[1] or (kinds[0][0] if kinds else "")
        self.strip.ask(kinds, lacking, first)

    def plan_for_many(self) -> None:
        """Ask for a day for those who are chosen, or for all shown."""
        several = self.table.chosen()
        self.ask_plan(several if len(several) > 1 else ())

    def _state(self, student_id: str, kind: str) -> str:
        line = self.talks.line_at(self.talks.row_of(student_id))
        codes = [head.code for head in self.talks.heads]
        return line.cells[codes.index(kind)].state if line and kind in codes else ""

    def _say_nothing(self, shown: TalkMatrix) -> None:
        if not shown.has_term:
            words = _("The calendar has no term for today. Set the terms in Settings.")
        elif self.shown.value == LATE:
            words = _("No talk is late.")
        else:
            words = _("Nobody is lacking a talk here.")
        self._nothing.setText(words)
        self._body.setCurrentIndex(0 if shown.lines and shown.has_term else 1)

    def _build(self) -> None:
        head = row(
            self.count,
            self.late,
            self.planned_count,
            None,
            self.classes,
            self.shown,
            self.bulk,
            gap=12,
            margins=(14, 9, 14, 9),
        )
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._nothing)
        stack = column(
            head,
            self.strip,
            make_rule(),
            self._body,
            make_rule(),
            self._foot(),
            margins=1,
        )
        stack.setStretch(3, 1)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        line = row(gap=SPACE.gap, margins=sides)
        line.addWidget(Sheet(stack), 1)
        line.addWidget(self.drawer)
        self.setLayout(line)

    def _foot(self) -> QWidget:
        foot = row(gap=6, margins=(14, 8, 14, 8))
        for icon, colour, words in (
            ("talk-done", "pine", _("talked")),
            ("talk-planned", "pine_t", _("planned")),
            ("talk-overdue", "red", _("late")),
            ("talk-none", "ctl", _("nothing yet")),
        ):
            foot.addWidget(make_icon(self._look, icon, colour))
            foot.addWidget(make_label(words, "caption"))
            foot.addSpacing(6)
        foot.addStretch(1)
        self._keys = row(gap=6)
        for key, words in (
            ("Enter", _("write down")),
            ("P", _("plan")),
            ("Ctrl Z", _("take back")),
        ):
            self._keys.addWidget(make_label(key, "key"))
            self._keys.addWidget(make_label(words, "caption"))
        foot.addLayout(self._keys)
        return hold(foot)

    def _connect(self) -> None:
        for box in (self.classes, self.shown):
            box.chosen.connect(lambda _code: self.filter_changed.emit(self.filter))
        self.table.log_wanted.connect(self.log_wanted)
        self.table.plan_wanted.connect(self.ask_plan)
        self.table.opened.connect(self.opened)
        self.bulk.clicked.connect(self.plan_for_many)
        self.strip.planned.connect(self.planned)
        self.strip.closed.connect(self._close_strip)
        self.drawer.closed.connect(self.close_drawer)
        QShortcut("Ctrl+T", self, self.write_down)
        QShortcut("Ctrl+Return", self, self._send)
        QShortcut("Ctrl+Z", self, self.undo_wanted.emit)

    @property
    def filter(self) -> TalkFilter:
        return TalkFilter(self.classes.value, self.shown.value or ALL)

    def _close_strip(self) -> None:
        self.strip.hide()
        self.table.setFocus()

    def write_down(self) -> None:
        student_id, kind = self.table.current()
        if student_id:
            self.log_wanted.emit(self.table.chosen() or (student_id,), kind)

    def _send(self) -> None:
        if self.drawer.isVisible():
            self.drawer.send("next")
