"""A screening's file before it is taken in: batch, columns, what would happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import Option
from ui.kit.setting_fields import ChoiceSetting, DaySetting, LineSetting
from ui.kit.setting_list import Line, LineList
from ui.kit.setting_pane import pairs
from ui.screening_rows import BatchEntry
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.screening_rows import TrialSheet
    from ui.settings_rows import Choices

_COLUMNS_HEIGHT = 190


class ScreeningImport(QWidget):
    """`changed` asks for a new trial; `role_chosen` carries a column and its role."""

    changed = Signal()
    scale_chosen = Signal(str)
    role_chosen = Signal(int, str)
    taken = Signal()
    given_up = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.heading = SerifLabel(look, "section")
        self.name = LineSetting(_("Name of the batch"), required=True)
        self.day = DaySetting(look, _("Held on"), today)
        self.scale = ChoiceSetting(look, _("Scale"), (), as_list=True)
        self.organiser = LineSetting(_("Organised by"))
        self.class_id = ChoiceSetting(
            look,
            _("Class of the whole list"),
            (),
            as_list=True,
            hint=_("The file says no class and no number."),
        )
        self.said = make_label("", "secondary", wrap=True)
        self.columns = LineList(look, _("Columns of the file"))
        self.role = ChoiceSetting(look, _("This column is"), (), as_list=True)
        self.counts = make_label("", "strong", wrap=True)
        self.left_out = make_label("", "muted", wrap=True)
        self.take = make_button("", "primary", size="footer")
        self.stop = make_button(_("Not now"), size="footer")
        self._trial: TrialSheet | None = None
        self._lay_out(look)
        self._connect()

    @property
    def entry(self) -> BatchEntry:
        return BatchEntry(
            name=self.name.text,
            on_date=self.day.text,
            organiser=self.organiser.text,
            class_id=self.class_id.choice.value,
        )

    def begin(self, name: str, scales: Choices, entry: BatchEntry, scale: str) -> None:
        """Ask what is to be known of the batch in this file."""
        self.heading.setText(name)
        self.name.show_value(entry.name)
        self.day.show_value(entry.on_date)
        self.scale.show_options([Option(*pair) for pair in scales])
        self.scale.show_value(scale)
        self.name.edit.setFocus()

    def show_busy(self) -> None:
        self.take.setEnabled(False)
        self.counts.setText(_("Checking every row…"))

    def show_trial(self, trial: TrialSheet) -> None:
        """Show what each column is, and what would be written."""
        self._trial = trial
        words = dict(trial.roles)
        lines = tuple(
            Line(
                str(each.index),
                each.heading,
                words.get(each.role, ""),
                is_faint=each.role in {"item", "verdict", "known", "unknown"},
            )
            for each in trial.columns
        )
        self.columns.show_lines(lines)
        self.said.setText("\n".join(trial.said))
        self.said.setVisible(bool(trial.said))
        self.class_id.setVisible(trial.needs_class)
        options = [
            Option("", _("Choose a class")),
            *(Option(*e) for e in trial.classes),
        ]
        self.class_id.show_options(options)
        self.counts.setText(trial.lacking or trial.counts)
        self.left_out.setText("\n".join(trial.left_out))
        self.left_out.setVisible(bool(trial.left_out))
        words_ = translate_count(
            "Take in {count} result", "Take in {count} results", trial.takes
        )
        self.take.setText(words_)
        self.take.setEnabled(trial.takes > 0)
        self._show_role(self.columns.code)

    def clear(self) -> None:
        """Hold nothing of the file any more."""
        self._trial = None
        self.columns.show_lines(())
        for label in (self.said, self.counts, self.left_out):
            label.setText("")

    def _show_role(self, code: str) -> None:
        trial = self._trial
        found = [e for e in trial.columns if str(e.index) == code] if trial else []
        self.role.setVisible(bool(found) and found[0].can_choose)
        if not trial or not found:
            return
        choosable = ("total", "factor", "validity", "consent", "unknown")
        words = dict(trial.roles)
        self.role.show_options([Option(each, words[each]) for each in choosable])
        self.role.show_value(found[0].role)

    def _lay_out(self, look: Appearance) -> None:
        self.columns.setFixedHeight(_COLUMNS_HEIGHT)
        inside = column(
            self.heading,
            pairs(self.name, self.day),
            pairs(self.scale, self.organiser),
            self.class_id,
            self.said,
            self.counts,
            make_label(_("Columns of the file"), "strong"),
            self.columns,
            self.role,
            self.left_out,
            None,
            gap=SPACE.gap,
            margins=SPACE.page,
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(hold(inside))
        look.set_icon(self.take, "file-input", "on_pine")
        foot = row(None, self.stop, self.take, gap=10, margins=(16, 12, 16, 12))
        stack = column(area, make_rule(), foot, margins=1)
        stack.setStretch(0, 1)
        self.setLayout(column(Sheet(stack)))

    def _connect(self) -> None:
        for field in (self.name, self.day, self.organiser, self.class_id):
            field.committed.connect(lambda _text: self.changed.emit())
        self.scale.committed.connect(self.scale_chosen)
        self.columns.chosen.connect(self._show_role)
        self.role.committed.connect(self._on_role)
        self.take.clicked.connect(self.taken)
        self.stop.clicked.connect(self.given_up)

    def _on_role(self, role: str) -> None:
        if self.columns.code:
            self.role_chosen.emit(int(self.columns.code), role)
