"""The level schemes: a list, and the chosen one with its levels and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    column,
    empty,
    hold,
    make_button,
    make_label,
    row,
)
from ui.kit.beside import BesideOrBelow
from ui.kit.setting_fields import LineSetting
from ui.kit.setting_level_lines import LevelLine, LimitTable
from ui.kit.setting_list import Line, LineList
from ui.kit.setting_pane import SettingPane, pairs, split

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.care_setting_rows import SchemeRow, SchemesSheet


class SchemeDetail(QWidget):
    """One scheme; an example is shown and changed only as a copy."""

    changed = Signal(str, str)
    level_changed = Signal(int, str, str)
    level_moved = Signal(int, int)
    level_kept = Signal(int, bool)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.heading = SerifLabel(look, "section")
        self.example = make_label(_("An example"), "chip")
        self.in_use = make_label(_("In use"), "chip")
        self._said = make_label("", "muted", wrap=True)
        self.use = make_button(_("Use this scheme"), "primary")
        self.copy = make_button(_("Copy and change"))
        self.remove = make_button(_("Remove this scheme"), "danger")
        self.lines = {
            "name": LineSetting(_("Name of the scheme"), required=True),
            "source": LineSetting(_("Source")),
        }
        self.levels: dict[int, LevelLine] = {}
        self._order: list[int] = []
        self._stack = column(gap=10)
        self._levels = hold(self._stack)
        self.limits = LimitTable()
        self.restore = make_button(_("Limits as they were shipped"))
        self._lay_out()
        for name, line in self.lines.items():
            line.committed.connect(lambda text, n=name: self.changed.emit(n, text))

    def show_scheme(self, scheme: SchemeRow, sheet: SchemesSheet) -> None:
        """Show a scheme with everything that belongs to it."""
        self.heading.setText(scheme.name)
        self.example.setVisible(scheme.is_example)
        self.in_use.setVisible(scheme.is_in_use)
        self._said.setText(
            scheme.source if scheme.is_example else _("No case changes with a scheme.")
        )
        self.use.setVisible(not scheme.is_in_use)
        self.remove.setVisible(not scheme.is_example)
        self.restore.setVisible(not scheme.is_example)
        self.lines["name"].show_value(scheme.name)
        self.lines["source"].show_value(scheme.source)
        for line in self.lines.values():
            if not line.edit.hasFocus():
                line.edit.home(False)
        self._show_levels(scheme, sheet)
        self.limits.show_limits(scheme, sheet)
        parts = (*self.lines.values(), self._levels, self.limits)
        for part in parts:
            part.setEnabled(not scheme.is_example)

    def _show_levels(self, scheme: SchemeRow, sheet: SchemesSheet) -> None:
        order = [each.severity for each in scheme.levels]
        if order != self._order:
            self._make_levels(order)
        for each in scheme.levels:
            self.levels[each.severity].show_level(each, sheet)

    def _make_levels(self, order: list[int]) -> None:
        self._order = order
        empty(self._stack)
        self.levels = {}
        for severity in order:
            line = LevelLine(self._look, severity)
            line.changed.connect(
                lambda name, text, s=severity: self.level_changed.emit(s, name, text)
            )
            line.moved.connect(lambda by, s=severity: self.level_moved.emit(s, by))
            line.kept.connect(lambda on, s=severity: self.level_kept.emit(s, on))
            self.levels[severity] = line
            self._stack.addWidget(line)

    def _lay_out(self) -> None:
        about = _(
            "Write a number and a unit, such as 30 minutes, 24 hours or 3 days, or "
            "“same day”. An empty cell is no limit. No limit is fixed nationally."
        )
        inside = column(
            BesideOrBelow(
                self.heading, hold(row(self.example, self.in_use, None, gap=10))
            ),
            self._said,
            row(self.use, self.copy, None, gap=10),
            pairs(self.lines["name"], self.lines["source"]),
            make_label(_("Levels, as lists and legends show them"), "strong"),
            self._levels,
            make_label(_("Limits"), "strong"),
            make_label(about, "muted", wrap=True),
            self.limits,
            row(self.restore, None, self.remove),
            None,
            gap=12,
            margins=(0, 0, 12, 0),
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(hold(inside))
        self.setLayout(column(area))


class LevelsPane(SettingPane):
    """`chosen` carries the id of a scheme."""

    chosen = Signal(str)

    def __init__(self, look: Appearance) -> None:
        about = _(
            "How your school says the levels of care, and how long each step may take. "
            "A case keeps its level whatever the words are."
        )
        super().__init__(look, _("Levels of care"), about)
        self.list = LineList(look, _("Level schemes"))
        self.detail = SchemeDetail(look)
        self.message = make_label("", "secondary", wrap=True)
        self.add(self.message)
        self.fill(self.add_sheet(split(self.list, self.detail)))
        self.list.chosen.connect(self.chosen)

    def show_sheet(self, sheet: SchemesSheet, chosen: str) -> None:
        """Show all schemes, and the chosen one."""
        self.message.setText(sheet.message)
        self.message.setVisible(bool(sheet.message))
        lines = tuple(Line(each.id, each.name, each.note) for each in sheet.rows)
        self.list.show_lines(lines)
        self.list.choose(chosen)
        found = next((each for each in sheet.rows if each.id == chosen), None)
        self.detail.setVisible(found is not None)
        if found is not None:
            self.detail.show_scheme(found, sheet)
