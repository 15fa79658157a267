"""The six talks: the matrix on the left, the drawer to write one down on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import Sheet, column, make_label, make_rule, row
from ui.kit.file_choice import ask_where_to_save
from ui.kit.talk_bars import TalkFootBar, TalkHeadBar
from ui.kit.talk_drawer import TalkDrawer
from ui.kit.talk_exempt_strip import TalkExemptStrip
from ui.kit.talk_filters import TalkFilters
from ui.kit.talk_model import TalkModel
from ui.kit.talk_plan_strip import TalkPlanStrip
from ui.kit.talk_table import TalkTable
from ui.talk_rows import ALL, LATE, TalkFilter, TalkMatrix
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ui.appearance import Appearance


class TalksView(QWidget):
    """`log_wanted` and `planned` carry students and kind; `undo_wanted` the key.

    `exempted` carries a reason, too; `needed_again` whom it was wrong for, and
    `file_chosen` the path of a file to be written.
    """

    filter_changed = Signal(object)
    log_wanted = Signal(tuple, str)
    planned = Signal(tuple, str, str)
    exempted = Signal(tuple, str, str)
    needed_again = Signal(tuple, str)
    opened = Signal(str)
    undo_wanted = Signal()
    print_wanted = Signal()
    file_chosen = Signal(str)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look, self._today = look, today
        self.setProperty("clear", True)
        self.talks = TalkModel()
        self.table = TalkTable(look, self.talks)
        self.drawer = TalkDrawer(look, today)
        self.drawer.hide()
        self.strip = TalkPlanStrip(look, today)
        self.exempt_strip = TalkExemptStrip(look)
        self.head = TalkHeadBar(look)
        self.filters = TalkFilters(look)
        self._nothing = make_label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        self._connect()

    def show_matrix(self, shown: TalkMatrix) -> None:
        """Show the matrix anew; who was in focus stays so."""
        current, kind = self.table.current()
        self.talks.order = self.filters.order
        self.talks.show(shown.lines, shown.heads)
        self.filters.show_choices(shown)
        self.head.show_counts(shown)
        self._say_nothing(shown)
        if shown.lines:
            first = shown.lines[0].student_id
            here = current if self.talks.row_of(current) >= 0 else first
            self.table.select(here, kind)

    def show_masked(self, is_masked: bool) -> None:
        self.talks.show_masked(is_masked)
        self.drawer.show_masked(is_masked)

    def focus_first(self) -> None:
        if not self.drawer.isHidden():
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
            cell = self.talks.cell_of(line.student_id, kind)
            if cell and cell.state not in {"done", "exempt"}:
                return line.student_id
        return ""

    def ask_plan(self, whom: Iterable[str] = (), kind: str = "") -> None:
        """Ask for a day; without students for all shown who have no such talk."""
        given = tuple(whom) or tuple(each.student_id for each in self.talks.lines)
        lacking = {
            head.code: tuple(each for each in given if self._is_open(each, head.code))
            for head in self.talks.heads
        }
        kinds = tuple((head.code, head.label) for head in self.talks.heads)
        first = kind or self.table.current()[1] or (kinds[0][0] if kinds else "")
        self.close_strips()
        self.strip.ask(kinds, lacking, first)

    def ask_exempt(self, whom: tuple[str, ...], kind: str) -> None:
        """Ask why such a talk is not needed; of whom it is marked, lift the mark."""
        marked = tuple(each for each in whom if self._reason(each, kind))
        if marked and marked == whom:
            self.needed_again.emit(marked, kind)
            return
        labels = {head.code: head.label for head in self.talks.heads}
        self.close_strips()
        self.exempt_strip.ask(whom, kind, labels.get(kind, ""))

    def plan_for_many(self) -> None:
        """Ask for a day for those who are chosen, or for all shown."""
        several = self.table.chosen()
        self.ask_plan(several if len(several) > 1 else ())

    def _is_open(self, student_id: str, kind: str) -> bool:
        """Whether a talk can be planned; of those not shown the vault knows."""
        cell = self.talks.cell_of(student_id, kind)
        return cell is None or cell.state == "none"

    def _reason(self, student_id: str, kind: str) -> str:
        cell = self.talks.cell_of(student_id, kind)
        return cell.reason if cell else ""

    def _say_nothing(self, shown: TalkMatrix) -> None:
        if not shown.has_term:
            words = _("The calendar has no term for today. Set the terms in Settings.")
        elif self.filters.shown.value == LATE:
            words = _("No talk is late.")
        else:
            words = _("Nobody is lacking a talk here.")
        self._nothing.setText(words)
        self._body.setCurrentIndex(0 if shown.lines and shown.has_term else 1)

    def _build(self) -> None:
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._nothing)
        above = (self.head, self.filters, self.strip, self.exempt_strip, make_rule())
        below = (make_rule(), TalkFootBar(self._look))
        stack = column(*above, self._body, *below, margins=1)
        stack.setStretch(len(above), 1)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        line = row(gap=SPACE.gap, margins=sides)
        line.addWidget(Sheet(stack), 1)
        line.addWidget(self.drawer)
        self.setLayout(line)

    def _connect(self) -> None:
        self.head.bulk.clicked.connect(self.plan_for_many)
        self.head.print.clicked.connect(self.print_wanted)
        self.head.file_wanted.connect(self._ask_file)
        self.filters.changed.connect(self._narrow)
        self.table.log_wanted.connect(self.log_wanted)
        self.table.plan_wanted.connect(self.ask_plan)
        self.table.exempt_wanted.connect(self.ask_exempt)
        self.table.opened.connect(self.opened)
        self.table.order_chosen.connect(self.filters.order_by)
        self.strip.planned.connect(self.planned)
        self.strip.closed.connect(self.close_strips)
        self.exempt_strip.given.connect(self.exempted)
        self.exempt_strip.closed.connect(self.close_strips)
        self.drawer.closed.connect(self.close_drawer)
        QShortcut("Ctrl+T", self, self.write_down)
        QShortcut("Ctrl+Return", self, self._send)
        QShortcut("Ctrl+Z", self, self.undo_wanted.emit)
        QShortcut("Ctrl+P", self, self.head.print.click)

    @property
    def filter(self) -> TalkFilter:
        filters = self.filters
        return TalkFilter(
            class_id=filters.class_id,
            grade=filters.grade,
            group=filters.groups.value,
            kind=filters.kinds.value,
            show=filters.shown.value or ALL,
            order=filters.order,
        )

    def close_strips(self) -> None:
        """Put the questions away; work goes on in the matrix."""
        self.strip.hide()
        self.exempt_strip.hide()
        self.table.setFocus()

    def write_down(self) -> None:
        student_id, kind = self.table.current()
        if student_id:
            self.log_wanted.emit(self.table.chosen() or (student_id,), kind)

    def _narrow(self) -> None:
        self.filter_changed.emit(self.filter)

    def _ask_file(self, form: str) -> None:
        name = f"{_('The six talks')} {self._today.isoformat()}.{form}"
        ask_where_to_save(self, _("Save as a file"), name, self.file_chosen.emit)

    def _send(self) -> None:
        if self.drawer.isVisible():
            self.drawer.send("next")
