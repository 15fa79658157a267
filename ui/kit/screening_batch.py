"""One batch: its results by first word, the interview with one, and the rules."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from homevisit.text import _, run_on
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    row,
)
from ui.kit.choices import Option, Segments
from ui.kit.screening_rules import ScreeningRules
from ui.kit.setting_fields import ChoiceSetting, DaySetting, NoteSetting
from ui.kit.setting_list import Line, LineList
from ui.kit.setting_pane import split
from ui.tokens import SPACE
from ui.words import masked_name

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.screening_rows import BatchSheet, ResultRow


class ResultDetail(QWidget):
    """One result; `changed` says that something about the interview was written."""

    changed = Signal()
    opened = Signal(str)
    raised = Signal(str)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.row: ResultRow | None = None
        self._is_masked = False
        self.heading = SerifLabel(look, "section")
        self.said = make_label("", "strong", wrap=True)
        self.numbers = make_label("", "muted", wrap=True)
        self.day = DaySetting(look, _("Interview on"), today)
        self.conclusion = ChoiceSetting(
            look, _("After the interview"), (), as_list=True
        )
        self.note = NoteSetting(_("About the interview"))
        self.open = make_button(_("Open the file"))
        self.concern = make_button(_("Raise a concern from this"))
        look.set_icon(self.concern, "heart-handshake", "t1")
        about = _("Scores are no diagnosis. What follows is decided by a person.")
        inside = column(
            self.heading,
            self.said,
            self.numbers,
            make_label(about, "muted", wrap=True),
            self.day,
            self.conclusion,
            self.note,
            row(self.open, self.concern, None, gap=10),
            None,
            gap=SPACE.gap,
            margins=(0, 0, 12, 0),
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(hold(inside))
        self.setLayout(column(area))
        for field in (self.day, self.conclusion, self.note):
            field.committed.connect(lambda _text: self.changed.emit())
        self.open.clicked.connect(lambda: self.opened.emit(self._student()))
        self.concern.clicked.connect(lambda: self.raised.emit(self._student()))

    def show_result(self, result: ResultRow, sheet: BatchSheet) -> None:
        """Show a result; what is being typed at the moment is left alone."""
        self.row = result
        options = [Option("", _("Not decided yet"))]
        options += [Option(*pair) for pair in sheet.conclusions]
        self.conclusion.show_options(options)
        self.said.setText(result.said)
        self.numbers.setText(result.numbers)
        self.day.show_value(result.interview_date)
        self.conclusion.show_value(result.conclusion)
        self.note.show_value(result.note)
        self._show_name()

    def forget(self) -> None:
        """Let go of every word about a child."""
        self.row = None
        for label in (self.heading, self.said, self.numbers):
            label.setText("")
        self.conclusion.show_value("")
        for field in (self.day, self.note):
            field.show_value("")
            field.put("")

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._show_name()

    @property
    def written(self) -> tuple[str, str, str]:
        """Day, conclusion and note as they stand in the fields."""
        return self.day.text, self.conclusion.choice.value, self.note.text

    def _show_name(self) -> None:
        if self.row is not None:
            name = masked_name(self.row.name) if self._is_masked else self.row.name
            self.heading.setText(f"{name}\u3000{self.row.class_name}")

    def _student(self) -> str:
        return self.row.student_id if self.row else ""


class ScreeningBatchPane(QWidget):
    """`result_chosen` carries the id of a result."""

    result_chosen = Signal(str)
    removed = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._sheet: BatchSheet | None = None
        self._is_masked = False
        self.heading = SerifLabel(look, "section")
        self.summary = make_label("", "muted", wrap=True)
        self.parts = Segments(
            look, [Option("results", _("Results")), Option("rules", _("Thresholds"))]
        )
        self.results = LineList(look, _("Results by student"))
        self.detail = ResultDetail(look, today)
        self.rules = ScreeningRules(look)
        self.remove = make_button(_("Remove this batch"), "danger")
        self._stack = QStackedWidget()
        rules_area = QScrollArea()
        rules_area.setWidgetResizable(True)
        rules_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rules_area.setWidget(hold(column(self.rules, row(self.remove, None), gap=16)))
        for part in (hold(split(self.results, self.detail)), rules_area):
            self._stack.addWidget(part)
        lock = make_icon(look, "lock-keyhole", "plum")
        secret = make_label(_("Psychology · confidential"), "chip")
        head = row(self.heading, None, lock, secret, gap=8)
        below = row(self.summary, self.parts, gap=10)
        below.setStretch(0, 1)
        stack = column(
            head,
            below,
            self._stack,
            gap=SPACE.gap,
            margins=SPACE.page,
        )
        stack.setStretch(2, 1)
        self.setLayout(column(Sheet(stack)))
        self.parts.chosen.connect(self._on_part)
        self.parts.set_value("results")
        self.results.chosen.connect(self._on_chosen)
        self.remove.clicked.connect(self.removed)

    def show_batch(self, sheet: BatchSheet) -> None:
        """Show a batch, keeping the result that is chosen."""
        is_other = self._sheet is None or self._sheet.id != sheet.id
        self._sheet = sheet
        self.heading.setText(sheet.title)
        self.summary.setText(sheet.summary)
        self.rules.show_rules(sheet)
        self._show_lines()
        codes = [each.id for each in sheet.results]
        if is_other and codes:
            self.results.choose(codes[0])
        self._show_detail()

    def forget(self) -> None:
        """Let go of the batch: the room is closed."""
        self._sheet = None
        self.heading.setText("")
        self.summary.setText("")
        self.results.show_lines(())
        self.detail.forget()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self.detail.show_masked(is_masked)
        self._show_lines()

    def _show_lines(self) -> None:
        found = self._sheet.results if self._sheet else ()
        lines: list[Line] = []
        for group, members in groupby(found, key=lambda each: each.group):
            rows = list(members)
            lines.append(Line("", f"{group} {len(rows)}"))
            lines += [self._line(each) for each in rows]
        self.results.show_lines(tuple(lines))

    def _line(self, each: ResultRow) -> Line:
        name = masked_name(each.name) if self._is_masked else each.name
        is_done = bool(each.conclusion)
        return Line(each.id, run_on((name, each.class_name)), is_faint=is_done)

    def _show_detail(self) -> None:
        sheet, code = self._sheet, self.results.code
        found = [each for each in sheet.results if each.id == code] if sheet else []
        self.detail.setVisible(bool(found))
        if found and sheet is not None:
            self.detail.show_result(found[0], sheet)

    def _on_chosen(self, code: str) -> None:
        self._show_detail()
        self.result_chosen.emit(code)

    def _on_part(self, code: str) -> None:
        self._stack.setCurrentIndex(int(code == "rules"))
