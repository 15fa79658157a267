"""The thresholds of a batch: factor, number, word; the school's own, with a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import (
    column,
    empty,
    hold,
    make_button,
    make_icon_button,
    make_label,
    row,
)
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.password_field import PRIVATE_HINTS
from ui.screening_rows import RuleRow
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.screening_rows import BatchSheet


class RuleLine(QWidget):
    """One threshold."""

    removed = Signal(object)

    def __init__(self, look: Appearance, rule: RuleRow, sheet: BatchSheet) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.factor = ChoiceBox(look, [Option(*pair) for pair in sheet.factors])
        self.factor.setAccessibleName(_("Total or factor"))
        self.factor.set_value(rule.factor)
        self.at_least = QLineEdit(rule.at_least)
        self.at_least.setAccessibleName(_("From this value on"))
        self.at_least.setMaximumWidth(90)
        self.result = ChoiceBox(look, [Option(*pair) for pair in sheet.words])
        self.result.setAccessibleName(_("Leads to"))
        self.result.set_value(rule.result)
        self.drop = make_icon_button(look, "x", _("Remove this threshold"))
        self.drop.clicked.connect(lambda: self.removed.emit(self))
        line = row(
            self.factor,
            make_label(_("from"), "secondary"),
            self.at_least,
            self.result,
            self.drop,
            gap=SPACE.small,
        )
        line.setStretch(0, 2)
        line.setStretch(3, 2)
        self.setLayout(line)

    @property
    def value(self) -> RuleRow:
        written = self.at_least.text().strip()
        return RuleRow(self.factor.value, written, self.result.value)


class ScreeningRules(QWidget):
    """`judged` carries the thresholds and what else was written."""

    judged = Signal(tuple, dict)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._sheet: BatchSheet | None = None
        self.lines: list[RuleLine] = []
        self._stack = column(gap=6)
        self.add = make_button(_("Another threshold"))
        look.set_icon(self.add, "plus", "t1")
        self.invalid_from, self.source = QLineEdit(), QLineEdit()
        self.source.setInputMethodHints(PRIVATE_HINTS)
        self.judge = make_button(_("Judge the results anew"), "primary")
        self.problem = make_label("", "secondary", wrap=True)
        self.problem.hide()
        about = _(
            "Your school sets these; say where they come from. The strongest word is "
            "that an interview is suggested."
        )
        self.setLayout(
            column(
                make_label(about, "muted", wrap=True),
                hold(self._stack),
                row(self.add, None),
                FieldBlock(
                    _("Not valid from this score of validity on"), self.invalid_from
                ),
                FieldBlock(_("Where the thresholds come from"), self.source),
                self.problem,
                row(self.judge, None),
                None,
                gap=SPACE.gap,
            )
        )
        self.add.clicked.connect(lambda: self._add(RuleRow("", "", "attention")))
        self.judge.clicked.connect(self._on_judge)

    def show_rules(self, sheet: BatchSheet) -> None:
        """Show what is in use; what is being changed at the moment is left alone."""
        same = self._sheet is not None and self._sheet.id == sheet.id
        if same and self._sheet is not None and self._sheet.rules == sheet.rules:
            self._sheet = sheet
            return
        self._sheet = sheet
        empty(self._stack)
        self.lines = []
        for rule in sheet.rules:
            self._add(rule)
        self.invalid_from.setText(sheet.invalid_from)
        self.source.setText(sheet.source)
        self.source.home(False)
        self.refuse("")

    def refuse(self, reason: str) -> None:
        """Say why the thresholds are not in use."""
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))

    def _add(self, rule: RuleRow) -> None:
        if self._sheet is None:
            return
        line = RuleLine(self._look, rule, self._sheet)
        line.removed.connect(self._on_removed)
        self.lines.append(line)
        self._stack.addWidget(line)

    def _on_removed(self, line: RuleLine) -> None:
        self.lines.remove(line)
        self._stack.removeWidget(line)
        line.deleteLater()
        self.add.setFocus()

    def _on_judge(self) -> None:
        written = {
            "invalid_from": self.invalid_from.text().strip(),
            "source": self.source.text().strip(),
        }
        self.judged.emit(tuple(each.value for each in self.lines), written)
