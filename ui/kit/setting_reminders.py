"""The rules of reminders: each on or off, with its numbers, why and where from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from homevisit.text import N_, _, labelled, translate
from ui.kit.basics import column, hold, row
from ui.kit.setting_fields import NumberSetting, SwitchSetting
from ui.kit.setting_pane import SettingPane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.reminder_rows import RuleLine

_DAYS = range(1000)
_PARTS = {
    "event": N_("When something happened to a student"),
    "other": N_("When something is overdue or missing"),
    "node": N_("At certain times of the year"),
    "gap": N_("When there was no contact for long"),
}
_NUMBERS = {
    "days": N_("Days"),
    "ahead": N_("Days before"),
    "after": N_("Days after"),
}


class RemindersPane(SettingPane):
    """`switched` carries a rule and whether it is on, `numbered` rule, name, number."""

    switched = Signal(str, bool)
    numbered = Signal(str, str, int)

    def __init__(self, look: Appearance) -> None:
        about = _(
            "Made on this computer from what is written down; nobody else sees it."
        )
        super().__init__(look, _("Reminders"), about)
        self.switches: dict[str, SwitchSetting] = {}
        self.numbers: dict[tuple[str, str], NumberSetting] = {}

    def show_rules(self, rules: tuple[RuleLine, ...]) -> None:
        """Show how each rule works now."""
        if not self.switches:
            self._build(rules)
        for rule in rules:
            self.switches[rule.code].show_value(rule.is_on)
            for name, value in rule.numbers:
                self.numbers[rule.code, name].show_value(str(value))

    def _build(self, rules: tuple[RuleLine, ...]) -> None:
        for part, title in _PARTS.items():
            lines = (self._line(each) for each in rules if each.part == part)
            self.add_sheet(column(*lines, gap=12), title=translate(title))

    def _line(self, rule: RuleLine) -> QWidget:
        code = rule.code
        switch = SwitchSetting(self.look, rule.title, rule.about)
        switch.committed.connect(lambda is_on: self.switched.emit(code, is_on))
        self.switches[code] = switch
        line = row(switch, gap=16)
        line.setStretch(0, 1)
        for name, _value in rule.numbers:
            line.addWidget(self._number(rule, name), 0, Qt.AlignmentFlag.AlignTop)
        return hold(line)

    def _number(self, rule: RuleLine, name: str) -> NumberSetting:
        number = NumberSetting(translate(_NUMBERS[name]), _DAYS)
        number.edit.setAccessibleName(labelled(rule.title, translate(_NUMBERS[name])))
        number.committed.connect(
            lambda text: self.numbered.emit(rule.code, name, int(text))
        )
        self.numbers[rule.code, name] = number
        return number
